import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { sum } from "#app/platform/money.ts";
import { amountOf } from "#app/platform/said-amount.ts";
import { closeDrawerIn, drawerNamed, openDrawer } from "#app/orders/drawer.server.ts";
import { drawerReport, expectedIn } from "./drawer-report.server.ts";
import { DrawerClosed } from "./events.server.ts";
import { CloseDrawer } from "./input.ts";
import { zReportJson, type ZReport } from "./z-reports.server.ts";

/**
 * Counts a drawer and closes it: what should lie there is worked out in the batch itself, so a sale is counted before it or comes after it, and
 * the report gets the store's next Z number and never changes.
 * @throws Refusal `not_found / drawer_not_found`, `conflict / drawer_closed`
 */
export const closeDrawer = command<typeof CloseDrawer, ZReport, Viewer>({
	name: "sales.close-drawer",
	needs: "sales:write",
	input: CloseDrawer,
	async run({ db, work, principal, now }, { drawerId, counted: typed, denominations, note }) {
		const { businessId } = db;
		const { found } = await db.read({ found: drawerNamed(businessId, drawerId) });
		const viewer = await principal();
		const { storeId, currency, till } = openDrawer(viewer, found);
		const { actor } = viewer;
		const counted =
			typed === undefined
				? sum(Object.entries(denominations ?? {}).map(([piece, count]) => amountOf(piece, currency, "denominations") * count))
				: amountOf(typed, currency, "counted");
		work.add(sql`INSERT INTO zReports (businessId, storeId, number, drawerId, till, currency, expected, counted, difference, note, report, actorId, actorName, at)
			SELECT businessId, storeId, COALESCE((SELECT number FROM zReports WHERE businessId = ${businessId} AND storeId = ${storeId} ORDER BY number DESC LIMIT 1), 0) + 1,
				id, till, currency, ${expectedIn(businessId, drawerId)}, CAST(${counted} AS INTEGER), CAST(${counted} AS INTEGER) - ${expectedIn(businessId, drawerId)}, ${note},
				${drawerReport(businessId, drawerId)}, ${actor.id}, ${actor.name}, ${now}
			FROM drawers WHERE businessId = ${businessId} AND id = ${drawerId} AND closedAt IS NULL`);
		closeDrawerIn(work, drawerId);
		const closed = sql`FROM zReports WHERE businessId = ${businessId} AND drawerId = ${drawerId}`;
		work.record(DrawerClosed, {
			subject: { type: "drawer", id: drawerId },
			storeId,
			data: sql`(SELECT json_object('number', number, 'till', ${till}, 'expected', expected, 'counted', counted, 'difference', difference, 'currency', currency) ${closed})`,
		});
		return answer<ZReport>(sql`(SELECT ${zReportJson} FROM zReports AS z JOIN drawers AS d ON d.businessId = z.businessId AND d.id = z.drawerId
			WHERE z.businessId = ${businessId} AND z.drawerId = ${drawerId})`);
	},
});
