import { sql } from "drizzle-orm";
import { ProductDeleted, ProductStatusChanged } from "#app/catalog/events.server.ts";
import { DeleteProduct } from "#app/catalog/input.ts";
import { archiveProductIn, deleteProductIn } from "#app/catalog/retire-product.server.ts";
import type { ProductStatus } from "#app/catalog/rules.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { hasLived } from "./has-lived.server.ts";
import { forgetLeasesIn } from "./reservations.server.ts";

type Doomed = { name: string; sku: string; status: ProductStatus; isAvailable: number; version: number; lived: number };

/**
 * Deletes a product that nothing but its opening count refers to; any other is archived and hidden, its history kept. Deleting the row takes the
 * opening count along (migrations/shard/0004_stock_ledger.sql), which nothing else can do. Here and not in the catalog because the shelf decides.
 * @throws Refusal `product_not_found`, `version_changed`
 */
export const deleteProduct = command<typeof DeleteProduct, { id: string; outcome: "deleted" | "archived" }>({
	name: "catalog.delete-product",
	needs: "catalog:write",
	input: DeleteProduct,
	async run({ db, work }, { productId, version }) {
		const { businessId } = db;
		const here = sql`businessId = ${businessId} AND id = ${productId}`;
		const lived = hasLived(businessId, sql`${productId}`);
		const { product } = await db.read({
			product: first<Doomed>(sql`SELECT name, sku, status, isAvailable, version, EXISTS (${lived}) AS lived FROM products WHERE ${here}`),
		});
		if (!product) refuse("not_found", "product_not_found");
		if (version !== undefined && version !== product.version) refuse("conflict", "version_changed", { current: product.version });
		if (version !== undefined) work.guard(sql`SELECT 1 FROM products WHERE ${here} AND version = CAST(${version} AS INTEGER)`);
		const subject = { type: "product", id: productId };
		if (!product.lived) {
			work.guard(sql`SELECT 1 WHERE NOT EXISTS (${lived})`);
			forgetLeasesIn(work, [productId]);
			deleteProductIn(work, productId);
			work.record(ProductDeleted, { subject, data: { name: product.name, sku: product.sku } });
			return known({ id: productId, outcome: "deleted" });
		}
		if (product.status !== "archived" || product.isAvailable) {
			archiveProductIn(work, productId, product.version);
			work.record(ProductStatusChanged, { subject, data: { before: { status: product.status }, after: { status: "archived" } } });
		}
		return known({ id: productId, outcome: "archived" });
	},
});
