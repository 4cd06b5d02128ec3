import { sql } from "drizzle-orm";
import { z } from "zod";
import { type CommandOptions, answer, command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { refuse } from "#app/platform/errors.ts";
import { AnyId } from "#app/platform/input.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { books } from "./adapters/registry.server.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import { SalesRetried } from "./events.server.ts";
import { ListBookedSales, RetrySales } from "./input.ts";
import type { BookedState } from "./rules.ts";
import { wake, wokenAt } from "./wake.server.ts";

/** Sales as they go into an ERP's books: what is to be told, and what came of it. */

const Sold = z.object({
	orderIds: z.array(AnyId),
	/** Those of them that may have left just now; of the others something changed that only concerns books they are in. */
	left: z.array(AnyId),
});

/**
 * An order that has left is to be told to the books of its store; those of before a connection are not. What changes of it later is told wherever it was, however
 * that connection is set by now. However often this is said, one row stands for it.
 */
export const markSold = command<typeof Sold, { connections: string[] }>({
	name: "channels.mark-sold",
	needs: "channels:write",
	input: Sold,
	async run({ work, now }, { orderIds, left }) {
		const { businessId } = work;
		const which = sql`FROM json_each(${JSON.stringify(left)}) AS w CROSS JOIN orders AS o ON o.businessId = ${businessId} AND o.id = w.value
			CROSS JOIN connections AS c ON c.businessId = o.businessId AND c.storeId = o.storeId
			WHERE o.fulfillmentStatus = 'fulfilled' AND COALESCE(o.fulfilledAt, o.placedAt) >= c.createdAt
				AND c.state <> 'disconnected' AND COALESCE(c.settings ->> 'sendSales', 1) AND c.platform IN (SELECT value FROM json_each(${JSON.stringify(books)}))`;
		const mine = sql`businessId = ${businessId} AND orderId IN (SELECT value FROM json_each(${JSON.stringify(orderIds)}))`;
		work.add(
			sql`UPDATE bookedSales INDEXED BY bookedSales_of_order SET state = iif(state = 'passed', state, 'waiting'), changes = changes + 1, updatedAt = ${now} WHERE ${mine}`,
		);
		work.add(sql`INSERT INTO bookedSales (businessId, connectionId, orderId, state, createdAt, updatedAt)
			SELECT o.businessId, c.id, o.id, 'waiting', CAST(${now} AS INTEGER), CAST(${now} AS INTEGER) ${which}
			ON CONFLICT (businessId, connectionId, orderId) DO NOTHING`);
		const due = sql`(SELECT connectionId FROM bookedSales INDEXED BY bookedSales_of_order WHERE ${mine} AND state = 'waiting')`;
		work.add(sql`UPDATE connections SET wakeAt = ${wokenAt(now)}
			WHERE businessId = ${businessId} AND state = 'active' AND id IN ${due}`);
		return answer<{ connections: string[] }>(
			sql`json_object('connections', json((SELECT json_group_array(id) FROM connections WHERE businessId = ${businessId} AND state = 'active' AND id IN ${due})))`,
		);
	},
});

/** A sale as it stands in, or on its way to, an ERP's books. `reason`: why it waits for a person; `skus`: which goods that is about. */
export type BookedSale = {
	orderId: string;
	/** What its buyer or its receipt calls it. */
	number: string;
	state: BookedState;
	saleId: string | null;
	reason: string;
	skus: string[];
	/** What the ERP said of it. */
	heard: string;
	sentAt: number | null;
	updatedAt: number;
};
type Row = Omit<BookedSale, "reason" | "skus" | "heard"> & { said: string; details: string };

/** Newest first; of one state where that is asked. @throws Refusal `connection_not_found`, `cursor_invalid` */
export const listBookedSales = query({
	name: "channels.list-booked-sales",
	needs: "channels:read",
	input: ListBookedSales,
	async run({ db }, { connectionId, state, limit, cursor }) {
		const { businessId } = db;
		const [before = "￿"] = readCursor(cursor, 1) ?? [];
		const one = state === undefined ? sql`` : sql`AND b.state = ${state}`;
		const { connection, rows } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			rows: many<Row>(sql`SELECT b.orderId, b.state, b.saleId, b.said, b.details, b.sentAt, b.updatedAt,
					COALESCE(NULLIF(o.platformNumber, ''), (SELECT CAST(r.number AS TEXT) FROM receipts AS r WHERE r.businessId = b.businessId AND r.orderId = b.orderId AND r.refundId IS NULL), '') AS number
				FROM bookedSales AS b CROSS JOIN orders AS o ON o.businessId = b.businessId AND o.id = b.orderId
				WHERE b.businessId = ${businessId} AND b.connectionId = ${connectionId} AND b.orderId < ${before} ${one} ORDER BY b.orderId DESC LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		mustBeThere(connection);
		const page = pageOf(rows, limit, ({ orderId }) => [orderId]);
		return { ...page, items: page.items.map(bookedOf) };
	},
});

const Details = z.object({ skus: z.array(z.string()).default([]), heard: z.string().default("") });

function bookedOf({ said, details, ...row }: Row): BookedSale {
	return { ...row, reason: said, ...Details.parse(JSON.parse(details)) };
}

const retry = command<typeof RetrySales, { sales: number }>({
	name: "channels.retry-sales",
	needs: "channels:write",
	input: RetrySales,
	async run({ db, work, now }, { connectionId, orderId }) {
		const { businessId } = db;
		const one = orderId === undefined ? sql`` : sql`AND orderId = ${orderId}`;
		const mine = sql`businessId = ${businessId} AND connectionId = ${connectionId} AND state = 'parked' ${one}`;
		const { connection, parked } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			parked: first<{ count: number }>(sql`SELECT COUNT(*) AS count FROM bookedSales INDEXED BY bookedSales_parked WHERE ${mine}`),
		});
		const { name, storeId, state } = mustBeThere(connection);
		if (state === "disconnected" || state === "broken") refuse("conflict", "connection_closed", { state });
		const sales = parked?.count ?? 0;
		if (sales === 0) return orderId === undefined ? known({ sales }) : refuse("not_found", "order_not_found");
		work.add(sql`UPDATE bookedSales SET state = 'waiting', tries = 0, changes = changes + 1, updatedAt = ${now} WHERE ${mine}`);
		work.add(sql`UPDATE connections SET wakeAt = ${now} WHERE businessId = ${businessId} AND id = ${connectionId} AND state = 'active'`);
		work.record(SalesRetried, { subject: { type: "connection", id: connectionId }, storeId, data: { name, sales } });
		return known({ sales });
	},
});

/**
 * Has parked sales told again: one, or all of them.
 * @throws Refusal `connection_not_found`, `conflict / connection_closed`, `not_found / order_not_found` where that one is not parked
 */
export async function retrySales(tenant: Tenant, raw: unknown, options?: CommandOptions): Promise<{ sales: number }> {
	const done = await retry(tenant, raw, options);
	if (done.sales > 0) await wake(tenant, RetrySales.parse(raw).connectionId);
	return done;
}
