import { type SQL, sql } from "drizzle-orm";
import type { EventKind } from "#app/platform/events.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { TransferBroughtBack, TransferReceived } from "./events.server.ts";
import { expectStockIn, moveStockIn } from "./ledger.server.ts";
import type { TransferHead } from "./transfers.server.ts";

/** What becomes of units that were sent: pieces of the batches that receive them, bring them back, or miss them. */

type Units = ReadonlyMap<string, number>;
type Actor = { id: string; name: string };
type Route = Pick<TransferHead, "id" | "fromStoreId" | "toStoreId">;

/** Where units are taken from: what is on its way, or what was missing once the transfer was closed short. */
type Bucket = "outstanding" | "missing";
export function bucketOf({ status }: TransferHead): Bucket {
	return status === "short" ? "missing" : "outstanding";
}

/** What an event says of a transfer, and of the store whose shelf changed. */
export function factOf({ id, fromStoreId, toStoreId }: Route, storeId: string, units: Units) {
	const total = [...units.values()].reduce((sum, each) => sum + each, 0);
	const storeIds = [fromStoreId, toStoreId];
	return { transferId: id, fromStoreId, toStoreId, storeId, storeIds, productIds: [...units.keys()], units: total };
}

/** Units of a transfer come to stand on a shelf: at the destination, or back at the source. */
export function arriveIn(
	work: Work,
	transfer: TransferHead,
	{ at, units, actor, note }: { at: "destination" | "source"; units: Units; actor: Actor; note?: string },
): void {
	const { id } = transfer;
	const storeId = at === "destination" ? transfer.toStoreId : transfer.fromStoreId;
	const kind: EventKind<ReturnType<typeof factOf>> = at === "destination" ? TransferReceived : TransferBroughtBack;
	const bucket = bucketOf(transfer);
	guardBucketIn(work, transfer, bucket);
	addToLinesIn(work, id, at === "destination" ? "received" : "returned", units, bucket);
	moveStockIn(
		work,
		[...units].map(([productId, delta]) => ({ storeId, productId, delta })),
		{ reason: "transfer_in", actor, note, reference: { type: "transfer", id } },
	);
	if (bucket === "outstanding") expectStockIn(work, transfer.toStoreId, less(units));
	settleIn(work, id, actor);
	work.record(kind, { subject: { type: "transfer", id }, storeId, data: factOf(transfer, storeId, units) });
}

/** Units of a transfer are no longer expected anywhere. */
export function missIn(work: Work, transfer: TransferHead, units: Units, actor: Actor): void {
	guardBucketIn(work, transfer, "outstanding");
	addToLinesIn(work, transfer.id, "missing", units, "outstanding");
	expectStockIn(work, transfer.toStoreId, less(units));
	settleIn(work, transfer.id, actor);
}

function less(units: Units): Map<string, number> {
	return new Map([...units].map(([productId, quantity]) => [productId, -quantity]));
}

/** Whoever closes a transfer short while somebody else receives from it must not let them take from the wrong heap. */
function guardBucketIn(work: Work, { id }: Route, bucket: Bucket): void {
	const statuses = bucket === "missing" ? sql`('short')` : sql`('in_transit', 'part_received')`;
	work.guard(sql`SELECT 1 FROM transfers WHERE businessId = ${work.businessId} AND id = ${id} AND status IN ${statuses}`);
}

/** Adds units to what became of some lines. That no line gets more than was sent, the table sees to. */
function addToLinesIn(work: Work, transferId: string, column: "received" | "returned" | "missing", units: Units, bucket: Bucket): void {
	const byProduct = JSON.stringify(Object.fromEntries(units));
	const more = sql`(${byProduct} ->> productId)`;
	const name = sql.identifier(column);
	work.add(sql`UPDATE transferLines SET ${name} = ${name} + ${more}${bucket === "missing" ? sql`, missing = missing - ${more}` : sql``}
		WHERE businessId = ${work.businessId} AND transferId = ${transferId} AND productId IN (SELECT key FROM json_each(${byProduct}))`);
}

/** What the transfer has become, by its lines as the batch leaves them: two people at once cannot disagree about it. */
function settleIn(work: Work, transferId: string, actor: Actor): void {
	const sum = (of: SQL) =>
		sql`(SELECT SUM(${of}) FROM transferLines AS l WHERE l.businessId = transfers.businessId AND l.transferId = transfers.id)`;
	const open = sum(sql`l.quantity - l.received - l.returned - l.missing`);
	work.add(sql`UPDATE transfers SET version = version + 1,
			status = CASE
				WHEN ${open} > 0 THEN iif(${sum(sql`l.received + l.returned`)} > 0, 'part_received', 'in_transit')
				WHEN ${sum(sql`l.missing`)} > 0 THEN 'short'
				WHEN ${sum(sql`l.received`)} > 0 THEN 'received'
				ELSE 'cancelled' END,
			closedAt = iif(${open} > 0, NULL, COALESCE(closedAt, ${work.now})),
			closedBy = iif(${open} > 0, NULL, COALESCE(closedBy, ${actor.name}))
		WHERE businessId = ${work.businessId} AND id = ${transferId}`);
}
