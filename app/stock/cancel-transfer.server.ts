import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { TransferCancelled } from "./events.server.ts";
import { TransferRef } from "./input.ts";
import { mustAllow, transferActs, unitsOf, unitsToSettle } from "./rules.ts";
import { arriveIn, factOf } from "./settle-transfer.server.ts";
import { mustBeThere, type Transfer, transferAsks, transferJson } from "./transfers.server.ts";

/**
 * Calls a transfer off: a draft is thrown away; of one that was sent and not received, everything goes back on the shelf it came from.
 * @throws Refusal `transfer_not_found`, `act_not_possible` once something was received
 */
export const cancelTransfer = command<typeof TransferRef, Transfer, Viewer>({
	name: "stock.cancel-transfer",
	needs: "stock:transfer",
	input: TransferRef,
	async run({ db, work, principal, now }, { transferId }) {
		const { businessId } = db;
		const { head, lines } = await db.read(transferAsks(businessId, transferId));
		const transfer = mustBeThere(head);
		mustAllow(transferActs, transfer.status, "cancel");
		const { actor } = await principal();
		if (transfer.status === "draft") {
			work.guard(sql`SELECT 1 FROM transfers WHERE businessId = ${businessId} AND id = ${transferId} AND status = 'draft'`);
			work.add(sql`UPDATE transfers SET status = 'cancelled', closedAt = ${now}, closedBy = ${actor.name}, version = version + 1
				WHERE businessId = ${businessId} AND id = ${transferId}`);
			const { fromStoreId } = transfer;
			const data = factOf(transfer, fromStoreId, unitsOf(lines));
			work.record(TransferCancelled, { subject: { type: "transfer", id: transferId }, storeId: fromStoreId, data });
		} else {
			arriveIn(work, transfer, { at: "source", units: unitsToSettle(lines, undefined, "outstanding"), actor });
			// Of a transfer somebody received from meanwhile, the rest can be brought back, but it was not called off.
			work.guard(sql`SELECT 1 FROM transfers WHERE businessId = ${businessId} AND id = ${transferId} AND status = 'cancelled'`);
		}
		return answer<Transfer>(transferJson(businessId, transferId));
	},
});
