import { sql } from "drizzle-orm";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { many } from "#app/platform/database.server.ts";
import { firstIdAt } from "#app/platform/ids.ts";
import { ListMessages } from "./input.ts";
import type { Shown } from "./rules.ts";
import { openTold, type Told } from "./sealed-words.server.ts";
import { messageJson } from "./shown.server.ts";

/**
 * What was said in all of a business's chats, as it was written down, newest first. Each list walks an index of its own from where the page begins:
 * however much was said, a page costs its rows.
 * @throws Refusal `invalid / cursor_invalid`
 */
export const listMessages = query<typeof ListMessages, { items: Shown[]; nextCursor: string | null }>({
	name: "inbox.list-messages",
	needs: "inbox:read",
	input: ListMessages,
	async run({ tenant, db }, { direction, state, since, cursor, limit }) {
		const { businessId } = db;
		const [before] = readCursor(cursor, 1) ?? [];
		// Only ours have a state.
		if (state !== undefined && direction !== undefined && direction !== "out") return { items: [], nextCursor: null };
		const sides = {
			in: sql`m.sender = 'CUSTOMER' AND m.isNote = 0`,
			out: sql`m.sender = 'AGENT' AND m.isNote = 0`,
			note: sql`m.sender = 'AGENT' AND m.isNote = 1`,
		};
		const [index, which] =
			state !== undefined
				? [sql`messages_by_state`, sql`AND m.state = ${state} AND m.state IS NOT NULL`]
				: direction !== undefined
					? [sql`messages_by_side`, sql`AND ${sides[direction]}`]
					: [sql`sqlite_autoindex_messages_1`, sql``];
		const { rows } = await db.read({
			rows: many<{ id: string; json: string }>(sql`SELECT m.id, ${messageJson} AS json FROM messages AS m INDEXED BY ${index}
				WHERE m.businessId = ${businessId} ${which} ${before === undefined ? sql`` : sql`AND m.id < ${before}`}
					${since === undefined ? sql`` : sql`AND m.id >= ${firstIdAt(since)}`}
				ORDER BY m.id DESC LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		const page = pageOf(rows, limit, ({ id }) => [id]);
		const ring = tenant.scope.cfg.ENCRYPTION_KEYS;
		const told = page.items.map(({ json }): Told => JSON.parse(json));
		return { ...page, items: await Promise.all(told.map((each) => openTold(ring, businessId, each))) };
	},
});
