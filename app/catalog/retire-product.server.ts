import { sql } from "drizzle-orm";
import type { Work } from "#app/platform/work.server.ts";

/** Takes a product out of the catalog for good; its levels and opening counts go with it, by trigger. Whoever calls it has made sure that nothing else happened to it. */
export function deleteProductIn(work: Work, productId: string): void {
	work.add(sql`DELETE FROM products WHERE businessId = ${work.businessId} AND id = ${productId}`);
}

/** The same for many, as they were read: one that was changed since fails the batch. */
export function deleteProductsIn(work: Work, products: readonly { id: string; version: number }[]): void {
	const rows = JSON.stringify(products.map(({ id, version }) => ({ id, version })));
	work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM json_each(${rows}) AS w LEFT JOIN products AS p ON p.businessId = ${work.businessId} AND p.id = w.value ->> 'id'
		WHERE p.version IS NOT w.value ->> 'version')`);
	work.add(sql`DELETE FROM products WHERE businessId = ${work.businessId} AND id IN (SELECT value ->> 'id' FROM json_each(${rows}))`);
}

/** Archives and hides the product whose `version` was read; its history stays. */
export function archiveProductIn(work: Work, productId: string, version: number): void {
	work.guard(
		sql`SELECT 1 FROM products WHERE businessId = ${work.businessId} AND id = ${productId} AND version = CAST(${version} AS INTEGER)`,
	);
	work.add(sql`UPDATE products SET status = 'archived', isAvailable = 0, version = version + 1, updatedAt = ${work.now}
		WHERE businessId = ${work.businessId} AND id = ${productId}`);
}
