import { type SQL, sql } from "drizzle-orm";
import { barcodeForms, skuKeyOf } from "#app/catalog/rules.ts";

/** By what a variant and a product of ours look like one: the barcode says more than the SKU. */
export type LinkReason = "barcode" | "sku";

/**
 * Rows (`variantId`, `productId`, `why`): which products of ours carry the barcode (as it is or as another form of the same number) or the SKU of a
 * variant elsewhere. One with both stands twice; archived ones do not stand.
 */
export function candidateRows(businessId: string, variants: { variantId: string; sku: string; barcode: string }[]): SQL {
	const wanted = JSON.stringify(
		variants.flatMap(({ variantId, sku, barcode }) => [
			...(sku === "" ? [] : [{ variantId, sku: skuKeyOf(sku) }]),
			...barcodeForms(barcode).map((form) => ({ variantId, form })),
		]),
	);
	return sql`SELECT w.value ->> 'variantId' AS variantId, p.id AS productId, 'sku' AS why FROM json_each(${wanted}) AS w
			CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.skuKey = w.value ->> 'sku' WHERE w.value ->> 'sku' <> '' AND p.status <> 'archived'
		UNION SELECT w.value ->> 'variantId', p.id, 'barcode' FROM json_each(${wanted}) AS w
			CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.barcode = w.value ->> 'form' WHERE w.value ->> 'form' IS NOT NULL AND p.status <> 'archived'`;
}
