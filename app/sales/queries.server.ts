import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { ProductStatus } from "#app/catalog/rules.ts";
import { searchHits } from "#app/catalog/search.server.ts";
import { type StoreFacts, storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { receiptNumber } from "#app/orders/receipts.server.ts";
import { netSoldIn } from "#app/orders/net-sold.server.ts";
import { query } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { AnyId, text } from "#app/platform/input.ts";
import { addDays, calendarDay, day } from "#app/platform/time.ts";
import { asKeptBy, leasesOfShelf } from "#app/stock/leases.server.ts";
import { drawersNear, moneyDrawerOf, tillAt } from "#app/orders/drawer.server.ts";
import { TillName } from "./input.ts";
import { type ParkedBasket, waitingBaskets } from "./parked.server.ts";
import { undoWithin } from "./rules.ts";
import { discountLimit, settingsOf, taxIncludedIn } from "./settings.server.ts";

/** A product as a till shows it. `price` in minor units of the store's currency, null where it has none in it; `taxRate` in basis points, its own or the business's. */
export type TillProduct = {
	id: string;
	name: string;
	sku: string;
	barcode: string | null;
	style: string | null;
	category: string | null;
	imageUrl: string | null;
	status: ProductStatus;
	price: number | null;
	taxRate: number;
	/** In this store, for the till that asks. 0 also where it has no shelf. */
	available: number;
	/** How many of them that till keeps for itself; nothing in baskets from before there was such a thing. */
	leased?: number;
	/** How many movements that shelf has seen. */
	version: number;
	/** 1 when what was typed is its barcode or SKU. */
	exact: 0 | 1;
};

/** As it is read: with what each till keeps of it. */
export type TillRow = TillProduct & { leases: string | null };

/** `units`: sold here, net, in the last seven days. */
export type TillTile = TillProduct & { units: number };

/** A sale as the till speaks of it. `undoUntil` (ms UTC) is null when whoever looks cannot take it back. */
export type TillSale = {
	id: string;
	units: number;
	total: number;
	currency: string;
	at: number;
	by: string;
	mine: boolean;
	undone: boolean;
	undoUntil: number | null;
	/** Of its receipt; null for a sale from before there were any. */
	number: number | null;
	/** Cash that was handed back. */
	change: number;
};

export type TillSheet = {
	store: StoreFacts;
	taxIncluded: boolean;
	/** Basis points whoever looks may take off alone; null for as much as they like. */
	limit: number | null;
	parked: ParkedBasket[];
	/** Whether what is paid at the till that was asked about lies in a drawer. */
	drawerOpen: boolean;
	tiles: TillTile[];
	found: TillProduct[];
	products: TillProduct[];
	/** The newest sale of the day in this store, whoever made it. */
	last: TillSale | null;
	sold: (TillSale & { lines: SoldLine[] }) | null;
};

type SoldLine = { id: string; name: string; quantity: number; total: number };
type OrderRow = {
	id: string;
	actorId: string;
	actorName: string;
	units: number;
	total: number;
	currency: string;
	placedAt: number;
	day: string;
	refundedUnits: number;
	number: number | null;
	change: number;
};

const Lookup = z.object({ storeId: AnyId, q: text(200).default(""), products: z.array(AnyId).max(200).default([]) });
const Sheet = Lookup.extend({ soldId: z.string().max(64).default(""), till: TillName });
const tilesShown = 24;
const foundShown = 12;

/** The counter in one read: what sells here, what was typed, the products of a basket, the last sale. @throws Refusal `forbidden / store_not_yours` */
export const tillSheet = query<typeof Sheet, TillSheet, Viewer>({
	name: "sales.till",
	needs: "sales:write",
	input: Sheet,
	async run({ tenant, db, now }, { storeId, q, products, soldId, till }) {
		const { businessId } = db;
		const facts = sql`SELECT id, actorId, actorName, units, total, currency, placedAt, day, refundedUnits, ${receiptNumber(businessId, sql`orders.id`, null)} AS number,
			(SELECT COALESCE(sum(change), 0) FROM payments WHERE businessId = orders.businessId AND orderId = orders.id AND refundId IS NULL) AS change FROM orders`;
		const { last, sold, lines, settings, drawers, parked, ...goods } = await db.read({
			tiles: tiles(businessId, storeId, now),
			found: found(businessId, storeId, q),
			products: named(businessId, storeId, products),
			parked: waitingBaskets(businessId, storeId),
			settings: settingsOf(businessId, storeId),
			drawers: drawersNear(businessId, storeId),
			last: first<OrderRow>(
				sql`${facts} INDEXED BY orders_by_store WHERE businessId = ${businessId} AND storeId = ${storeId} ORDER BY id DESC LIMIT 1`,
			),
			sold: first<OrderRow>(sql`${facts} WHERE businessId = ${businessId} AND storeId = ${storeId} AND id = ${soldId}`),
			lines: many<SoldLine>(
				sql`SELECT id, name, quantity, total FROM orderLines WHERE businessId = ${businessId} AND orderId = ${soldId} ORDER BY id`,
			),
		});
		const viewer = await tenant.principal();
		const store = storeOf(viewer, storeId);
		const today = last?.day === calendarDay(now, store.timeZone);
		return {
			tiles: asKeptBy(goods.tiles, viewer.device?.id),
			found: asKeptBy(goods.found, viewer.device?.id),
			products: asKeptBy(goods.products, viewer.device?.id),
			parked,
			store,
			taxIncluded: taxIncludedIn(viewer, settings),
			limit: discountLimit(viewer, settings),
			drawerOpen: moneyDrawerOf(drawers, { storeId, currency: store.currency }, tillAt(viewer, till)) !== undefined,
			last: last && today ? saleFor(viewer, last) : null,
			sold: sold ? { ...saleFor(viewer, sold), lines } : null,
		};
	},
});

/** What a till asks between two pages: what answers to a code or some words, and products it holds, as they are now. @throws Refusal `forbidden / store_not_yours` */
export const tillLookup = query<typeof Lookup, Pick<TillSheet, "found" | "products">, Viewer>({
	name: "sales.till-lookup",
	needs: "sales:write",
	input: Lookup,
	async run({ tenant, db }, { storeId, q, products }) {
		const rows = await db.read({ found: found(db.businessId, storeId, q), products: named(db.businessId, storeId, products) });
		const viewer = await tenant.principal();
		storeOf(viewer, storeId);
		return { found: asKeptBy(rows.found, viewer.device?.id), products: asKeptBy(rows.products, viewer.device?.id) };
	},
});

/** One's own sale can be undone from the till; somebody else's is refunded, which is said elsewhere. */
function saleFor(viewer: Viewer, order: OrderRow): TillSale {
	const { id, actorId, actorName, units, total, currency, placedAt, refundedUnits, number, change } = order;
	const mine = actorId === viewer.actor.id;
	const until = placedAt + (viewer.permissions.has("sales:refund") ? day : undoWithin);
	return {
		id,
		units,
		total,
		currency,
		at: placedAt,
		by: actorName,
		mine,
		undone: refundedUnits === units,
		undoUntil: mine && refundedUnits === 0 ? until : null,
		number,
		change,
	};
}

/** The columns of a `TillRow` but `exact`, of `products AS p` and its shelf `stockLevels AS l` (`onShelf`). */
export function tillColumns(storeId: string): SQL {
	return sql`p.id, p.name, p.sku, p.barcode, p.imageUrl, p.status,
		(SELECT name FROM styles WHERE businessId = p.businessId AND id = p.styleId) AS style,
		(SELECT name FROM categories WHERE businessId = p.businessId AND id = p.categoryId) AS category,
		CASE WHEN p.currency = (SELECT currency FROM stores WHERE businessId = p.businessId AND id = ${storeId}) THEN p.price END AS price,
		COALESCE(p.taxRate, (SELECT taxRate FROM businesses WHERE businessId = p.businessId)) AS taxRate,
		COALESCE(l.onHand - l.reserved, 0) AS available, COALESCE(l.version, 0) AS version, ${leasesOfShelf} AS leases`;
}

export function onShelf(storeId: string): SQL {
	return sql`LEFT JOIN stockLevels AS l ON l.businessId = p.businessId AND l.productId = p.id AND l.storeId = ${storeId}`;
}

/** The products of a basket; ids that answer to nothing are not among them. */
function named(businessId: string, storeId: string, productIds: string[]): Ask<TillRow[]> {
	return many(sql`SELECT ${tillColumns(storeId)}, 0 AS exact FROM json_each(${JSON.stringify(productIds)}) AS wanted
		CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = wanted.value ${onShelf(storeId)}`);
}

/** What sold most here in a week (by the calendar of UTC, so that it is one read), then other things on the shelf. Reads a bounded number of rows. */
function tiles(businessId: string, storeId: string, now: number): Ask<(TillRow & { units: number })[]> {
	const today = calendarDay(now, "UTC");
	return many(sql`WITH sold (productId, units) AS (
			SELECT productId, sum(units) AS net FROM (${netSoldIn(businessId, sql`SELECT ${storeId} AS id`, addDays(today, -6), addDays(today, 1))})
			GROUP BY productId ORDER BY net DESC, productId LIMIT 40),
		stocked (productId, units) AS (
			SELECT productId, 0 FROM (SELECT productId, onHand, reserved FROM stockLevels INDEXED BY stockLevels_by_store WHERE businessId = ${businessId} AND storeId = ${storeId} LIMIT 400)
			WHERE onHand > reserved LIMIT 40),
		picked (productId, units) AS (SELECT productId, max(units) FROM (SELECT * FROM sold UNION ALL SELECT * FROM stocked) GROUP BY productId)
		SELECT ${tillColumns(storeId)}, 0 AS exact, k.units FROM picked AS k
		CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = k.productId AND p.status <> 'archived' ${onShelf(storeId)}
		ORDER BY k.units DESC, p.sortKey, p.id LIMIT CAST(${tilesShown} AS INTEGER)`);
}

/** What was typed or scanned: an exact barcode or SKU first (also an archived one, so that it can be said), then what is on this shelf, by name. */
function found(businessId: string, storeId: string, q: string): Ask<TillRow[]> {
	return many(sql`WITH hits (docId, exact) AS (${searchHits(businessId, q)}),
		best (docId, exact, shelved) AS (SELECT p.docId, h.exact, COALESCE(l.onHand > l.reserved, 0) AS shelved
			FROM hits AS h CROSS JOIN products AS p ON p.docId = h.docId AND p.businessId = ${businessId} ${onShelf(storeId)}
			WHERE p.status <> 'archived' OR h.exact = 1
			ORDER BY h.exact DESC, shelved DESC, p.sortKey, p.id LIMIT CAST(${foundShown} AS INTEGER))
		SELECT ${tillColumns(storeId)}, b.exact FROM best AS b CROSS JOIN products AS p ON p.docId = b.docId ${onShelf(storeId)}
		ORDER BY b.exact DESC, b.shelved DESC, p.sortKey, p.id`);
}
