import { type SQL, sql } from "drizzle-orm";
import { sum } from "#app/platform/money.ts";

/** What a drawer's day came to. Amounts in minor units; `out` and `refunds` are positive. */
export type DrawerReport = {
	/** Reports that were sealed before there were versions have none, and hold `goods` as the sales were priced. */
	version?: number;
	openingFloat: number;
	sales: { count: number; units: number; discount: number; total: number; tax: number };
	refunds: { count: number; units: number; total: number; tax: number };
	/** Per rate in basis points, net of what was given back; `goods` without the tax, however each sale was priced. */
	taxes: { rate: number; goods: number; tax: number }[];
	payments: { method: string; count: number; in: number; out: number }[];
	/** Of `payments`, those of orders without a receipt of this drawer: paid or given back while the goods were not handed over here. Reports of before have none. */
	ofOrders?: { count: number; in: number; out: number };
	rounding: number;
	paidIn: number;
	paidOut: number;
	/** What should lie in the drawer. */
	expected: number;
	receipts: { first: number | null; last: number | null };
};

/** Of reports whose `goods` are without the tax. */
const version = 2;

/** A report as it was kept, as one of today: sealed rows stay as they are. */
export function readReport(report: DrawerReport): DrawerReport {
	if (report.version !== undefined) return report;
	const { taxes, sales, refunds } = report;
	const isWithTax = sum(taxes.map(({ goods }) => goods)) === sales.total - refunds.total && sum(taxes.map(({ tax }) => tax)) !== 0;
	return isWithTax ? { ...report, taxes: taxes.map((each) => ({ ...each, goods: each.goods - each.tax })) } : report;
}

/** What should lie in a drawer: its float, the cash that came and went, as SQL. */
export function expectedIn(businessId: string, drawerId: string | SQL): SQL {
	return sql`((SELECT openingFloat FROM drawers WHERE businessId = ${businessId} AND id = ${drawerId})
		+ (SELECT COALESCE(sum(amount + rounding), 0) FROM payments INDEXED BY payments_of_drawer WHERE businessId = ${businessId} AND drawerId = ${drawerId} AND method = 'cash')
		+ (SELECT COALESCE(sum(amount), 0) FROM drawerMoves WHERE businessId = ${businessId} AND drawerId = ${drawerId}))`;
}

/** The report of a drawer as it stands, a JSON object in SQL: the same for looking (X) and for closing (Z). Reads what the drawer saw, and nothing else. */
export function drawerReport(businessId: string, drawerId: string | SQL): SQL {
	const papers = sql`receipts AS p INDEXED BY receipts_of_drawer`;
	const of = sql`p.businessId = ${businessId} AND p.drawerId = ${drawerId}`;
	const payments = sql`payments INDEXED BY payments_of_drawer WHERE businessId = ${businessId} AND drawerId = ${drawerId}`;
	const moves = sql`drawerMoves WHERE businessId = ${businessId} AND drawerId = ${drawerId}`;
	return sql`json_object('version', CAST(${version} AS INTEGER),
		'openingFloat', (SELECT openingFloat FROM drawers WHERE businessId = ${businessId} AND id = ${drawerId}),
		'sales', (SELECT json_object('count', count(*), 'units', COALESCE(sum(o.units), 0), 'discount', COALESCE(sum(o.discount), 0),
				'total', COALESCE(sum(o.total), 0), 'tax', COALESCE(sum(o.tax), 0))
			FROM ${papers} CROSS JOIN orders AS o ON o.businessId = p.businessId AND o.id = p.orderId WHERE ${of} AND p.refundId IS NULL),
		'refunds', (SELECT json_object('count', count(*), 'units', COALESCE(sum(r.units), 0), 'total', COALESCE(sum(r.total), 0), 'tax', COALESCE(sum(r.tax), 0))
			FROM ${papers} CROSS JOIN refunds AS r ON r.businessId = p.businessId AND r.id = p.refundId WHERE ${of}),
		'taxes', (SELECT json_group_array(json_object('rate', rate, 'goods', goods, 'tax', tax) ORDER BY rate) FROM (
			SELECT rate, sum(goods) AS goods, sum(tax) AS tax FROM (
				SELECT l.taxRate AS rate, l.total - iif(o.taxIncluded, l.tax, 0) AS goods, l.tax FROM ${papers}
					CROSS JOIN orders AS o ON o.businessId = p.businessId AND o.id = p.orderId
					CROSS JOIN orderLines AS l ON l.businessId = p.businessId AND l.orderId = p.orderId WHERE ${of} AND p.refundId IS NULL
				UNION ALL SELECT l.taxRate, iif(o.taxIncluded, x.tax, 0) - x.amount, -x.tax FROM ${papers}
					CROSS JOIN orders AS o ON o.businessId = p.businessId AND o.id = p.orderId
					CROSS JOIN refundLines AS x ON x.businessId = p.businessId AND x.refundId = p.refundId
					CROSS JOIN orderLines AS l ON l.businessId = p.businessId AND l.orderId = p.orderId AND l.id = x.orderLineId WHERE ${of})
			GROUP BY rate)),
		'payments', (SELECT json_group_array(json_object('method', method, 'count', count, 'in', came, 'out', went) ORDER BY method) FROM (
			SELECT method, count(*) AS count, sum(max(amount, 0)) AS came, sum(max(-amount, 0)) AS went FROM ${payments} GROUP BY method)),
		'ofOrders', (SELECT json_object('count', count(*), 'in', COALESCE(sum(max(y.amount, 0)), 0), 'out', COALESCE(sum(max(-y.amount, 0)), 0))
			FROM payments AS y INDEXED BY payments_of_drawer WHERE y.businessId = ${businessId} AND y.drawerId = ${drawerId}
			AND NOT EXISTS (SELECT 1 FROM receipts AS p INDEXED BY receipts_of_order
				WHERE p.businessId = y.businessId AND p.orderId = y.orderId AND p.refundId IS y.refundId AND p.drawerId = y.drawerId)),
		'rounding', (SELECT COALESCE(sum(rounding), 0) FROM ${payments}),
		'paidIn', (SELECT COALESCE(sum(max(amount, 0)), 0) FROM ${moves}),
		'paidOut', (SELECT COALESCE(sum(max(-amount, 0)), 0) FROM ${moves}),
		'expected', ${expectedIn(businessId, drawerId)},
		'receipts', (SELECT json_object('first', min(p.number), 'last', max(p.number)) FROM ${papers} WHERE ${of}))`;
}
