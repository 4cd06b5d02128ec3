import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import { TransferDrafted } from "./events.server.ts";
import { DraftTransfer } from "./input.ts";
import { yieldLeasesIn } from "./reservations.server.ts";
import { emptyShelf, mustStandThere, unitsOf } from "./rules.ts";
import type { NamedProduct } from "./scanned.server.ts";
import { leaveIn } from "./send-transfer.server.ts";
import { factOf } from "./settle-transfer.server.ts";
import { levelsIn } from "./shelf.server.ts";
import { type Transfer, transferJson } from "./transfers.server.ts";

/**
 * Writes down what shall go from one store to another. Nothing moves, unless `send` says that the goods leave at once.
 * @throws Refusal `store_not_yours`, `product_not_found`, `validation_failed`; with `send` also `transfer_empty`, `transfer_oversold`
 */
export const draftTransfer = command<typeof DraftTransfer, Transfer, Viewer>({
	name: "stock.draft-transfer",
	needs: "stock:transfer",
	input: DraftTransfer,
	async run({ db, work, principal, now }, { fromStoreId, toStoreId, note = "", lines, send }) {
		const { businessId } = db;
		const units = unitsOf(lines);
		const productIds = [...units.keys()];
		const { products, levels } = await db.read({
			products: many<NamedProduct>(sql`SELECT p.id, p.name, p.sku FROM json_each(${JSON.stringify(productIds)}) AS wanted
				CROSS JOIN products AS p ON p.businessId = ${businessId} AND p.id = wanted.value`),
			levels: levelsIn(businessId, fromStoreId, productIds),
		});
		const viewer = await principal();
		storeOf(viewer, fromStoreId);
		storeOf(viewer, toStoreId);
		if (fromStoreId === toStoreId) refuseField("toStoreId", "same_store", "another store than the goods come from");
		if (products.length < units.size) refuse("not_found", "product_not_found");

		const id = newId<"transfer">(now);
		if (send) {
			if (units.size === 0) refuse("conflict", "transfer_empty");
			const held = (productId: string) => levels.find((level) => level.productId === productId) ?? emptyShelf;
			const leaving = products.map((product) => ({
				...held(product.id),
				...product,
				productId: product.id,
				quantity: units.get(product.id) ?? 0,
			}));
			mustStandThere(leaving);
			yieldLeasesIn(
				work,
				fromStoreId,
				leaving.map((line) => ({ ...line, left: line.onHand - line.quantity })),
			);
		}
		draftTransferIn(work, { id, fromStoreId, toStoreId, note, send }, units, viewer.actor);
		return answer<Transfer>(transferJson(businessId, id));
	},
});

/** Writes a transfer down, and with `send` its goods leave the shelf they stand on. */
export function draftTransferIn(
	work: Work,
	transfer: { id: string; fromStoreId: string; toStoreId: string; note: string; send: boolean },
	units: ReadonlyMap<string, number>,
	actor: { id: string; name: string },
): void {
	const { businessId, now } = work;
	const { id, fromStoreId, toStoreId, note, send } = transfer;
	work.add(sql`INSERT INTO transfers (businessId, id, fromStoreId, toStoreId, status, note, createdBy, createdAt, sentBy, sentAt)
		VALUES (${businessId}, ${id}, ${fromStoreId}, ${toStoreId}, ${send ? "in_transit" : "draft"}, ${note}, ${actor.name}, ${now},
			${send ? actor.name : null}, ${send ? now : null})`);
	work.add(sql`INSERT INTO transferLines (businessId, transferId, productId, quantity, addedAt)
		SELECT ${businessId}, ${id}, key, value, ${now} FROM json_each(${JSON.stringify(Object.fromEntries(units))})`);
	work.record(TransferDrafted, { subject: { type: "transfer", id }, storeId: fromStoreId, data: factOf(transfer, fromStoreId, units) });
	if (send) leaveIn(work, transfer, units, actor);
}
