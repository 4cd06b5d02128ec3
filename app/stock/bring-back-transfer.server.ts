import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { BringBackTransfer } from "./input.ts";
import { mustAllow, transferActs, unitsToSettle } from "./rules.ts";
import { arriveIn, bucketOf } from "./settle-transfer.server.ts";
import { mustBeThere, type Transfer, transferAsks, transferJson } from "./transfers.server.ts";

/**
 * Puts what was sent and never received back on the shelf it came from: some of it, or (without lines) all that is on its way. After a
 * transfer was closed short: what was missing and turned up at the source.
 * @throws Refusal `transfer_not_found`, `act_not_possible`, `transfer_line_not_found`, `not_on_its_way` with how many are
 */
export const bringBackTransfer = command<typeof BringBackTransfer, Transfer, Viewer>({
	name: "stock.bring-back-transfer",
	needs: "stock:transfer",
	input: BringBackTransfer,
	async run({ db, work, principal }, { transferId, lines: wished, note }) {
		const { head, lines } = await db.read(transferAsks(db.businessId, transferId));
		const transfer = mustBeThere(head);
		mustAllow(transferActs, transfer.status, "bring_back");
		const units = unitsToSettle(lines, wished, bucketOf(transfer));
		if (units.size === 0) refuse("conflict", "transfer_empty");
		arriveIn(work, transfer, { at: "source", units, actor: (await principal()).actor, note });
		return answer<Transfer>(transferJson(db.businessId, transferId));
	},
});
