import { sql } from "drizzle-orm";
import { ProductsDeleted } from "#app/catalog/events.server.ts";
import { deleteProductsIn } from "#app/catalog/retire-product.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { hasLived } from "./has-lived.server.ts";
import { forgetLeasesIn } from "./reservations.server.ts";

type Made = { id: string; version: number; name: string; sku: string };

/** Deletes products an act made, as they were read, and says so of that act. One that was changed or has lived since fails the batch. */
export function takeBackProductsIn(work: Work, subject: { type: string; id: string }, products: readonly Made[]): void {
	if (products.length === 0) return;
	const productIds = products.map(({ id }) => id);
	const lived = hasLived(work.businessId, sql`w.value`);
	work.guard(sql`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(productIds)}) AS w WHERE EXISTS (${lived}))`);
	forgetLeasesIn(work, productIds);
	deleteProductsIn(work, products);
	work.record(ProductsDeleted, {
		subject,
		data: { productIds, names: products.map(({ name }) => name), skus: products.map(({ sku }) => sku) },
	});
}
