import { env } from "cloudflare:workers";
import type { StoreFacts } from "#app/identity/viewer.server.ts";
import { newId } from "#app/platform/ids.ts";
import { reacted, rowsOf, type Shop } from "../../support/world.ts";

let serial = 0;

type Goods = {
	price?: number | null;
	quantity?: number;
	reorderPoint?: number;
	status?: string;
	taxRate?: number | null;
	currency?: string;
	storeId?: string;
	at?: number;
};

export type Product = { id: string; sku: string; name: string };

/** A product with a shelf, as its first receipt would have left it. */
export async function stock(shop: Shop, goods: Goods = {}): Promise<Product> {
	const {
		price = 10_000,
		quantity = 0,
		reorderPoint = 0,
		status = "published",
		taxRate = null,
		currency = "DKK",
		storeId = shop.storeId,
		at = 1_600_000_000_000,
	} = goods;
	const id = newId<"product">();
	const sku = `SKU-${++serial}`;
	const name = `Frame ${serial}`;
	await write(shop, [
		[
			`INSERT INTO products (businessId, id, name, sku, skuKey, price, currency, taxRate, shortId, status, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			shop.businessId,
			id,
			name,
			sku,
			sku,
			price,
			currency,
			taxRate,
			id,
			status,
			at,
			at,
		],
		...shelf(shop, id, storeId, quantity, reorderPoint, at),
	]);
	return { id, sku, name };
}

/** The product on the shelf of another store. */
export async function stockIn(shop: Shop, store: StoreFacts, productId: string, quantity: number): Promise<void> {
	await write(shop, shelf(shop, productId, store.id, quantity, 0, 1_600_000_000_000));
}

type Statement = [sql: string, ...params: unknown[]];

function shelf(shop: Shop, productId: string, storeId: string, quantity: number, reorderPoint: number, at: number): Statement[] {
	const level: Statement = [
		`INSERT INTO stockLevels (businessId, productId, storeId, onHand, reorderPoint, version, updatedAt) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		shop.businessId,
		productId,
		storeId,
		quantity,
		reorderPoint,
		quantity > 0 ? 1 : 0,
		at,
	];
	if (quantity === 0) return [level];
	return [
		level,
		[
			`INSERT INTO stockMovements (businessId, id, storeId, productId, seq, qtyBefore, delta, qtyAfter, reason, actorId, actorName, at)
		VALUES (?, ?, ?, ?, 1, 0, ?, ?, 'initial', ?, 'Owner', ?)`,
			shop.businessId,
			newId(at),
			storeId,
			productId,
			quantity,
			quantity,
			shop.userId,
			at,
		],
	];
}

export async function write(shop: Shop, statements: Statement[]): Promise<void> {
	const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	await database.batch(statements.map(([sql, ...params]) => database.prepare(sql).bind(...params)));
}

/**
 * How many rows every table of the shop's shard holds, of this business and of all that opened after it: what earlier ones left to be done in the background
 * may still be written.
 */
export async function countRows(shop: Shop): Promise<Record<string, number>> {
	const tables = await rowsOf<{ name: string; owned: 0 | 1 }>(
		shop,
		`SELECT name, sql LIKE '%businessId%' AS owned FROM sqlite_master
		WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' ORDER BY name`,
	);
	const since = shop.businessId;
	await reacted(shop);
	const counts = await Promise.all(
		tables.map(({ name, owned }) =>
			owned
				? rowsOf<{ n: number }>(shop, `SELECT count(*) AS n FROM "${name}" WHERE businessId >= ?`, since)
				: rowsOf<{ n: number }>(shop, `SELECT count(*) AS n FROM "${name}"`),
		),
	);
	return Object.fromEntries(tables.map(({ name }, index) => [name, counts[index]?.[0]?.n ?? 0]));
}

/** What is wrong between levels, ledger, lines, orders, refunds, facts and totals of a business: nothing. */
export async function discrepancies(shop: Shop): Promise<Record<string, unknown>[]> {
	const b = "businessId = ?1";
	const loose = (column: string) =>
		`COALESCE((SELECT sum(${column}) FROM looseLines l WHERE l.businessId = o.businessId AND l.orderId = o.id), 0)`;
	return rowsOf(
		shop,
		`SELECT 'level' AS what, productId AS id, onHand AS has, (SELECT COALESCE(sum(delta), 0) FROM stockMovements m WHERE m.businessId = l.businessId AND m.productId = l.productId AND m.storeId = l.storeId) AS should
			FROM stockLevels l WHERE ${b} AND has <> should
		UNION ALL SELECT 'order', id, subtotal, COALESCE((SELECT sum(total) FROM orderLines l WHERE l.businessId = o.businessId AND l.orderId = o.id), 0) + ${loose("total")} AS should FROM orders o WHERE ${b} AND subtotal <> should
		UNION ALL SELECT 'order tax', id, tax, COALESCE((SELECT sum(tax) FROM orderLines l WHERE l.businessId = o.businessId AND l.orderId = o.id), 0) + ${loose("tax")} AS should FROM orders o WHERE ${b} AND tax <> should
		UNION ALL SELECT 'refunded', id, refundedTotal, (SELECT COALESCE(sum(total), 0) FROM refunds r WHERE r.businessId = o.businessId AND r.orderId = o.id) AS should FROM orders o WHERE ${b} AND refundedTotal <> should
		UNION ALL SELECT 'status', id, status, CASE WHEN refundedUnits = units THEN 'REFUNDED' ELSE 'COMPLETED' END AS should FROM orders o WHERE ${b} AND origin = 'counter' AND status <> should`,
		shop.businessId,
	).then(async (found) => [
		...found,
		...(await rowsOf(
			shop,
			`SELECT 'line' AS what, id, refundedQuantity AS has, (SELECT COALESCE(sum(quantity), 0) FROM refundLines r WHERE r.businessId = l.businessId AND r.orderLineId = l.id) AS should
				FROM orderLines l WHERE ${b} AND has <> should
			UNION ALL SELECT 'facts', productId || ' ' || day, units, (SELECT COALESCE(sum(quantity), 0) FROM orderLines l WHERE l.businessId = f.businessId AND l.productId = f.productId AND l.storeId = f.storeId AND l.day = f.day) AS should
				FROM dailyFacts f WHERE ${b} AND units <> should
			UNION ALL SELECT 'facts revenue', productId || ' ' || day, revenue, (SELECT COALESCE(sum(total), 0) FROM orderLines l WHERE l.businessId = f.businessId AND l.productId = f.productId AND l.storeId = f.storeId AND l.day = f.day
					AND l.currencyAtPurchase = (SELECT currency FROM stores s WHERE s.businessId = f.businessId AND s.id = f.storeId)) AS should
				FROM dailyFacts f WHERE ${b} AND revenue <> should
			UNION ALL SELECT 'totals', storeId || ' ' || day, sum(units) AS had, (SELECT sum(units) FROM dailyFacts f WHERE f.businessId = t.businessId AND f.storeId = t.storeId AND f.day = t.day) AS should
				FROM dailyTotals t WHERE ${b} GROUP BY businessId, storeId, day HAVING had <> should
			UNION ALL SELECT 'totals refunded', storeId || ' ' || day, sum(refundedAmount) AS had, (SELECT sum(refundedAmount) FROM dailyFacts f WHERE f.businessId = t.businessId AND f.storeId = t.storeId AND f.day = t.day) AS should
				FROM dailyTotals t WHERE ${b} GROUP BY businessId, storeId, day HAVING had <> should`,
			shop.businessId,
		)),
		...(await ordersAddUp(shop)),
		...(await rowsOf(
			shop,
			`SELECT 'hours' AS what, storeId || ' ' || day AS id, sum(orders) || ' ' || sum(units) || ' ' || sum(revenue) || ' ' || sum(refundedOrders) || ' ' || sum(refundedUnits)
					|| ' ' || sum(refundedAmount) AS has,
				(SELECT sum(orders) || ' ' || sum(units) || ' ' || sum(revenue) || ' ' || sum(refundedOrders) || ' ' || sum(refundedUnits) || ' ' || sum(refundedAmount)
					FROM dailyTotals t WHERE t.businessId = h.businessId AND t.storeId = h.storeId AND t.day = h.day) AS should
				FROM hourlyTotals h WHERE ${b} GROUP BY businessId, storeId, day HAVING has <> should`,
			shop.businessId,
		)),
	]);
}

/**
 * What is wrong with orders that are not done as they are made: what is paid for one that is paid, what each still needs and holds or waits for, what left
 * the shelf for it, and what its day counts of what went back.
 */
async function ordersAddUp(shop: Shop): Promise<Record<string, unknown>[]> {
	const checks = [
		`SELECT 'paid' AS what, id, total + shipping + tip - refundedTotal - refundedExtra - owed AS has,
				(SELECT COALESCE(sum(amount), 0) FROM payments p WHERE p.businessId = o.businessId AND p.orderId = o.id) AS should
			FROM orders o WHERE businessId = ?1 AND origin <> 'counter' AND paymentStatus <> 'unpaid' AND has <> should`,
		`SELECT 'unpaid' AS what, id, 0 AS has, (SELECT count(*) FROM payments p WHERE p.businessId = o.businessId AND p.orderId = o.id) AS should
			FROM orders o WHERE businessId = ?1 AND paymentStatus = 'unpaid' AND should <> 0`,
		`SELECT 'needs' AS what, o.id, (SELECT COALESCE(sum(quantity - refundedQuantity), 0) FROM orderLines l WHERE l.businessId = o.businessId AND l.orderId = o.id) AS has,
				(SELECT COALESCE(sum(quantity - taken), 0) FROM reservations r WHERE r.businessId = o.businessId AND r.holderId = o.id AND r.state = 'held')
				+ (SELECT COALESCE(sum(quantity), 0) FROM shortfalls w WHERE w.businessId = o.businessId AND w.orderId = o.id AND w.state IN ('open', 'backorder')) AS should
			FROM orders o WHERE businessId = ?1 AND (status = 'PROCESSING' OR (status = 'PENDING' AND paymentStatus <> 'unpaid')) AND has <> should`,
		`SELECT 'holds' AS what, o.id, 0 AS has, (SELECT count(*) FROM reservations r WHERE r.businessId = o.businessId AND r.holderId = o.id AND r.state = 'held') AS should
			FROM orders o WHERE businessId = ?1 AND status NOT IN ('PENDING', 'PROCESSING') AND should <> 0`,
		`SELECT 'left' AS what, o.id, (SELECT COALESCE(sum(quantity), 0) FROM orderLines l WHERE l.businessId = o.businessId AND l.orderId = o.id)
				- (SELECT COALESCE(sum(x.quantity), 0) FROM refunds r JOIN refundLines x ON x.businessId = r.businessId AND x.refundId = r.id
					WHERE r.businessId = o.businessId AND r.orderId = o.id AND r.at < o.fulfilledAt) AS has,
				(SELECT COALESCE(-sum(delta), 0) FROM stockMovements m WHERE m.businessId = o.businessId AND m.referenceId = o.id AND m.reason = 'sale') AS should
			FROM orders o WHERE businessId = ?1 AND origin <> 'counter' AND fulfilledAt IS NOT NULL AND looseUnits = 0 AND has <> should`,
		`SELECT 'day' AS what, o.id, day, '' AS should FROM orders o WHERE businessId = ?1 AND (day = '') <> (fulfillmentStatus = 'unfulfilled')`,
		`SELECT 'facts refunded' AS what, productId || ' ' || day, refundedUnits, (SELECT COALESCE(sum(x.quantity), 0) FROM refunds r JOIN refundLines x ON x.businessId = r.businessId AND x.refundId = r.id
				WHERE r.businessId = f.businessId AND r.storeId = f.storeId AND r.day = f.day AND x.productId = f.productId) AS should
			FROM dailyFacts f WHERE businessId = ?1 AND refundedUnits <> should`,
		`SELECT 'facts refunded money' AS what, productId || ' ' || day, refundedAmount, (SELECT COALESCE(sum(x.amount), 0) FROM refunds r JOIN refundLines x ON x.businessId = r.businessId AND x.refundId = r.id
				WHERE r.businessId = f.businessId AND r.storeId = f.storeId AND r.day = f.day AND x.productId = f.productId AND r.currency = (SELECT currency FROM stores s WHERE s.businessId = f.businessId AND s.id = f.storeId)) AS should
			FROM dailyFacts f WHERE businessId = ?1 AND refundedAmount <> should`,
		`SELECT 'totals orders' AS what, storeId || ' ' || day || ' ' || channel, orders, (SELECT count(*) FROM orders o WHERE o.businessId = t.businessId AND o.storeId = t.storeId
				AND o.day = t.day AND o.origin = t.channel AND o.currency = (SELECT currency FROM stores s WHERE s.businessId = t.businessId AND s.id = t.storeId)) AS should FROM dailyTotals t WHERE businessId = ?1 AND orders <> should`,
		`SELECT 'reserved' AS what, productId, reserved, (SELECT COALESCE(sum(quantity - taken), 0) FROM reservations r WHERE r.businessId = l.businessId AND r.productId = l.productId AND r.storeId = l.storeId AND r.state = 'held') AS should
			FROM stockLevels l WHERE businessId = ?1 AND reserved <> should`,
	];
	return (await Promise.all(checks.map((check) => rowsOf(shop, check, shop.businessId)))).flat();
}
