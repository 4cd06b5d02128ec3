import { type SQL, sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { moveStockIn, setStockIn } from "#app/stock/ledger.server.ts";
import { leasedOf } from "#app/stock/leases.server.ts";
import { yieldLeasesIn } from "#app/stock/reservations.server.ts";
import { mustCoverReserved } from "#app/stock/rules.ts";
import { OversoldSettled } from "./events.server.ts";
import { SettleOversold } from "./input.ts";

export type OversoldSettledAs = { id: string; outcome: "counted" | "taken" | "corrected"; onHand: number };

type Row = {
	storeId: string;
	productId: string;
	short: number;
	settledAt: number | null;
	onHand: number;
	reserved: number;
	leased: number;
	elsewhere: number | null;
};

/**
 * Says what became of pieces that were handed over and no shelf had. Counted: the shelf holds what was found. Taken: they came from another store,
 * whose shelf has them no more. Corrected: the correction the ledger made stands, for a reason.
 * @throws Refusal `not_found / oversold_not_found`, `conflict / oversold_settled`, `forbidden / store_not_yours`,
 *   `conflict / would_go_below_reserved` for a count below what is promised, `conflict / stock_oversold` when the other store does not have them
 */
export const settleOversold = command<typeof SettleOversold, OversoldSettledAs, Viewer>({
	name: "sales.settle-oversold",
	needs: "stock:write",
	input: SettleOversold,
	async run({ db, work, principal, now }, { id, outcome, counted, fromStoreId, reason }) {
		const { businessId } = db;
		const { row } = await db.read({
			row: first<Row>(sql`SELECT g.storeId, g.productId, g.short, g.settledAt, l.onHand, l.reserved, ${leasedOf(sql`l`)} AS leased,
					(SELECT onHand - reserved FROM stockLevels WHERE businessId = g.businessId AND productId = g.productId AND storeId = ${fromStoreId ?? ""}) AS elsewhere
				FROM oversoldGoods AS g CROSS JOIN stockLevels AS l ON l.businessId = g.businessId AND l.productId = g.productId AND l.storeId = g.storeId
				WHERE g.businessId = ${businessId} AND g.id = ${id}`),
		});
		const viewer = await principal();
		if (!row) refuse("not_found", "oversold_not_found");
		const { storeId, productId, short } = row;
		storeOf(viewer, storeId);
		if (row.settledAt !== null) refuse("conflict", "oversold_settled");
		const { actor } = viewer;
		const context = { actor, note: reason, reference: { type: "oversold", id } };
		if (outcome === "counted" && counted !== undefined) {
			mustCoverReserved(row, counted);
			yieldLeasesIn(work, storeId, [{ ...row, left: counted }]);
			setStockIn(work, { storeId, productId, quantity: counted }, { ...context, reason: "count" });
		}
		if (outcome === "taken" && fromStoreId !== undefined) {
			if (fromStoreId === storeId) refuseField("fromStoreId", "same_store", "another store");
			storeOf(viewer, fromStoreId);
			const available = row.elsewhere ?? 0;
			if (available < short) refuse("conflict", "stock_oversold", { available, productId, requested: short });
			moveStockIn(work, [{ storeId: fromStoreId, productId, delta: -short }], { ...context, reason: "adjustment" });
		}
		const one: SQL = sql`businessId = ${businessId} AND id = ${id}`;
		work.guard(sql`SELECT 1 FROM oversoldGoods WHERE ${one} AND settledAt IS NULL`);
		const from = outcome === "taken" ? (fromStoreId ?? null) : null;
		work.add(sql`UPDATE oversoldGoods SET outcome = ${outcome}, fromStoreId = ${from}, reason = ${reason},
			settledBy = ${actor.id}, settledByName = ${actor.name}, settledAt = ${now} WHERE ${one}`);
		work.record(OversoldSettled, {
			subject: { type: "product", id: productId },
			storeId,
			data: { productId, short, outcome, counted: outcome === "counted" ? (counted ?? null) : null, fromStoreId: from, reason },
		});
		return answer<OversoldSettledAs>(sql`json_object('id', ${id}, 'outcome', ${outcome}, 'onHand',
			(SELECT onHand FROM stockLevels WHERE businessId = ${businessId} AND productId = ${productId} AND storeId = ${storeId}))`);
	},
});
