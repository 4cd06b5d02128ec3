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
import { OfflineSaleAccepted, OfflineSaleBooked } from "./offline/events.server.ts";

/** What is done to an order away from the till; it is in the journal of the store in whose drawer its money was put, or out of whose it came, as is what is sold. */
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

/** That a till handed in a sale it made alone, on a day that is not the sale's: the sale itself stands on the day it was made. */
const lateKinds = [OfflineSaleBooked, OfflineSaleAccepted].map(({ type }) => type);

/**
 * One act at the counter. `amount` in minor units of `currency` (negative where money left), null where none moved with it; `number` of the receipt or Z report.
 * `handedInAt`: when a sale that was made without the network was heard of here, ms UTC; `madeAt`: of the handing in of another day's sale, when that was made.
 */
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
	handedInAt: number | null;
	madeAt: number | null;
};

/**
 * What was done at a store's counter on one day, by whom and when, oldest first. A sale made without the network stands where it was made, whenever it came;
 * the day it came, when that is another, says that it did. A Z report that was drawn meanwhile stays as it is.
 * @throws Refusal `store_not_yours`
 */
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
		const until = firstIdAt(endOfDay(day, timeZone));
		const isOf = (kinds: readonly string[]) => sql`e.type IN (SELECT value FROM json_each(${JSON.stringify(kinds)}))`;
		const inDrawer = sql`FROM payments AS y CROSS JOIN drawers AS d ON d.businessId = y.businessId AND d.id = y.drawerId
			WHERE y.businessId = e.businessId AND y.orderId = e.subjectId AND y.at = e.at`;
		const inDrawerHere = sql`${inDrawer} AND d.storeId = ${storeId}`;
		const told = (
			kind: string,
		) => sql`SELECT 1 FROM events AS x INDEXED BY events_by_subject WHERE x.businessId = e.businessId AND x.subjectId = e.subjectId
			AND x.type = ${kind}`;
		// What settles the last of an order calls it off in the same act; its money is of one of the two.
		const isTold = sql`e.type = ${OrderCancelled.type} AND EXISTS (${told(ShortfallSettled.type)} AND x.at = e.at)`;
		const isMoneyHere = sql`${isOf([...deskKinds, OrderRefunded.type, OrderCompleted.type])} AND EXISTS (SELECT 1 ${inDrawerHere}) AND NOT (${isTold})`;
		// Ids of orders are made of the instant of the sale, those of events of when it was heard of: where the two differ, the order says when it was.
		const late = sql`FROM offlineSales AS s INDEXED BY offlineSales_of_order CROSS JOIN orders AS o ON o.businessId = s.businessId AND o.id = s.orderId
			WHERE s.businessId = ${businessId}`;
		const lateHere = sql`${late} AND s.orderId = e.subjectId AND o.placedAt <> e.at`;
		const number = sql`CASE WHEN ${isOf([OrderCompleted.type, OrderRefunded.type, ...lateKinds])} THEN ${receiptNumber(businessId, sql`e.subjectId`, sql`e.data ->> 'refundId'`)}
			WHEN ${isOf(deskKinds)} THEN NULL ELSE e.data ->> 'number' END`;
		// What is paid into another store's drawer or out of it is money there; an order that was taken first was paid for by itself, whenever that was.
		const isElsewhere = sql`EXISTS (SELECT 1 ${inDrawer} AND d.storeId <> ${storeId})`;
		const amount = sql`CASE WHEN ${isOf(deskKinds)} OR e.storeId <> ${storeId} THEN (SELECT sum(y.amount) ${inDrawerHere}) WHEN ${isOf(lateKinds)} THEN NULL ELSE CASE e.type
			WHEN ${OrderRefunded.type} THEN iif(${isElsewhere}, NULL, -(e.data ->> 'total'))
			WHEN ${OrderCompleted.type} THEN iif(EXISTS (${told(OrderPlaced.type)}) OR ${isElsewhere}, NULL, e.data ->> 'total') WHEN ${DrawerOpened.type} THEN e.data ->> 'openingFloat'
			WHEN ${DrawerClosed.type} THEN e.data ->> 'counted' WHEN ${CashMoved.type} THEN e.data ->> 'amount' ELSE e.data ->> 'total' END END`;
		// Receipts are numbered store by store: that of another one says whose it is.
		const ofStore = sql`iif(e.storeId <> ${storeId}, (SELECT s.name FROM stores AS s WHERE s.businessId = e.businessId AND s.id = e.storeId), '')`;
		const { rows } = await db.read({
			rows: many<
				JournalRow & { place: string }
			>(sql`SELECT e.id AS place, e.id, e.type, e.at, e.actorId, e.actorName, e.subjectId, e.data ->> 'refundId' AS refundId,
					${number} AS number, ${amount} AS amount, e.data ->> 'currency' AS currency,
					COALESCE(NULLIF(e.data ->> 'reason', ''), e.data ->> 'name', e.data ->> 'email', e.data ->> 'till', e.data ->> 'reference', ${ofStore}) AS detail,
					NULL AS handedInAt, CASE WHEN ${isOf(lateKinds)} THEN (SELECT o.placedAt ${lateHere}) END AS madeAt
				FROM json_each(${JSON.stringify([...journalKinds, ...lateKinds])}) AS k CROSS JOIN events AS e INDEXED BY events_by_type
					ON e.businessId = ${businessId} AND e.type = k.value AND e.id > ${after ?? from} AND e.id < ${until}
				WHERE (e.storeId = ${storeId} AND NOT ${isOf(deskKinds)} OR ${isMoneyHere})
					AND (NOT ${isOf(lateKinds)} OR EXISTS (SELECT 1 ${lateHere} AND (s.orderId < ${from} OR s.orderId > ${until})))
					AND (e.type <> ${OrderCompleted.type} OR NOT EXISTS (SELECT 1 ${lateHere}))
				UNION ALL SELECT o.id, e.id, e.type, o.placedAt, o.actorId, o.actorName, o.id, NULL, ${receiptNumber(businessId, sql`o.id`, null)}, e.data ->> 'total',
					e.data ->> 'currency', '', e.at, NULL
				FROM (SELECT s.orderId, o.placedAt, o.actorId, o.actorName, o.id ${late} AND s.orderId > ${after ?? from} AND s.orderId < ${until} AND s.storeId = ${storeId}) AS o
				CROSS JOIN events AS e INDEXED BY events_by_subject ON e.businessId = ${businessId} AND e.subjectId = o.id AND e.type = ${OrderCompleted.type} AND e.at <> o.placedAt
				ORDER BY place LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		const { items, nextCursor } = pageOf(rows, limit, ({ place }) => [place]);
		return { items: items.map(({ place: _, ...row }) => row), nextCursor, day };
	},
});
