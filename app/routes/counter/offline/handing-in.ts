import { type KeptSale, type Keeping, keptSales, lastSeq, type Outcome, raiseSeq, settleSales } from "./keeping.ts";

/** Hands in what was sold alone: by number, a few at a time, each until the server says what became of it. */

const atOnce = 20;

export type Reply = { results: Outcome[]; till: { highest: number; missing: number[] } };
/** Sends one batch. Null when no answer came, or none that says what became of it: the sales stay and go again. */
export type Send = (body: object) => Promise<Reply | null>;

export type HandedIn = { done: boolean; sent: number; missing: number[] };

/** `tell` hears how many of how many are through. */
export async function handIn(db: Keeping, tillId: string, send: Send, tell: (done: number, total: number) => void): Promise<HandedIn> {
	const waiting = (await keptSales(db)).filter(({ state }) => state === "waiting");
	const own = [...new Set([tillId, ...waiting.map((sale) => sale.tillId)])];
	let sent = 0;
	let missing: number[] = [];
	for (const each of own) {
		let left = waiting.filter((sale) => sale.tillId === each);
		// What could not be taken in now is not in the answer: it waits, and no number of it is missing.
		const again: KeptSale[] = [];
		do {
			const batch = left.slice(0, atOnce);
			left = left.slice(atOnce);
			const reply = await send(bodyOf(each, batch, [...again, ...left], await lastSeq(db, each)));
			if (!reply) return { done: false, sent, missing };
			await settleSales(db, reply.results);
			again.push(...batch.filter((sale) => !reply.results.some(({ id }) => id === sale.id)));
			if (each === tillId) {
				await raiseSeq(db, each, reply.till.highest);
				missing = reply.till.missing;
			}
			sent += batch.length;
			tell(sent, waiting.length);
		} while (left.length > 0);
	}
	return { done: true, sent, missing };
}

function bodyOf(tillId: string, batch: readonly KeptSale[], left: readonly KeptSale[], last: number): object {
	return {
		tillId,
		sentAt: Date.now(),
		lastSeq: last,
		waiting: left.length,
		waitingSince: left[0]?.soldAt ?? null,
		sales: batch.map(({ body, seq }) => ({ ...body, seq })),
	};
}
