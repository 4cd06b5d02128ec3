import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { type Customer, customerJson, customerRow, present, stillAt } from "./customer.server.ts";
import { CustomerArchived, CustomerRestored } from "./events.server.ts";
import { VersionedCustomer } from "./input.ts";

/** Puts a person away: they are in no list and no search, and what they bought stays theirs. @throws Refusal as `present` */
export const archiveCustomer = command<typeof VersionedCustomer, Customer>({
	name: "customers.archive",
	needs: "customers:write",
	input: VersionedCustomer,
	run: ({ db, work, now }, input) => moved({ db, work, now }, input, "archived"),
});

/** Brings back somebody who was put away. @throws Refusal as `present` */
export const restoreCustomer = command<typeof VersionedCustomer, Customer>({
	name: "customers.restore",
	needs: "customers:write",
	input: VersionedCustomer,
	run: ({ db, work, now }, input) => moved({ db, work, now }, input, "active"),
});

type Tools = Pick<Parameters<Parameters<typeof command<typeof VersionedCustomer, Customer>>[0]["run"]>[0], "db" | "work" | "now">;

async function moved(
	{ db, work, now }: Tools,
	{ customerId, version }: { customerId: string; version?: number },
	to: "active" | "archived",
) {
	const { businessId } = db;
	const { row } = await db.read({ row: customerRow(businessId, customerId) });
	const before = present(row, version);
	if (before.state !== to) {
		work.guard(stillAt(businessId, before));
		work.add(
			sql`UPDATE customers SET state = ${to}, version = version + 1, updatedAt = ${now} WHERE businessId = ${businessId} AND id = ${customerId}`,
		);
		work.record(to === "archived" ? CustomerArchived : CustomerRestored, { subject: { type: "customer", id: customerId }, data: {} });
	}
	return answer<Customer>(customerJson(businessId, customerId));
}
