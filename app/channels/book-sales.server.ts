import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { decimalsOf } from "#app/platform/money.ts";
import { minute } from "#app/platform/time.ts";
import { planSale, returnedOf, type SoldLine } from "./booking.ts";
import type { Driving } from "./drive-connection.server.ts";
import { bookedStates, type BookedState } from "./rules.ts";
import { PlatformTrouble } from "./trouble.ts";

/** Sales of one read. */
const most = 10;
/** Hours of a shop that is not well, as the breaker spreads them. What still fails then waits for a person. */
const mostTries = 20;
/** Whoever did not answer may be at it still. Only after that is a sale looked for, and told again where it is not there. */
const patience = 5 * minute;

type Row = {
	orderId: string;
	saleId: string | null;
	variants: string;
	returned: string;
	changes: number;
	tries: number;
	askedAt: number | null;
	currency: string;
	soldAt: number;
	number: string;
};
type Line = Omit<SoldLine, "listed"> & { orderId: string; listed: string };
type Waiting = { sales: { row: Row; lines: SoldLine[] }[]; next: number | null };

const Which = z.object({ connectionId: AnyId });

/** What can be told now, oldest first, with its lines as they are now. `next`: where that is nothing, when something can be, ms UTC. */
const waitingSales = query<typeof Which, Waiting>({
	name: "channels.waiting-sales",
	needs: "channels:read",
	input: Which,
	async run({ db, now }, { connectionId }) {
		const { businessId } = db;
		const waiting = sql`FROM bookedSales INDEXED BY bookedSales_waiting WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND state = 'waiting'`;
		const due = sql`COALESCE(askedAt, 0) <= CAST(${now - patience} AS INTEGER)`;
		const these = sql`(SELECT orderId ${waiting} AND ${due} ORDER BY tries, orderId LIMIT ${sql.raw(String(most))}) AS w`;
		const ofOrder = sql`CROSS JOIN orders AS o ON o.businessId = ${businessId} AND o.id = w.orderId`;
		const soldAt = sql`COALESCE(o.fulfilledAt, o.placedAt)`;
		const given = (
			what: typeof soldAt,
			when: typeof soldAt,
		) => sql`(SELECT COALESCE(SUM(${what}), 0) FROM refunds AS r INDEXED BY refunds_of_order
			CROSS JOIN refundLines AS x ON x.businessId = r.businessId AND x.refundId = r.id AND x.orderLineId = l.id
			WHERE r.businessId = o.businessId AND r.orderId = o.id AND ${when})`;
		const before = sql`r.at < ${soldAt}`;
		const { rows, lines, loose, held } = await db.read({
			rows: many<Row>(sql`SELECT b.orderId, b.saleId, b.variants, b.returned, b.changes, b.tries, b.askedAt, o.currency, ${soldAt} AS soldAt,
					COALESCE(NULLIF(o.platformNumber, ''), (SELECT CAST(r.number AS TEXT) FROM receipts AS r WHERE r.businessId = o.businessId AND r.orderId = o.id AND r.refundId IS NULL), '') AS number
				FROM ${these} CROSS JOIN bookedSales AS b ON b.businessId = ${businessId} AND b.connectionId = ${connectionId} AND b.orderId = w.orderId ${ofOrder} ORDER BY b.tries, b.orderId`),
			lines:
				many<Line>(sql`SELECT o.id AS orderId, l.id, l.productId, l.name, l.sku, l.quantity, l.total + iif(o.taxIncluded, 0, l.tax) AS total,
					${given(sql`x.quantity`, before)} AS unsold, ${given(sql`x.amount + iif(o.taxIncluded, 0, x.tax)`, before)} AS unsoldTotal,
					${given(sql`x.quantity`, sql`NOT (${before}) AND r.restocked = 1`)} AS returned,
					(SELECT json_group_array(json_object('variantId', p.variantId, 'productId', p.platformProductId)) FROM listings AS p INDEXED BY listings_of_product
						WHERE p.businessId = l.businessId AND p.productId = l.productId AND p.productId IS NOT NULL AND p.connectionId = ${connectionId}) AS listed
				FROM ${these} ${ofOrder} CROSS JOIN orderLines AS l ON l.businessId = o.businessId AND l.orderId = o.id ORDER BY o.id, l.position, l.id`),
			// What nobody knows the product of is goods all the same; a fee is none.
			loose:
				many<Line>(sql`SELECT o.id AS orderId, l.id, NULL AS productId, l.name, l.sku, l.quantity, l.total, 0 AS unsold, 0 AS unsoldTotal, 0 AS returned, '[]' AS listed
				FROM ${these} ${ofOrder} CROSS JOIN looseLines AS l ON l.businessId = o.businessId AND l.orderId = o.id WHERE l.kind = 'unmatched'`),
			held: first<{ askedAt: number | null }>(
				sql`SELECT iif(EXISTS (SELECT 1 ${waiting} AND ${due}), NULL, (SELECT MIN(askedAt) ${waiting})) AS askedAt`,
			),
		});
		const all = [...lines, ...loose];
		const sales = rows.map((row) => ({
			row,
			lines: all
				.filter(({ orderId }) => orderId === row.orderId)
				.map(({ orderId: _, listed, ...line }) => ({ ...line, listed: JSON.parse(listed) })),
		}));
		const askedAt = held?.askedAt ?? null;
		return { sales, next: askedAt === null ? null : askedAt + patience };
	},
});

const Asking = z.object({ connectionId: AnyId, orderId: AnyId });

/** Written down before a sale is told: killed in between, or never answered, it is known that it may be there. */
const noteAsking = command<typeof Asking, { noted: boolean }>({
	name: "channels.note-asking",
	needs: "channels:write",
	input: Asking,
	async run({ work, now }, { connectionId, orderId }) {
		work.add(sql`UPDATE bookedSales SET askedAt = CAST(${now} AS INTEGER)
			WHERE businessId = ${work.businessId} AND connectionId = ${connectionId} AND orderId = ${orderId}`);
		return known({ noted: true });
	},
});

const Booked = z.object({
	connectionId: AnyId,
	orderId: AnyId,
	changes: z.int(),
	tries: z.int(),
	state: z.enum(bookedStates),
	saleId: z.string().nullable(),
	askedAt: z.int().nullable(),
	variants: z.record(z.string(), z.string()),
	returned: z.record(z.string(), z.int()),
	said: z.string(),
	details: z.record(z.string(), z.unknown()),
});

/** Writes down how a sale stands in the books. What changed here meanwhile stays to be told. */
const noteBooked = command<typeof Booked, { noted: boolean }>({
	name: "channels.note-booked",
	needs: "channels:write",
	input: Booked,
	async run({ work, now }, { connectionId, orderId, changes, tries, state, saleId, askedAt, variants, returned, said, details }) {
		const { businessId } = work;
		const mine = sql`businessId = ${businessId} AND connectionId = ${connectionId} AND orderId = ${orderId}`;
		if (saleId !== null)
			work.add(sql`UPDATE connections SET orderCount = orderCount + 1 WHERE businessId = ${businessId} AND id = ${connectionId}
				AND EXISTS (SELECT 1 FROM bookedSales WHERE ${mine} AND saleId IS NULL)`);
		work.add(sql`UPDATE bookedSales SET state = iif(changes = CAST(${changes} AS INTEGER), ${state}, 'waiting'), tries = CAST(${tries} AS INTEGER), saleId = ${saleId}, askedAt = CAST(${askedAt} AS INTEGER), variants = ${JSON.stringify(variants)},
			returned = ${JSON.stringify(returned)}, said = ${said}, details = ${JSON.stringify(details)}, sentAt = iif(${saleId} IS NULL, NULL, COALESCE(sentAt, CAST(${now} AS INTEGER))), updatedAt = ${now}
			WHERE ${mine}`);
		return known({ noted: true });
	},
});

/**
 * Tells an ERP what was sold here, each sale once, and what came back of it. What it will not take is parked with its reason, and the rest goes on.
 * @returns when to go on, ms UTC; as late as can be: when something is sold
 * @throws PlatformTrouble what concerns all of them
 */
export async function bookSales({ connection, adapter, ask, now, mayGoOn }: Driving): Promise<number> {
	const book = adapter.sales;
	if (!book) return Number.MAX_SAFE_INTEGER;
	const connectionId = connection.id;
	while (mayGoOn()) {
		const { sales, next } = await waitingSales(now(), { connectionId });
		if (sales.length === 0) return next ?? Number.MAX_SAFE_INTEGER;
		for (const { row, lines } of sales) {
			const { orderId, changes } = row;
			let { saleId, askedAt } = row;
			let variants: Record<string, string> = JSON.parse(row.variants);
			let returned: Record<string, number> = JSON.parse(row.returned);
			const note = (state: BookedState, said = "", details: Record<string, unknown> = {}, tries = 0) =>
				noteBooked(now(), { connectionId, orderId, changes, tries, saleId, askedAt, variants, returned, state, said, details });
			try {
				if (saleId === null) {
					const plan = planSale(lines, { isSameCurrency: row.currency === connection.currency });
					if (plan.kind === "pass") {
						await note("passed", "no_goods");
						continue;
					}
					if (plan.kind === "park") {
						await note("parked", plan.why, plan.details);
						continue;
					}
					const sale = { ref: refOf(orderId), at: row.soldAt, note: row.number, decimals: decimalsOf(row.currency), lines: plan.lines };
					let sold = askedAt === null ? null : await ask((_, link) => book.find(link, sale));
					if (!sold) {
						const before = askedAt;
						askedAt = now().now;
						await noteAsking(now(), { connectionId, orderId });
						sold = await ask((_, link) => book.sell(link, sale)).catch((error: unknown) => {
							// It heard, and did not do it.
							if (error instanceof PlatformTrouble && error.kind !== "temporary") askedAt = before;
							throw error;
						});
					}
					saleId = sold.id;
					askedAt = null;
					variants = plan.variants;
				}
				const back = Object.entries(returnedOf(lines, variants)).map(([variantId, quantity]) => ({ variantId, quantity }));
				const id = saleId;
				if (back.some(({ variantId, quantity }) => returned[variantId] !== quantity)) {
					if (row.saleId === null) await note("waiting");
					await ask((_, link) => book.giveBack(link, id, back));
					returned = Object.fromEntries(back.map(({ variantId, quantity }) => [variantId, quantity]));
				}
				await note("sent");
			} catch (error) {
				if (!(error instanceof PlatformTrouble)) throw error;
				const { kind, reason, said } = error;
				const isRefused = kind === "refused" && reason === "refused";
				const isSick = kind === "temporary" && row.tries + 1 >= mostTries;
				if (isRefused || isSick) await note("parked", isRefused ? "refused" : "failed", { heard: said });
				else {
					await note("waiting", "", {}, row.tries + (kind === "temporary" ? 1 : 0));
					throw error;
				}
			}
		}
	}
	return now().now;
}

/** Our number on a sale there. */
const refOf = (orderId: string) => `STOREKEEP-${orderId}`;
