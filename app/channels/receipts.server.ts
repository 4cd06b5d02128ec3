import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { firstIdAt } from "#app/platform/ids.ts";
import { AnyId } from "#app/platform/input.ts";
import { open, seal } from "#app/platform/keyring.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { minute } from "#app/platform/time.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import { WebhooksReplayed } from "./events.server.ts";
import { ListReceipts, OneReceipt, ReceiptsBetween, ReplayReceipts } from "./input.ts";
import { atOnce, isTalkPlatform, mostCounted, type Platform, type ReceiptState } from "./rules.ts";
import { wake } from "./wake.server.ts";

/** What was told by webhook, and what became of it. */
export type Receipt = {
	id: string;
	topic: string;
	resourceId: string | null;
	occurredAt: number;
	receivedAt: number;
	bytes: number;
	state: ReceiptState;
	tries: number;
	settledAt: number | null;
	said: string;
	details: Record<string, unknown>;
	replays: number;
};
type Row = Omit<Receipt, "details"> & { details: string };

const columns = sql`id, topic, resourceId, occurredAt, receivedAt, bytes, state, tries, settledAt, said, details, replays`;
const receiptIn = (row: Row): Receipt => ({ ...row, details: JSON.parse(row.details) });

/** A connection's receipts, newest first. */
export const listReceipts = query({
	name: "channels.list-webhooks",
	needs: "channels:read",
	input: ListReceipts,
	async run({ db }, { connectionId, state, limit, cursor }) {
		const { businessId } = db;
		const [after] = readCursor(cursor, 1) ?? [];
		const index = state === "poisoned" ? sql`webhookReceipts_poisoned` : sql`webhookReceipts_of_connection`;
		const { connection, rows } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			rows: many<Row>(sql`SELECT ${columns} FROM webhookReceipts INDEXED BY ${index} WHERE businessId = ${businessId} AND connectionId = ${connectionId}
				${after ? sql`AND id < ${after}` : sql``} ${state ? sql`AND state = ${sql.raw(`'${state}'`)}` : sql``} ORDER BY id DESC LIMIT CAST(${limit + 1} AS INTEGER)`),
		});
		mustBeThere(connection);
		return pageOf(rows.map(receiptIn), limit, ({ id }) => [id]);
	},
});

/** One of a connection's receipts. @throws Refusal `not_found / webhook_not_found` */
export const oneReceipt = query({
	name: "channels.webhook",
	needs: "channels:read",
	input: OneReceipt,
	async run({ db }, { connectionId, receiptId }) {
		const { row } = await db.read({
			row: first<Row>(
				sql`SELECT ${columns} FROM webhookReceipts WHERE businessId = ${db.businessId} AND id = ${receiptId} AND connectionId = ${connectionId}`,
			),
		});
		return row ? receiptIn(row) : refuse("not_found", "webhook_not_found");
	},
});

/** `which`: those the platform had no answer about when they were worked on, or all but those; without it, all. */
const Waiting = z.object({ connectionId: AnyId, most: z.int(), which: z.enum(["fresh", "unanswered"]).optional() });

/** The receipts whose turn it is, in the order things happened there. */
export const waitingReceipts = query({
	name: "channels.waiting-webhooks",
	needs: "channels:read",
	input: Waiting,
	async run({ db, now }, { connectionId, most, which }) {
		const such = which ? sql`AND said ${which === "fresh" ? sql`<>` : sql`=`} 'unanswered'` : sql``;
		const { rows } = await db.read({
			rows: many<Row>(sql`SELECT ${columns} FROM webhookReceipts INDEXED BY webhookReceipts_waiting WHERE businessId = ${db.businessId} AND connectionId = ${connectionId}
				AND state = 'waiting' AND dueAt <= ${now} ${such} ORDER BY occurredAt, id LIMIT CAST(${most} AS INTEGER)`),
		});
		return rows.map(receiptIn);
	},
});

/** Where the body of a receipt lies. */
export function bodyPlace(businessId: string, connectionId: string, receiptId: string): string {
	return `webhooks/${businessId}/${connectionId}/${receiptId}`;
}

/** The body as it came. @throws Error when the file is gone */
export async function bodyOf({ scope, businessId }: Tenant, connectionId: string, receiptId: string): Promise<string> {
	const place = bodyPlace(businessId, connectionId, receiptId);
	const file = await scope.env.FILES.get(place);
	if (!file) return refuse("not_found", "webhook_body_gone");
	const body = await file.text();
	// A body as it came is JSON or a form, and begins as no sealed one does.
	return body.startsWith("v1.") ? open(scope.cfg.ENCRYPTION_KEYS, sealedAt(businessId, place), body) : body;
}

const sealedAt = (businessId: string, place: string) => ({ businessId, table: "files", rowId: place, column: "body" });

/** A body as it is kept: what people said to each other is sealed, whatever else the business chose, as it would outlive their taking it back by weeks. */
export async function keptBody(
	{ scope, businessId }: Tenant,
	place: string,
	platform: Platform,
	body: Uint8Array<ArrayBuffer>,
): Promise<string | Uint8Array<ArrayBuffer>> {
	return isTalkPlatform(platform) ? seal(scope.cfg.ENCRYPTION_KEYS, sealedAt(businessId, place), new TextDecoder().decode(body)) : body;
}

const Settled = z.object({
	receiptId: AnyId,
	/** `again`: it failed, `wait`: on purpose; both wait for another look. */
	outcome: z.enum(["done", "passed", "poisoned", "again", "wait"]),
	said: z.string().max(100),
	details: z.record(z.string(), z.unknown()),
	/** Ms until that other look. */
	wait: z.int().default(minute),
});

/** Writes down what became of a receipt, or that it waits. */
export const settleReceipt = command<typeof Settled, { settled: string }>({
	name: "channels.settle-webhook",
	needs: "channels:write",
	input: Settled,
	async run({ work, now }, { receiptId, outcome, said, details, wait }) {
		const again = outcome === "again" || outcome === "wait";
		work.add(sql`UPDATE webhookReceipts SET state = ${again ? "waiting" : outcome}, tries = tries + ${outcome === "wait" ? 0 : 1}, dueAt = ${again ? now + wait : null}, settledAt = ${again ? null : now},
			said = ${said}, details = ${JSON.stringify(details)} WHERE businessId = ${work.businessId} AND id = ${receiptId} AND state = 'waiting'`);
		return known({ settled: receiptId });
	},
});

/** What came between two instants: so many in all, of at most `mostCounted`, and how they stand. */
export type RangeOfReceipts = { from: number; until: number; all: number; waiting: number; poisoned: number };
/** As ids sort by time, the list of a connection is cut where it came in, and not read from its beginning. */
const cameBetween = (from: number, until: number) => sql`id >= ${firstIdAt(from)} AND id < ${firstIdAt(Math.min(until + 1, 2 ** 48 - 1))}`;

/** How many webhooks came between two instants (ms UTC, both counted in), and how they stand: what replaying them would be about, and how far it is. */
export const rangeOfReceipts = query<typeof ReceiptsBetween, RangeOfReceipts>({
	name: "channels.count-webhooks",
	needs: "channels:read",
	input: ReceiptsBetween,
	async run({ db }, { connectionId, from, until }) {
		const { connection, rows } = await db.read({
			connection: connectionAsk(db.businessId, connectionId),
			rows: many<{
				state: ReceiptState;
				count: number;
			}>(sql`SELECT state, COUNT(*) AS count FROM (SELECT state FROM webhookReceipts INDEXED BY webhookReceipts_of_connection
				WHERE businessId = ${db.businessId} AND connectionId = ${connectionId} AND ${cameBetween(from, until)} LIMIT CAST(${mostCounted} AS INTEGER)) GROUP BY state`),
		});
		mustBeThere(connection);
		const of = (state: ReceiptState) => rows.find((row) => row.state === state)?.count ?? 0;
		return { from, until, all: rows.reduce((sum, { count }) => sum + count, 0), waiting: of("waiting"), poisoned: of("poisoned") };
	},
});

const replayWrite = command<typeof ReplayReceipts, { receipts: number }>({
	name: "channels.replay-webhooks",
	needs: "channels:write",
	input: ReplayReceipts,
	async run({ db, work, now }, { connectionId, receiptId, from, until }) {
		const { businessId } = db;
		const which = receiptId === undefined ? cameBetween(from ?? 0, until ?? 0) : sql`id = ${receiptId}`;
		const { connection, rows } = await db.read({
			connection: connectionAsk(businessId, connectionId),
			rows: many<{
				id: string;
			}>(sql`SELECT id FROM webhookReceipts WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND state <> 'waiting' AND ${which}
				ORDER BY id LIMIT CAST(${atOnce} AS INTEGER)`),
		});
		const { name, state } = mustBeThere(connection);
		if (state === "disconnected") refuse("conflict", "connection_closed");
		if (rows.length === 0) return refuse("not_found", "webhook_not_found");
		const ids = JSON.stringify(rows.map(({ id }) => id));
		work.add(sql`UPDATE webhookReceipts SET state = 'waiting', dueAt = ${now}, settledAt = NULL, tries = 0, replays = replays + 1
			WHERE businessId = ${businessId} AND id IN (SELECT value FROM json_each(${ids})) AND state <> 'waiting'`);
		work.add(sql`UPDATE connections SET wakeAt = ${now} WHERE businessId = ${businessId} AND id = ${connectionId} AND state = 'active'`);
		work.record(WebhooksReplayed, { subject: { type: "connection", id: connectionId }, data: { name, receipts: rows.length } });
		return answer<{ receipts: number }>(sql`json_object('receipts', CAST(${rows.length} AS INTEGER))`);
	},
});

/** Has receipts worked on again: one, or those that came between two instants. Orders that were taken stay as they are. @throws Refusal `connection_not_found`, `webhook_not_found` */
export async function replayReceipts(tenant: Tenant, raw: unknown, options?: { key?: string | null }): Promise<{ receipts: number }> {
	const done = await replayWrite(tenant, raw, options);
	const { connectionId } = ReplayReceipts.parse(raw);
	await wake(tenant, connectionId);
	return done;
}
