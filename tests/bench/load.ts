import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type { SQL } from "drizzle-orm";
import { addProductsIn } from "#app/catalog/add-products.server.ts";
import { shortIdOf, skuKeyOf } from "#app/catalog/rules.ts";
import { compile } from "#app/platform/database.server.ts";
import { newId } from "#app/platform/ids.ts";
import { addDays, calendarDay, hour } from "#app/platform/time.ts";
import { gatherWork, type Work } from "#app/platform/work.server.ts";
import { moveStockIn, openLevelsIn } from "#app/stock/ledger.server.ts";

/**
 * Fills a shard's file with a business that has traded: products, shelves and ninety days of sales, set by set, so that a hundred thousand
 * orders take seconds. What is written is what the commands would have written; `verify.ts` asks the database whether it is.
 */

export type LoadOptions = {
	products: number;
	stores: number;
	sales: number;
	days: number;
	/** The instant the history ends: its last day is the one before. */
	now: number;
};

/** What the bench must know to ask for it. `steady` sells every day in every store, however few sales there are: nothing has more daily facts. */
export type Loaded = { businessId: string; storeIds: string[]; productIds: string[]; steady: string; lines: number; facts: number };

type Business = {
	businessId: string;
	currency: string;
	taxRate: number;
	taxIncluded: number;
	timeZone: string;
	actorId: string;
	actorName: string;
};

/** Products whose shelves stand at or under their reorder point: every so many. The others have plenty, also for the sales of the bench itself. */
const lowEvery = 20;

/** Loads into the shard at `file`, whose one business has one store and no products. Nothing else may have the file open. */
export function load(file: string, options: LoadOptions): Loaded {
	const database = new DatabaseSync(file);
	try {
		// The file is thrown away after; a crash in the middle costs a new run.
		database.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA temp_store = MEMORY");
		database.exec("BEGIN");
		const business = oneBusiness(database);
		database
			.prepare(`INSERT INTO stores (businessId, id, name, slug, kind, currency, timeZone, position, createdAt, updatedAt)
			SELECT s.businessId, n.value ->> 'id', n.value ->> 'slug', n.value ->> 'slug', 'shop', s.currency, s.timeZone, n.key + 1, s.createdAt, s.createdAt
			FROM stores s CROSS JOIN json_each(?) AS n`)
			.run(JSON.stringify(["second", "third", "fourth", "fifth"].slice(0, options.stores - 1).map((slug) => ({ id: newId(), slug }))));
		const storeIds = database
			.prepare("SELECT id FROM stores ORDER BY position")
			.all()
			.map(({ id }) => String(id));
		const opened = gathering(database, business.businessId, firstMorning(business, options) - 24 * hour);
		const productIds = loadProducts(opened, business.currency, options.products);
		drawSales(database, business, storeIds, options);
		openShelves(database, opened, business);
		writeSales(database, business);
		const { lines, facts } = one(database, "SELECT (SELECT count(*) FROM orderLines) AS lines, (SELECT count(*) FROM dailyFacts) AS facts");
		database.exec("COMMIT");
		database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
		return {
			businessId: business.businessId,
			storeIds,
			productIds,
			steady: productIds[0] ?? "",
			lines: Number(lines),
			facts: Number(facts),
		};
	} finally {
		database.close();
	}
}

function oneBusiness(database: DatabaseSync): Business {
	const row = one(
		database,
		`SELECT b.businessId, b.currency, b.taxRate, b.taxIncluded, b.timeZone, u.id AS actorId, u.name AS actorName
		FROM businesses b JOIN users u USING (businessId)`,
	);
	return {
		businessId: String(row.businessId),
		currency: String(row.currency),
		taxRate: Number(row.taxRate),
		taxIncluded: Number(row.taxIncluded),
		timeZone: String(row.timeZone),
		actorId: String(row.actorId),
		actorName: String(row.actorName),
	};
}

type Opened = { work: Work; write(): void };

/** The rooms' own pieces, run here instead of in a batch. */
function gathering(database: DatabaseSync, businessId: string, at: number): Opened {
	const { work, gathered } = gatherWork(businessId, at);
	return {
		work,
		write() {
			for (const statement of gathered.statements.splice(0)) run(database, statement);
		},
	};
}

function run(database: DatabaseSync, statement: SQL | Parameters<typeof compile>[0]): void {
	const { sql, params } = compile(statement);
	database.prepare(sql).run(...params.map(bound));
}

function bound(value: unknown): SQLInputValue {
	if (value === null || typeof value === "string" || typeof value === "number") return value;
	throw new TypeError(`no parameter: ${typeof value}`);
}

function one(database: DatabaseSync, sql: string): Record<string, unknown> {
	return database.prepare(sql).get() ?? {};
}

const models =
	"Astrid Bertel Dagmar Eskild Freja Gorm Holger Ida Jeppe Kirstine Laurits Malthe Nanna Oluf Petra Ragnhild Severin Tove Ulla Viggo".split(
		" ",
	);
const colours = "Black|Havana|Crystal|Sage|Cognac|Smoke|Honey|Petrol|Rose|Ink".split("|");
const makers = "Nordlys Havblik Skov Fjord Klint Vadehav Lyng Bakke".split(" ");

function loadProducts({ work, write }: Opened, currency: string, count: number): string[] {
	const products = Array.from({ length: count }, (_, n) => {
		const id = newId<"product">(work.now);
		const [model, colour, size] = [models[n % 20] ?? "", colours[Math.floor(n / 20) % 10] ?? "", 44 + (Math.floor(n / 200) % 12)];
		const sku = `BN-${String(n).padStart(6, "0")}`;
		return {
			id,
			name: `${model} ${colour} ${size}, series ${1 + Math.floor(n / 2400)}`,
			sku,
			skuKey: skuKeyOf(sku),
			barcode: String(5_700_000_000_000 + n),
			price: 40_000 + (n % 300) * 1000,
			cost: 15_000 + (n % 300) * 300,
			currency,
			vendor: makers[n % 8] ?? "",
			attributes: { Colour: colour, Size: String(size) },
			imageUrl: `/demo/picture-${n % 200}.svg`,
			shortId: shortIdOf(id),
			status: "published" as const,
		};
	});
	for (let from = 0; from < count; from += 2500) addProductsIn(work, products.slice(from, from + 2500));
	write();
	return products.map(({ id }) => id);
}

/** Opening time of the first day of the history. */
function firstMorning(business: Business, { days, now }: LoadOptions): number {
	return morning(addDays(calendarDay(now, business.timeZone), -days), business.timeZone);
}

/** An instant about nine in the morning of a calendar day; nine hours later it is the same day in any zone but the furthest. */
function morning(day: string, timeZone: string): number {
	const utc = Date.parse(`${day}T09:00:00Z`);
	return calendarDay(utc, timeZone) === day && calendarDay(utc + 9 * hour, timeZone) === day ? utc : utc - 9 * hour;
}

/** A number made of `n`, scattered and always the same: 0 ≤ x < 2^32. */
const scattered = (n: string) => `((((${n}) + 1) * 2654435761 % 4294967296) * 40503 % 4294967296)`;
/** UUIDv7 text of an instant, unique by `n` and `kind`. */
const idAt = (at: string, kind: number, n: string) =>
	`(substr(printf('%012x', ${at}), 1, 8) || '-' || substr(printf('%012x', ${at}), 9) || '-7${kind}' || printf('%02x', (${n}) & 255) || '-8' || printf('%03x', ((${n}) >> 8) & 4095) || '-' || printf('%012x', (${n}) * 48271))`;

/** Who bought what when, drawn into temporary tables in the order it happened. The first three orders of a day, one per store, hold product 0. */
function drawSales(database: DatabaseSync, business: Business, storeIds: string[], options: LoadOptions): void {
	const { days, sales, products, now } = options;
	const today = calendarDay(now, business.timeZone);
	const calendar = Array.from({ length: days }, (_, i) => {
		const day = addDays(today, i - days);
		return { i, day, opens: morning(day, business.timeZone) };
	});
	database.exec(`CREATE TEMP TABLE days (i INTEGER PRIMARY KEY, day TEXT, opens INTEGER);
		CREATE TEMP TABLE shops (i INTEGER PRIMARY KEY, id TEXT);
		CREATE TEMP TABLE goods (i INTEGER PRIMARY KEY, id TEXT, name TEXT, sku TEXT, price INTEGER);
		CREATE TEMP TABLE bought (n INTEGER PRIMARY KEY, id TEXT, storeId TEXT, day TEXT, at INTEGER, rank INTEGER);
		CREATE TEMP TABLE parts (n INTEGER PRIMARY KEY, orderN INTEGER, id TEXT, orderId TEXT, storeId TEXT, productId TEXT, name TEXT, sku TEXT,
			quantity INTEGER, price INTEGER, total INTEGER, tax INTEGER, day TEXT, at INTEGER)`);
	database
		.prepare("INSERT INTO days SELECT value ->> 'i', value ->> 'day', value ->> 'opens' FROM json_each(?)")
		.run(JSON.stringify(calendar));
	database.prepare("INSERT INTO shops SELECT key, value FROM json_each(?)").run(JSON.stringify(storeIds));
	database.exec("INSERT INTO goods SELECT row_number() OVER (ORDER BY docId) - 1, id, name, sku, price FROM products");
	database.exec(`INSERT INTO bought
		WITH RECURSIVE orders (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM orders WHERE n + 1 < ${sales}),
			placed AS (SELECT n, n * ${days} / ${sales} AS i, n * ${days} % ${sales} AS into_day FROM orders)
		SELECT p.n, ${idAt(`d.opens + p.into_day * ${9 * hour} / ${sales}`, 1, "p.n")}, s.id, d.day, d.opens + p.into_day * ${9 * hour} / ${sales}, p.into_day / ${days}
		FROM placed p JOIN days d ON d.i = p.i JOIN shops s ON s.i = p.n % ${storeIds.length}`);
	// Squared, so that some products sell often and many seldom. Two lines of one order never hold the same product.
	const first = `CASE WHEN b.rank < ${storeIds.length} THEN 0 ELSE CAST(${products} * (${scattered("b.n")} / 4294967296.0) * (${scattered("b.n")} / 4294967296.0) AS INTEGER) END`;
	const which = `(${first} + l.l * (1 + ${scattered("b.n * 7 + 3")} % ${products - 1})) % ${products}`;
	const quantity = `(1 + (${scattered("b.n * 2 + l.l")} % 10 = 0))`;
	const tax = `CAST(round(${quantity} * g.price * ${business.taxRate} / ${business.taxIncluded ? 10_000 + business.taxRate : 10_000}.0) AS INTEGER)`;
	database.exec(`INSERT INTO parts
		SELECT b.n * 2 + l.l, b.n, ${idAt("b.at", 2, "b.n * 2 + l.l")}, b.id, b.storeId, g.id, g.name, g.sku, ${quantity}, g.price, ${quantity} * g.price, ${tax}, b.day, b.at
		FROM bought b JOIN (SELECT 0 AS l UNION ALL SELECT 1) AS l ON l.l = 0 OR ${scattered("b.n * 5 + 1")} % 2 = 0 JOIN goods g ON g.i = ${which}`);
}

/** As much in every shelf as will be sold from it, and something more. */
function openShelves(database: DatabaseSync, { work, write }: Opened, { actorId, actorName }: Business): void {
	database.exec(`CREATE TEMP TABLE shelves (productId TEXT, storeId TEXT, quantity INTEGER, reorderPoint INTEGER, PRIMARY KEY (productId, storeId)) WITHOUT ROWID;
		INSERT INTO shelves SELECT g.id, s.id, COALESCE(sold.units, 0) + iif(g.i % ${lowEvery} = ${lowEvery - 1}, 3, 1000 + g.i % 200), iif(g.i % ${lowEvery} = ${lowEvery - 1}, 5, 10)
			FROM goods g CROSS JOIN shops s LEFT JOIN (SELECT productId, storeId, sum(quantity) AS units FROM parts GROUP BY productId, storeId) AS sold
				ON sold.productId = g.id AND sold.storeId = s.id`);
	const rows = database.prepare("SELECT * FROM shelves").all();
	const shelves = rows.map((row) => ({
		productId: String(row.productId),
		storeId: String(row.storeId),
		delta: Number(row.quantity),
		reorderPoint: Number(row.reorderPoint),
	}));
	for (let from = 0; from < shelves.length; from += 10_000) {
		const part = shelves.slice(from, from + 10_000);
		openLevelsIn(work, part);
		moveStockIn(
			work,
			part.map(({ productId, storeId, delta }) => ({ productId, storeId, delta })),
			{ reason: "initial", actor: { id: actorId, name: actorName } },
		);
	}
	write();
}

/** The sales with all they cause, each table in one statement. */
function writeSales(database: DatabaseSync, business: Business): void {
	const { businessId, currency, taxRate, taxIncluded, actorId, actorName } = business;
	const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
	const [b, actor] = [quoted(businessId), `${quoted(actorId)}, ${quoted(actorName)}`];
	database.exec(`CREATE TEMP TABLE sums AS SELECT orderN, sum(quantity) AS units, sum(total) AS subtotal, sum(tax) AS tax, json_group_array(productId) AS productIds
			FROM parts GROUP BY orderN;
		CREATE INDEX sums_of ON sums (orderN)`);
	database.exec(`INSERT INTO orders (businessId, id, storeId, channel, status, paymentStatus, fulfillmentStatus, currency, units, subtotal, tax, taxIncluded, total,
			actorId, actorName, day, placedAt, updatedAt)
		SELECT ${b}, b.id, b.storeId, 'counter', 'COMPLETED', 'paid', 'fulfilled', '${currency}', s.units, s.subtotal, s.tax, ${taxIncluded},
			s.subtotal + ${taxIncluded ? "0" : "s.tax"}, ${actor}, b.day, b.at, b.at
		FROM bought b JOIN sums s ON s.orderN = b.n ORDER BY b.n`);
	database.exec(`INSERT INTO orderLines (businessId, id, orderId, storeId, productId, name, sku, quantity, priceAtPurchase, currencyAtPurchase, total, taxRate, tax, day, soldAt)
		SELECT ${b}, id, orderId, storeId, productId, name, sku, quantity, price, '${currency}', total, ${taxRate}, tax, day, at FROM parts ORDER BY n`);
	// What stood there before each: the opening count, less what was sold until then.
	database.exec(`CREATE TEMP TABLE moved AS
		SELECT p.n, p.id, p.orderId, p.productId, p.storeId, p.day, p.at, p.quantity, p.total, 1 + row_number() OVER shelf AS seq,
			s.quantity - sum(p.quantity) OVER (shelf ROWS UNBOUNDED PRECEDING) AS qtyAfter
		FROM parts p JOIN shelves s USING (productId, storeId) WINDOW shelf AS (PARTITION BY p.productId, p.storeId ORDER BY p.n)`);
	database.exec(`INSERT INTO stockMovements (businessId, id, storeId, productId, seq, qtyBefore, delta, qtyAfter, reason, actorId, actorName, referenceType, referenceId, at)
		SELECT ${b}, ${idAt("at", 3, "n")}, storeId, productId, seq, qtyAfter + quantity, -quantity, qtyAfter, 'sale', ${actor}, 'order', orderId, at
		FROM moved ORDER BY productId, storeId, seq`);
	database.exec(`UPDATE stockLevels SET onHand = m.qtyAfter, version = m.seq, updatedAt = m.at
		FROM (SELECT productId, storeId, min(qtyAfter) AS qtyAfter, max(seq) AS seq, max(at) AS at FROM moved GROUP BY productId, storeId) AS m
		WHERE stockLevels.businessId = ${b} AND stockLevels.productId = m.productId AND stockLevels.storeId = m.storeId`);
	database.exec(`INSERT INTO dailyFacts (businessId, productId, storeId, day, units, revenue, onHandAtClose)
		SELECT ${b}, productId, storeId, day, sum(quantity), sum(total), min(qtyAfter) FROM moved GROUP BY productId, storeId, day`);
	database.exec(`INSERT INTO dailyTotals (businessId, storeId, day, channel, orders, units, revenue)
		SELECT businessId, storeId, day, channel, count(*), sum(units), sum(subtotal) FROM orders GROUP BY businessId, storeId, day, channel`);
	database.exec(`INSERT INTO events (businessId, id, type, subjectType, subjectId, storeId, actorKind, actorId, actorName, requestId, at, data)
		SELECT ${b}, ${idAt("b.at", 4, "b.n")}, 'order.completed', 'order', b.id, b.storeId, 'user', ${actor}, ${idAt("b.at", 5, "b.n")}, b.at,
			json_object('storeId', b.storeId, 'channel', 'counter', 'units', s.units, 'total', s.subtotal + ${taxIncluded ? "0" : "s.tax"}, 'currency', '${currency}', 'productIds', json(s.productIds))
		FROM bought b JOIN sums s ON s.orderN = b.n ORDER BY b.n`);
}
