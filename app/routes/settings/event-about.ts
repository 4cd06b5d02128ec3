/** What an event was about, out of the data it keeps: enough to tell two of a kind apart. Pure. */

type EventAbout = {
	name: string | null;
	moved: { delta: number; before: number; after: number } | null;
	money: { amount: number; currency: string } | null;
};

export function eventAbout(data: Record<string, unknown>): EventAbout {
	const after = inside(data.after);
	const { qtyBefore, delta, qtyAfter, total, currency } = data;
	return {
		name: textIn(data, "name") ?? textIn(after, "name"),
		moved:
			typeof delta === "number" && typeof qtyBefore === "number" && typeof qtyAfter === "number"
				? { delta, before: qtyBefore, after: qtyAfter }
				: null,
		money: typeof total === "number" && typeof currency === "string" ? { amount: total, currency } : null,
	};
}

function inside(value: unknown): object {
	return typeof value === "object" && value !== null ? value : {};
}

function textIn(value: object, name: string): string | null {
	const text: unknown = Reflect.get(value, name);
	return typeof text === "string" && text !== "" ? text : null;
}
