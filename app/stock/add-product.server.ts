import { sql } from "drizzle-orm";
import type { z } from "zod";
import { addProductsIn, addStylesIn } from "#app/catalog/add-products.server.ts";
import { ProductAdded } from "#app/catalog/events.server.ts";
import { AddProduct } from "#app/catalog/input.ts";
import { type ProductStatus, skuKeyOf } from "#app/catalog/rules.ts";
import { newProductOf } from "#app/catalog/said-of-product.ts";
import type { StoreFacts, Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import { StockReceived } from "./events.server.ts";
import { moveStockIn } from "./ledger.server.ts";
import { openShelfIn } from "./open-shelf.server.ts";
import { lastMovementJson, type ProductWithInventory, productWithInventoryJson } from "./shelf.server.ts";
import { onlyStoreOr } from "./which-store.server.ts";

type Input = z.output<typeof AddProduct>;
type Twin = { id: string; sku: string; status: ProductStatus };

/**
 * Adds a product with its shelf in one store. A SKU that is known already (however it is written) gets a shelf in this store too, and keeps
 * everything else it is. Here and not in the catalog because it writes both.
 * @throws Refusal `store_not_yours`, `level_exists`, `sku_taken` (by an archived product), `category_not_found`, `style_not_found`, `validation_failed`
 */
export const addProduct = command<typeof AddProduct, ProductWithInventory, Viewer>({
	name: "catalog.add-product",
	needs: "catalog:write",
	input: AddProduct,
	async run({ db, work, principal }, input) {
		const { businessId } = db;
		const skuKey = skuKeyOf(input.sku ?? "");
		const { twin, level, category, style, named } = await db.read({
			twin: first<Twin>(sql`SELECT id, sku, status FROM products WHERE businessId = ${businessId} AND skuKey = ${skuKey}`),
			level: first<{
				stores: string;
			}>(sql`SELECT json_group_array(l.storeId) AS stores FROM products AS p CROSS JOIN stockLevels AS l ON l.businessId = p.businessId AND l.productId = p.id
				WHERE p.businessId = ${businessId} AND p.skuKey = ${skuKey}`),
			category: first(sql`SELECT id FROM categories WHERE businessId = ${businessId} AND id = ${input.categoryId ?? ""}`),
			style: first(sql`SELECT id FROM styles WHERE businessId = ${businessId} AND id = ${input.styleId ?? ""}`),
			named: first<{ id: string }>(sql`SELECT id FROM styles
				WHERE businessId = ${businessId} AND vendor = ${input.vendor ?? ""} COLLATE NOCASE AND name = ${input.style ?? ""} COLLATE NOCASE`),
		});
		const viewer = await principal();
		const store = onlyStoreOr(viewer, input.storeId);
		if (twin?.status === "archived") refuse("conflict", "sku_taken", { sku: twin.sku, productId: twin.id, status: twin.status });
		const stores: string[] = JSON.parse(level?.stores ?? "[]");
		if (twin && stores.includes(store.id)) refuse("conflict", "level_exists", { sku: twin.sku, productId: twin.id, storeId: store.id });
		if (input.categoryId && !category) refuse("not_found", "category_not_found");
		if (input.styleId && !style) refuse("not_found", "style_not_found");

		const productId = twin?.id ?? newId<"product">(work.now);
		if (!twin) addNew(work, productId, input, store, named?.id);
		else work.guard(sql`SELECT 1 FROM products WHERE businessId = ${businessId} AND id = ${productId} AND status <> 'archived'`);

		const subject = { type: "product", id: productId };
		const { initialStock = 0, reorderPoint = 0 } = input;
		openShelfIn(work, { productId, storeId: store.id, reorderPoint });
		if (initialStock > 0) {
			moveStockIn(work, [{ storeId: store.id, productId, delta: initialStock }], { reason: "initial", actor: viewer.actor });
			work.record(StockReceived, { subject, storeId: store.id, data: lastMovementJson(businessId, productId, store.id) });
		}
		return answer<ProductWithInventory>(productWithInventoryJson(businessId, productId, store.id));
	},
});

function addNew(work: Work, id: string, input: Input, store: StoreFacts, named: string | undefined): void {
	const { style, vendor, categoryId } = input;
	let styleId = input.styleId ?? (style ? named : null) ?? null;
	if (style && !styleId) {
		styleId = newId<"style">(work.now);
		addStylesIn(work, [{ id: styleId, name: style, vendor, categoryId: categoryId ?? null }]);
	}
	const product = newProductOf(id, { ...input, styleId }, store.currency);
	addProductsIn(work, [product]);
	const { name, sku, status } = product;
	work.record(ProductAdded, { subject: { type: "product", id }, storeId: store.id, data: { name, sku, status } });
}
