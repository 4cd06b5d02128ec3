import { z } from "zod";
import { decimalString } from "#app/platform/money.ts";
import { isoInstant } from "#app/platform/time.ts";
import { closeDrawer } from "#app/sales/close-drawer.server.ts";
import type { Drawer } from "#app/orders/drawer.server.ts";
import type { DrawerReport } from "#app/sales/drawer-report.server.ts";
import { CloseDrawer, DayJournal, ListZReports, MoveCash, OpenDrawer, StoreTills } from "#app/sales/input.ts";
import { dayJournal } from "#app/sales/journal.server.ts";
import { moveCash } from "#app/sales/move-cash.server.ts";
import { openTillDrawer } from "#app/sales/open-drawer.server.ts";
import { listZReports, openDrawers, xReport, type ZReport, zReport } from "#app/sales/z-reports.server.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { Decimal, pageBody } from "./shapes.ts";

const DrawerBody = z
	.object({
		id: z.string(),
		storeId: z.string(),
		till: z.string().describe("The name its till had when it was opened"),
		deviceId: z.string().nullable().describe("The till it stands at; null for a browser that is none"),
		currency: z.string(),
		openingFloat: Decimal,
		openedAt: z.iso.datetime(),
		openedByName: z.string(),
		closedAt: z.iso.datetime().nullable(),
	})
	.meta({ id: "Drawer" });

const ReportBody = z
	.object({
		openingFloat: Decimal,
		sales: z.object({ count: z.int(), units: z.int(), discount: Decimal, total: Decimal, tax: Decimal }),
		refunds: z.object({ count: z.int(), units: z.int(), total: Decimal, tax: Decimal }),
		taxes: z
			.array(z.object({ rate: z.number().describe("Percent"), goods: Decimal, tax: Decimal }))
			.describe("Net of what was given back; `goods` without the tax"),
		payments: z.array(z.object({ method: z.string(), count: z.int(), in: Decimal, out: Decimal })),
		ofOrders: z
			.object({ count: z.int(), in: Decimal, out: Decimal })
			.optional()
			.describe("Of `payments`, those of orders without a receipt of this drawer; reports of before 2026-11-22 have none"),
		rounding: Decimal,
		paidIn: Decimal,
		paidOut: Decimal,
		expected: Decimal.describe("What should lie in the drawer"),
		receipts: z.object({ first: z.int().nullable(), last: z.int().nullable() }),
	})
	.meta({ id: "DrawerReport" });

const ZReportBody = z
	.object({
		number: z.int().describe("Gapless in its store"),
		storeId: z.string(),
		drawerId: z.string(),
		till: z.string(),
		currency: z.string(),
		openedAt: z.iso.datetime(),
		openedByName: z.string(),
		closedAt: z.iso.datetime(),
		closedByName: z.string(),
		expected: Decimal,
		counted: Decimal,
		difference: Decimal,
		note: z.string(),
		report: ReportBody,
	})
	.meta({ id: "ZReport" });

const OneZReportBody = ZReportBody.extend({
	late: z
		.object({ count: z.int(), total: Decimal, cash: Decimal })
		.describe("Sold there without the network and told after the drawer was counted: no part of the report; the cash is in its difference"),
}).meta({ id: "OneZReport" });

const MoveBody = z.object({
	id: z.string(),
	drawerId: z.string(),
	amount: Decimal.describe("Negative where it was taken out"),
	currency: z.string(),
	reason: z.string(),
	at: z.iso.datetime(),
	expected: Decimal,
});

const JournalBody = z.object({
	id: z.string(),
	type: z.string(),
	at: z.iso.datetime(),
	actorId: z.string(),
	actorName: z.string(),
	subjectId: z.string(),
	refundId: z.string().nullable(),
	number: z.int().nullable().describe("Of the receipt or Z report"),
	amount: Decimal.nullable(),
	currency: z.string().nullable(),
	detail: z.string(),
	handedInAt: z.iso.datetime().nullable().describe("When a sale made without the network was heard of; it stands where it was made"),
	madeAt: z.iso.datetime().nullable().describe("Of the handing in of another day's sale, when that was made"),
});

const refusals: (400 | 404 | 409 | 413 | 415)[] = [400, 404, 409, 413, 415];

/** Cash drawers, their reports, and the journal of a day. */
export function mountDrawers(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/drawers",
			tag: "Counter",
			summary: "The drawers that are open in a store, with what they come to",
			query: StoreTills,
			answers: { 200: z.object({ items: z.array(DrawerBody.extend({ report: ReportBody })), nextCursor: z.null() }) },
			refusals: [400],
		},
		async (call) => {
			const drawers = await openDrawers(await call.tenant(), { storeId: call.query.storeId ?? "" });
			const items = drawers.map(({ report, moves: _, ...drawer }) => ({
				...drawerBody(drawer),
				report: reportBody(report, drawer.currency),
			}));
			return { body: { items, nextCursor: null } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/drawers",
			tag: "Counter",
			summary: "Open a drawer with its float",
			body: OpenDrawer,
			answers: { 201: DrawerBody },
			refusals,
		},
		async (call) => ({ status: 201, body: drawerBody(await openTillDrawer(await call.tenant(), call.body, { key: call.key })) }),
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/drawers/{id}/report",
			tag: "Counter",
			summary: "X report: what a drawer comes to by now",
			answers: { 200: z.object({ drawer: DrawerBody, report: ReportBody }) },
			refusals: [404],
		},
		async (call) => {
			const { drawer, report } = await xReport(await call.tenant(), { drawerId: call.params.id ?? "" });
			return { body: { drawer: drawerBody(drawer), report: reportBody(report, drawer.currency) } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/drawers/{id}/moves",
			tag: "Counter",
			summary: "Put cash in, or take it out",
			body: MoveCash.omit({ drawerId: true }),
			answers: { 201: MoveBody },
			refusals,
		},
		async (call) => {
			const move = await moveCash(await call.tenant(), { ...call.body, drawerId: call.params.id }, { key: call.key });
			const amount = (of: number) => decimalString(of, move.currency);
			return { status: 201, body: { ...move, amount: amount(move.amount), expected: amount(move.expected), at: isoInstant(move.at) } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/drawers/{id}/close",
			tag: "Counter",
			summary: "Count a drawer and close it",
			description:
				"Either `counted`, or `denominations`: how many of which note and coin. The Z report it makes has the store's next number and never changes.",
			body: z.object(CloseDrawer.shape).omit({ drawerId: true }),
			answers: { 201: ZReportBody },
			refusals,
		},
		async (call) => ({
			status: 201,
			body: zBody(await closeDrawer(await call.tenant(), { ...call.body, drawerId: call.params.id }, { key: call.key })),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/z-reports",
			tag: "Counter",
			summary: "Z reports of a store, newest first",
			query: ListZReports,
			answers: { 200: pageBody(ZReportBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listZReports(await call.tenant(), { ...call.query, storeId: call.query.storeId ?? "" });
			return { body: { items: items.map(zBody), nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/stores/{id}/z-reports/{number}",
			tag: "Counter",
			summary: "One Z report",
			answers: { 200: OneZReportBody },
			refusals: [400, 404],
		},
		async (call) => {
			const { late, ...z } = await zReport(await call.tenant(), { storeId: call.params.id ?? "", number: call.params.number });
			const amount = (of: number) => decimalString(of, z.currency);
			return { body: { ...zBody(z), late: { count: late.count, total: amount(late.total), cash: amount(late.cash) } } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/journal",
			tag: "Counter",
			summary: "What was done at a store's counter on one day, oldest first",
			query: DayJournal,
			answers: { 200: pageBody(JournalBody).extend({ day: z.string() }) },
			refusals: [400],
		},
		async (call) => {
			const { items, ...rest } = await dayJournal(await call.tenant(), { ...call.query, storeId: call.query.storeId ?? "" });
			const body = items.map((row) => ({
				...row,
				at: isoInstant(row.at),
				handedInAt: row.handedInAt === null ? null : isoInstant(row.handedInAt),
				madeAt: row.madeAt === null ? null : isoInstant(row.madeAt),
				amount: row.amount === null || row.currency === null ? null : decimalString(row.amount, row.currency),
			}));
			return { body: { items: body, ...rest } };
		},
	);
}

function drawerBody(drawer: Drawer): z.output<typeof DrawerBody> {
	const { openedAt, closedAt, openingFloat, ...rest } = drawer;
	return {
		...rest,
		openingFloat: decimalString(openingFloat, drawer.currency),
		openedAt: isoInstant(openedAt),
		closedAt: closedAt === null ? null : isoInstant(closedAt),
	};
}

function reportBody(report: DrawerReport, currency: string): z.output<typeof ReportBody> {
	const amount = (of: number) => decimalString(of, currency);
	const { sales, refunds, receipts, ofOrders } = report;
	return {
		openingFloat: amount(report.openingFloat),
		sales: { ...sales, discount: amount(sales.discount), total: amount(sales.total), tax: amount(sales.tax) },
		refunds: { ...refunds, total: amount(refunds.total), tax: amount(refunds.tax) },
		taxes: report.taxes.map(({ rate, goods, tax }) => ({ rate: rate / 100, goods: amount(goods), tax: amount(tax) })),
		payments: report.payments.map((payment) => ({ ...payment, in: amount(payment.in), out: amount(payment.out) })),
		...(ofOrders && { ofOrders: { count: ofOrders.count, in: amount(ofOrders.in), out: amount(ofOrders.out) } }),
		rounding: amount(report.rounding),
		paidIn: amount(report.paidIn),
		paidOut: amount(report.paidOut),
		expected: amount(report.expected),
		receipts,
	};
}

function zBody(closed: ZReport): z.output<typeof ZReportBody> {
	const amount = (of: number) => decimalString(of, closed.currency);
	return {
		...closed,
		openedAt: isoInstant(closed.openedAt),
		closedAt: isoInstant(closed.closedAt),
		expected: amount(closed.expected),
		counted: amount(closed.counted),
		difference: amount(closed.difference),
		report: reportBody(closed.report, closed.currency),
	};
}
