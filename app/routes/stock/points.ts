/** Reorder points in a form: `p.<product>` and `t.<product>` as typed, `w.<product>` what they were ("3*8"). Pure. */

type Point = { productId: string; reorderPoint: number | string; reorderTo: number | string };

/** A number that was typed, or the text itself so that the rule can name it; empty is 0. */
function numberIn(fields: FormData, name: string): number | string {
	const text = String(fields.get(name) ?? "").trim();
	return text === "" ? 0 : /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** Those that are not what they were. */
export function changedPoints(fields: FormData): Point[] {
	return [...fields.keys()]
		.filter((name) => name.startsWith("w."))
		.map((name) => name.slice(2))
		.map((productId) => ({ productId, reorderPoint: numberIn(fields, `p.${productId}`), reorderTo: numberIn(fields, `t.${productId}`) }))
		.filter(({ productId, reorderPoint, reorderTo }) => fields.get(`w.${productId}`) !== `${reorderPoint}*${reorderTo}`);
}

/** The names the command may complain of: `<product>.reorderTo` where the two make no sense, `points.<n>.…` where one is no number. */
export function pointsTyped(values: Record<string, string> | undefined): string[] {
	return Object.keys(values ?? {})
		.filter((name) => name.startsWith("w."))
		.flatMap((name, index) => [`${name.slice(2)}.reorderTo`, `points.${index}.reorderPoint`, `points.${index}.reorderTo`]);
}
