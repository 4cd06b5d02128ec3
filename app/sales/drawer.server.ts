import { type SQL, sql } from "drizzle-orm";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";

/** A drawer, open or closed. Amounts in minor units of `currency`. */
export type Drawer = {
	id: string;
	storeId: string;
	/** The name its till had when it was opened. */
	till: string;
	/** The enrolled device it stands at; null for a browser that is none. */
	deviceId: string | null;
	currency: string;
	openingFloat: number;
	openedAt: number;
	openedByName: string;
	closedAt: number | null;
};

export const drawerColumns = sql`id, storeId, till, deviceId, currency, openingFloat, openedAt, openedByName, closedAt`;

/** Where a drawer stands: at an enrolled device, whatever that is called by now; in a browser that is none, under the name that was chosen there. */
export type TillAt = { deviceId: string | null; till: string };

/** The till somebody is at. At an enrolled device it is that one, whatever else is named. */
export function tillAt({ device }: Viewer, named: string): TillAt {
	return device ? { deviceId: device.id, till: device.name.slice(0, 40) } : { deviceId: null, till: named };
}

/** Whether a drawer is that of a till. */
export function standsAt(drawer: Pick<Drawer, "deviceId" | "till">, at: TillAt): boolean {
	return at.deviceId === null ? drawer.deviceId === null && drawer.till === at.till : drawer.deviceId === at.deviceId;
}

/** Of the drawers that are open, which is whose: as the index of the open ones has it. A name cannot be a device's id. */
const place = sql.raw("COALESCE(deviceId, '#' || till)");

/** The id of the drawer that is open at a till, as SQL; null where none is. */
export function openDrawerAt(businessId: string, storeId: string, { deviceId, till }: TillAt): SQL {
	return sql`(SELECT id FROM drawers INDEXED BY drawers_open WHERE businessId = ${businessId} AND storeId = ${storeId}
		AND ${place} = ${deviceId ?? `#${till}`} AND closedAt IS NULL)`;
}

/** The drawers that are open in a store: whoever does not know yet at which till they are asks for all of them. */
export function openDrawersIn(businessId: string, storeId: string | SQL): Ask<Drawer[]> {
	return many(
		sql`SELECT ${drawerColumns} FROM drawers INDEXED BY drawers_open WHERE businessId = ${businessId} AND storeId = ${storeId} AND closedAt IS NULL`,
	);
}

/** The drawer that stood open at a device at an instant (ms UTC). */
export function drawerThen(
	businessId: string,
	storeId: string | SQL,
	deviceId: string | SQL,
	at: number,
): Ask<{ id: string; closedAt: number | null } | undefined> {
	return first(sql`SELECT id, closedAt FROM drawers INDEXED BY drawers_by_store WHERE businessId = ${businessId} AND storeId = ${storeId}
		AND deviceId = ${deviceId} AND openedAt <= ${at} AND (closedAt IS NULL OR closedAt > ${at}) ORDER BY id DESC LIMIT 1`);
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
