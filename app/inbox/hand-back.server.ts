import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { giveIn, rosterAsk, stillFullIn } from "./assign.server.ts";
import { ChatsHandedBack } from "./events.server.ts";
import { tellOfChatIn } from "./write-message.server.ts";

const Gone = z.object({ userId: AnyId });
/** In one batch: chats that wait for somebody, each told of; and chats that are over. */
const mostWaiting = 90;
const mostOver = 1000;

/** Hands back the chats of somebody who was removed: what is open to whoever is there, everything else to nobody, so that whoever writes again is nobody's to overlook. */
export const handBack = command<typeof Gone, { more: boolean }>({
	name: "inbox.hand-back",
	needs: "users:write",
	input: Gone,
	async run({ db, work, now }, { userId }) {
		const { businessId } = db;
		const of = (statuses: string[], most: number) =>
			many<{
				id: string;
				status: string;
			}>(sql`SELECT id, status FROM chats INDEXED BY chats_of_assignee WHERE businessId = ${businessId} AND assigneeId = ${userId}
				AND status IN (SELECT value FROM json_each(${JSON.stringify(statuses)})) LIMIT CAST(${most} AS INTEGER)`);
		const { waiting, over, roster } = await db.read({
			waiting: of(["OPEN", "PENDING"], mostWaiting),
			over: of(["RESOLVED", "CLOSED"], mostOver),
			roster: rosterAsk(businessId),
		});
		if (waiting.length + over.length === 0) return known({ more: false });
		const others = { ...roster, candidates: roster.candidates.filter((each) => each.userId !== userId) };
		const ids = JSON.stringify([...waiting, ...over].map(({ id }) => id));
		work.add(sql`UPDATE chats SET assigneeId = NULL, assignedAt = NULL, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${businessId} AND id IN (SELECT value FROM json_each(${ids})) AND assigneeId = ${userId}`);
		for (const { id, status } of waiting) {
			tellOfChatIn(work, id);
			if (status === "OPEN" && giveIn(work, others, id) === null) stillFullIn(work, roster);
		}
		work.record(ChatsHandedBack, { subject: { type: "user", id: userId }, data: { chats: waiting.length + over.length } });
		return known({ more: waiting.length === mostWaiting || over.length === mostOver });
	},
});
