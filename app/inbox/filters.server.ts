import { sql } from "drizzle-orm";
import { z } from "zod";
import { talkPlatforms } from "#app/channels/rules.ts";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import type { Assignment, ShownLabel } from "./rules.ts";
import { sealingAsk } from "./sealed-words.server.ts";
import { type Agent, agentsAsk, labelsAsk } from "./show-chat.server.ts";

export type InboxFilters = {
	agents: Agent[];
	labels: ShownLabel[];
	connections: { id: string; name: string; platform: string }[];
	isGivenOut: boolean;
	/** What was said is sealed: only names and numbers can be searched. */
	isSealed: boolean;
};

/** What a list of chats can be narrowed to: whose they are, what they are about, where they come in; and whether new ones are given to people. */
export const inboxFilters = query<z.ZodObject, InboxFilters>({
	name: "inbox.filters",
	needs: "inbox:read",
	input: z.object({}),
	async run({ db }) {
		const { businessId } = db;
		const { settings, ...filters } = await db.read({
			isSealed: sealingAsk(businessId),
			agents: agentsAsk(businessId),
			labels: labelsAsk(businessId),
			connections: many<InboxFilters["connections"][number]>(sql`SELECT id, name, platform FROM connections WHERE businessId = ${businessId}
				AND platform IN (SELECT value FROM json_each(${JSON.stringify(talkPlatforms)})) ORDER BY name, id LIMIT 100`),
			settings: first<{ assignment: Assignment }>(sql`SELECT assignment FROM inboxSettings WHERE businessId = ${businessId}`),
		});
		return { ...filters, isGivenOut: (settings?.assignment ?? "off") !== "off" };
	},
});
