import { sql } from "drizzle-orm";
import { ProductRef } from "#app/catalog/input.ts";
import { type Product, productJson } from "#app/catalog/queries.server.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { ListInventory, ProductMovements } from "./input.ts";
import type { MovementReason } from "./rules.ts";
import { type ProductWithInventory, productWithInventoryJson } from "./shelf.server.ts";

export type Movement = {
	id: string;
	productId: string;
	storeId: string;
	seq: number;
	qtyBefore: number;
	delta: number;
	qtyAfter: number;
	reason: MovementReason;
	note: string;
	actorId: string;
	actorName: string;
	referenceType: string | null;
	referenceId: string | null;
	at: number;
};

export const movementColumns = sql`id, productId, storeId, seq, qtyBefore, delta, qtyAfter, reason, note, actorId, actorName, referenceType, referenceId, at`;

/** One product, its shelves summed. @throws Refusal `not_found / product_not_found` */
export const oneProduct = query({
	name: "stock.product",
	needs: "catalog:read",
	input: ProductRef,
	async run({ db }, { productId }) {
		const { row } = await db.read({
			row: first<{ product: string | null }>(sql`SELECT ${productWithInventoryJson(db.businessId, productId, null)} AS product`),
		});
		if (!row?.product) refuse("not_found", "product_not_found");
		const product: ProductWithInventory = JSON.parse(row.product);
		return product;
	},
});

/** A product's shelf in one store. `opened` is 0 where the product has none yet; `agrees` is 0 when the last movement does not end at what stands there. */
export type StoreShelf = {
	storeId: string;
	storeName: string;
	currency: string;
	opened: 0 | 1;
	onHand: number;
	reserved: number;
	available: number;
	incoming: number;
	reorderPoint: number;
	reorderTo: number;
	bin: string;
	version: number;
	agrees: 0 | 1;
	movedAt: number | null;
};

type PageRow = { product: string; category: string | null; style: string | null };

/** The product page: the product, its names, a shelf for every store, and the newest movements. @throws Refusal `not_found / product_not_found` */
export const productPage = query({
	name: "stock.product-page",
	needs: "stock:read",
	input: ProductRef,
	async run({ db }, { productId }) {
		const { businessId } = db;
		const { row, shelves, movements } = await db.read({
			row: first<PageRow>(sql`SELECT ${productJson()} AS product,
					(SELECT name FROM categories WHERE businessId = p.businessId AND id = p.categoryId) AS category,
					(SELECT name FROM styles WHERE businessId = p.businessId AND id = p.styleId) AS style
				FROM products AS p WHERE p.businessId = ${businessId} AND p.id = ${productId}`),
			// Its movements are numbered without a gap, so the one that carries the level's version is the last.
			shelves: many<StoreShelf>(sql`SELECT t.id AS storeId, t.name AS storeName, t.currency, l.productId IS NOT NULL AS opened,
					COALESCE(l.onHand, 0) AS onHand, COALESCE(l.reserved, 0) AS reserved, COALESCE(l.onHand - l.reserved, 0) AS available, COALESCE(l.incoming, 0) AS incoming,
					COALESCE(l.reorderPoint, 0) AS reorderPoint, COALESCE(l.reorderTo, 0) AS reorderTo, COALESCE(l.bin, '') AS bin, COALESCE(l.version, 0) AS version,
					COALESCE(m.qtyAfter, 0) = COALESCE(l.onHand, 0) AND COALESCE(m.seq, 0) = COALESCE(l.version, 0)
						AND NOT EXISTS (SELECT 1 FROM stockMovements AS n WHERE n.businessId = t.businessId AND n.productId = ${productId} AND n.storeId = t.id AND n.seq > COALESCE(l.version, 0)) AS agrees,
					m.at AS movedAt
				FROM stores AS t
				LEFT JOIN stockLevels AS l ON l.businessId = t.businessId AND l.productId = ${productId} AND l.storeId = t.id
				LEFT JOIN stockMovements AS m ON m.businessId = t.businessId AND m.productId = ${productId} AND m.storeId = t.id AND m.seq = l.version
				WHERE t.businessId = ${businessId} ORDER BY t.position, t.id`),
			movements: many<Movement>(sql`SELECT ${movementColumns} FROM stockMovements
				WHERE businessId = ${businessId} AND productId = ${productId} ORDER BY id DESC LIMIT 21`),
		});
		if (!row) refuse("not_found", "product_not_found");
		const product: Product = JSON.parse(row.product);
		return {
			product,
			category: row.category,
			style: row.style,
			shelves,
			agrees: shelves.every((shelf) => shelf.agrees === 1),
			movements: pageOf(movements, 20, (movement) => [movement.id]),
		};
	},
});

/**
 * Movements of a product, newest first: in one store in the order of its ledger, else by time.
 * @throws Refusal `not_found / product_not_found`, `forbidden / store_not_yours`
 */
export const productMovements = query<typeof ProductMovements, { items: Movement[]; nextCursor: string | null }, Viewer>({
	name: "stock.movements",
	needs: "stock:read",
	input: ProductMovements,
	async run({ tenant, db }, { productId, storeId, reason, limit, cursor }) {
		const after = readCursor(cursor, 1)?.[0];
		const behind = storeId ? sql`seq < CAST(${after ?? 0} AS INTEGER)` : sql`id < ${String(after)}`;
		const { product, rows } = await db.read({
			product: first(sql`SELECT 1 FROM products WHERE businessId = ${db.businessId} AND id = ${productId}`),
			rows: many<Movement>(sql`SELECT ${movementColumns} FROM stockMovements WHERE businessId = ${db.businessId} AND productId = ${productId}
				${storeId ? sql`AND storeId = ${storeId}` : sql``} ${reason ? sql`AND reason = ${reason}` : sql``} ${after === undefined ? sql`` : sql`AND ${behind}`}
				ORDER BY ${storeId ? sql`seq` : sql`id`} DESC LIMIT ${limit + 1}`),
		});
		if (!product) refuse("not_found", "product_not_found");
		if (storeId) storeOf(await tenant.principal(), storeId);
		return pageOf(rows, limit, (movement) => [storeId ? movement.seq : movement.id]);
	},
});

type InventoryRow = {
	productId: string;
	storeId: string;
	name: string;
	sku: string;
	onHand: number;
	reserved: number;
	available: number;
	incoming: number;
	reorderPoint: number;
	updatedAt: number;
};

/** Every shelf of what is not archived, by name: at most 800 rows. @throws Refusal `forbidden / store_not_yours` */
export const listInventory = query<typeof ListInventory, { items: InventoryRow[]; nextCursor: string | null }, Viewer>({
	name: "stock.inventory",
	needs: "stock:read",
	input: ListInventory,
	async run({ tenant, db }, { storeId, limit, cursor }) {
		const after = readCursor(cursor, 3);
		const [key = "", productId = "", store = ""] = (after ?? []).map(String);
		const by = storeId ? { key: sql`l.sortKey`, id: sql`l.productId` } : { key: sql`p.sortKey`, id: sql`p.id` };
		const { rows } = await db.read({
			rows: many<
				InventoryRow & { sortKey: string }
			>(sql`SELECT p.sortKey, p.id AS productId, l.storeId, p.name, p.sku, l.onHand, l.reserved, l.onHand - l.reserved AS available, l.incoming,
					l.reorderPoint, l.updatedAt
				FROM ${
					storeId
						? sql`stockLevels AS l INDEXED BY stockLevels_by_name CROSS JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
							WHERE l.businessId = ${db.businessId} AND l.storeId = ${storeId} AND l.productListed = 1`
						: sql`products AS p INDEXED BY products_listed CROSS JOIN stockLevels AS l ON l.businessId = p.businessId AND l.productId = p.id
							WHERE p.businessId = ${db.businessId} AND p.status <> 'archived'`
				}
					${
						after
							? sql`AND ${by.key} >= ${key}
						AND (${by.key} > ${key} OR ${by.id} > ${productId} OR (${by.id} = ${productId} AND l.storeId > ${store}))`
							: sql``
					}
				ORDER BY ${by.key}, ${by.id}, l.storeId LIMIT ${limit + 1}`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		const { items, nextCursor } = pageOf(rows, limit, (row) => [row.sortKey, row.productId, row.storeId]);
		return { items: items.map(({ sortKey: _, ...row }) => row), nextCursor };
	},
});
