import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { driftOf, driftsAs } from "./check-drift.server.ts";
import { DriftRepaired } from "./events.server.ts";
import { RepairDrift } from "./input.ts";
import { repairStockIn } from "./ledger.server.ts";
import { yieldLeasesIn } from "./reservations.server.ts";
import { mustCoverReserved } from "./rules.ts";
import { type Changed, changedJson } from "./shelf.server.ts";

/**
 * Brings a shelf and its ledger together again. The ledger is right, because nothing can be taken out of it or changed in it; unless somebody
 * has looked and says what stands there. Either way the ledger takes note of what happened past it, as movements that name who repaired it.
 * @throws Refusal `store_not_yours`, `product_not_found`, `no_drift`, `would_go_below_reserved`
 */
export const repairDrift = command<typeof RepairDrift, Changed, Viewer>({
	name: "stock.repair-drift",
	needs: "stock:write",
	input: RepairDrift,
	async run({ db, work, principal }, { productId, storeId, quantity }) {
		const { businessId } = db;
		const { product, drift } = await db.read({
			product: first(sql`SELECT 1 FROM products WHERE businessId = ${businessId} AND id = ${productId}`),
			drift: driftOf(businessId, { productId, storeId }),
		});
		const { actor, stores } = await principal();
		storeOf({ stores }, storeId);
		if (!product) refuse("not_found", "product_not_found");
		if (!drift) refuse("conflict", "no_drift");
		const { onHand, ledger } = drift;
		const right = quantity ?? ledger;
		mustCoverReserved(drift, right);
		work.guard(driftsAs(businessId, drift));
		yieldLeasesIn(work, storeId, [{ ...drift, left: right }]);
		repairStockIn(work, { productId, storeId, quantity: right }, actor);
		const { version, movements, gaps } = drift;
		work.record(DriftRepaired, {
			subject: { type: "product", id: productId },
			storeId,
			data: { productId, storeId, before: { onHand, ledger, version, movements, gaps }, after: { onHand: right } },
		});
		return answer<Changed>(changedJson(businessId, productId, storeId, onHand !== right || onHand !== ledger));
	},
});
