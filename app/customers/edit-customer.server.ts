import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { namesake, nobodyHas, refuseNamesake } from "./add-customer.server.ts";
import { type Customer, customerJson, customerRow, present, stillAt } from "./customer.server.ts";
import { CustomerEdited } from "./events.server.ts";
import { EditCustomer } from "./input.ts";
import { saidOf } from "./particulars.server.ts";
import { changedParticulars, type Particulars } from "./rules.ts";
import { sealSaid } from "./secrets.server.ts";
import { rewriteCustomerIn } from "./write-customer.server.ts";

/**
 * Changes what is known of a person; what is not named stays, and what says nothing new writes nothing.
 * @throws Refusal `customer_not_found`, `customer_merged`, `customer_erased`, `version_changed`, `validation_failed`, `customer_known`
 */
export const editCustomer = command<typeof EditCustomer, Customer, Viewer>({
	name: "customers.edit",
	needs: "customers:write",
	input: EditCustomer,
	async run({ db, work, principal, now }, { customerId, version, evenSo, ...wish }) {
		const { businessId } = db;
		const { row, known } = await db.read({ row: customerRow(businessId, customerId), known: namesake(businessId, wish.email, customerId) });
		const before = present(row, version);
		const { business } = await principal();
		const after = saidOf(before, wish, { timeZone: business.timeZone, now });
		const changed = changedParticulars(before, after);
		if (changed.length > 0) {
			if (!evenSo && after.email && after.email !== before.email) {
				refuseNamesake(known);
				work.guard(nobodyHas(businessId, after.email, customerId));
			}
			work.guard(stillAt(businessId, before));
			rewriteCustomerIn(work, customerId, after);
			const only = (of: Particulars) => Object.fromEntries(changed.map((each) => [each, of[each]]));
			const sealed = await sealSaid(before.secret, businessId, customerId, { before: only(before), after: only(after) });
			work.record(CustomerEdited, { subject: { type: "customer", id: customerId }, data: { changed, sealed } });
		}
		return answer<Customer>(customerJson(businessId, customerId));
	},
});
