import { sql } from "drizzle-orm";
import { z } from "zod";
import { addContactPointIn } from "#app/customers/contact-points.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { newId } from "#app/platform/ids.ts";
import { AnyId } from "#app/platform/input.ts";
import { ChatMoved } from "./events.server.ts";
import { Person } from "./heard.ts";
import { guardSealingIn, keptAs, sealingAsk } from "./sealed-words.server.ts";
import type { Heard } from "./take-message.server.ts";
import { tellOfChatIn, writeMessageIn } from "./write-message.server.ts";

const Move = z.object({ connectionId: AnyId, platform: z.string(), from: z.array(z.string().max(200)).max(10), person: Person });

/** Somebody writes from another number now: the same person, and the same chat. An identity that leads to a chat of its own already is left there; a number that is theirs no more is not written to. */
export const takeMove = command<typeof Move, Heard>({
	name: "inbox.take-move",
	needs: "inbox:write",
	input: Move,
	async run({ tenant, db, work, now }, { connectionId, platform, from, person }) {
		const { businessId } = db;
		const ids = [...new Set([person.externalId, ...person.also])];
		const list = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
		const { chat, taken, contacts, isSealed } = await db.read({
			isSealed: sealingAsk(businessId),
			chat: first<{
				id: string;
				customerId: string;
			}>(sql`SELECT c.id, c.customerId FROM chatAddresses AS a CROSS JOIN chats AS c ON c.businessId = a.businessId AND c.id = a.chatId
				WHERE a.businessId = ${businessId} AND a.connectionId = ${connectionId} AND a.externalId IN (SELECT value FROM json_each(${JSON.stringify(from)}))
				ORDER BY a.externalId = ${from[0] ?? ""} DESC, c.id LIMIT 1`),
			taken: many<{ externalId: string }>(
				sql`SELECT externalId FROM chatAddresses WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND externalId IN ${list}`,
			),
			contacts: many<{ externalId: string }>(
				sql`SELECT externalId FROM contactPoints WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND externalId IN ${list}`,
			),
		});
		if (!chat) return known<Heard>({ state: "passed", said: "nobody_known" });
		if (taken.some(({ externalId }) => externalId === person.externalId)) return known<Heard>({ state: "passed", said: "same" });
		for (const externalId of ids) {
			if (!contacts.some((each) => each.externalId === externalId))
				addContactPointIn(work, chat.customerId, { channel: platform, connectionId, externalId, handle: person.phone ?? person.handle });
			if (!taken.some((each) => each.externalId === externalId))
				work.add(
					sql`INSERT INTO chatAddresses (businessId, connectionId, externalId, chatId, createdAt) VALUES (${businessId}, ${connectionId}, ${externalId}, ${chat.id}, ${now})`,
				);
		}
		work.add(sql`UPDATE chats SET externalId = ${person.externalId}, phone = ${person.phone}, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${businessId} AND id = ${chat.id}`);
		const details = { phone: person.phone ?? "" };
		const message = await keptAs(tenant, isSealed, {
			id: newId<"message">(now),
			chatId: chat.id,
			connectionId,
			sender: "SYSTEM",
			kind: "TEXT",
			as: "moved",
			text: person.phone ?? (person.handle || person.externalId),
			details,
			at: now,
		});
		guardSealingIn(work, isSealed);
		writeMessageIn(work, message);
		work.record(ChatMoved, { subject: { type: "chat", id: chat.id }, data: { customerId: chat.customerId } });
		tellOfChatIn(work, chat.id);
		return known<Heard>({ state: "taken", said: "moved", chatId: chat.id });
	},
});
