import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { ListPurchaseOrders, PurchaseOrderRef } from "./input.ts";
import type { Charge } from "./landed-cost.ts";
import { type OrderedLine, type PurchaseStatus, vendorKeyOf } from "./rules.ts";

/** Purchase orders as they are read: lists, one of them, and the pieces their commands read and answer with. Amounts in minor units. */

export type PurchaseLine = OrderedLine & {
	productId: string;
	name: string;
	sku: string;
	barcode: string | null;
	imageUrl: string | null;
	unitCost: number | null;
	/** Its share of the order's charges. */
	landed: number;
};

export type PurchaseHead = {
	id: string;
	number: number;
	vendorName: string;
	storeId: string;
	currency: string;
	status: PurchaseStatus;
	note: string;
	createdBy: string;
	createdAt: number;
	sentBy: string | null;
	sentAt: number | null;
	sentTo: string | null;
	expectedOn: string | null;
	closedBy: string | null;
	closedAt: number | null;
	version: number;
	/** JSON of `Returned`; null: as far as is known the request arrived. */
	mailReturned: string | null;
};
/** The request came back from where it was mailed. */
export const Returned = z.object({ at: z.number(), to: z.string(), reason: z.string() });
export const returnedOf = ({ mailReturned }: Pick<PurchaseHead, "mailReturned">): z.output<typeof Returned> | null =>
	mailReturned === null ? null : Returned.parse(JSON.parse(mailReturned));
export type PurchaseOrder = PurchaseHead & { lines: PurchaseLine[]; charges: Charge[] };
export type ListedPurchaseOrder = PurchaseHead & { products: number; units: number; received: number; cost: number };

const columns = [
	"id",
	"number",
	"vendorName",
	"storeId",
	"currency",
	"status",
	"note",
	"createdBy",
	"createdAt",
	"sentBy",
	"sentAt",
	"sentTo",
	"expectedOn",
	"closedBy",
	"closedAt",
	"version",
	"mailReturned",
];
const headColumns = sql.raw(columns.map((name) => `o.${name}`).join(", "));
const headPairs = sql.raw(columns.map((name) => `'${name}', o.${name}`).join(", "));

const lineColumns = sql`l.productId, p.name, p.sku, p.barcode, p.imageUrl, l.quantity, l.unitCost, l.received, l.damaged, l.givenUp, l.landed`;

function linesOf(businessId: string, purchaseOrderId: string): SQL {
	return sql`SELECT ${lineColumns} FROM purchaseOrderLines AS l CROSS JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
		WHERE l.businessId = ${businessId} AND l.purchaseOrderId = ${purchaseOrderId} ORDER BY l.addedAt, l.productId`;
}

function chargesOf(businessId: string, purchaseOrderId: string): SQL {
	return sql`SELECT kind, amount, spread FROM purchaseOrderCharges WHERE businessId = ${businessId} AND purchaseOrderId = ${purchaseOrderId} ORDER BY kind DESC`;
}

/** A purchase order with its lines as a JSON expression: a `PurchaseOrder`. */
export function purchaseOrderJson(businessId: string, id: string): SQL<PurchaseOrder> {
	return sql<PurchaseOrder>`json((SELECT json_object(${headPairs}, 'lines', json((SELECT json_group_array(json_object('productId', x.productId, 'name', x.name,
			'sku', x.sku, 'barcode', x.barcode, 'imageUrl', x.imageUrl, 'quantity', x.quantity, 'unitCost', x.unitCost, 'received', x.received,
			'damaged', x.damaged, 'givenUp', x.givenUp, 'landed', x.landed)) FROM (${linesOf(businessId, id)}) AS x)),
			'charges', json((SELECT json_group_array(json_object('kind', c.kind, 'amount', c.amount, 'spread', c.spread)) FROM (${chargesOf(businessId, id)}) AS c)))
		FROM purchaseOrders AS o WHERE o.businessId = ${businessId} AND o.id = ${id}))`;
}

/** What every act on a purchase order reads. */
export function purchaseAsks(
	businessId: string,
	id: string,
): { head: Ask<PurchaseHead | undefined>; lines: Ask<PurchaseLine[]>; charges: Ask<Charge[]> } {
	return {
		head: first<PurchaseHead>(sql`SELECT ${headColumns} FROM purchaseOrders AS o WHERE o.businessId = ${businessId} AND o.id = ${id}`),
		lines: many<PurchaseLine>(linesOf(businessId, id)),
		charges: many<Charge>(chargesOf(businessId, id)),
	};
}

/**
 * What one of a product (`p`) is taken to cost from its vendor, as SQL: its own cost in that currency; where that is what it came to with freight and duty,
 * what was paid for it then.
 */
export function usualCost(businessId: string, currency: string | SQL): SQL {
	return sql`iif(p.currency = ${currency}, COALESCE((SELECT l.unitCost FROM purchaseOrderLines AS l INDEXED BY purchaseOrderLines_kept
		WHERE l.businessId = ${businessId} AND l.productId = p.id AND l.keptCost = p.cost ORDER BY l.purchaseOrderId DESC LIMIT 1), p.cost), NULL)`;
}

/** @throws Refusal `not_found / purchase_order_not_found` */
export function mustBeThere(head: PurchaseHead | undefined): PurchaseHead {
	return head ?? refuse("not_found", "purchase_order_not_found");
}

/** One purchase order. @throws Refusal `purchase_order_not_found` */
export const onePurchaseOrder = query<typeof PurchaseOrderRef, PurchaseOrder, Viewer>({
	name: "purchasing.order",
	needs: "purchasing:read",
	input: PurchaseOrderRef,
	async run({ db }, { purchaseOrderId }) {
		const { head, lines, charges } = await db.read(purchaseAsks(db.businessId, purchaseOrderId));
		return { ...mustBeThere(head), lines, charges };
	},
});

/** Purchase orders, newest first. @throws Refusal `forbidden / store_not_yours` */
export const listPurchaseOrders = query<typeof ListPurchaseOrders, { items: ListedPurchaseOrder[]; nextCursor: string | null }, Viewer>({
	name: "purchasing.orders",
	needs: "purchasing:read",
	input: ListPurchaseOrders,
	async run({ tenant, db }, { limit, cursor, status, vendor, storeId }) {
		const { businessId } = db;
		const before = readCursor(cursor, 1)?.[0];
		const statuses = status === "open" ? ["draft", "sent", "part_received"] : status ? [status] : null;
		const { rows } = await db.read({
			rows: many<ListedPurchaseOrder>(sql`SELECT ${headColumns}, COUNT(l.productId) AS products, COALESCE(SUM(l.quantity), 0) AS units,
					COALESCE(SUM(l.received), 0) AS received, COALESCE(SUM(l.quantity * l.unitCost), 0) AS cost
				FROM (SELECT * FROM purchaseOrders WHERE businessId = ${businessId}
						${statuses ? sql`AND status IN (SELECT value FROM json_each(${JSON.stringify(statuses)}))` : sql``}
						${vendor ? sql`AND vendorKey = ${vendorKeyOf(vendor)}` : sql``} ${storeId ? sql`AND storeId = ${storeId}` : sql``}
						${before ? sql`AND id < ${before}` : sql``} ORDER BY id DESC LIMIT CAST(${limit + 1} AS INTEGER)) AS o
				LEFT JOIN purchaseOrderLines AS l ON l.businessId = o.businessId AND l.purchaseOrderId = o.id
				GROUP BY o.id ORDER BY o.id DESC`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		return pageOf(rows, limit, ({ id }) => [id]);
	},
});
