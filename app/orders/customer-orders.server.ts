import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "#app/platform/errors.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { first, many } from "#app/platform/database.server.ts";
import { AnyId, Page } from "#app/platform/input.ts";
import { type OrderRow, orderColumns, type Paged } from "./queries.server.ts";

export const ListCustomerOrders = z.object({ customerId: AnyId, ...Page });

/** The orders of a person and of whoever was merged into them, of the alias `o`. */
function ofPerson(businessId: string, customerId: string): SQL {
	return sql`(SELECT g.id FROM customers AS g INDEXED BY customers_of_person WHERE g.businessId = ${businessId} AND g.personId = ${customerId}) AS m
		CROSS JOIN orders AS o INDEXED BY orders_by_customer ON o.businessId = ${businessId} AND o.customerId IS NOT NULL AND o.customerId = m.id`;
}

/** What a person bought, newest first. @throws Refusal `not_found / customer_not_found` */
export const ordersOfCustomer = query<typeof ListCustomerOrders, Paged<OrderRow>, Viewer>({
	name: "orders.of-customer",
	needs: "sales:read",
	input: ListCustomerOrders,
	async run({ db }, { customerId, limit, cursor }) {
		const { businessId } = db;
		const before = readCursor(cursor, 1);
		const { person, rows } = await db.read({
			person: first(sql`SELECT id FROM customers WHERE businessId = ${businessId} AND id = ${customerId}`),
			rows: many<OrderRow>(sql`SELECT ${orderColumns} FROM ${ofPerson(businessId, customerId)}
				${before ? sql`WHERE o.id < ${before[0]}` : sql``} ORDER BY o.id DESC LIMIT ${limit + 1}`),
		});
		if (!person) refuse("not_found", "customer_not_found");
		return pageOf(rows, limit, ({ id }) => [id]);
	},
});

export type BoughtLine = {
	orderId: string;
	placedAt: number;
	storeId: string;
	receiptNumber: number | null;
	name: string;
	sku: string;
	quantity: number;
	total: number;
	currency: string;
	refundedQuantity: number;
	refundedTotal: number;
	note: string;
};

/** Every line a person bought, newest first: at most five thousand. For the paper that hands out what is known of somebody. */
export const linesOfCustomer = query<z.ZodObject<{ customerId: typeof AnyId }>, BoughtLine[], Viewer>({
	name: "orders.lines-of-customer",
	needs: "sales:read",
	input: z.object({ customerId: AnyId }),
	async run({ db }, { customerId }) {
		const { businessId } = db;
		const { rows } = await db.read({
			rows: many<BoughtLine>(sql`SELECT o.id AS orderId, o.placedAt, o.storeId, (SELECT number FROM receipts INDEXED BY receipts_of_order
					WHERE businessId = o.businessId AND orderId = o.id AND refundId IS NULL) AS receiptNumber,
					l.name, l.sku, l.quantity, l.total, o.currency, l.refundedQuantity, l.refundedTotal, l.note
				FROM ${ofPerson(businessId, customerId)} CROSS JOIN orderLines AS l ON l.businessId = o.businessId AND l.orderId = o.id
				WHERE o.businessId = ${businessId} ORDER BY o.id DESC, l.id LIMIT 5000`),
		});
		return rows;
	},
});
