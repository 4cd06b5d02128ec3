import { sql } from "drizzle-orm";
import { type NewsSource, tellingReaction } from "#app/platform/news.server.ts";
import { CustomersMerged, CustomersParted } from "./events.server.ts";

/** That somebody is somebody else by now, or themselves again: the pages that show them look again. Subjects are customers; who they are is not told. */
export const whoIsWho: NewsSource = {
	name: "customers.who-is-who",
	needs: "customers:read",
	read: (
		businessId,
		customerIds,
	) => sql`SELECT 'person:' || k.id AS about, k.version AS rank, json_object('kind', 'person', 'customerId', k.id, 'version', k.version) AS body
		FROM json_each(${customerIds}) AS w CROSS JOIN customers AS k ON k.businessId = ${businessId} AND k.id = w.value`,
};

export const tellsWhoIsWho = tellingReaction(
	"customers.tell-who-is-who",
	[CustomersMerged, CustomersParted],
	({ subjectId, data: { goneId } }) => [[whoIsWho, [subjectId, String(goneId)]]],
);
