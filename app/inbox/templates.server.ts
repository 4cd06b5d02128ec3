import { sql } from "drizzle-orm";
import { z } from "zod";
import { notePulled } from "#app/channels/note-work.server.ts";
import type { TalkDriving, TalkTemplate } from "#app/channels/talk.ts";
import { command, known } from "#app/platform/command.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { day } from "#app/platform/time.ts";

const Pulled = z.object({
	connectionId: AnyId,
	templates: z
		.array(
			z.object({
				name: z.string().max(512),
				language: z.string().max(20),
				status: z.string(),
				category: z.string(),
				body: z.string().max(4000),
				variables: z.int(),
				header: z.enum(["IMAGE", "VIDEO", "FILE"]).nullable(),
			}),
		)
		.max(1000),
	isWhole: z.boolean(),
});

/** Keeps templates of an account as they are there now; what is not there any more goes where they are all. */
const keepTemplates = command<typeof Pulled, { kept: number }>({
	name: "inbox.keep-templates",
	needs: "inbox:write",
	input: Pulled,
	async run({ work, now }, { connectionId, templates, isWhole }) {
		const { businessId } = work;
		work.add(sql`INSERT INTO talkTemplates (businessId, connectionId, name, language, status, category, body, variables, header, seenAt)
			SELECT ${businessId}, ${connectionId}, t.value ->> 'name', t.value ->> 'language', t.value ->> 'status', t.value ->> 'category', t.value ->> 'body', t.value ->> 'variables', t.value ->> 'header', CAST(${now} AS INTEGER)
			FROM json_each(${JSON.stringify(templates)}) AS t WHERE 1
			ON CONFLICT (businessId, connectionId, name, language) DO UPDATE SET status = excluded.status, category = excluded.category, body = excluded.body,
				variables = excluded.variables, header = excluded.header, seenAt = excluded.seenAt`);
		if (isWhole)
			work.add(
				sql`DELETE FROM talkTemplates WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND seenAt < CAST(${now} AS INTEGER)`,
			);
		return known({ kept: templates.length });
	},
});

const State = z.object({ connectionId: AnyId, name: z.string(), language: z.string(), status: z.string().max(40) });

/** A template was approved, paused or refused there. */
export const keepTemplateState = command<typeof State, { kept: boolean }>({
	name: "inbox.keep-template-state",
	needs: "inbox:write",
	input: State,
	async run({ work }, { connectionId, name, language, status }) {
		work.add(
			sql`UPDATE talkTemplates SET status = ${status} WHERE businessId = ${work.businessId} AND connectionId = ${connectionId} AND name = ${name} AND language = ${language}`,
		);
		return known({ kept: true });
	},
});

const most = 1000;
type Page = { templates: TalkTemplate[]; next: string | null };

/** Reads what may be sent outside the window, once a day. */
export async function pullTemplates({ connection, adapter, ask, now, mayGoOn }: TalkDriving): Promise<void> {
	if (!adapter.pullTemplates || (connection.pulledAt ?? 0) + day > now().now) return;
	const templates: TalkTemplate[] = [];
	let cursor: string | null = null;
	do {
		const from: string | null = cursor;
		const page: Page = await ask(async (platform, link) => (await platform.pullTemplates?.(link, from)) ?? { templates: [], next: null });
		templates.push(...page.templates);
		cursor = page.next;
	} while (cursor !== null && templates.length < most && mayGoOn());
	await keepTemplates(now(), { connectionId: connection.id, templates: templates.slice(0, most), isWhole: cursor === null });
	// Where time ran out it is read again with the next turn.
	if (cursor === null || templates.length >= most) await notePulled(now(), { connectionId: connection.id });
}
