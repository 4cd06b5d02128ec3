import { sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { OrderCancelled, OrderCompleted, OrderPaid, OrderPlaced, OrderRefunded, ShortfallSettled } from "#app/orders/events.server.ts";
import { receiptNumber } from "#app/orders/receipts.server.ts";
import { endOfDay } from "#app/orders/rules.ts";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { many } from "#app/platform/database.server.ts";
import { firstIdAt } from "#app/platform/ids.ts";
import { addDays, calendarDay } from "#app/platform/time.ts";
import { BasketParked, BasketResumed, CashMoved, DrawerClosed, DrawerOpened, ReceiptMailAsked, ReceiptPrinted } from "./events.server.ts";
import { DayJournal } from "./input.ts";

/** What is done to an order away from the till; it is in the journal where its money went into a drawer, or came out of one. */
const deskKinds = [OrderPlaced, OrderPaid, OrderCancelled, ShortfallSettled].map(({ type }) => type);

/** What is written in a counter's journal. */
export const journalKinds = [
	OrderCompleted,
	OrderRefunded,
	DrawerOpened,
	CashMoved,
	DrawerClosed,
	ReceiptPrinted,
	ReceiptMailAsked,
	BasketParked,
	BasketResumed,
]
	.map(({ type }) => type)
	.concat(deskKinds);

/** One act at the counter. `amount` in minor units of `currency` (negative where money left), null where none moved; `number` of the receipt or Z report. */
export type JournalRow = {
	id: string;
	type: string;
	at: number;
	actorId: string;
	actorName: string;
	subjectId: string;
	refundId: string | null;
	number: number | null;
	amount: number | null;
	currency: string | null;
	detail: string;
};

/** What was done at a store's counter on one day, by whom and when, oldest first. @throws Refusal `store_not_yours` */
export const dayJournal = query<typeof DayJournal, { items: JournalRow[]; nextCursor: string | null; day: string }, Viewer>({
	name: "sales.journal",
	needs: "sales:read",
	input: DayJournal,
	async run({ tenant, db, now }, { storeId, day: asked, limit, cursor }) {
		const { businessId } = db;
		const { timeZone } = storeOf(await tenant.principal(), storeId);
		const day = asked ?? calendarDay(now, timeZone);
		const after = readCursor(cursor, 1)?.[0];
		const from = firstIdAt(endOfDay(addDays(day, -1), timeZone));
		const number = sql`CASE WHEN e.type IN (${OrderCompleted.type}, ${OrderRefunded.type}) THEN ${receiptNumber(businessId, sql`e.subjectId`, sql`e.data ->> 'refundId'`)}
			ELSE e.data ->> 'number' END`;
		const inDrawer = sql`FROM payments AS y WHERE y.businessId = e.businessId AND y.orderId = e.subjectId AND y.at = e.at AND y.drawerId IS NOT NULL`;
		const isDesk = sql`e.type IN (SELECT value FROM json_each(${JSON.stringify(deskKinds)}))`;
		const amount = sql`CASE WHEN ${isDesk} THEN (SELECT sum(y.amount) ${inDrawer}) ELSE CASE e.type WHEN ${OrderRefunded.type} THEN -(e.data ->> 'total') WHEN ${DrawerOpened.type} THEN e.data ->> 'openingFloat'
			WHEN ${DrawerClosed.type} THEN e.data ->> 'counted' WHEN ${CashMoved.type} THEN e.data ->> 'amount' ELSE e.data ->> 'total' END END`;
		const { rows } = await db.read({
			rows: many<JournalRow>(sql`SELECT e.id, e.type, e.at, e.actorId, e.actorName, e.subjectId, e.data ->> 'refundId' AS refundId, ${number} AS number, ${amount} AS amount,
					e.data ->> 'currency' AS currency, COALESCE(NULLIF(e.data ->> 'reason', ''), e.data ->> 'name', e.data ->> 'email', e.data ->> 'till', e.data ->> 'reference', '') AS detail
				FROM json_each(${JSON.stringify(journalKinds)}) AS k CROSS JOIN events AS e INDEXED BY events_by_type
					ON e.businessId = ${businessId} AND e.type = k.value AND e.id > ${after ?? from} AND e.id < ${firstIdAt(endOfDay(day, timeZone))}
				WHERE e.storeId = ${storeId} AND (NOT ${isDesk} OR EXISTS (SELECT 1 ${inDrawer})) ORDER BY e.id LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		return { ...pageOf(rows, limit, ({ id }) => [id]), day };
	},
});
