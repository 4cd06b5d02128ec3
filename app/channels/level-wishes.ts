/** Levels as an adapter sets them, and what it answers: in our words, as everything in contract.ts; and which number is to stand there. */

/** What is to stand there. */
export type LevelWish = {
	/** Ours, to answer by. */
	ref: string;
	productId: string;
	variantId: string;
	inventoryId: string | null;
	locationId: string | null;
	quantity: number;
	/** What we last saw there: with compare-and-set the write holds only if it is still so. Null: nothing was ever seen. */
	seen: number | null;
	/** The same for the same wish: a platform that knows keys does it once. */
	key: string;
};

export type LevelAnswer =
	| { ref: string; kind: "done"; quantity: number }
	/** It is another number there by now than what we last saw; null where it does not say which. */
	| { ref: string; kind: "conflict"; theirs: number | null }
	/** It will not, whatever is done again (not there any more, not counted): a snake_case word of ours, and the platform's own. */
	| { ref: string; kind: "refused"; reason: LevelRefusal; said: string }
	| { ref: string; kind: "throttled"; retryAfter: number };

export type LevelRefusal = "not_there" | "not_tracked" | "not_allowed" | "other";

/** What is to stand there of what is free here: less what is kept back, and no more than is to be shown. */
export function wantedLevel(available: number, { buffer, cap }: { buffer: number; cap: number | null }): number {
	const free = Math.max(0, available - buffer);
	return cap === null ? free : Math.min(free, cap);
}

/**
 * By how much our shelf is wrong where their number is right. Null where their number says nothing of the shelf: nobody knows it, or more lies here than is
 * ever to be shown there.
 */
export function correctionBy(
	theirs: number | null,
	available: number,
	{ buffer, cap }: { buffer: number; cap: number | null },
): number | null {
	return theirs === null || (cap !== null && available - buffer > cap) ? null : theirs + buffer - available;
}
