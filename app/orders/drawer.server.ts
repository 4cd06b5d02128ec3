import { type SQL, sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Principal } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { OneOrder } from "./input.ts";

/** Where cash lies. What is paid and given back names its drawer, so the drawers are this room's; the till (sales) opens, moves and counts them. */

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

/** Whether a drawer is that of a till, as a page beside it shows it. */
export function standsAt(drawer: Pick<Drawer, "deviceId" | "till">, at: TillAt): boolean {
	return at.deviceId === null ? drawer.deviceId === null && drawer.till === at.till : drawer.deviceId === at.deviceId;
}

/** Of the drawers that are open, which is whose: as the index of the open ones has it. A name cannot be a device's id. */
const place = sql.raw("COALESCE(deviceId, '#' || till)");

/** The drawer that is open at a device and counts in an order's currency, as the end of a SELECT: the order's store's, where one of another stands there too. */
function ownDrawer(businessId: string, deviceId: string, order: { storeId: string | SQL; currency: string | SQL }): SQL {
	return sql`FROM drawers INDEXED BY drawers_at_device WHERE businessId = ${businessId} AND deviceId = ${deviceId} AND closedAt IS NULL
		AND currency = ${order.currency} ORDER BY storeId <> ${order.storeId} LIMIT 1`;
}

/** The id of the drawer at a till that money of an order goes into or comes out of, as SQL: at a device of whichever store, under a name of the order's. */
export function moneyDrawerAt(businessId: string, order: { storeId: string; currency: string }, { deviceId, till }: TillAt): SQL {
	return deviceId === null
		? sql`(SELECT id FROM drawers INDEXED BY drawers_open WHERE businessId = ${businessId} AND storeId = ${order.storeId} AND ${place} = ${`#${till}`} AND closedAt IS NULL
			AND currency = ${order.currency})`
		: sql`(SELECT id ${ownDrawer(businessId, deviceId, order)})`;
}

/** Of `drawersNear` that order's store, the one `moneyDrawerAt` finds. */
export function moneyDrawerOf(drawers: readonly Drawer[], order: { storeId: string; currency: string }, at: TillAt): Drawer | undefined {
	const ofStore = drawers.find((drawer) => drawer.storeId === order.storeId && standsAt(drawer, at));
	if (ofStore?.currency === order.currency) return ofStore;
	if (at.deviceId === null) return undefined;
	return drawers.find((drawer) => standsAt(drawer, at) && drawer.currency === order.currency);
}

/** The drawers that money of a store's goods may go into: those that are open in it, and those of devices, wherever. */
export function drawersNear(businessId: string, storeId: string | SQL): Ask<Drawer[]> {
	return many(sql`SELECT ${drawerColumns} FROM drawers INDEXED BY drawers_open WHERE businessId = ${businessId} AND closedAt IS NULL
		AND (storeId = ${storeId} OR deviceId IS NOT NULL)`);
}

/** The drawers that are open in a store: whoever does not know yet at which till they are asks for all of them. */
export function openDrawersIn(businessId: string, storeId: string | SQL): Ask<Drawer[]> {
	return many(openDrawersOf(businessId, storeId));
}

function openDrawersOf(businessId: string, storeId: string | SQL): SQL {
	return sql`SELECT ${drawerColumns} FROM drawers INDEXED BY drawers_open WHERE businessId = ${businessId} AND storeId = ${storeId} AND closedAt IS NULL`;
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

/** The drawer somebody names, for a command's one read; none where none is named. */
export function namedDrawerAsk(businessId: string, drawerId: string | undefined): Ask<Drawer | undefined> {
	return drawerNamed(businessId, drawerId ?? "");
}

/**
 * Which drawer money of an order goes into or comes out of, as SQL for the batch: at an enrolled device its own, whatever is named and of whichever store the
 * order is, and none where none is open there that counts in its currency; anywhere else the one that is named. Without either it is in none: money that was
 * noted from afar lies in no drawer of ours.
 * @throws Refusal `not_found / drawer_not_found` for one of another store, `conflict / drawer_closed`, `conflict / drawer_currency_differs`
 */
export function drawerIn(
	work: Work,
	{ device }: Principal,
	{ storeId, currency, drawerId, named }: { storeId: string; currency: string; drawerId: string | undefined; named: Drawer | undefined },
): SQL | null {
	if (device) return moneyDrawerAt(work.businessId, { storeId, currency }, { deviceId: device.id, till: "" });
	if (drawerId === undefined) return null;
	if (named?.storeId !== storeId) refuse("not_found", "drawer_not_found", { drawerId });
	if (named.closedAt !== null) refuse("conflict", "drawer_closed", { till: named.till, closedAt: named.closedAt });
	if (named.currency !== currency)
		refuse("conflict", "drawer_currency_differs", { till: named.till, currency: named.currency, given: currency });
	const open = sql`SELECT id FROM drawers WHERE businessId = ${work.businessId} AND id = ${drawerId} AND closedAt IS NULL`;
	work.guard(open);
	return sql`(${open})`;
}

/** As `drawerIn`, for money that is taken: with nobody saying how, nor naming a drawer, it came in elsewhere before. */
export function drawerTakingIn(
	work: Work,
	who: Principal,
	taken: Parameters<typeof drawerIn>[2] & { method?: string | undefined },
): SQL | null {
	return taken.method === undefined && taken.drawerId === undefined ? null : drawerIn(work, who, taken);
}

/** Adds a drawer. */
export function openDrawerIn(work: Work, drawer: Drawer, actor: { id: string; name: string }): void {
	const { id, storeId, till, deviceId, currency, openingFloat, openedAt } = drawer;
	work.add(sql`INSERT INTO drawers (businessId, id, storeId, till, deviceId, currency, openingFloat, openedAt, openedBy, openedByName)
		VALUES (${work.businessId}, ${id}, ${storeId}, ${till}, ${deviceId}, ${currency}, ${openingFloat}, ${openedAt}, ${actor.id}, ${actor.name})`);
}

/** From now on nothing goes into it; it must be open. */
export function closeDrawerIn(work: Work, drawerId: string): void {
	const { businessId, now } = work;
	work.guard(sql`SELECT 1 FROM drawers WHERE businessId = ${businessId} AND id = ${drawerId} AND closedAt IS NULL`);
	work.add(sql`UPDATE drawers SET closedAt = ${now} WHERE businessId = ${businessId} AND id = ${drawerId}`);
}

/** The drawers an order's money may go into: at an enrolled device its own, of whichever store, else those that are open in the order's store. */
export const drawersOfOrder = query<typeof OneOrder, Drawer[], Viewer>({
	name: "orders.drawers",
	needs: "sales:read",
	input: OneOrder,
	async run({ tenant, db }, { orderId }) {
		const { businessId } = db;
		const { device } = await tenant.principal();
		const of = (column: SQL) => sql`(SELECT ${column} FROM orders WHERE businessId = ${businessId} AND id = ${orderId})`;
		const storeId = of(sql`storeId`);
		const drawers = device
			? many<Drawer>(sql`SELECT ${drawerColumns} ${ownDrawer(businessId, device.id, { storeId, currency: of(sql`currency`) })}`)
			: many<Drawer>(sql`SELECT * FROM (${openDrawersOf(businessId, storeId)}) WHERE currency = ${of(sql`currency`)}`);
		return (await db.read({ drawers })).drawers;
	},
});

/** A drawer somebody may still put cash into. @throws Refusal `not_found / drawer_not_found`, `forbidden / store_not_yours`, `conflict / drawer_closed` */
export function openDrawer(viewer: Viewer, drawer: Drawer | undefined): Drawer {
	if (!drawer) refuse("not_found", "drawer_not_found");
	storeOf(viewer, drawer.storeId);
	if (drawer.closedAt !== null) refuse("conflict", "drawer_closed", { till: drawer.till, closedAt: drawer.closedAt });
	return drawer;
}
