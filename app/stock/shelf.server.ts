import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { type Product, productJson } from "#app/catalog/queries.server.ts";
import type { Command, CommandOptions } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant, TenantDb } from "#app/platform/tenant.server.ts";
import type { Moved } from "./events.server.ts";
import { leasedOf } from "./leases.server.ts";
import type { Held } from "./rules.ts";

/** How other files of this and higher rooms read the shelf: pieces for a command's one read, and for the answer its batch computes. */

/** One shelf, or the sum of several. */
export type Inventory = {
	quantity: number;
	reserved: number;
	available: number;
	incoming: number;
	reorderPoint: number;
	reorderTo: number;
	/** How many movements there were, of all of them: of two states, the one with more is the later. */
	version: number;
};

export type ProductWithInventory = Product & { inventory: Inventory };

/** A level as rules want it. */
export type Level = { productId: string; storeId: string; reorderPoint: number; version: number } & Held;

/** The levels of some products in one store, for a command's one read; a product that has none there is not among them. */
export function levelsIn(businessId: string, storeId: string, productIds: string[]): Ask<Level[]> {
	return many(sql`SELECT l.productId, l.storeId, l.onHand, l.reserved, ${leasedOf(sql`l`)} AS leased, l.reorderPoint, l.version FROM json_each(${JSON.stringify(productIds)}) AS wanted
		CROSS JOIN stockLevels AS l ON l.businessId = ${businessId} AND l.productId = wanted.value AND l.storeId = ${storeId}`);
}

/** Every level of one product. */
export function levelsOf(businessId: string, productId: string): Ask<Level[]> {
	return many(
		sql`SELECT l.productId, l.storeId, l.onHand, l.reserved, ${leasedOf(sql`l`)} AS leased, l.reorderPoint, l.version
			FROM stockLevels AS l WHERE l.businessId = ${businessId} AND l.productId = ${productId}`,
	);
}

/** The shelf of a product in a store (null: over all stores) as a JSON expression; zeros where there is none. */
function inventoryJson(businessId: string, productId: string | SQL, storeId: string | null): SQL {
	const there = storeId === null ? sql`` : sql` AND l.storeId = ${storeId}`;
	return sql`json((SELECT json_object('quantity', COALESCE(SUM(l.onHand), 0), 'reserved', COALESCE(SUM(l.reserved), 0), 'available', COALESCE(SUM(l.onHand - l.reserved), 0),
			'incoming', COALESCE(SUM(l.incoming), 0), 'reorderPoint', COALESCE(SUM(l.reorderPoint), 0), 'reorderTo', COALESCE(SUM(l.reorderTo), 0),
			'version', COALESCE(SUM(l.version), 0))
		FROM stockLevels AS l WHERE l.businessId = ${businessId} AND l.productId = ${productId}${there}))`;
}

/** A product with its shelf in a store (null: over all stores) as a JSON expression: a `ProductWithInventory`. */
export function productWithInventoryJson(businessId: string, productId: string, storeId: string | null): SQL {
	return sql`json((SELECT ${productJson(sql`, 'inventory', ${inventoryJson(businessId, sql`p.id`, storeId)}`)}
		FROM products AS p WHERE p.businessId = ${businessId} AND p.id = ${productId}))`;
}

/** Runs a change of a product and answers the product with its shelf over all stores, both as the change left them; so does its repeat. */
export async function withShelf<Input extends z.ZodType>(
	change: Command<Input, Product>,
	tenant: Tenant,
	input: { productId: string },
	options: CommandOptions,
): Promise<ProductWithInventory> {
	const shelf = inventoryJson(tenant.businessId, input.productId, null);
	const { answer, beside } = await change.telling<Inventory>(tenant, input, shelf, options);
	return { ...answer, inventory: beside };
}

/** The last movement of a level as a JSON expression: a `Moved`. Inside the batch that moved it, that is the movement just made. */
export function lastMovementJson(businessId: string, productId: string, storeId: string): SQL<Moved> {
	return sql<Moved>`json((SELECT json_object('productId', productId, 'storeId', storeId, 'reason', reason, 'qtyBefore', qtyBefore, 'delta', delta, 'qtyAfter', qtyAfter, 'note', note)
		FROM stockMovements WHERE businessId = ${businessId} AND productId = ${productId} AND storeId = ${storeId} ORDER BY seq DESC LIMIT 1))`;
}

/** What a change of one shelf answers: the product with that shelf, and the movement it took, if it took one. */
export type Changed = { product: ProductWithInventory; movement: Moved | null };

/** As a JSON expression, for the answer of a batch. */
export function changedJson(businessId: string, productId: string, storeId: string, moved: boolean): SQL {
	return sql`json_object('product', ${productWithInventoryJson(businessId, productId, storeId)}, 'movement', ${moved ? lastMovementJson(businessId, productId, storeId) : sql`NULL`})`;
}

/** Every level of a product, in a command's one read. @throws Refusal `not_found / product_not_found` */
export async function productAndShelf(db: TenantDb, productId: string): Promise<Level[]> {
	const { product, levels } = await db.read({
		product: first(sql`SELECT 1 FROM products WHERE businessId = ${db.businessId} AND id = ${productId}`),
		levels: levelsOf(db.businessId, productId),
	});
	if (!product) refuse("not_found", "product_not_found");
	return levels;
}
