import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { BasketsForgot } from "./events.server.ts";

const Forget = z.object({ customerIds: z.array(AnyId).max(500) });

/** Takes people who were erased out of baskets put aside, waiting or taken up. */
export const forgetInBaskets = command<typeof Forget, { baskets: number }>({
	name: "sales.forget-in-baskets",
	needs: "customers:erase",
	input: Forget,
	async run({ db, work }, { customerIds }) {
		const { businessId } = db;
		const theirs = sql`businessId = ${businessId} AND basket ->> '$.customer.id' IN (SELECT value FROM json_each(${JSON.stringify(customerIds)}))`;
		const { named } = await db.read({
			named: first<{ baskets: number }>(sql`SELECT count(*) AS baskets FROM parkedBaskets WHERE ${theirs}`),
		});
		// And out of sales of tills that wait for somebody to look at them.
		work.add(sql`UPDATE offlineSales SET body = json_remove(body, '$.customer') WHERE (businessId, id) IN (SELECT businessId, id FROM offlineSales INDEXED BY offlineSales_held
			WHERE businessId = ${businessId} AND state = 'held' AND body ->> '$.customer.id' IN (SELECT value FROM json_each(${JSON.stringify(customerIds)})))`);
		// And where their receipts were to be mailed, if they were not yet.
		work.add(sql`DELETE FROM receiptMails WHERE businessId = ${businessId} AND orderId IN (SELECT id FROM orders INDEXED BY orders_by_customer
			WHERE businessId = ${businessId} AND customerId IS NOT NULL AND customerId IN (SELECT value FROM json_each(${JSON.stringify(customerIds)})))`);
		const baskets = named?.baskets ?? 0;
		if (baskets > 0) {
			// A basket is called after whoever it waits for.
			work.add(sql`UPDATE parkedBaskets SET basket = json_remove(basket, '$.customer'), name = '' WHERE ${theirs}`);
			work.record(BasketsForgot, { subject: { type: "customer", id: customerIds[0] ?? "" }, data: { baskets } });
		}
		return known({ baskets });
	},
});
