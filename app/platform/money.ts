/** All arithmetic on money. Amounts are integers in the currency's minor unit (ISO 4217); the API's decimal strings exist only at its edge. */

export type Money = { amount: number; currency: string };

/**
 * ISO 4217's minor units where they are not two. Written down, because engines follow CLDR (HUF 0, where ISO says 2), differ from one another
 * and change with their updates, and stored integers must mean the same for ever.
 */
const decimals: Record<string, number> = Object.fromEntries([
	...["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"].map((code) => [
		code,
		0,
	]),
	...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3]),
	...["CLF", "UYW"].map((code) => [code, 4]),
]);

/** How many decimals a currency has: DKK 2, JPY 0, BHD 3. */
export function decimalsOf(currency: string): number {
	return decimals[currency] ?? 2;
}

/** Whether Intl knows this ISO 4217 code. */
export function isCurrency(code: string): boolean {
	return /^[A-Z]{3}$/.test(code) && supportedCurrencies().has(code);
}

let supported: Set<string> | undefined;
function supportedCurrencies(): Set<string> {
	supported ??= new Set(Intl.supportedValuesOf("currency"));
	return supported;
}

type AmountProblem = "not_an_amount" | "too_many_decimals" | "too_large";

/** The largest amount kept: sums of a million such lines still fit a JavaScript integer. */
export const maxAmount = 1_000_000_000;

/**
 * A decimal number or string ("2195", 2195.5, "2195.00") as minor units.
 * Goes through the digits, never through a floating-point multiplication, so 19.99 is 1999.
 * @returns the amount, or the rule it breaks
 */
export function parseAmount(value: number | string, currency: string): number | AmountProblem {
	const text = typeof value === "number" ? (Number.isFinite(value) ? plainDecimal(value) : "") : value.trim();
	const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text);
	if (!match) return "not_an_amount";
	const decimals = decimalsOf(currency);
	const fraction = (match[2] ?? "").replace(/0+$/, "");
	if (fraction.length > decimals) return "too_many_decimals";
	const amount = Number((match[1] ?? "0") + fraction.padEnd(decimals, "0"));
	return amount > maxAmount ? "too_large" : amount;
}

function plainDecimal(value: number): string {
	const text = String(value);
	return text.includes("e") ? value.toFixed(20).replace(/0+$/, "") : text;
}

/** Minor units as the API's decimal string: 219500 DKK → "2195.00", −50 → "-0.50". */
export function decimalString(amount: number, currency: string): string {
	const decimals = decimalsOf(currency);
	const digits = String(Math.abs(amount)).padStart(decimals + 1, "0");
	const whole = digits.slice(0, digits.length - decimals);
	return `${amount < 0 ? "-" : ""}${whole}${decimals ? `.${digits.slice(-decimals)}` : ""}`;
}

/** `quantity` pieces at `unitPrice`, both integers. */
export function lineTotal(unitPrice: number, quantity: number): number {
	return unitPrice * quantity;
}

/** Sum of integers. */
export function sum(amounts: Iterable<number>): number {
	let total = 0;
	for (const amount of amounts) total += amount;
	return total;
}

/** What amounts come to: a sum for each currency, in the order these come, and none of nothing. Of two currencies nobody here knows what one is in the other. */
export function sumsOf(amounts: Iterable<Money>): Money[] {
	const sums = new Map<string, number>();
	for (const { amount, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + amount);
	return [...sums].flatMap(([currency, amount]) => (amount === 0 ? [] : { amount, currency }));
}

/** The tax inside an amount that includes it, rounded half away from zero to the minor unit. `rate` in basis points (2500 = 25 %). */
export function taxWithin(amount: number, rate: number): number {
	return Math.sign(amount) * Math.round((Math.abs(amount) * rate) / (10_000 + rate));
}

/** The tax added on top of an amount without it, rounded half away from zero. `rate` in basis points. */
export function taxOnTop(amount: number, rate: number): number {
	return Math.sign(amount) * Math.round((Math.abs(amount) * rate) / 10_000);
}

/** `part` of `whole`'s share of `amount`, cumulative so that the shares of all parts add up to `amount` to the unit. */
export function shareUpTo(amount: number, part: number, whole: number): number {
	return whole === 0 ? 0 : Math.round((amount * part) / whole);
}

/**
 * Parts of `amount` in the proportion of `weights`, none larger than its weight as long as `amount` is no larger than their sum.
 * Whole numbers of any size: they add up to `amount` to the unit.
 */
export function allot(amount: number, weights: readonly number[]): number[] {
	const whole = BigInt(sum(weights));
	if (whole === 0n) return weights.map(() => 0);
	let reached = 0n;
	let given = 0n;
	return weights.map((weight) => {
		reached += BigInt(weight);
		const upTo = (2n * BigInt(amount) * reached + whole) / (2n * whole);
		const part = Number(upTo - given);
		given = upTo;
		return part;
	});
}
