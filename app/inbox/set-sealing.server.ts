import { sql } from "drizzle-orm";
import { command, forgetAnswersToIn, known } from "#app/platform/command.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import { type Ask, first } from "#app/platform/database.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { keepCodesIn } from "./early-news.server.ts";
import { InboxSealed, SealingAsked } from "./events.server.ts";
import { AnyRound, SetSealing } from "./input.ts";
import type { Sealing } from "./rules.ts";

/** Where a business stands with sealing what is said, and where the round through what was said before is. */
export type SealingRow = Sealing & { keyId: string; round: number; afterChatId: string; afterSeq: number; afterFile: string | null };

const never: SealingRow = {
	...{ isSealed: false, state: "done", looked: 0, total: 0, locked: 0, startedAt: 0, updatedAt: 0 },
	...{ keyId: "", round: 0, afterChatId: "", afterSeq: 0, afterFile: null },
};

/** The ring a round was made with (`k2,k1`): one with other keys begins another, as it may open what was locked, and what it seals with may be new. */
export function ringOf(ring: Config["ENCRYPTION_KEYS"]): string {
	return ring.map(([keyId]) => keyId).join(",");
}

export function sealingRowAsk(businessId: string): Ask<SealingRow> {
	const row = first<Omit<SealingRow, "isSealed"> & { isSealed: number }>(
		sql`SELECT isSealed, keyId, state, round, afterChatId, afterSeq, afterFile, looked, total, locked, startedAt, updatedAt FROM messageSealing WHERE businessId = ${businessId}`,
	);
	return {
		query: row.query,
		take(rows) {
			const found = row.take(rows);
			return found ? { ...found, isSealed: found.isSealed === 1 } : never;
		},
	};
}

/** What is shown of it. */
export function shownSealing({ isSealed, state, looked, total, locked, startedAt, updatedAt }: SealingRow): Sealing {
	return { isSealed, state, looked, total, locked, startedAt, updatedAt };
}

/** Begins a round through everything that was said: what is written from here on is written as it says, and the round brings what was written before to it. */
function beginIn(work: Work, { isSealed, keyId, round }: { isSealed: boolean; keyId: string; round: number }): void {
	const { businessId, now } = work;
	work.guard(
		sql`SELECT 1 WHERE COALESCE((SELECT round FROM messageSealing WHERE businessId = ${businessId}), 0) = CAST(${round - 1} AS INTEGER)`,
	);
	work.add(sql`INSERT INTO messageSealing (businessId, isSealed, keyId, state, round, total, startedAt, updatedAt)
		SELECT ${businessId}, CAST(${isSealed ? 1 : 0} AS INTEGER), ${keyId}, 'working', CAST(${round} AS INTEGER),
			(SELECT COALESCE(SUM(lastSeq), 0) FROM chats WHERE businessId = ${businessId}), ${now}, ${now} WHERE 1
		ON CONFLICT (businessId) DO UPDATE SET isSealed = excluded.isSealed, keyId = excluded.keyId, state = 'working', round = excluded.round,
			afterChatId = '', afterSeq = 0, afterFile = NULL, looked = 0, total = excluded.total, locked = 0, startedAt = excluded.startedAt, updatedAt = excluded.updatedAt`);
	work.record(SealingAsked, { subject: { type: "business", id: businessId }, data: { round } });
}

/** Acts whose answers hold words: kept for repeats, they would outlive the words' being readable. */
const tellingActs = ["inbox.send-message", "inbox.edit-message", "inbox.delete-message", "inbox.retry-message", "inbox.react-to-message"];

/** Says whether what is said is sealed: at once for what is said from here on, and by a round for what was said before. What is so already stays as it is. */
export const setSealing = command<typeof SetSealing, Sealing>({
	name: "inbox.set-sealing",
	needs: "settings:write",
	input: SetSealing,
	async run({ tenant, db, work, now }, { isSealed }) {
		const { row } = await db.read({ row: sealingRowAsk(db.businessId) });
		if (row.isSealed === isSealed) return known(shownSealing(row));
		beginIn(work, { isSealed, keyId: ringOf(tenant.scope.cfg.ENCRYPTION_KEYS), round: row.round + 1 });
		if (isSealed) {
			forgetAnswersToIn(work, tellingActs);
			keepCodesIn(work);
		}
		work.record(InboxSealed, { subject: { type: "business", id: db.businessId }, data: { isSealed } });
		return known<Sealing>({ ...shownSealing(row), isSealed, state: "working", looked: 0, locked: 0, startedAt: now, updatedAt: now });
	},
});

/** Goes through what is sealed once more, where the ring has other keys than when it was gone through; or on with a round that nobody is at. */
export const sealAnew = command<typeof AnyRound, { asked: boolean }>({
	name: "inbox.seal-anew",
	needs: "settings:write",
	input: AnyRound,
	async run({ tenant, db, work }) {
		const { row } = await db.read({ row: sealingRowAsk(db.businessId) });
		const keyId = ringOf(tenant.scope.cfg.ENCRYPTION_KEYS);
		if (row.state === "working")
			work.record(SealingAsked, { subject: { type: "business", id: db.businessId }, data: { round: row.round } });
		else if ((row.isSealed || row.locked > 0) && row.keyId !== keyId)
			beginIn(work, { isSealed: row.isSealed, keyId, round: row.round + 1 });
		else return known({ asked: false });
		return known({ asked: true });
	},
});
