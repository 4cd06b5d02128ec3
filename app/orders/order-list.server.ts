import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { answersTo, searchHits } from "#app/catalog/search.server.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { readCursor, writeCursor } from "#app/platform/cursor.ts";
import { first, many } from "#app/platform/database.server.ts";
import { firstIdAt } from "#app/platform/ids.ts";
import { addDays } from "#app/platform/time.ts";
import { ListOrders } from "./input.ts";
import { paymentStatusOf } from "./payment-status.server.ts";
import { type OrderRow, orderColumns, type Paged } from "./queries.server.ts";
import { endOfDay, typedNumber } from "./rules.ts";

type Wish = z.output<typeof ListOrders>;

/** Ids sort by time, so a span of days is a span of ids: from `first` on, up to but without `end`. */
type Span = { first: string; end: string };

/**
 * How many orders are looked through for a page when more than one thing is asked of them; for words, how many lines of each product they name. Where they
 * name more products than that, the orders are walked, and each is asked what was in it.
 */
const lookedThrough = 500;
const linesLookedThrough = 200;
const productsNamed = 40;

/**
 * Orders, newest first. Whatever is asked, a bounded number of rows is read: where filters let little through, a page may hold few orders and
 * still have a next one, which looks further back.
 * @throws Refusal `forbidden / store_not_yours`, `invalid / cursor_invalid`
 */
export const listOrders = query<typeof ListOrders, Paged<OrderRow>, Viewer>({
	name: "orders.list",
	needs: "sales:read",
	input: ListOrders,
	async run({ tenant, db }, wish) {
		const { storeId, limit } = wish;
		const { businessId } = db;
		const before = readCursor(wish.cursor, 1)?.[0];
		const zone = wish.timeZone ?? (wish.from || wish.until ? await zoneOf(tenant, storeId) : "UTC");
		const span = spanOf(zone, wish, before?.toString());
		const { looked, chosen, rest } = wish.q ? byWords(businessId, wish, wish.q, span) : alongIndex(businessId, wish, span);
		const { rows, edge } = await db.read({
			rows: many<OrderRow>(sql`WITH ${looked}, page (id) AS (
					SELECT o.id FROM (${chosen}) AS k CROSS JOIN orders AS o ON o.businessId = ${businessId} AND o.id = k.id
					WHERE ${and(rest)} ORDER BY o.id DESC LIMIT CAST(${limit + 1} AS INTEGER))
				SELECT ${orderColumns} FROM page AS k CROSS JOIN orders AS o ON o.businessId = ${businessId} AND o.id = k.id ORDER BY o.id DESC`),
			edge: first<{ id: string | null }>(sql`WITH ${looked} SELECT max(oldest) AS id
				FROM (SELECT min(id) AS oldest, count(*) AS seen, most FROM looked GROUP BY lot) WHERE seen = most AND ${businessId} <> ''`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		return pageDownTo(rows, limit, edge?.id ?? null);
	},
});

/** A page of what was found; below `edge` nothing was looked at for certain, so nothing below it is told yet. */
function pageDownTo(rows: OrderRow[], limit: number, edge: string | null): Paged<OrderRow> {
	const certain = edge === null ? rows : rows.filter(({ id }) => id >= edge);
	const items = certain.slice(0, limit);
	const last = certain.length > limit ? items.at(-1)?.id : edge;
	return { items, nextCursor: last ? writeCursor([last]) : null };
}

async function zoneOf(tenant: { principal(): Promise<Viewer> }, storeId: string | undefined): Promise<string> {
	const viewer = await tenant.principal();
	return storeId ? storeOf(viewer, storeId).timeZone : viewer.business.timeZone;
}

function spanOf(zone: string, { from, until }: Wish, before: string | undefined): Span {
	const end = until ? firstIdAt(endOfDay(until, zone)) : "~";
	return { first: from ? firstIdAt(endOfDay(addDays(from, -1), zone)) : "", end: before !== undefined && before < end ? before : end };
}

/**
 * `looked (id, lot, most)`: the orders to look at, newest first in lots of at most `most`, and what is asked of them besides. A lot that is full has
 * older ones behind it. `chosen`: a query of those of them that answer, each id once.
 */
type Looked = { looked: SQL; chosen: SQL; rest: SQL[] };

/** Orders with a line nobody knows the product of: they have an index of their own, of those lines. */
function alongUnmatched(businessId: string, wish: Wish, { first, end }: Span): Looked {
	const most = sql`CAST(${lookedThrough} AS INTEGER)`;
	return {
		looked: sql`looked (id, lot, most) AS (SELECT DISTINCT orderId, 1, ${most} FROM looseLines INDEXED BY looseLines_unmatched
			WHERE businessId = ${businessId} AND kind = 'unmatched' AND orderId >= ${first} AND orderId < ${end} ORDER BY orderId DESC LIMIT ${most})`,
		chosen: sql`SELECT id FROM looked`,
		rest: [archivedOrNot(wish), ...asked(wish, "unmatched")],
	};
}

/** Along the one index that leaves least to look through. The conditions of the partial ones are said word for word, which is how SQLite knows it may use them. */
function alongIndex(businessId: string, wish: Wish, span: Span): Looked {
	if (wish.unmatched) return alongUnmatched(businessId, wish, span);
	const { by, where, told } = indexFor(wish);
	const rest = asked(wish, told);
	const most = sql`CAST(${rest.length > 0 ? lookedThrough : wish.limit + 1} AS INTEGER)`;
	return {
		looked: sql`looked (id, lot, most) AS (SELECT id, 1, ${most} FROM orders ${by} WHERE ${stretch(businessId, wish, where, span)} ORDER BY id DESC LIMIT ${most})`,
		chosen: sql`SELECT id FROM looked`,
		rest,
	};
}

const stretch = (businessId: string, wish: Wish, where: SQL, span: Span): SQL =>
	sql`businessId = ${businessId} ${where} AND archivedAt IS ${wish.archived ? sql`NOT NULL` : sql`NULL`} AND id >= ${span.first} AND id < ${span.end}`;

/** How an order that is nobody's is asked for. */
const nobody = "none";

const archivedOrNot = ({ archived }: Wish): SQL => sql`o.archivedAt IS ${archived ? sql`NOT NULL` : sql`NULL`}`;

/** One that waits for somebody to say which product a line is: it cannot leave before. */
const isToLeave = sql`o.status IN ('PENDING', 'PROCESSING')`;

type Told = "short" | "unmatched" | "storeId" | "status" | "paymentStatus" | "actorId" | "channel" | "assigneeId";

function indexFor({ storeId, status, paymentStatus, actorId, channel, assigneeId }: Wish): { by: SQL; where: SQL; told: Told | null } {
	if (paymentStatus === "part_paid") return { by: sql`INDEXED BY orders_part_paid`, where: sql`AND owed > 0`, told: "paymentStatus" };
	if (paymentStatus && paymentStatus !== "paid") {
		const where = sql`AND paymentStatus <> 'paid' AND paymentStatus = ${paymentStatus} AND owed <= 0`;
		return { by: sql`INDEXED BY orders_by_payment`, where, told: "paymentStatus" };
	}
	if (status && status !== "COMPLETED") {
		return { by: sql`INDEXED BY orders_by_status`, where: sql`AND status <> 'COMPLETED' AND status = ${status}`, told: "status" };
	}
	if (assigneeId && assigneeId !== nobody) {
		return { by: sql`INDEXED BY orders_by_assignee`, where: sql`AND assigneeId = ${assigneeId}`, told: "assigneeId" };
	}
	if (channel && channel !== "counter") {
		return { by: sql`INDEXED BY orders_by_origin`, where: sql`AND origin <> 'counter' AND origin = ${channel}`, told: "channel" };
	}
	if (actorId) return { by: sql`INDEXED BY orders_by_actor`, where: sql`AND actorId = ${actorId}`, told: "actorId" };
	if (storeId) return { by: sql`INDEXED BY orders_by_store`, where: sql`AND storeId = ${storeId}`, told: "storeId" };
	return { by: sql``, where: sql``, told: null };
}

/**
 * By what was typed: the end of an id, and the newest lines of the products it names; a code names its product and no other. A word that names very many
 * is looked for in the orders, newest first, wherever it may be: a lot like any other, of which those are chosen that hold such a product.
 */
function byWords(businessId: string, wish: Wish, q: string, span: Span): Looked {
	const number = typedNumber(q);
	const rest = asked(wish, null);
	const { by, where } = indexFor(wish);
	const most = sql`CAST(${rest.length > 0 ? linesLookedThrough : wish.limit + 1} AS INTEGER)`;
	const ofProduct = sql`SELECT id FROM orderLines WHERE businessId = ${businessId} AND productId = w.productId
		AND id >= ${span.first} AND id < ${afterMoment(span.end)} ORDER BY id DESC LIMIT ${most}`;
	return {
		looked: sql`hits (docId, exact) AS (${searchHits(businessId, q)}),
			wanted (productId) AS (SELECT p.id FROM hits AS h CROSS JOIN products AS p ON p.docId = h.docId AND p.businessId = ${businessId}
				WHERE h.exact = (SELECT max(exact) FROM hits) ORDER BY p.id LIMIT CAST(${productsNamed + 1} AS INTEGER)),
			crowd (size) AS (SELECT size FROM (SELECT count(*) AS size FROM wanted) WHERE size > CAST(${productsNamed} AS INTEGER)),
			looked (id, lot, most) AS (
				SELECT l.orderId, w.productId, ${most} FROM wanted AS w CROSS JOIN orderLines AS l INDEXED BY orderLines_by_product
					ON l.businessId = ${businessId} AND l.productId = w.productId AND l.id IN (${ofProduct})
					WHERE NOT EXISTS (SELECT 1 FROM crowd)
				UNION ALL SELECT id, 'walked', CAST(${lookedThrough} AS INTEGER) FROM (SELECT o.id FROM crowd CROSS JOIN
					(SELECT id FROM orders ${by} WHERE ${stretch(businessId, wish, where, span)} ORDER BY id DESC LIMIT CAST(${lookedThrough} AS INTEGER)) AS o)
				UNION ALL SELECT id, '#', 0 FROM (SELECT id FROM orders INDEXED BY orders_by_number WHERE businessId = ${businessId} AND substr(id, -6) = ${number}
					UNION ALL SELECT id FROM orders WHERE businessId = ${businessId} AND id = ${q.toLowerCase()})
				UNION ALL SELECT id, '#', 0 FROM orders INDEXED BY orders_by_platform_number WHERE businessId = ${businessId} AND platformNumber <> ''
					AND platformNumber IN (${q.trim()}, ${`#${q.trim()}`})
				UNION ALL SELECT id, 'buyer', ${most} FROM (SELECT id FROM orders INDEXED BY orders_by_buyer WHERE businessId = ${businessId} AND customerName <> ''
					AND customerName COLLATE NOCASE >= ${q.trim()} AND customerName COLLATE NOCASE < ${q.trim()} || char(1114111)
					AND id >= ${span.first} AND id < ${span.end} ORDER BY id DESC LIMIT ${most}))`,
		chosen: sql`SELECT id FROM looked WHERE lot <> 'walked' UNION SELECT w.id FROM looked AS w WHERE w.lot = 'walked' AND EXISTS (SELECT 1 FROM orderLines AS l
			CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = l.productId WHERE l.businessId = ${businessId} AND l.orderId = w.id AND ${answersTo(businessId, q)})`,
		rest: [sql`o.id >= ${span.first} AND o.id < ${span.end}`, archivedOrNot(wish), ...rest],
	};
}

/** Lines are made in the moment of their order, before or after it by chance: the bound that lets all of that moment in. */
function afterMoment(id: string): string {
	const moment = Number.parseInt(id.slice(0, 13).replace("-", ""), 16);
	return Number.isNaN(moment) ? id : firstIdAt(moment + 1);
}

/** What is asked of an order, but for what its index has answered. */
function asked(wish: Wish, told: Told | null): SQL[] {
	const { storeId, status, paymentStatus, actorId, channel, assigneeId } = wish;
	const isShort = sql`EXISTS (SELECT 1 FROM shortfalls WHERE businessId = o.businessId AND orderId = o.id AND state IN ('open', 'backorder'))`;
	const isUnmatched = sql`EXISTS (SELECT 1 FROM looseLines WHERE businessId = o.businessId AND orderId = o.id AND kind = 'unmatched')`;
	const ofNobody = sql`o.assigneeId IS NULL AND ${isToLeave}`;
	const all: [Told, SQL | undefined][] = [
		["storeId", storeId === undefined ? undefined : sql`o.storeId = ${storeId}`],
		["status", status && sql`o.status = ${status}`],
		["paymentStatus", paymentStatus && sql`${paymentStatusOf} = ${paymentStatus}`],
		["short", wish.short ? isShort : undefined],
		["unmatched", wish.unmatched ? isUnmatched : undefined],
		["channel", channel && sql`o.origin = ${channel}`],
		["assigneeId", assigneeId === undefined ? undefined : assigneeId === nobody ? ofNobody : sql`o.assigneeId = ${assigneeId}`],
		["actorId", actorId === undefined ? undefined : sql`o.actorId = ${actorId}`],
	];
	const others = all.flatMap(([name, condition]) => (condition && name !== told ? [condition] : []));
	return wish.unmatched ? [isToLeave, ...others] : others;
}

function and(conditions: SQL[]): SQL {
	return conditions.length > 0 ? sql.join(conditions, sql` AND `) : sql`1`;
}
