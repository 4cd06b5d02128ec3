/** Coins and notes: what can be paid in cash, and what is handed over for it. Amounts in minor units; browser-safe. */

/** The smallest step in which cash changes hands, where that is more than the minor unit. */
const steps: Record<string, number> = {
	DKK: 50,
	SEK: 100,
	NOK: 100,
	CHF: 5,
	CZK: 100,
	HUF: 500,
	AUD: 5,
	CAD: 5,
	NZD: 10,
};

/** Notes and coins of a currency, largest first; for one that is not listed, the usual 1–2–5 of a hundred units. */
const notesAndCoins: Record<string, number[]> = {
	DKK: [100_000, 50_000, 20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50],
	SEK: [100_000, 50_000, 20_000, 10_000, 5000, 2000, 1000, 500, 200, 100],
	NOK: [100_000, 50_000, 20_000, 10_000, 5000, 2000, 1000, 500, 100],
	EUR: [50_000, 20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
	GBP: [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
	USD: [10_000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1],
	JPY: [10_000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1],
};
const usual = [50_000, 20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

/** The step of cash in a currency: 50 in DKK, 1 where every minor unit can be paid. */
export function cashStep(currency: string): number {
	return steps[currency] ?? 1;
}

/** What an amount is in cash: the nearest that can be paid, half away from zero. */
export function inCash(amount: number, currency: string): number {
	const step = cashStep(currency);
	return Math.sign(amount) * Math.floor((2 * Math.abs(amount) + step) / (2 * step)) * step;
}

/** Notes and coins, largest first. */
export function denominations(currency: string): readonly number[] {
	return notesAndCoins[currency] ?? usual;
}

/** What people hand over for an amount: exactly it, then the next amounts of fewer and larger notes. At most four, rising. */
export function quickNotes(amount: number, currency: string): number[] {
	const due = inCash(amount, currency);
	// Nobody counts out sixty of a coin.
	const notes = denominations(currency).filter((note) => note >= 20 * cashStep(currency) && note * 60 >= due);
	const rounded = notes.map((note) => Math.ceil(due / note) * note);
	return [...new Set([due, ...rounded])]
		.filter((each) => each >= due && each > 0)
		.toSorted((a, b) => a - b)
		.slice(0, 4);
}
