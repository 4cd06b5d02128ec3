import { type SQL, sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { type Drawer, drawerColumns, drawerNamed } from "#app/orders/drawer.server.ts";
import { type DrawerReport, drawerReport, readReport } from "./drawer-report.server.ts";
import { ListZReports, OneDrawer, OneZReport, StoreTills } from "./input.ts";

/** A drawer's day as it was when it was counted. Amounts in minor units of `currency`. */
export type ZReport = {
	number: number;
	storeId: string;
	drawerId: string;
	till: string;
	currency: string;
	openedAt: number;
	openedByName: string;
	closedAt: number;
	closedByName: string;
	expected: number;
	counted: number;
	difference: number;
	note: string;
	report: DrawerReport;
};

/** What was sold at a drawer's till while it was open and told after it was counted: it is no part of the report, and its cash lay there when it was counted. */
export type CameLate = { count: number; total: number; cash: number };

/** A `ZReport` as a JSON object in SQL, of `zReports AS z` and its `drawers AS d`. */
export const zReportJson = sql`json_object('number', z.number, 'storeId', z.storeId, 'drawerId', z.drawerId, 'till', z.till, 'currency', z.currency,
	'openedAt', d.openedAt, 'openedByName', d.openedByName, 'closedAt', z.at, 'closedByName', z.actorName, 'expected', z.expected, 'counted', z.counted,
	'difference', z.difference, 'note', z.note, 'report', json(z.report))`;

function readZ(json: string): ZReport {
	const z: ZReport = JSON.parse(json);
	return { ...z, report: readReport(z.report) };
}

const withDrawer = sql`zReports AS z CROSS JOIN drawers AS d ON d.businessId = z.businessId AND d.id = z.drawerId`;

/** Z reports of a store, newest first. @throws Refusal `store_not_yours` */
export const listZReports = query<typeof ListZReports, { items: ZReport[]; nextCursor: string | null }, Viewer>({
	name: "sales.z-reports",
	needs: "sales:read",
	input: ListZReports,
	async run({ tenant, db }, { storeId, limit, cursor }) {
		const before = readCursor(cursor, 1)?.[0];
		const { rows } = await db.read({
			rows: many<{
				json: string;
			}>(sql`SELECT ${zReportJson} AS json FROM ${withDrawer} WHERE z.businessId = ${db.businessId} AND z.storeId = ${storeId}
				${before === undefined ? sql`` : sql`AND z.number < CAST(${before} AS INTEGER)`} ORDER BY z.number DESC LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		storeOf(await tenant.principal(), storeId);
		return pageOf(
			rows.map(({ json }) => readZ(json)),
			limit,
			({ number }) => [number],
		);
	},
});

/** `firstIdAt` of an instant, as SQL. */
const firstId = (at: SQL) => sql`(printf('%08x', ${at} / 65536) || printf('-%04x', ${at} % 65536) || '-7000-8000-000000000000')`;

/** `CameLate` of `zReports AS z` and its `drawers AS d`, a JSON object in SQL. Orders of sales that were told late have ids of when they were made. */
function cameLate(businessId: string): SQL {
	return sql`(SELECT json_object('count', count(*), 'total', COALESCE(sum(total), 0), 'cash', COALESCE(sum(cash), 0)) FROM (
		SELECT s.total, (SELECT sum(y.amount + y.rounding) FROM payments AS y
			WHERE y.businessId = s.businessId AND y.orderId = s.orderId AND y.refundId IS NULL AND y.method = 'cash') AS cash
		FROM offlineSales AS s INDEXED BY offlineSales_of_order CROSS JOIN orders AS o ON o.businessId = s.businessId AND o.id = s.orderId
		WHERE s.businessId = ${businessId} AND s.orderId > ${firstId(sql`d.openedAt`)} AND s.orderId < ${firstId(sql`z.at`)} AND s.deviceId = d.deviceId
			AND COALESCE(s.settledAt, s.arrivedAt) >= z.at AND o.placedAt = s.soldAt))`;
}

/** One Z report, and what came in after it. @throws Refusal `store_not_yours`, `z_report_not_found` */
export const zReport = query<typeof OneZReport, ZReport & { late: CameLate }, Viewer>({
	name: "sales.z-report",
	needs: "sales:read",
	input: OneZReport,
	async run({ tenant, db }, { storeId, number }) {
		const { businessId } = db;
		const { row } = await db.read({
			row: first<{ json: string; late: string }>(
				sql`SELECT ${zReportJson} AS json, ${cameLate(businessId)} AS late FROM ${withDrawer}
					WHERE z.businessId = ${businessId} AND z.storeId = ${storeId} AND z.number = CAST(${number} AS INTEGER)`,
			),
		});
		storeOf(await tenant.principal(), storeId);
		if (!row) refuse("not_found", "z_report_not_found");
		return { ...readZ(row.json), late: JSON.parse(row.late) };
	},
});

/** An X report: what an open drawer comes to so far (or a closed one came to). @throws Refusal `drawer_not_found` */
export const xReport = query<typeof OneDrawer, { drawer: Drawer; report: DrawerReport }, Viewer>({
	name: "sales.x-report",
	needs: "sales:read",
	input: OneDrawer,
	async run({ tenant, db }, { drawerId }) {
		const { drawer, report } = await db.read({
			drawer: drawerNamed(db.businessId, drawerId),
			report: first<{ json: string }>(sql`SELECT ${drawerReport(db.businessId, drawerId)} AS json`),
		});
		const viewer = await tenant.principal();
		if (!drawer || !report) refuse("not_found", "drawer_not_found");
		storeOf(viewer, drawer.storeId);
		return { drawer, report: readReport(JSON.parse(report.json)) };
	},
});

export type CashMoveRow = { id: string; amount: number; reason: string; actorName: string; at: number };
export type OpenDrawerSheet = Drawer & { report: DrawerReport; moves: CashMoveRow[] };

/** Cash moves shown of a drawer, the newest. */
const movesShown = 50;

/** The drawers that are open in a store, each with what it comes to. @throws Refusal `store_not_yours` */
export const openDrawers = query<typeof StoreTills, OpenDrawerSheet[], Viewer>({
	name: "sales.open-drawers",
	needs: "sales:write",
	input: StoreTills,
	async run({ tenant, db }, { storeId }) {
		const { businessId } = db;
		const open = sql`drawers AS d INDEXED BY drawers_open`;
		const here = sql`d.businessId = ${businessId} AND d.storeId = ${storeId} AND d.closedAt IS NULL`;
		const { drawers, moves } = await db.read({
			drawers: many<Drawer & { report: string }>(
				sql`SELECT ${drawerColumns}, ${drawerReport(businessId, sql`d.id`)} AS report FROM ${open} WHERE ${here} ORDER BY d.till`,
			),
			moves: many<CashMoveRow & { drawerId: string }>(sql`SELECT m.id, m.drawerId, m.amount, m.reason, m.actorName, m.at
				FROM ${open} CROSS JOIN drawerMoves AS m ON m.businessId = ${businessId} AND m.drawerId = d.id WHERE ${here} ORDER BY m.id DESC LIMIT CAST(${movesShown} AS INTEGER)`),
		});
		storeOf(await tenant.principal(), storeId);
		return drawers.map(({ report, ...drawer }) => ({
			...drawer,
			report: readReport(JSON.parse(report)),
			moves: moves.filter(({ drawerId }) => drawerId === drawer.id),
		}));
	},
});
