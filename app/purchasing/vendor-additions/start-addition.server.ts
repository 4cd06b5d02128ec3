import { sql } from "drizzle-orm";
import { z } from "zod";
import { VendorKey } from "#app/catalog/vendors/input.ts";
import { idBy, mustExist, vendorBy } from "#app/catalog/vendors/vendor.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { AnyId } from "#app/platform/input.ts";
import { addableItems, additionBy, askToAddIn, moveAdditionIn, openAdditionBy, StartAddition } from "./addition.server.ts";

/**
 * Begins to make a vendor's items products of ours: drafts, linked at once. What is linked already, or is to be decided, is left out.
 * @returns `items`: how many are gone through; 0 of what is new between two snapshots, which the first page of the work counts
 * @throws Refusal `vendor_not_found`, `snapshot_not_found`, `conflict / addition_running`, `conflict / nothing_to_add`
 */
export const startAddition = command<typeof StartAddition, { additionId: string; items: number }>({
	name: "purchasing.start-vendor-addition",
	needs: "catalog:write",
	input: StartAddition,
	async run({ db, work, principal, now }, { vendor: key, which, priceAs, rate }) {
		const { businessId } = db;
		const { vendor, open, found } = await db.read({
			vendor: vendorBy(businessId, key),
			open: openAdditionBy(businessId, key),
			found: first<{ items: number }>(
				"from" in which
					? sql`SELECT COUNT(DISTINCT hash) AS items FROM vendorSnapshots WHERE businessId = ${businessId} AND vendorId = ${idBy(businessId, key)}
						AND hash IN (${which.from}, ${which.to})`
					: sql`SELECT COUNT(*) AS items ${addableItems(businessId, idBy(businessId, key), which)}`,
			),
		});
		const { id: vendorId } = mustExist(vendor);
		if (open) refuse("conflict", "addition_running");
		const isBetween = "from" in which;
		const items = isBetween ? 0 : (found?.items ?? 0);
		if (isBetween && found?.items !== new Set([which.from, which.to]).size) refuse("not_found", "snapshot_not_found");
		if (!isBetween && items === 0) refuse("conflict", "nothing_to_add");
		const { actor } = await principal();
		const additionId = newId<"vendor-addition">(now);
		work.add(sql`INSERT INTO vendorAdditions (businessId, id, vendorId, which, priceAs, rate, state, items, actorId, actorName, startedAt)
			VALUES (${businessId}, ${additionId}, ${vendorId}, ${JSON.stringify(which)}, ${priceAs}, ${rate ?? null}, 'adding', ${items}, ${actor.id}, ${actor.name}, ${now})`);
		askToAddIn(work, additionId);
		return known({ additionId, items });
	},
});

export const AdditionRef = z.object({ vendor: VendorKey, additionId: AnyId });

/**
 * Takes an adding back: its products go, but for those that have been touched since.
 * @throws Refusal `vendor_not_found`, `not_found / addition_not_found`, `conflict / addition_running`
 */
export const undoAddition = command<typeof AdditionRef, { additionId: string }>({
	name: "purchasing.undo-vendor-addition",
	needs: "catalog:write",
	input: AdditionRef,
	async run({ db, work }, { vendor: key, additionId }) {
		const { vendor, addition, open } = await db.read({
			vendor: vendorBy(db.businessId, key),
			addition: additionBy(db.businessId, additionId),
			open: openAdditionBy(db.businessId, key),
		});
		const { id } = mustExist(vendor);
		if (addition?.vendorId !== id) return refuse("not_found", "addition_not_found");
		if (open) refuse("conflict", "addition_running");
		if (addition.state !== "done") refuse("conflict", "addition_undone");
		moveAdditionIn(work, addition, { state: "undoing", position: "" });
		askToAddIn(work, additionId);
		return known({ additionId });
	},
});

/**
 * Stops an adding: what it has made stays and may be taken back, the rest is left alone. The page that is being written is still written.
 * @throws Refusal `vendor_not_found`, `not_found / addition_not_found`, `conflict / addition_not_running`
 */
export const stopAddition = command<typeof AdditionRef, { additionId: string }>({
	name: "purchasing.stop-vendor-addition",
	needs: "catalog:write",
	input: AdditionRef,
	async run({ db, work }, { vendor: key, additionId }) {
		const { businessId } = db;
		const { vendor, addition } = await db.read({ vendor: vendorBy(businessId, key), addition: additionBy(businessId, additionId) });
		const { id } = mustExist(vendor);
		if (addition?.vendorId !== id) return refuse("not_found", "addition_not_found");
		if (addition.state !== "adding") refuse("conflict", "addition_not_running");
		// Its pages move it on meanwhile: whichever comes next finds it said.
		work.guard(sql`SELECT 1 FROM vendorAdditions WHERE businessId = ${businessId} AND id = ${additionId} AND state = 'adding'`);
		work.add(sql`UPDATE vendorAdditions SET isStopped = 1 WHERE businessId = ${businessId} AND id = ${additionId}`);
		// Also where nobody goes on with it any more.
		askToAddIn(work, additionId);
		return known({ additionId });
	},
});
