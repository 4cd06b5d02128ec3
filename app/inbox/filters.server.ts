import { sql } from "drizzle-orm";
import { z } from "zod";
import { talkPlatforms } from "#app/channels/rules.ts";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import type { ShownLabel } from "./rules.ts";
import { type Agent, agentsAsk, labelsAsk } from "./show-chat.server.ts";

export type InboxFilters = { agents: Agent[]; labels: ShownLabel[]; connections: { id: string; name: string; platform: string }[] };

/** What a list of chats can be narrowed to: whose they are, what they are about, where they come in. */
export const inboxFilters = query<z.ZodObject, InboxFilters>({
	name: "inbox.filters",
	needs: "inbox:read",
	input: z.object({}),
	async run({ db }) {
		const { businessId } = db;
		return db.read({
			agents: agentsAsk(businessId),
			labels: labelsAsk(businessId),
			connections: many<InboxFilters["connections"][number]>(sql`SELECT id, name, platform FROM connections WHERE businessId = ${businessId}
				AND platform IN (SELECT value FROM json_each(${JSON.stringify(talkPlatforms)})) ORDER BY name, id LIMIT 100`),
		});
	},
});
