import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { type Customer, customerJson, customerRow, present, stillAt } from "./customer.server.ts";
import { CustomerEdited, CustomersMerged } from "./events.server.ts";
import { MergeCustomers } from "./input.ts";
import { whoIsWho } from "./news.server.ts";
import { doubtsOf, fillFrom } from "./rules.ts";
import { sealSaid } from "./secrets.server.ts";
import { rewriteCustomerIn } from "./write-customer.server.ts";

export type Merged = { mergeId: string; customer: Customer };

/**
 * Two were written down of one person: everything of `otherId` is `customerId`'s from then on, who takes over what they had nothing of. Nothing
 * that names the other is rewritten, so it can be taken back (`undoMerge`).
 * @throws Refusal `customer_not_found`, `customer_merged`, `customer_erased`, `merge_with_itself`,
 *   `conflict / merge_looks_wrong` with `doubts` when something speaks against it (unless `evenSo`)
 */
export const mergeCustomers = command<typeof MergeCustomers, Merged, Viewer>({
	name: "customers.merge",
	needs: "customers:write",
	input: MergeCustomers,
	async run({ db, work, principal, now }, { customerId, otherId, evenSo }) {
		const { businessId } = db;
		const { one, two, connections, followers } = await db.read({
			one: customerRow(businessId, customerId),
			two: customerRow(businessId, otherId),
			connections: many<{ personId: string; connectionId: string }>(sql`SELECT c.personId, p.connectionId FROM customers AS c
				CROSS JOIN contactPoints AS p ON p.businessId = c.businessId AND p.customerId = c.id
				WHERE c.businessId = ${businessId} AND c.personId IN (${customerId}, ${otherId}) ORDER BY p.connectionId LIMIT 500`),
			followers: many<{ id: string }>(
				sql`SELECT id FROM customers WHERE businessId = ${businessId} AND personId = ${otherId} AND id <> ${otherId} ORDER BY id LIMIT 500`,
			),
		});
		const [kept, gone] = [present(one), present(two)];
		if (customerId === otherId) refuse("conflict", "merge_with_itself");
		const known = (of: string) => connections.filter(({ personId }) => personId === of).map(({ connectionId }) => connectionId);
		const doubts = doubtsOf({ ...kept, connections: known(customerId) }, { ...gone, connections: known(otherId) });
		if (doubts.length > 0 && !evenSo) refuse("conflict", "merge_looks_wrong", { doubts });

		const { after, filled } = fillFrom(kept, gone);
		const { actor } = await principal();
		const mergeId = newId<"merge">(now);
		work.guard(stillAt(businessId, kept));
		work.guard(stillAt(businessId, gone));
		work.add(sql`UPDATE customers SET personId = ${customerId}, version = version + 1, updatedAt = ${now}, state = CASE id WHEN ${otherId} THEN 'merged' ELSE state END
			WHERE businessId = ${businessId} AND personId = ${otherId}`);
		rewriteCustomerIn(work, customerId, after);
		work.add(
			sql`UPDATE customers SET lastSeenAt = max(lastSeenAt, ${gone.lastSeenAt}) WHERE businessId = ${businessId} AND id = ${customerId}`,
		);
		const moved = JSON.stringify(followers.map(({ id }) => id));
		work.add(sql`INSERT INTO customerMerges (businessId, id, keptId, goneId, filled, moved, actorId, actorName, at)
			VALUES (${businessId}, ${mergeId}, ${customerId}, ${otherId}, ${JSON.stringify(filled)}, ${moved}, ${actor.id}, ${actor.name}, ${now})`);
		work.tell(whoIsWho, [customerId, otherId]);
		const subject = { type: "customer", id: customerId };
		work.record(CustomersMerged, { subject, data: { mergeId, goneId: otherId, filled, doubts } });
		if (filled.length > 0) {
			const said = Object.fromEntries(filled.map((each) => [each, after[each]]));
			const sealed = await sealSaid(kept.secret, businessId, customerId, { before: {}, after: said });
			work.record(CustomerEdited, { subject, data: { changed: filled, sealed } });
		}
		return answer<Merged>(sql`json_object('mergeId', ${mergeId}, 'customer', json(${customerJson(businessId, customerId)}))`);
	},
});
