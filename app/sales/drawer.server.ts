import { type SQL, sql } from "drizzle-orm";
import { type Ask, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";

/** A drawer, open or closed. Amounts in minor units of `currency`. */
export type Drawer = {
	id: string;
	storeId: string;
	till: string;
	currency: string;
	openingFloat: number;
	openedAt: number;
	openedByName: string;
	closedAt: number | null;
};

export const drawerColumns = sql`id, storeId, till, currency, openingFloat, openedAt, openedByName, closedAt`;

/** The id of the drawer that is open at a till, as SQL; null where none is. */
export function openDrawerAt(businessId: string, storeId: string, till: string): SQL {
	return sql`(SELECT id FROM drawers INDEXED BY drawers_open WHERE businessId = ${businessId} AND storeId = ${storeId} AND till = ${till} AND closedAt IS NULL)`;
}

/** The drawer that stood open at a till at an instant (ms UTC). */
export function drawerThen(
	businessId: string,
	storeId: string | SQL,
	till: string,
	at: number,
): Ask<{ id: string; closedAt: number | null } | undefined> {
	return first(sql`SELECT id, closedAt FROM drawers INDEXED BY drawers_by_store WHERE businessId = ${businessId} AND storeId = ${storeId}
		AND till = ${till} AND openedAt <= ${at} AND (closedAt IS NULL OR closedAt > ${at}) ORDER BY id DESC LIMIT 1`);
}

export function drawerNamed(businessId: string, drawerId: string): Ask<Drawer | undefined> {
	return first(sql`SELECT ${drawerColumns} FROM drawers WHERE businessId = ${businessId} AND id = ${drawerId}`);
}

/** A drawer somebody may still put cash into. @throws Refusal `not_found / drawer_not_found`, `forbidden / store_not_yours`, `conflict / drawer_closed` */
export function openDrawer(viewer: Viewer, drawer: Drawer | undefined): Drawer {
	if (!drawer) refuse("not_found", "drawer_not_found");
	storeOf(viewer, drawer.storeId);
	if (drawer.closedAt !== null) refuse("conflict", "drawer_closed", { till: drawer.till, closedAt: drawer.closedAt });
	return drawer;
}
