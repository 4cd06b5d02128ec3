import { sql } from "drizzle-orm";
import type { Work } from "#app/platform/work.server.ts";
import { type ProductStatus, skuKeyOf } from "./rules.ts";

/** As the table holds them: money in minor units, attributes as JSON text, flags as 0 or 1. */
type Columns = {
	name: string;
	description: string;
	sku: string;
	skuKey: string;
	barcode: string | null;
	unit: string;
	price: number | null;
	cost: number | null;
	taxRate: number | null;
	categoryId: string | null;
	styleId: string | null;
	vendor: string;
	attributes: string;
	imageUrl: string | null;
	isAvailable: number;
	status: ProductStatus;
};
export type ProductColumn = keyof Columns;

/**
 * Adds to a batch that some products say something else in these columns, each as it was decided from the `version` that was read. As many
 * statements for five hundred as for one. SKUs may change places: they are all let go of before they are taken.
 */
export function editProductsIn<Column extends keyof Columns>(
	work: Work,
	columns: readonly Column[],
	products: readonly ({ id: string; version: number } & Pick<Columns, Column>)[],
): void {
	const rows = JSON.stringify(Object.fromEntries(products.map((product) => [product.id, product])));
	const here = sql`businessId = ${work.businessId} AND id IN (SELECT key FROM json_each(${rows}))`;
	work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM json_each(${rows}) AS w LEFT JOIN products AS p ON p.businessId = ${work.businessId} AND p.id = w.key
		WHERE p.version IS NOT w.value ->> 'version')`);
	if (columns.some((column) => column === "skuKey") && products.length > 1)
		work.add(sql`UPDATE products SET skuKey = '~' || id WHERE ${here}`);
	const set = columns.map((column) => sql`${sql.identifier(column)} = ${rows} -> id ->> ${column}`);
	work.add(sql`UPDATE products SET ${sql.join(set, sql`, `)}, version = version + 1, updatedAt = ${work.now} WHERE ${here}`);
}

/** Adds to a batch that products take these SKUs where nobody has them, and keep their own where somebody has. */
export function takeFreeSkusIn(work: Work, products: readonly { id: string; sku: string }[]): void {
	const wanted = JSON.stringify(Object.fromEntries(products.map(({ id, sku }) => [id, { sku, skuKey: skuKeyOf(sku) }])));
	work.add(sql`UPDATE products SET sku = ${wanted} -> id ->> 'sku', skuKey = ${wanted} -> id ->> 'skuKey'
		WHERE businessId = ${work.businessId} AND id IN (SELECT key FROM json_each(${wanted}))
			AND NOT EXISTS (SELECT 1 FROM products AS t WHERE t.businessId = products.businessId AND t.skuKey = ${wanted} -> products.id ->> 'skuKey')`);
}
