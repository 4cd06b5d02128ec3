import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { answer, command } from "#app/platform/command.server.ts";
import { first, type Row } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { TenantDb } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { ProductEdited, ProductStatusChanged } from "./events.server.ts";
import { EditProduct, ReplaceProduct } from "./input.ts";
import { type Product, productJson } from "./queries.server.ts";
import { mustBecome, type ProductStatus, skuKeyOf } from "./rules.ts";
import { columnsOf, difference } from "./said-of-product.ts";

type ProductRow = Row & { id: string; currency: string; status: ProductStatus; version: number };

/**
 * Changes what is named of a product; `version`, where given, must still be its version.
 * @throws Refusal `product_not_found`, `category_not_found`, `style_not_found`, `version_changed`, `sku_taken`, `invalid_transition`, `validation_failed`
 */
export const editProduct = command<typeof EditProduct, Product>({
	name: "catalog.edit-product",
	needs: "catalog:write",
	input: EditProduct,
	run: ({ db, work }, input) => edit(db, work, input),
});

/** As `editProduct`, for the whole product: what was left out has gone back to its default. */
export const replaceProduct = command<typeof ReplaceProduct, Product>({
	name: "catalog.replace-product",
	needs: "catalog:write",
	input: ReplaceProduct,
	run: ({ db, work }, input) => edit(db, work, input),
});

async function edit(db: TenantDb, work: Work, input: z.output<typeof EditProduct>) {
	const { businessId } = db;
	const { productId, version } = input;
	const skuKey = input.sku === undefined ? "" : skuKeyOf(input.sku);
	const { product, twin, category, style } = await db.read({
		product: first<ProductRow>(sql`SELECT * FROM products WHERE businessId = ${businessId} AND id = ${productId}`),
		twin: first<{ id: string; sku: string }>(
			sql`SELECT id, sku FROM products WHERE businessId = ${businessId} AND skuKey = ${skuKey} AND id <> ${productId}`,
		),
		category: first(sql`SELECT id FROM categories WHERE businessId = ${businessId} AND id = ${input.categoryId ?? ""}`),
		style: first(sql`SELECT id FROM styles WHERE businessId = ${businessId} AND id = ${input.styleId ?? ""}`),
	});
	if (!product) refuse("not_found", "product_not_found");
	if (version !== undefined && version !== product.version) refuse("conflict", "version_changed", { current: product.version });
	if (twin) refuse("conflict", "sku_taken", { sku: twin.sku, productId: twin.id });
	if (input.categoryId && !category) refuse("not_found", "category_not_found");
	if (input.styleId && !style) refuse("not_found", "style_not_found");

	const { before, after } = difference(product, columnsOf(input, product.currency));
	const from = product.status;
	const to = input.status ?? from;
	if (to !== from) mustBecome(from, to);

	const here = sql`businessId = ${businessId} AND id = ${productId}`;
	if (version !== undefined) work.guard(sql`SELECT 1 FROM products WHERE ${here} AND version = CAST(${version} AS INTEGER)`);
	if (to !== from) {
		work.guard(sql`SELECT 1 FROM products WHERE ${here} AND status = ${from}`);
		work.record(ProductStatusChanged, {
			subject: { type: "product", id: productId },
			data: { before: { status: from }, after: { status: to } },
		});
	}
	if (Object.keys(after).length > 0) work.record(ProductEdited, { subject: { type: "product", id: productId }, data: { before, after } });
	const changes: Record<string, unknown> = { ...after, ...(to !== from && { status: to }) };
	if (Object.keys(changes).length > 0) {
		const set = Object.entries(changes).map(([column, value]) => sql`${sql.identifier(column)} = ${value}`);
		work.add(sql`UPDATE products SET ${sql.join(set, sql`, `)}, version = version + 1, updatedAt = ${work.now} WHERE ${here}`);
	}
	return answer<Product>(oneProductJson(businessId, productId));
}

/** A product as a JSON expression, for the answer of a batch. */
export function oneProductJson(businessId: string, productId: string): SQL {
	return sql`(SELECT ${productJson()} FROM products AS p WHERE p.businessId = ${businessId} AND p.id = ${productId})`;
}
