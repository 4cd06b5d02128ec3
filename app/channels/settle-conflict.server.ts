import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { storeOf } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { emptyShelf, mustCoverChange } from "#app/stock/rules.ts";
import { levelsOf } from "#app/stock/shelf.server.ts";
import { abilitiesOf } from "./adapters/registry.server.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import { correctShelfIn } from "./correct-shelf.server.ts";
import { ConflictSettled } from "./events.server.ts";
import { SettleConflict } from "./input.ts";

type Row = {
	name: string;
	productId: string | null;
	ours: number | null;
	theirs: number | null;
	correction: number | null;
	at: number | null;
};

/**
 * Says which of two numbers is right where another one stood there than we knew. `ours`: what stands here holds, and stands there already. `theirs`: our
 * shelf is corrected by the difference, and follows as any change of it does. `at` is the conflict that was looked at: another one is another question.
 * @throws Refusal `connection_not_found`, `listing_not_found`, `conflict / stale_write`, `conflict / conflict_stays` (nothing can be set there, so their
 * number can only be taken), `conflict / theirs_unknown`, `store_not_yours`, `stock_oversold`, `would_go_below_reserved`
 */
export const settleConflict = command<typeof SettleConflict, { variantId: string; delta: number }, Viewer>({
	name: "channels.settle-conflict",
	needs: "channels:write",
	input: SettleConflict,
	async run({ db, work, principal }, { connectionId, variantId, right, at }) {
		const { businessId } = db;
		const mine = sql`businessId = ${businessId} AND connectionId = ${connectionId} AND variantId = ${variantId}`;
		const found = await db.read({
			connection: connectionAsk(businessId, connectionId),
			listing:
				first<Row>(sql`SELECT name, productId, conflict ->> 'ours' AS ours, conflict ->> 'theirs' AS theirs, conflict ->> 'correction' AS correction, conflict ->> 'at' AS at
				FROM listings WHERE ${mine}`),
		});
		const { storeId, platform } = mustBeThere(found.connection);
		const { listing } = found;
		if (!listing) return refuse("not_found", "listing_not_found");
		const { name, productId, ours, theirs, correction } = listing;
		if (listing.at !== at || ours === null) return refuse("conflict", "stale_write");
		let delta = 0;
		if (right === "ours" && !abilitiesOf(platform).setStock) refuse("conflict", "conflict_stays");
		if (right === "theirs") {
			if (correction === null || productId === null) return refuse("conflict", "theirs_unknown");
			const viewer = await principal();
			requirePermission(viewer, "stock:write");
			storeOf(viewer, storeId);
			delta = correction;
			const { levels } = await db.read({ levels: levelsOf(businessId, productId) });
			const shelf = levels.find((level) => level.storeId === storeId) ?? emptyShelf;
			mustCoverChange(shelf, delta);
			// Who counted or corrected the shelf since has said what lies on it: their number is of before.
			correctShelfIn(
				work,
				{ storeId, productId, shelf, delta, at },
				{ reason: "adjustment", actor: viewer.actor, note: name.slice(0, 200) },
			);
		}
		// Somebody else may have settled it, or another number may stand there by now.
		work.guard(sql`SELECT 1 FROM listings WHERE ${mine} AND conflict ->> 'at' = CAST(${at} AS INTEGER)`);
		work.add(sql`UPDATE listings SET conflict = NULL WHERE ${mine}`);
		work.record(ConflictSettled, {
			subject: { type: "connection", id: connectionId },
			storeId,
			data: { name, variantId, right, ours, theirs },
		});
		return known({ variantId, delta });
	},
});
