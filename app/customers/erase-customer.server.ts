import { type SQL, sql } from "drizzle-orm";
import { command, forgetAnswersIn, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { forgetMailsIn } from "#app/platform/mail/record-mail.server.ts";
import { customerRow, present, stillAt } from "./customer.server.ts";
import { CustomerErased } from "./events.server.ts";
import { VersionedCustomer } from "./input.ts";

/**
 * Forgets a person, and everybody who had been merged into them: names, ways to reach them and notes go, and so does the key of what the log says
 * of them. What the law wants kept stays: what was sold, for how much, under which receipt. There is no way back.
 * @throws Refusal as `present`
 */
export const eraseCustomer = command<typeof VersionedCustomer, { erased: string }>({
	name: "customers.erase",
	needs: "customers:erase",
	input: VersionedCustomer,
	async run({ db, work, now }, { customerId, version }) {
		const { businessId } = db;
		const { row, group } = await db.read({
			row: customerRow(businessId, customerId),
			group: many<{ id: string }>(
				sql`SELECT id FROM customers WHERE businessId = ${businessId} AND personId = ${customerId} ORDER BY id LIMIT 500`,
			),
		});
		const person = present(row, version);
		const customerIds = group.map(({ id }) => id);
		const all = sql`(SELECT value FROM json_each(${JSON.stringify(customerIds)}))`;
		work.guard(stillAt(businessId, person));
		// What was kept of them elsewhere by what they are called, while it still says so: answers for repeats, and mails.
		const called = (column: SQL) =>
			sql`SELECT ${column} FROM customers WHERE businessId = ${businessId} AND id IN ${all} AND COALESCE(${column}, '') <> ''`;
		const emails = called(sql`email`);
		forgetAnswersIn(work, sql`${emails} UNION ${called(sql`name`)} UNION ${called(sql`phone`)}`);
		forgetMailsIn(work, emails);
		work.add(sql`UPDATE customers SET state = 'erased', name = '', sortKey = '', email = NULL, phone = NULL, street = '', postcode = '', city = '', country = '',
				language = NULL, note = '', mailConsentAt = NULL, secret = NULL, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${businessId} AND id IN ${all}`);
		work.add(sql`DELETE FROM contactPoints WHERE businessId = ${businessId} AND customerId IN ${all}`);
		work.record(CustomerErased, { subject: { type: "customer", id: customerId }, data: { customerIds } });
		return known({ erased: customerId });
	},
});
