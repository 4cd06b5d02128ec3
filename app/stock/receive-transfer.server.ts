import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { ReceiveTransfer } from "./input.ts";
import { mustAllow, transferActs, unitsToSettle } from "./rules.ts";
import { arriveIn, bucketOf } from "./settle-transfer.server.ts";
import { mustBeThere, type Transfer, transferAsks, transferJson } from "./transfers.server.ts";

/**
 * Puts what arrived on the shelf of the destination: some of it, or (without lines) all that is on its way. What turns up after a transfer
 * was closed short is received from what was missing.
 * @throws Refusal `transfer_not_found`, `act_not_possible`, `transfer_line_not_found`, `not_on_its_way` with how many are
 */
export const receiveTransfer = command<typeof ReceiveTransfer, Transfer, Viewer>({
	name: "stock.receive-transfer",
	needs: "stock:transfer",
	input: ReceiveTransfer,
	async run({ db, work, principal }, { transferId, lines: wished, note }) {
		const { head, lines } = await db.read(transferAsks(db.businessId, transferId));
		const transfer = mustBeThere(head);
		mustAllow(transferActs, transfer.status, "receive");
		const units = unitsToSettle(lines, wished, bucketOf(transfer));
		if (units.size === 0) refuse("conflict", "transfer_empty");
		arriveIn(work, transfer, { at: "destination", units, actor: (await principal()).actor, note });
		return answer<Transfer>(transferJson(db.businessId, transferId));
	},
});
