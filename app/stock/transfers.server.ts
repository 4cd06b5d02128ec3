import { type SQL, sql } from "drizzle-orm";
import { type StoreFacts, storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { ListTransfers, TransferRef } from "./input.ts";
import { leasedOf } from "./leases.server.ts";
import type { Held, SentLine, ShortReason, TransferStatus } from "./rules.ts";

/** Transfers as they are read: lists, one of them, and the pieces their commands read and answer with. */

type TransferLine = SentLine & { productId: string; name: string; sku: string };

export type TransferHead = {
	id: string;
	fromStoreId: string;
	toStoreId: string;
	status: TransferStatus;
	note: string;
	shortReason: ShortReason | null;
	shortNote: string;
	createdBy: string;
	createdAt: number;
	sentBy: string | null;
	sentAt: number | null;
	closedBy: string | null;
	closedAt: number | null;
	version: number;
};
export type Transfer = TransferHead & { lines: TransferLine[] };

const headColumns = sql`t.id, t.fromStoreId, t.toStoreId, t.status, t.note, t.shortReason, t.shortNote, t.createdBy, t.createdAt, t.sentBy, t.sentAt, t.closedBy, t.closedAt, t.version`;

/** A transfer with its lines as a JSON expression: a `Transfer`. */
export function transferJson(businessId: string, transferId: string): SQL<Transfer> {
	return sql<Transfer>`json((SELECT json_object('id', t.id, 'fromStoreId', t.fromStoreId, 'toStoreId', t.toStoreId, 'status', t.status, 'note', t.note,
			'shortReason', t.shortReason, 'shortNote', t.shortNote, 'createdBy', t.createdBy, 'createdAt', t.createdAt, 'sentBy', t.sentBy, 'sentAt', t.sentAt,
			'closedBy', t.closedBy, 'closedAt', t.closedAt, 'version', t.version, 'lines',
			(SELECT json_group_array(json_object('productId', l.productId, 'name', p.name, 'sku', p.sku, 'quantity', l.quantity, 'received', l.received,
					'returned', l.returned, 'missing', l.missing) ORDER BY l.addedAt, l.productId)
				FROM transferLines AS l CROSS JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
				WHERE l.businessId = t.businessId AND l.transferId = t.id))
		FROM transfers AS t WHERE t.businessId = ${businessId} AND t.id = ${transferId}))`;
}

/** A line as rules want it: with what stands at either end. */
type LineToMove = TransferLine & Held;

/** What every act on a transfer reads: the transfer, and its lines with what stands on the shelf they were (or will be) taken from. */
export function transferAsks(businessId: string, transferId: string): { head: Ask<TransferHead | undefined>; lines: Ask<LineToMove[]> } {
	return {
		head: first<TransferHead>(sql`SELECT ${headColumns} FROM transfers AS t WHERE t.businessId = ${businessId} AND t.id = ${transferId}`),
		lines: many<LineToMove>(sql`SELECT l.productId, p.name, p.sku, l.quantity, l.received, l.returned, l.missing,
				COALESCE(s.onHand, 0) AS onHand, COALESCE(s.reserved, 0) AS reserved, COALESCE(${leasedOf(sql`s`)}, 0) AS leased
			FROM transfers AS t CROSS JOIN transferLines AS l ON l.businessId = t.businessId AND l.transferId = t.id
			CROSS JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
			LEFT JOIN stockLevels AS s ON s.businessId = l.businessId AND s.productId = l.productId AND s.storeId = t.fromStoreId
			WHERE t.businessId = ${businessId} AND t.id = ${transferId} ORDER BY l.addedAt, l.productId`),
	};
}

/** @throws Refusal `not_found / transfer_not_found` */
export function mustBeThere(head: TransferHead | undefined): TransferHead {
	return head ?? refuse("not_found", "transfer_not_found");
}

/** One transfer. @throws Refusal `not_found / transfer_not_found` */
export const oneTransfer = query({
	name: "stock.transfer",
	needs: "stock:read",
	input: TransferRef,
	async run({ db }, { transferId }) {
		const { row } = await db.read({
			row: first<{ transfer: string | null }>(
				sql`SELECT ${transferJson(db.businessId, transferId)} AS transfer, ${db.businessId} AS businessId`,
			),
		});
		if (!row?.transfer) refuse("not_found", "transfer_not_found");
		const transfer: Transfer = JSON.parse(row.transfer);
		return transfer;
	},
});

/** A line as the page shows it: what to scan, what it looks like, what stands at the source, what it cost. */
export type SheetLine = LineToMove & {
	barcode: string | null;
	imageUrl: string | null;
	category: string | null;
	cost: number | null;
	currency: string;
};
type TransferEvent = { id: string; type: string; at: number; actorName: string; data: string };

/** The page of a transfer: itself, its stores, its lines, what was done with it. @throws Refusal `not_found / transfer_not_found` */
export const transferSheet = query<
	typeof TransferRef,
	{ transfer: TransferHead; from: StoreFacts; to: StoreFacts; lines: SheetLine[]; events: TransferEvent[] },
	Viewer
>({
	name: "stock.transfer-sheet",
	needs: "stock:read",
	input: TransferRef,
	async run({ tenant, db }, { transferId }) {
		const { businessId } = db;
		const { head, lines, events } = await db.read({
			head: transferAsks(businessId, transferId).head,
			lines:
				many<SheetLine>(sql`SELECT l.productId, p.name, p.sku, p.barcode, p.imageUrl, p.cost, p.currency, l.quantity, l.received, l.returned, l.missing,
					(SELECT name FROM categories WHERE businessId = p.businessId AND id = p.categoryId) AS category,
					COALESCE(s.onHand, 0) AS onHand, COALESCE(s.reserved, 0) AS reserved
				FROM transfers AS t CROSS JOIN transferLines AS l ON l.businessId = t.businessId AND l.transferId = t.id
				CROSS JOIN products AS p ON p.businessId = l.businessId AND p.id = l.productId
				LEFT JOIN stockLevels AS s ON s.businessId = l.businessId AND s.productId = l.productId AND s.storeId = t.fromStoreId
				WHERE t.businessId = ${businessId} AND t.id = ${transferId} ORDER BY l.addedAt DESC, l.productId`),
			events: many<TransferEvent>(sql`SELECT id, type, at, actorName, data FROM events INDEXED BY events_by_subject
				WHERE businessId = ${businessId} AND subjectId = ${transferId} ORDER BY id DESC LIMIT 50`),
		});
		const transfer = mustBeThere(head);
		const { stores } = await tenant.principal();
		const store = (id: string) => storeOf({ stores }, id);
		return { transfer, from: store(transfer.fromStoreId), to: store(transfer.toStoreId), lines, events };
	},
});

export type ListedTransfer = TransferHead & { units: number; products: number; received: number; missing: number };

/** Transfers, newest first. @throws Refusal `forbidden / store_not_yours` */
export const listTransfers = query<typeof ListTransfers, { items: ListedTransfer[]; nextCursor: string | null }, Viewer>({
	name: "stock.transfers",
	needs: "stock:read",
	input: ListTransfers,
	async run({ tenant, db }, { status, storeId, limit, cursor }) {
		const before = readCursor(cursor, 1)?.[0];
		const statuses = status === "open" ? ["draft", "in_transit", "part_received"] : status ? [status] : null;
		const { rows } = await db.read({
			rows: many<ListedTransfer>(sql`SELECT ${headColumns}, COALESCE(SUM(l.quantity), 0) AS units, COUNT(l.productId) AS products,
					COALESCE(SUM(l.received), 0) AS received, COALESCE(SUM(l.missing), 0) AS missing
				FROM (SELECT * FROM transfers ${statuses ? sql`INDEXED BY transfers_by_status` : sql``} WHERE businessId = ${db.businessId}
					${statuses ? sql`AND status IN (SELECT value FROM json_each(${JSON.stringify(statuses)}))` : sql``}
					${storeId ? sql`AND (fromStoreId = ${storeId} OR toStoreId = ${storeId})` : sql``} ${before === undefined ? sql`` : sql`AND id < ${before}`}
					ORDER BY id DESC LIMIT ${limit + 1}) AS t
				LEFT JOIN transferLines AS l ON l.businessId = t.businessId AND l.transferId = t.id
				GROUP BY t.id ORDER BY t.id DESC`),
		});
		if (storeId) storeOf(await tenant.principal(), storeId);
		return pageOf(rows, limit, ({ id }) => [id]);
	},
});
