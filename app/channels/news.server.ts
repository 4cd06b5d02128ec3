import { sql } from "drizzle-orm";
import { type NewsSource, tellingReaction } from "#app/platform/news.server.ts";
import { ConnectionBroke } from "./events.server.ts";

/** Whether connections work: the pages that show one look again when that changes. Subjects are connections; whoever writes to customers has to know. */
export const howConnectionsStand: NewsSource = {
	name: "channels.how-connections-stand",
	needs: "inbox:read",
	read: (
		businessId,
		connectionIds,
	) => sql`SELECT 'connection:' || n.id AS about, n.updatedAt AS rank, json_object('kind', 'connection', 'connectionId', n.id, 'state', n.state) AS body
		FROM json_each(${connectionIds}) AS w CROSS JOIN connections AS n ON n.businessId = ${businessId} AND n.id = w.value`,
};

/** What somebody did themselves was told where it was done; what breaks by itself is told again. */
export const tellsOfConnections = tellingReaction("channels.tell-open-pages", [ConnectionBroke], ({ subjectId }) => [
	[howConnectionsStand, [subjectId]],
]);
