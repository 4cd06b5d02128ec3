import { sql } from "drizzle-orm";
import { z } from "zod";
import { CustomerErased } from "#app/customers/events.server.ts";
import { UserRemoved } from "#app/identity/events.server.ts";
import { onBehalfOf } from "#app/identity/viewer.server.ts";
import { command, forgetAnswersIn, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { chatRoomFor } from "#app/platform/news.server.ts";
import { keyOf, type Reaction } from "#app/platform/reactions.server.ts";
import { instant } from "#app/platform/time.ts";
import { worded } from "./early-news.server.ts";
import { ChatsForgotten, SealingAsked } from "./events.server.ts";
import { handBack } from "./hand-back.server.ts";
import { forgetFilesOf } from "./chat-files.server.ts";
import { goOnSealing } from "./seal-messages.server.ts";
import { tellsOfChats } from "./news.server.ts";
import { tellOfChatIn } from "./write-message.server.ts";

const Rounds = z.object({ round: z.int() });
const Erased = z.object({ customerIds: z.array(AnyId).max(500) });
const most = 200;

/**
 * Empties the chats of people who were erased: what was said, by whom and from where goes, their files with it. That there were messages, when, and who
 * answered stays. Whoever writes again is somebody new.
 */
const forget = command<typeof Erased, { chatIds: string[] }>({
	name: "inbox.forget-customer",
	needs: "customers:erase",
	input: Erased,
	async run({ db, work, now }, { customerIds }) {
		const { businessId } = db;
		const { chats } = await db.read({
			chats: many<{
				id: string;
			}>(sql`SELECT c.id FROM json_each(${JSON.stringify(customerIds)}) AS w CROSS JOIN chats AS c INDEXED BY chats_of_customer
				ON c.businessId = ${businessId} AND c.customerId = w.value ORDER BY c.id LIMIT CAST(${most} AS INTEGER)`),
		});
		const chatIds = chats.map(({ id }) => id);
		if (chatIds.length === 0) return known({ chatIds });
		const each = sql`SELECT value FROM json_each(${JSON.stringify(chatIds)})`;
		const all = sql`(${each})`;
		work.add(sql`UPDATE messages SET text = '', details = '{}', sealed = NULL, template = NULL, said = '', theirReaction = '', theirSealedReaction = NULL, isDeleted = 1, dueAt = NULL,
				state = iif(state IN ('scheduled', 'queued'), 'failed', state), why = iif(state IN ('scheduled', 'queued'), 'no_such_person', why), version = version + 1, updatedAt = ${now}
			WHERE businessId = ${businessId} AND chatId IN ${all}`);
		work.add(
			sql`UPDATE messageMedia SET state = 'gone', why = 'deleted', ref = NULL, dueAt = NULL, name = '', sealedName = NULL WHERE businessId = ${businessId} AND chatId IN ${all}`,
		);
		// What was told of a message that has not come yet names no chat: of their connections everything that quotes words goes.
		work.add(sql`DELETE FROM earlyNews WHERE businessId = ${businessId} AND kind IN (${worded})
			AND connectionId IN (SELECT connectionId FROM chats WHERE businessId = ${businessId} AND id IN ${all})`);
		forgetAnswersIn(work, each);
		work.add(sql`DELETE FROM chatAddresses WHERE businessId = ${businessId} AND chatId IN ${all}`);
		work.add(sql`UPDATE chats SET externalId = '', phone = NULL, preview = '', unread = 0, waitingSince = NULL, readDue = NULL, status = 'CLOSED', version = version + 1, updatedAt = ${now}
			WHERE businessId = ${businessId} AND id IN ${all}`);
		for (const id of chatIds.slice(0, 50)) tellOfChatIn(work, id);
		work.record(ChatsForgotten, { subject: { type: "customer", id: customerIds[0] ?? "" }, data: { chats: chatIds.length } });
		return known({ chatIds });
	},
});

const name = "inbox.forget-customer";
const handsBack = "inbox.hand-back";

export const inboxReactions: Reaction[] = [
	tellsOfChats,
	{
		name: handsBack,
		on: [UserRemoved],
		async run(tenant, event) {
			for (let turn = 0; ; turn++) {
				const { more } = await handBack(tenant, { userId: event.subjectId }, { key: `${keyOf(event, handsBack)}:${turn}` });
				if (!more) return;
			}
		},
	},
	{
		name: "inbox.seal-messages",
		on: [SealingAsked],
		run: ({ scope, businessId, shard }, event) =>
			goOnSealing(() => onBehalfOf({ ...scope, now: instant() }, { businessId, shard }, event), Rounds.parse(event.data).round),
	},
	{
		name,
		on: [CustomerErased],
		async run(tenant, event) {
			const { chatIds } = await forget(tenant, Erased.parse(event.data), { key: keyOf(event, name) });
			for (const chatId of chatIds) {
				await forgetFilesOf(tenant, chatId);
				await chatRoomFor(tenant.scope, tenant.businessId, chatId).forget();
			}
		},
	},
];
