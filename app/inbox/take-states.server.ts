import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { type HeardState, TakeStates } from "./heard.ts";
import { lastMessages, messagesInRooms } from "./news.server.ts";
import { type DeliveryState, rankOf, saidAt } from "./rules.ts";
import { saidAs } from "./sealed-said.server.ts";
import type { Heard } from "./take-message.server.ts";
import { advanceIn, rankSql, tryOf } from "./write-message.server.ts";

type Found = { id: string; platformMessageId: string | null; state: DeliveryState | null; tries: number };

/** Takes how far messages of ours got, however many at once and in whatever order; of one nobody here knows (yet) the furthest is kept until it comes. */
export const takeStates = command<typeof TakeStates, Heard>({
	name: "inbox.take-states",
	needs: "inbox:write",
	input: TakeStates,
	async run({ db, work }, { connectionId, states }) {
		const { businessId } = db;
		const [platformIds, refs] = [
			states.map(({ platformMessageId }) => platformMessageId),
			states.flatMap(({ ourRef }) => tryOf(ourRef)?.id ?? []),
		].map((ids) => JSON.stringify(ids));
		const { found } = await db.read({
			found:
				many<Found>(sql`SELECT id, platformMessageId, state, tries FROM messages WHERE businessId = ${businessId} AND connectionId = ${connectionId}
					AND platformMessageId IN (SELECT value FROM json_each(${platformIds}))
				UNION SELECT id, platformMessageId, state, tries FROM messages WHERE businessId = ${businessId} AND id IN (SELECT value FROM json_each(${refs})) AND connectionId = ${connectionId} AND state IS NOT NULL`),
		});
		let taken = 0;
		for (const heard of furthestOf(states)) {
			const byName = tryOf(heard.ourRef);
			const named = found.find(({ id }) => id === byName?.id);
			const ours = found.find(({ platformMessageId }) => platformMessageId === heard.platformMessageId) ?? named;
			// Of an earlier try: it says nothing of the one that waits or went since.
			if (ours && ours === named && ours.platformMessageId !== heard.platformMessageId && !isAbout(heard, byName?.tries, ours)) continue;
			if (ours?.state && rankOf[heard.state] <= rankOf[ours.state] && ours.platformMessageId !== null) continue;
			taken += 1;
			if (ours) advanceIn(work, ours.id, heard);
			else keepEarly(heard);
		}
		return known<Heard>({ state: taken > 0 ? "taken" : "passed", said: taken > 0 ? "states" : "older" });

		function keepEarly(heard: HeardState): void {
			const { platformMessageId, state, why, said } = heard;
			work.guard(
				sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM messages WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND platformMessageId = ${platformMessageId})`,
			);
			work.add(sql`INSERT INTO earlyNews (businessId, connectionId, platformMessageId, kind, body, at)
				VALUES (${businessId}, ${connectionId}, ${platformMessageId}, 'state', json_set(${JSON.stringify({ kind: "state", state, why, said })}, '$.said', ${saidAs(businessId, sql`${said}`)}), ${saidAt(heard.at, work.now)})
				ON CONFLICT (businessId, connectionId, platformMessageId, kind) DO UPDATE SET body = excluded.body, at = excluded.at
				WHERE ${rankSql(sql`excluded.body ->> 'state'`)} > ${rankSql(sql`earlyNews.body ->> 'state'`)}`);
		}
	},
});

/** Whether news by our name for it is of the present try. Of one that is to be sent again only that the first did leave counts: then it need not. */
function isAbout(heard: HeardState, tries: number | undefined, ours: Found): boolean {
	return ours.platformMessageId === null && ours.tries === tries && !(ours.state === "queued" && heard.state === "failed");
}

/** Of each message, the furthest it got. */
function furthestOf(states: readonly HeardState[]): HeardState[] {
	const furthest = new Map<string, HeardState>();
	for (const heard of states) {
		const before = furthest.get(heard.platformMessageId);
		if (!before || rankOf[heard.state] > rankOf[before.state]) furthest.set(heard.platformMessageId, heard);
	}
	return [...furthest.values()];
}

const Until = z.object({ connectionId: AnyId, externalId: z.string().max(200), state: z.enum(["delivered", "read"]), at: z.number() });
const mostAtOnce = 90;

/** Takes that all we sent somebody up to an instant has arrived, or was seen. */
export const takeStatesUntil = command<typeof Until, Heard>({
	name: "inbox.take-states-until",
	needs: "inbox:write",
	input: Until,
	async run({ db, work }, { connectionId, externalId, state, at }) {
		const { businessId } = db;
		const { sent } = await db.read({
			sent: many<{
				id: string;
			}>(sql`SELECT m.id FROM chatAddresses AS a CROSS JOIN messages AS m INDEXED BY messages_unseen ON m.businessId = a.businessId AND m.chatId = a.chatId
				WHERE a.businessId = ${businessId} AND a.connectionId = ${connectionId} AND a.externalId = ${externalId} AND m.state IN ('sent', 'delivered')
					AND m.at <= CAST(${at} AS INTEGER) AND ${rankSql(sql`m.state`)} < CAST(${rankOf[state]} AS INTEGER) ORDER BY m.at DESC LIMIT CAST(${mostAtOnce} AS INTEGER)`),
		});
		if (sent.length === 0) return known<Heard>({ state: "passed", said: "older" });
		const ids = sent.map(({ id }) => id);
		work.add(sql`UPDATE messages SET state = ${state}, version = version + 1, updatedAt = ${work.now} WHERE businessId = ${businessId}
			AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND ${rankSql(sql`state`)} < CAST(${rankOf[state]} AS INTEGER)`);
		work.tell(messagesInRooms, ids);
		work.tell(lastMessages, ids);
		return known<Heard>({ state: "taken", said: "states" });
	},
});
