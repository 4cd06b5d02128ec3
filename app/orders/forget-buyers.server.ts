import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { CustomerForgotten } from "./events.server.ts";

const ForgetBuyers = z.object({ connectionId: AnyId, platformOrderIds: z.array(z.string().max(120)).max(1000) });

/** Takes names and addresses off a platform's orders, whether or not their buyers were known as people here. Figures and numbers stay. */
export const forgetBuyers = command<typeof ForgetBuyers, { orders: number }>({
	name: "orders.forget-buyers",
	needs: "customers:erase",
	input: ForgetBuyers,
	async run({ db, work }, { connectionId, platformOrderIds }) {
		const { businessId } = db;
		const theirs = sql`businessId = ${businessId} AND connectionId = ${connectionId} AND platformOrderId IS NOT NULL
			AND platformOrderId IN (SELECT value FROM json_each(${JSON.stringify(platformOrderIds)}))
			AND (customerName <> '' OR customerEmail <> '' OR customerPhone <> '' OR shippingAddress IS NOT NULL OR billingAddress IS NOT NULL)`;
		const { named } = await db.read({
			named: first<{ orders: number }>(sql`SELECT count(*) AS orders FROM orders INDEXED BY orders_of_platform WHERE ${theirs}`),
		});
		const orders = named?.orders ?? 0;
		if (orders > 0) {
			work.add(sql`UPDATE orders INDEXED BY orders_of_platform SET customerName = '', customerEmail = '', customerPhone = '',
				shippingAddress = NULL, billingAddress = NULL WHERE ${theirs}`);
			work.record(CustomerForgotten, { subject: { type: "connection", id: connectionId }, data: { orders } });
		}
		return known({ orders });
	},
});
