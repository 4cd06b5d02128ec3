import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { CustomerForgotten } from "./events.server.ts";

const Forget = z.object({ customerIds: z.array(AnyId).max(500) });

/** Takes name and e-mail of people who were erased off their orders, and so off every receipt printed from now on. Figures and numbers stay. */
export const forgetCustomer = command<typeof Forget, { orders: number }>({
	name: "orders.forget-customer",
	needs: "customers:erase",
	input: Forget,
	async run({ db, work }, { customerIds }) {
		const { businessId } = db;
		const theirs = sql`businessId = ${businessId} AND customerId IS NOT NULL AND customerId IN (SELECT value FROM json_each(${JSON.stringify(customerIds)}))
			AND (customerName <> '' OR customerEmail <> '' OR customerPhone <> '' OR shippingAddress IS NOT NULL OR billingAddress IS NOT NULL)`;
		const { named } = await db.read({
			named: first<{ orders: number }>(sql`SELECT count(*) AS orders FROM orders INDEXED BY orders_by_customer WHERE ${theirs}`),
		});
		const orders = named?.orders ?? 0;
		if (orders > 0) {
			work.add(sql`UPDATE orders INDEXED BY orders_by_customer SET customerName = '', customerEmail = '', customerPhone = '',
				shippingAddress = NULL, billingAddress = NULL WHERE ${theirs}`);
			work.record(CustomerForgotten, { subject: { type: "customer", id: customerIds[0] ?? "" }, data: { orders } });
		}
		return known({ orders });
	},
});
