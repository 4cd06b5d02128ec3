import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import { drawerNamed, openDrawer } from "#app/orders/drawer.server.ts";
import { expectedIn } from "./drawer-report.server.ts";
import { CashMoved } from "./events.server.ts";
import { MoveCash } from "./input.ts";

/** `amount` is negative where cash was taken out; `expected` is what should lie there by now. */
export type CashMove = { id: string; drawerId: string; amount: number; currency: string; reason: string; at: number; expected: number };

/** Puts cash into an open drawer or takes it out, without a sale. @throws Refusal `drawer_not_found`, `drawer_closed`, `validation_failed` for nothing */
export const moveCash = command<typeof MoveCash, CashMove, Viewer>({
	name: "sales.move-cash",
	needs: "sales:write",
	input: MoveCash,
	async run({ db, work, principal, now }, { drawerId, direction, amount: typed, reason }) {
		const { businessId } = db;
		const { found } = await db.read({ found: drawerNamed(businessId, drawerId) });
		const viewer = await principal();
		const { storeId, currency, till } = openDrawer(viewer, found);
		const positive = amountOf(typed, currency, "amount");
		if (positive === 0) refuseField("amount", "too_small", "more than nothing");
		const amount = direction === "in" ? positive : -positive;
		const { actor } = viewer;
		const id = newId<"cashMove">(now);
		work.guard(sql`SELECT 1 FROM drawers WHERE businessId = ${businessId} AND id = ${drawerId} AND closedAt IS NULL`);
		work.add(sql`INSERT INTO drawerMoves (businessId, id, drawerId, storeId, amount, reason, actorId, actorName, at)
			VALUES (${businessId}, ${id}, ${drawerId}, ${storeId}, ${amount}, ${reason}, ${actor.id}, ${actor.name}, ${now})`);
		work.record(CashMoved, { subject: { type: "drawer", id: drawerId }, storeId, data: { drawerId, till, amount, currency, reason } });
		const move: Omit<CashMove, "expected"> = { id, drawerId, amount, currency, reason, at: now };
		return answer<CashMove>(sql`json_set(${JSON.stringify(move)}, '$.expected', ${expectedIn(businessId, drawerId)})`);
	},
});
