import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { type Customer, customerJson, customerRow, present, stillAt } from "./customer.server.ts";
import { CustomersParted } from "./events.server.ts";
import { UndoMerge } from "./input.ts";
import { whoIsWho } from "./news.server.ts";
import { unfill } from "./rules.ts";
import { rewriteCustomerIn } from "./write-customer.server.ts";

type MergeRow = { keptId: string; goneId: string; filled: string; moved: string; undoneAt: number | null };

/**
 * They were two after all: whoever was merged is themselves again, with all that was theirs. What the other took over goes back where it still
 * stands as it was taken.
 * @throws Refusal `merge_not_found`, `merge_undone`, `customer_merged` (part those two first), `customer_erased`
 */
export const undoMerge = command<typeof UndoMerge, Customer>({
	name: "customers.undo-merge",
	needs: "customers:write",
	input: UndoMerge,
	async run({ db, work, now }, { customerId, mergeId }) {
		const { businessId } = db;
		const of = sql`(SELECT goneId FROM customerMerges WHERE businessId = ${businessId} AND id = ${mergeId})`;
		const { merge, one, two } = await db.read({
			merge: first<MergeRow>(
				sql`SELECT keptId, goneId, filled, moved, undoneAt FROM customerMerges WHERE businessId = ${businessId} AND id = ${mergeId} AND keptId = ${customerId}`,
			),
			one: customerRow(businessId, customerId),
			two: customerRow(businessId, of),
		});
		if (!merge) refuse("not_found", "merge_not_found");
		if (merge.undoneAt !== null) refuse("conflict", "merge_undone");
		const kept = present(one);
		if (two?.state !== "merged") refuse("conflict", "customer_erased");
		work.guard(stillAt(businessId, kept));
		work.guard(sql`SELECT 1 FROM customerMerges WHERE businessId = ${businessId} AND id = ${mergeId} AND undoneAt IS NULL`);
		const ids = JSON.stringify([merge.goneId, ...JSON.parse(merge.moved)]);
		work.add(sql`UPDATE customers SET personId = ${merge.goneId}, version = version + 1, updatedAt = ${now}, state = CASE id WHEN ${merge.goneId} THEN 'active' ELSE state END
			WHERE businessId = ${businessId} AND id IN (SELECT value FROM json_each(${ids})) AND personId = ${customerId}`);
		rewriteCustomerIn(work, customerId, unfill(kept, two, JSON.parse(merge.filled)));
		work.add(sql`UPDATE customerMerges SET undoneAt = ${now} WHERE businessId = ${businessId} AND id = ${mergeId}`);
		work.tell(whoIsWho, [customerId, merge.goneId]);
		work.record(CustomersParted, { subject: { type: "customer", id: customerId }, data: { mergeId, goneId: merge.goneId } });
		return answer<Customer>(customerJson(businessId, merge.goneId));
	},
});
