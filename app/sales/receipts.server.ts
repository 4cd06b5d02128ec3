import { sql } from "drizzle-orm";
import type { z } from "zod";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { receiptNumber } from "#app/orders/receipts.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { TenantDb } from "#app/platform/tenant.server.ts";
import { ListReceipts, OneReceipt } from "./input.ts";
import { type PaperLine, type ReceiptPayment, typedReceipt } from "./receipt.ts";
import { settingsOf, type TillSettings, untouched } from "./settings.server.ts";

/** A receipt as lists show it; `total` is negative where money went back. */
export type ReceiptRow = {
	number: number;
	orderId: string;
	refundId: string | null;
	units: number;
	total: number;
	currency: string;
	title: string;
	actorName: string;
	at: number;
};

/** Receipts of a store, newest first, or the one that was typed or scanned. @throws Refusal `store_not_yours` */
export const listReceipts = query<typeof ListReceipts, { items: ReceiptRow[]; nextCursor: string | null }, Viewer>({
	name: "sales.receipts",
	needs: "sales:read",
	input: ListReceipts,
	async run({ tenant, db }, { storeId, limit, cursor, q = "" }) {
		const { businessId } = db;
		const before = readCursor(cursor, 1)?.[0];
		const number = typedReceipt(q);
		const asked =
			number !== null
				? sql`AND p.number = CAST(${number} AS INTEGER)`
				: q !== ""
					? sql`AND p.number IN (SELECT number FROM receipts INDEXED BY receipts_of_order WHERE businessId = ${businessId} AND orderId = ${q.toLowerCase()})`
					: sql``;
		const { rows } = await db.read({
			rows: many<ReceiptRow>(sql`SELECT p.number, p.orderId, p.refundId, COALESCE(r.units, o.units) AS units, COALESCE(-r.total, o.total) AS total, o.currency, p.actorName, p.at,
				(SELECT name FROM orderLines WHERE businessId = o.businessId AND orderId = o.id ORDER BY id LIMIT 1) AS title
				FROM (SELECT * FROM receipts AS p WHERE p.businessId = ${businessId} AND p.storeId = ${storeId} ${asked}
					${before === undefined ? sql`` : sql`AND p.number < CAST(${before} AS INTEGER)`} ORDER BY p.number DESC LIMIT CAST(${limit + 1} AS INTEGER)) AS p
				CROSS JOIN orders AS o ON o.businessId = p.businessId AND o.id = p.orderId
				LEFT JOIN refunds AS r ON r.businessId = p.businessId AND r.id = p.refundId ORDER BY p.number DESC`),
		});
		storeOf(await tenant.principal(), storeId);
		return pageOf(rows, limit, (row) => [row.number]);
	},
});

type OrderFacts = {
	id: string;
	storeId: string;
	currency: string;
	taxIncluded: number;
	subtotal: number;
	tax: number;
	total: number;
	discount: number;
	note: string;
	customerName: string;
	customerEmail: string;
	approvedBy: string;
	exchangeOf: string | null;
	refundedUnits: number;
	units: number;
};
type RefundFacts = { id: string; total: number; tax: number; reason: string; restocked: number; writtenOff: number; approvedBy: string };

/** A line of the sale as it can still come back. */
export type SoldPieces = PaperLine & { id: string; productId: string; refundedQuantity: number };

/** Everything on one paper. For a refund `lines` are what came back, with positive amounts; `sold` is the sale's lines as they stand. */
export type ReceiptSheet = {
	number: number;
	orderId: string;
	refundId: string | null;
	prints: number;
	at: number;
	actorName: string;
	store: { id: string; name: string; timeZone: string; business: string; locale: "en" | "da" };
	settings: TillSettings;
	currency: string;
	taxIncluded: boolean;
	lines: PaperLine[];
	sold: SoldPieces[];
	discount: number;
	tax: number;
	total: number;
	payments: ReceiptPayment[];
	note: string;
	reason: string;
	approvedBy: string;
	customer: { name: string; email: string } | null;
	/** The receipt of the sale this gives back, or of the sale whose goods came back for these. */
	about: { number: number; orderId: string } | null;
	refunds: { refundId: string; number: number; total: number; at: number }[];
	/** Whether anything of the sale can still come back. */
	refundable: boolean;
};

/** The receipt of a sale, or of one of its refunds. @throws Refusal `receipt_not_found`, `store_not_yours` */
export const receiptSheet = query<typeof OneReceipt, ReceiptSheet, Viewer>({
	name: "sales.receipt",
	needs: "sales:read",
	input: OneReceipt,
	async run({ tenant, db }, which) {
		const sheet = await readReceipt(db, which);
		const viewer = await tenant.principal();
		if (!sheet) refuse("not_found", "receipt_not_found");
		storeOf(viewer, sheet.store.id);
		return sheet;
	},
});

/** The same for a machine that writes it into a mail; null where there is none. */
export const receiptToMail = query<typeof OneReceipt, ReceiptSheet | null>({
	name: "sales.receipt-to-mail",
	needs: "sales:read",
	input: OneReceipt,
	run: ({ db }, which) => readReceipt(db, which),
});

async function readReceipt(db: TenantDb, { orderId, refundId }: z.output<typeof OneReceipt>): Promise<ReceiptSheet | null> {
	const { businessId } = db;
	const here = sql`businessId = ${businessId} AND orderId = ${orderId}`;
	const which = refundId ?? null;
	const paperColumns = sql`l.position, l.name, l.sku, l.priceAtPurchase AS unitPrice, l.listPrice, l.taxRate, l.note`;
	const { order, paper, sold, refund, back, payments, refunds, about, settings, store } = await db.read({
		order:
			first<OrderFacts>(sql`SELECT id, storeId, currency, taxIncluded, subtotal, tax, total, discount, note, customerName, customerEmail, approvedBy, exchangeOf, refundedUnits, units
			FROM orders WHERE businessId = ${businessId} AND id = ${orderId}`),
		paper: first<{ number: number; prints: number; at: number; actorName: string }>(
			sql`SELECT number, prints, at, actorName FROM receipts INDEXED BY receipts_of_order WHERE ${here} AND refundId IS ${which}`,
		),
		sold: many<SoldPieces>(
			sql`SELECT l.id, l.productId, l.refundedQuantity, ${paperColumns}, l.quantity, l.total, l.tax FROM orderLines AS l WHERE ${here} ORDER BY l.position, l.id`,
		),
		refund: first<RefundFacts>(
			sql`SELECT id, total, tax, reason, restocked, writtenOff, approvedBy FROM refunds WHERE businessId = ${businessId} AND id = ${which ?? ""} AND orderId = ${orderId}`,
		),
		back: many<PaperLine>(sql`SELECT ${paperColumns}, x.quantity, x.amount AS total, x.tax FROM refundLines AS x
			CROSS JOIN orderLines AS l ON l.businessId = x.businessId AND l.orderId = ${orderId} AND l.id = x.orderLineId
			WHERE x.businessId = ${businessId} AND x.refundId = ${which ?? ""} ORDER BY l.position, l.id`),
		payments: many<ReceiptPayment>(
			sql`SELECT method, amount, received, change, rounding, reference FROM payments WHERE ${here} AND refundId IS ${which} ORDER BY id`,
		),
		refunds: many<{ refundId: string; number: number; total: number; at: number }>(sql`SELECT p.refundId, p.number, r.total, p.at
			FROM receipts AS p INDEXED BY receipts_of_order CROSS JOIN refunds AS r ON r.businessId = p.businessId AND r.id = p.refundId
			WHERE p.businessId = ${businessId} AND p.orderId = ${orderId} AND p.refundId IS NOT NULL ORDER BY p.number`),
		about: first<{ number: number | null; orderId: string }>(
			which === null
				? sql`SELECT ${receiptNumber(businessId, sql`o.exchangeOf`, null)} AS number, o.exchangeOf AS orderId FROM orders AS o WHERE o.businessId = ${businessId} AND o.id = ${orderId} AND o.exchangeOf IS NOT NULL`
				: sql`SELECT ${receiptNumber(businessId, orderId, null)} AS number, ${orderId} AS orderId`,
		),
		store: first<ReceiptSheet["store"]>(sql`SELECT s.id, s.name, s.timeZone, b.name AS business, b.locale FROM orders AS o
			JOIN stores AS s ON s.businessId = o.businessId AND s.id = o.storeId JOIN businesses AS b ON b.businessId = o.businessId
			WHERE o.businessId = ${businessId} AND o.id = ${orderId}`),
		settings: settingsOf(businessId, sql`(SELECT storeId FROM orders WHERE businessId = ${businessId} AND id = ${orderId})`),
	});
	if (!order || !paper || !store || (which !== null && !refund)) return null;
	return {
		...paper,
		orderId,
		refundId: which,
		store,
		settings: settings ?? untouched,
		currency: order.currency,
		taxIncluded: order.taxIncluded === 1,
		lines: refund ? back : sold,
		sold,
		discount: refund ? 0 : order.discount,
		tax: refund?.tax ?? order.tax,
		total: refund?.total ?? order.total,
		payments,
		note: refund ? "" : order.note,
		reason: refund?.reason ?? "",
		approvedBy: refund?.approvedBy ?? order.approvedBy,
		customer: order.customerName || order.customerEmail ? { name: order.customerName, email: order.customerEmail } : null,
		about: about && about.number !== null ? { number: about.number, orderId: about.orderId } : null,
		refunds,
		refundable: order.refundedUnits < order.units,
	};
}
