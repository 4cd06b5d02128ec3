import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { type Ask, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { type Customer, customerJson } from "./customer.server.ts";
import { AddCustomer } from "./input.ts";
import { saidOf } from "./particulars.server.ts";
import { calledOf, nobody } from "./rules.ts";
import { addCustomerIn } from "./write-customer.server.ts";

type Namesake = { id: string; name: string; email: string | null; phone: string | null };

/** Who else has that mailbox. */
function withEmail(businessId: string, email: string | null, but = ""): SQL {
	return sql`SELECT p.id, p.name, p.email, p.phone FROM customers AS c INDEXED BY customers_by_email
		CROSS JOIN customers AS p ON p.businessId = c.businessId AND p.id = c.personId
		WHERE c.businessId = ${businessId} AND c.email IS NOT NULL AND c.email = ${email ?? ""} AND p.state = 'active' AND p.id <> ${but}`;
}
export function namesake(businessId: string, email: string | null | undefined, but?: string): Ask<Namesake | undefined> {
	return first<Namesake>(sql`${withEmail(businessId, email ?? null, but)} LIMIT 1`);
}

/** What must still be true when the batch runs. */
export function nobodyHas(businessId: string, email: string, but?: string): SQL {
	return sql`SELECT 1 WHERE NOT EXISTS (${withEmail(businessId, email, but)})`;
}

/** @throws Refusal `conflict / customer_known` naming who has it */
export function refuseNamesake(known: Namesake | undefined): void {
	if (known) refuse("conflict", "customer_known", { customerId: known.id, name: calledOf(known), email: known.email, field: "email" });
}

/**
 * Writes a person down.
 * @throws Refusal `validation_failed`, `conflict / customer_known` when somebody has that e-mail already (unless `evenSo`)
 */
export const addCustomer = command<typeof AddCustomer, Customer, Viewer>({
	name: "customers.add",
	needs: "customers:write",
	input: AddCustomer,
	async run({ db, work, principal, now }, { evenSo, ...wish }) {
		const { businessId } = db;
		const { known } = await db.read({ known: namesake(businessId, wish.email) });
		const { business } = await principal();
		const said = saidOf(nobody, wish, { timeZone: business.timeZone, now });
		if (!evenSo && said.email) {
			refuseNamesake(known);
			work.guard(nobodyHas(businessId, said.email));
		}
		return answer<Customer>(customerJson(businessId, await addCustomerIn(work, said)));
	},
});
