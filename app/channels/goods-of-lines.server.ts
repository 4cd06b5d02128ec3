import { sql } from "drizzle-orm";
import { barcodeForms, skuKeyOf } from "#app/catalog/rules.ts";
import { type Ask, many } from "#app/platform/database.server.ts";

/** A line of goods as a shop names it. `connectionId` and `variantId` "" where there is none. */
export type NamedLine = { id: string; connectionId: string; variantId: string; codes: string[] };
type Named = { lineId: string; productId: string };
/** In place of a product's id, where a person said that what is sold there is none of our products. */
const noneOfOurs = "none";

/** The questions which products lines are of; they ride in the caller's one read. */
export function goodsAsks(businessId: string, lines: readonly NamedLine[]): { listed: Ask<Named[]>; coded: Ask<Named[]> } {
	const codes = lines.flatMap(({ id, codes: told }) =>
		told.flatMap((code) => (code === "" ? [] : [{ id, sku: skuKeyOf(code) }, ...barcodeForms(code).map((form) => ({ id, form }))])),
	);
	const wanted = JSON.stringify(codes);
	const variants = JSON.stringify(lines.filter(({ variantId }) => variantId !== ""));
	return {
		listed: many(sql`SELECT w.value ->> 'id' AS lineId, COALESCE(p.id, ${noneOfOurs}) AS productId FROM json_each(${variants}) AS w
			CROSS JOIN listings AS l ON l.businessId = ${businessId} AND l.connectionId = w.value ->> 'connectionId' AND l.variantId = w.value ->> 'variantId'
			LEFT JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId AND p.status <> 'archived'
			WHERE p.id IS NOT NULL OR (l.productId IS NULL AND l.linkedBy = 'person')`),
		coded: many(sql`SELECT w.value ->> 'id' AS lineId, p.id AS productId FROM json_each(${wanted}) AS w
				CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.skuKey = w.value ->> 'sku' WHERE w.value ->> 'sku' <> '' AND p.status <> 'archived'
			UNION ALL SELECT w.value ->> 'id', p.id FROM json_each(${wanted}) AS w
				CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.barcode = w.value ->> 'form' WHERE w.value ->> 'form' IS NOT NULL AND p.status <> 'archived'`),
	};
}

/** By a line's id, the product it is of, where that is certain: what a person linked, or said is none of ours, is so; a code only helps where nothing is said. */
export function goodsIn({ listed, coded }: { listed: Named[]; coded: Named[] }): Map<string, string> {
	const none = new Set(listed.flatMap(({ lineId, productId }) => (productId === noneOfOurs ? [lineId] : [])));
	return new Map([...certain(coded), ...certain(listed)].filter(([lineId]) => !none.has(lineId)));
}

/** A code that names two products names none. */
function certain(rows: Named[]): Map<string, string> {
	const found = new Map<string, string>();
	for (const { lineId, productId } of rows) found.set(lineId, (found.get(lineId) ?? productId) === productId ? productId : "");
	return new Map([...found].filter(([, productId]) => productId !== ""));
}
