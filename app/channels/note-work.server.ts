import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, command, known } from "#app/platform/command.server.ts";
import { AnyId } from "#app/platform/input.ts";
import { connectionAsk, mustBeThere } from "./connection.server.ts";
import type { Budget } from "./contract.ts";
import { ConnectionBroke, ConnectionUnreachable } from "./events.server.ts";
import { OneConnection } from "./input.ts";
import { howConnectionsStand } from "./news.server.ts";
import { hour } from "#app/platform/time.ts";
import { keepRun } from "./runs.server.ts";
import type { Tally } from "./runs.ts";
import { troubleReasons } from "./trouble.ts";

/** What the work for a connection writes down of itself. */

const Trouble = z.object({
	connectionId: AnyId,
	/** When it was connected that this is about: connected anew since, it says nothing. */
	connectedAt: z.int(),
	trouble: z
		.object({
			kind: z.enum(["throttled", "temporary", "refused", "expired", "wrong_host"]),
			reason: z.enum(troubleReasons),
			said: z.string(),
		})
		.nullable(),
	/** What it was at when that happened. */
	run: z.custom<Tally>().nullable().default(null),
});

/** After this, that a shop does not answer is said, once. */
const longTrouble = 1 * hour;

/** What keeps a connection from working; null: nothing any more. What needs a person stops it until somebody connects again. */
export const noteTrouble = command<typeof Trouble, { noted: boolean }>({
	name: "channels.note-trouble",
	needs: "channels:write",
	input: Trouble,
	async run({ db, work, now }, { connectionId, connectedAt, trouble, run }) {
		const { businessId } = db;
		const connection = mustBeThere((await db.read({ connection: connectionAsk(businessId, connectionId) })).connection);
		if (connection.connectedAt !== connectedAt) return known({ noted: false });
		const needsPerson = trouble?.kind === "expired" || trouble?.kind === "wrong_host";
		const before = connection.trouble;
		const goesOn = before !== null && (before.reason === trouble?.reason || !needsPerson);
		const since = goesOn ? before.since : now;
		const isLong = trouble !== null && !needsPerson && now - since >= longTrouble;
		const isTold = isLong || (goesOn && before.isTold === true);
		const kept = trouble && JSON.stringify({ ...trouble, since, isTold });
		work.add(sql`UPDATE connections SET trouble = ${kept}, updatedAt = ${now}, state = iif(${needsPerson ? 1 : 0} = 1 AND state = 'active', 'broken', state),
			wakeAt = iif(${needsPerson ? 1 : 0} = 1, NULL, wakeAt) WHERE businessId = ${businessId} AND id = ${connectionId} AND state <> 'disconnected'
				AND COALESCE(connectedAt, createdAt) = CAST(${connectedAt} AS INTEGER)`);
		if (trouble && run) keepRun(work, connectionId, run, { error: trouble.reason });
		if (needsPerson && connection.state === "active") {
			work.tell(howConnectionsStand, [connectionId]);
			work.record(ConnectionBroke, {
				subject: { type: "connection", id: connectionId },
				storeId: connection.storeId,
				data: { name: connection.name, reason: trouble.reason },
			});
		}
		if (isLong && before?.isTold !== true && connection.state === "active")
			work.record(ConnectionUnreachable, {
				subject: { type: "connection", id: connectionId },
				storeId: connection.storeId,
				data: { name: connection.name, reason: trouble.reason, since },
			});
		return known({ noted: true });
	},
});

/** `seen`: when it was due as the turn began. `inTrouble`: what waits would only meet the same trouble, so it hastens nothing. */
const Driven = z.object({
	connectionId: AnyId,
	seen: z.int().nullable(),
	wakeAt: z.number(),
	inTrouble: z.boolean().default(false),
	budget: z.custom<Budget>().nullable().default(null),
	/** Which version of its API was asked, and which answered; null: it did not say. */
	versions: z.object({ asked: z.string(), answered: z.string() }).nullable().default(null),
	/** What it was at as the turn broke off. */
	run: z.custom<Tally>().nullable().default(null),
});

/** When it is to be woken next: then, or earlier where something came in meanwhile. @returns that */
const writeDriven = command<typeof Driven, { wakeAt: number | null }>({
	name: "channels.note-driven",
	needs: "channels:write",
	input: Driven,
	async run({ work, now }, { connectionId, seen, wakeAt, inTrouble, budget, versions, run }) {
		const { businessId } = work;
		const mine = sql`businessId = ${businessId} AND id = ${connectionId}`;
		const waiting = inTrouble
			? sql`NULL`
			: sql`(SELECT MIN(dueAt) FROM webhookReceipts INDEXED BY webhookReceipts_waiting WHERE businessId = ${businessId} AND connectionId = ${connectionId} AND state = 'waiting')`;
		const next = sql`CAST(${wakeAt} AS INTEGER)`;
		const wanted = inTrouble ? sql`NULL` : sql`iif(wakeAt IS CAST(${seen} AS INTEGER), NULL, wakeAt)`;
		work.add(
			sql`UPDATE connections SET wakeAt = MAX(CAST(${now} AS INTEGER), MIN(${next}, COALESCE(${waiting}, ${next}), COALESCE(${wanted}, ${next}))) WHERE ${mine} AND state = 'active'`,
		);
		if (run) keepRun(work, connectionId, run);
		if (budget) work.add(sql`UPDATE connections SET budget = ${JSON.stringify(budget)} WHERE ${mine}`);
		if (versions) {
			const { asked, answered } = versions;
			// Since when, where it is the same two as before.
			const since = sql`COALESCE(iif(otherVersion ->> 'asked' = ${asked} AND otherVersion ->> 'answered' = ${answered}, otherVersion ->> 'since', NULL), CAST(${now} AS INTEGER))`;
			const other = asked === answered ? sql`NULL` : sql`json_object('asked', ${asked}, 'answered', ${answered}, 'since', ${since})`;
			work.add(sql`UPDATE connections SET otherVersion = ${other} WHERE ${mine}`);
		}
		return answer<{ wakeAt: number | null }>(
			sql`json_object('wakeAt', (SELECT wakeAt FROM connections WHERE ${mine} AND state = 'active'))`,
		);
	},
});
export async function noteDriven(tenant: Parameters<typeof writeDriven>[0], input: z.input<typeof Driven>): Promise<number | null> {
	return (await writeDriven(tenant, input)).wakeAt;
}

/** What was found out with the keys of that connecting says nothing of later ones. */
const Found = OneConnection.extend({ connectedAt: z.int() });
const stillSo = (connectedAt: number) =>
	sql`state <> 'disconnected' AND COALESCE(connectedAt, createdAt) = CAST(${connectedAt} AS INTEGER)`;

/** Its webhooks are as they should be. */
export const noteWebhooks = command<typeof Found, { noted: boolean }>({
	name: "channels.note-webhooks",
	needs: "channels:write",
	input: Found,
	async run({ work, now }, { connectionId, connectedAt }) {
		work.add(
			sql`UPDATE connections SET webhooksAt = ${now} WHERE businessId = ${work.businessId} AND id = ${connectionId} AND ${stillSo(connectedAt)}`,
		);
		return known({ noted: true });
	},
});

const Expiry = Found.extend({ expiresAt: z.int().nullable() });

/** Until when its token is good; null: for ever, as far as it says. */
export const noteExpiry = command<typeof Expiry, { noted: boolean }>({
	name: "channels.note-expiry",
	needs: "channels:write",
	input: Expiry,
	async run({ work }, { connectionId, connectedAt, expiresAt }) {
		work.add(
			sql`UPDATE connections SET expiresAt = CAST(${expiresAt} AS INTEGER) WHERE businessId = ${work.businessId} AND id = ${connectionId} AND ${stillSo(connectedAt)}`,
		);
		return known({ noted: true });
	},
});

/** Its webhooks may be gone, or switched off: they are to be looked after. */
export const forgetWebhooks = command<typeof OneConnection, { noted: boolean }>({
	name: "channels.forget-webhooks",
	needs: "channels:write",
	input: OneConnection,
	async run({ work }, { connectionId }) {
		work.add(sql`UPDATE connections SET webhooksAt = NULL WHERE businessId = ${work.businessId} AND id = ${connectionId}`);
		return known({ noted: true });
	},
});

/** `asked`: all that changed up to now was taken; the next look begins a little before. */
const OrdersTaken = z.object({ connectionId: AnyId, until: z.int(), asked: z.boolean(), run: z.custom<Tally>().nullable() });

/** Orders changed up to an instant have been taken. In the midst of it the mark never goes back. */
export const noteOrdersTaken = command<typeof OrdersTaken, { noted: boolean }>({
	name: "channels.note-orders-taken",
	needs: "channels:write",
	input: OrdersTaken,
	async run({ work, now }, { connectionId, until, asked, run }) {
		// Whoever asked for them since it began asks for another.
		const isDone = sql`${asked ? 1 : 0} = 1 AND COALESCE(ordersWantedAt, 0) <= CAST(${run?.startedAt ?? now} AS INTEGER)`;
		work.add(sql`UPDATE connections SET ordersUntil = iif(${asked ? 1 : 0} = 1, CAST(${until} AS INTEGER), MAX(ordersUntil, CAST(${until} AS INTEGER))), ordersAskedAt = iif(${isDone}, CAST(${now} AS INTEGER), ordersAskedAt)
			WHERE businessId = ${work.businessId} AND id = ${connectionId}`);
		if (run) keepRun(work, connectionId, run);
		return known({ noted: true });
	},
});

const Uninstalled = OneConnection.extend({ connectedAt: z.int() });

/** The shop took our access away: nothing is asked of it any more, and what is known of it stays. */
export const noteUninstalled = command<typeof Uninstalled, { noted: boolean }>({
	name: "channels.note-uninstalled",
	needs: "channels:write",
	input: Uninstalled,
	async run({ db, work, now }, { connectionId, connectedAt }) {
		const { connection } = await db.read({ connection: connectionAsk(db.businessId, connectionId) });
		const { name, storeId, state } = mustBeThere(connection);
		const trouble = JSON.stringify({ kind: "expired", reason: "keys_refused", said: "uninstalled", since: now });
		work.add(sql`UPDATE connections SET state = 'broken', wakeAt = NULL, trouble = ${trouble}, updatedAt = ${now}
			WHERE businessId = ${db.businessId} AND id = ${connectionId} AND state IN ('active', 'paused')
				AND COALESCE(connectedAt, createdAt) = CAST(${connectedAt} AS INTEGER)`);
		if (state === "active" || state === "paused") {
			work.tell(howConnectionsStand, [connectionId]);
			work.record(ConnectionBroke, { subject: { type: "connection", id: connectionId }, storeId, data: { name, reason: "keys_refused" } });
		}
		return known({ noted: true });
	},
});

/** What there is to be read of it (goods, templates) has been read. */
export const notePulled = command<typeof OneConnection, { noted: boolean }>({
	name: "channels.note-pulled",
	needs: "channels:write",
	input: OneConnection,
	async run({ work, now }, { connectionId }) {
		work.add(
			sql`UPDATE connections SET pulledAt = ${now}, pullCursor = NULL WHERE businessId = ${work.businessId} AND id = ${connectionId}`,
		);
		return known({ noted: true });
	},
});
