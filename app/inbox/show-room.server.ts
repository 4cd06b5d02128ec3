import { sql } from "drizzle-orm";
import { query } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { OneChat } from "./input.ts";
import { framesSealedAsk } from "./sealed-words.server.ts";

/** Whether there is such a chat, for whoever knocks at its room, and whether its frames are sealed. @throws Refusal `not_found / chat_not_found` */
export const showRoom = query<typeof OneChat, { chatId: string; isSealed: boolean }>({
	name: "inbox.show-room",
	needs: "inbox:read",
	input: OneChat,
	async run({ db }, { chatId }) {
		const { row, isSealed } = await db.read({
			row: first<{ chatId: string }>(sql`SELECT id AS chatId FROM chats WHERE businessId = ${db.businessId} AND id = ${chatId}`),
			isSealed: framesSealedAsk(db.businessId),
		});
		return row ? { ...row, isSealed } : refuse("not_found", "chat_not_found");
	},
});
