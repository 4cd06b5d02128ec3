/** What an order owes whose money is a platform's. Pure. Amounts in minor units. */

type Money = {
	/** What it owes here; negative: what was paid too much. */
	owed: number;
	/** What is still to be paid of it there. */
	outstanding: number;
	/** Net, what the platform told us was paid of it. */
	there: number;
	/** Net, what was paid at our own till, and what goods that went back here were worth: of both the platform may know nothing, or have been told. */
	here: number;
};

/**
 * By how much less was paid of an order there than we were told: what it owes is at most what is outstanding there, and at least that less what was settled
 * here. No more is undone than was ever paid there.
 */
export function undonePayment({ owed, outstanding, there, here }: Money): number {
	const least = outstanding - Math.max(0, here);
	return Math.max(0, Math.min(least - owed, there));
}
