import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Work } from "#app/platform/work.server.ts";
import { TransferSent } from "./events.server.ts";
import { TransferRef } from "./input.ts";
import { expectStockIn, moveStockIn, openLevelsIn } from "./ledger.server.ts";
import { yieldLeasesIn } from "./reservations.server.ts";
import { mustAllow, mustStandThere, transferActs, unitsOf } from "./rules.ts";
import { factOf } from "./settle-transfer.server.ts";
import { mustBeThere, type Transfer, transferAsks, transferJson } from "./transfers.server.ts";

/**
 * Sends what a draft names: it leaves the shelf of the source, and is expected at the destination, in one batch.
 * @throws Refusal `transfer_not_found`, `act_not_possible`, `transfer_empty`, `transfer_oversold` naming what is not there
 */
export const sendTransfer = command<typeof TransferRef, Transfer, Viewer>({
	name: "stock.send-transfer",
	needs: "stock:transfer",
	input: TransferRef,
	async run({ db, work, principal, now }, { transferId }) {
		const { businessId } = db;
		const { head, lines } = await db.read(transferAsks(businessId, transferId));
		const transfer = mustBeThere(head);
		mustAllow(transferActs, transfer.status, "send");
		if (lines.length === 0) refuse("conflict", "transfer_empty");
		mustStandThere(lines);
		const { actor } = await principal();
		work.guard(
			sql`SELECT 1 FROM transfers WHERE businessId = ${businessId} AND id = ${transferId} AND status = 'draft' AND version = CAST(${transfer.version} AS INTEGER)`,
		);
		work.add(sql`UPDATE transfers SET status = 'in_transit', sentAt = ${now}, sentBy = ${actor.name}, version = version + 1
			WHERE businessId = ${businessId} AND id = ${transferId}`);
		yieldLeasesIn(
			work,
			transfer.fromStoreId,
			lines.map((line) => ({ ...line, left: line.onHand - line.quantity })),
		);
		leaveIn(work, transfer, unitsOf(lines), actor);
		return answer<Transfer>(transferJson(businessId, transferId));
	},
});

/** The goods of a transfer leave their shelf. */
export function leaveIn(
	work: Work,
	transfer: { id: string; fromStoreId: string; toStoreId: string },
	units: ReadonlyMap<string, number>,
	actor: { id: string; name: string },
): void {
	const { id, fromStoreId, toStoreId } = transfer;
	openLevelsIn(
		work,
		[...units.keys()].map((productId) => ({ storeId: toStoreId, productId })),
	);
	moveStockIn(
		work,
		[...units].map(([productId, quantity]) => ({ storeId: fromStoreId, productId, delta: -quantity })),
		{ reason: "transfer_out", actor, reference: { type: "transfer", id } },
	);
	expectStockIn(work, toStoreId, units);
	work.record(TransferSent, { subject: { type: "transfer", id }, storeId: fromStoreId, data: factOf(transfer, fromStoreId, units) });
}
