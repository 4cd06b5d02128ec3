import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { TransferClosedShort } from "./events.server.ts";
import { CloseTransfer } from "./input.ts";
import { mustAllow, transferActs, unitsToSettle } from "./rules.ts";
import { factOf, missIn } from "./settle-transfer.server.ts";
import { mustBeThere, type Transfer, transferAsks, transferJson } from "./transfers.server.ts";

/**
 * Closes a transfer of which something never arrived: what is still on its way is missing from now on, for a reason, and no longer expected.
 * It left the shelf of the source when it was sent, so no shelf changes.
 * @throws Refusal `transfer_not_found`, `act_not_possible`
 */
export const closeTransfer = command<typeof CloseTransfer, Transfer, Viewer>({
	name: "stock.close-transfer",
	needs: "stock:write",
	input: CloseTransfer,
	async run({ db, work, principal }, { transferId, reason, note = "" }) {
		const { businessId } = db;
		const { head, lines } = await db.read(transferAsks(businessId, transferId));
		const transfer = mustBeThere(head);
		mustAllow(transferActs, transfer.status, "close");
		const units = unitsToSettle(lines, undefined, "outstanding");
		missIn(work, transfer, units, (await principal()).actor);
		// As it was read: whoever received some meanwhile has left less to miss.
		work.guard(sql`SELECT 1 FROM transfers WHERE businessId = ${businessId} AND id = ${transferId} AND status = 'short'`);
		work.add(
			sql`UPDATE transfers SET shortReason = ${reason}, shortNote = ${note} WHERE businessId = ${businessId} AND id = ${transferId}`,
		);
		const data = { ...factOf(transfer, transfer.toStoreId, units), reason, note };
		work.record(TransferClosedShort, { subject: { type: "transfer", id: transferId }, storeId: transfer.toStoreId, data });
		return answer<Transfer>(transferJson(businessId, transferId));
	},
});
