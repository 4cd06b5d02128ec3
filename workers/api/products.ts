import { z } from "zod";
import { changeStatus } from "#app/catalog/change-status.server.ts";
import { editProduct, replaceProduct } from "#app/catalog/edit-product.server.ts";
import { AddProduct, ChangeStatus, EditProduct, ListProducts, ReplaceProduct } from "#app/catalog/input.ts";
import type { Product } from "#app/catalog/queries.server.ts";
import { productStatuses } from "#app/catalog/rules.ts";
import type { Command } from "#app/platform/command.server.ts";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { addProduct } from "#app/stock/add-product.server.ts";
import { deleteProduct } from "#app/stock/delete-product.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { oneProduct } from "#app/stock/queries.server.ts";
import { type ProductWithInventory, withShelf } from "#app/stock/shelf.server.ts";
import { type Api, type Call, endpoint, versionOf } from "./endpoint.ts";

const AmountText = z.string().describe("Decimal string in the product's currency");

const InventoryBody = z
	.object({
		quantity: z.int().describe("What stands there"),
		reserved: z.int(),
		available: z.int().describe("quantity − reserved"),
		incoming: z.int(),
		reorderPoint: z.int().describe("At how few it counts as low"),
		reorderTo: z.int().describe("Up to how many to order then; 0 is not set"),
	})
	.meta({ id: "Inventory", description: "The shelf in the store asked about; without one, over all stores" });

export const ProductBody = z
	.object({
		id: z.string(),
		styleId: z.string().nullable(),
		name: z.string(),
		description: z.string(),
		sku: z.string(),
		barcode: z.string().nullable(),
		unit: z.string(),
		price: AmountText.nullable(),
		cost: AmountText.nullable(),
		currency: z.string(),
		taxRate: z.number().nullable().describe("Percent; null follows the business"),
		categoryId: z.string().nullable(),
		vendor: z.string(),
		attributes: z.record(z.string(), z.string()),
		imageUrl: z.string().nullable(),
		imageId: z.string().nullable(),
		shortId: z.string(),
		isAvailable: z.boolean(),
		status: z.enum(productStatuses),
		version: z.int(),
		createdAt: z.iso.datetime(),
		updatedAt: z.iso.datetime(),
		inventory: InventoryBody,
	})
	.meta({ id: "Product" });

const ListBody = z.object({ items: z.array(ProductBody), nextCursor: z.string().nullable() });

/** Money as decimal strings, tax as percent, instants as ISO 8601. */
export function productBody({ inventory, ...product }: ProductWithInventory): z.output<typeof ProductBody> {
	const { price, cost, taxRate, currency, createdAt, updatedAt } = product;
	const { version: _, ...shelf } = inventory;
	return {
		...product,
		price: price === null ? null : decimalString(price, currency),
		cost: cost === null ? null : decimalString(cost, currency),
		taxRate: taxRate === null ? null : taxRate / 100,
		createdAt: isoInstant(createdAt),
		updatedAt: isoInstant(updatedAt),
		inventory: shelf,
	};
}

/** A change of the named product, answered with its shelf. */
async function changed<Input extends z.ZodType>(call: Call, change: Command<Input, Product>): Promise<{ body: unknown; version: number }> {
	const input = { ...call.body, ...versionOf(call), productId: id(call) };
	const product = await withShelf(change, await call.tenant(), input, { key: call.key });
	return { body: productBody(product), version: product.version };
}

const tag = "Products";

export function mountProducts(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/products",
			tag,
			summary: "Products with their shelf, filtered, a page at a time",
			query: ListProducts,
			answers: { 200: ListBody },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listProducts(await call.tenant(), call.query);
			return { body: { items: items.map(productBody), nextCursor } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/products",
			tag,
			summary: "Add a product, or the shelf of a known SKU in another store",
			body: AddProduct,
			answers: { 201: ProductBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => {
			const product = await addProduct(await call.tenant(), call.body, { key: call.key });
			return { status: 201, body: productBody(product), version: product.version };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/products/{id}",
			tag,
			summary: "One product, its shelves summed",
			answers: { 200: ProductBody },
			refusals: [404],
		},
		async (call) => {
			const product = await oneProduct(await call.tenant(), { productId: id(call) });
			return { body: productBody(product), version: product.version };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "put",
			path: "/products/{id}",
			tag,
			summary: "Replace a product: what is left out goes back to its default; SKU and status stay",
			body: ReplaceProduct.omit({ productId: true }),
			answers: { 200: ProductBody },
			versioned: true,
			refusals: [400, 404, 409, 413, 415],
		},
		(call) => changed(call, replaceProduct),
	);

	endpoint(
		api,
		base,
		{
			method: "patch",
			path: "/products/{id}",
			tag,
			summary: "Change what is named of a product",
			body: EditProduct.omit({ productId: true }),
			answers: { 200: ProductBody },
			versioned: true,
			refusals: [400, 404, 409, 413, 415],
		},
		(call) => changed(call, editProduct),
	);

	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/products/{id}",
			tag,
			summary: "Delete a product nothing refers to; archive and hide any other",
			answers: { 200: z.object({ id: z.string(), outcome: z.enum(["deleted", "archived"]) }) },
			versioned: true,
			refusals: [404, 409],
		},
		async (call) => ({ body: await deleteProduct(await call.tenant(), { ...versionOf(call), productId: id(call) }, { key: call.key }) }),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/products/{id}/status",
			tag,
			summary: "Publish, archive, or take back to draft",
			body: ChangeStatus.omit({ productId: true }),
			answers: { 200: ProductBody },
			versioned: true,
			refusals: [400, 404, 409, 413, 415],
		},
		(call) => changed(call, changeStatus),
	);
}

function id(call: Call): string {
	return call.params.id ?? "";
}
