import { decimalString, sum } from "#app/platform/money.ts";

/** Cash counted by note and coin, as a form carries it: `count.<decimal>` pieces of each. Pure. */

const prefix = "count.";

export function countName(piece: number, currency: string): string {
	return prefix + decimalString(piece, currency);
}

/** What was counted, as the API takes it; what is no number stays out. */
export function countedIn(fields: Iterable<[string, FormDataEntryValue]>): Record<string, number> {
	const counted: Record<string, number> = {};
	for (const [name, value] of fields)
		if (name.startsWith(prefix) && typeof value === "string" && /^\d{1,5}$/.test(value.trim()))
			counted[name.slice(prefix.length)] = Number(value);
	return counted;
}

/** What so many pieces come to, in minor units. */
export function worthOfCount(counts: ReadonlyMap<number, number>): number {
	return sum([...counts].map(([piece, count]) => piece * count));
}
