import { sql } from "drizzle-orm";
import { shardOf } from "./database.server.ts";
import { againAt, buryEvents, mostTries } from "./delivery.server.ts";
import { type EventKind, type EventPointer, takesLong } from "./events.server.ts";
import { errorFields, log } from "./log.server.ts";
import { tell } from "./news.server.ts";
import type { Told } from "./news.ts";
import type { Scope } from "./scope.server.ts";
import type { Tenant } from "./tenant.server.ts";

/** Queues take at most 100 messages in one call. */
const chunk = 100;

type Committed = { id: string; kind: EventKind<object> };

/**
 * Sends what was just committed on its way: events to the queue, news to the open pages, and with it done what would only have told them.
 * A failure is only logged: the rows are due, and the sweeper will find them.
 */
export async function relayNow(tenant: Tenant, events: Committed[], news: Told[]): Promise<void> {
	const onlyTell = events.filter(({ kind }) => kind.news);
	await Promise.all([
		tellNow(tenant, onlyTell, news),
		sendNow(
			tenant,
			events.filter(({ kind }) => !kind.news),
		),
	]);
}

async function tellNow(tenant: Tenant, events: Committed[], news: Told[]): Promise<void> {
	const { scope, businessId } = tenant;
	try {
		await tell(scope, businessId, news);
		if (events.length === 0) return;
		const ids = JSON.stringify(events.map(({ id }) => id));
		await shardOf(scope, tenant.shard).write([
			sql`UPDATE events SET dueAt = NULL WHERE businessId = ${businessId} AND id IN (SELECT value FROM json_each(${ids}))`,
		]);
	} catch (error) {
		log("warn", "news.failed", { requestId: scope.requestId, news: news.length, ...errorFields(error) });
		await sendNow(tenant, events);
	}
}

async function sendNow(tenant: Tenant, events: Committed[]): Promise<void> {
	try {
		await send(
			tenant.scope,
			events.map(({ id, kind }) => ({ type: kind.type, pointer: { shard: tenant.shard, businessId: tenant.businessId, eventId: id } })),
		);
	} catch (error) {
		log("warn", "relay.failed", { requestId: tenant.scope.requestId, events: events.length, ...errorFields(error) });
	}
}

/** Claims of one sweep: a worker may ask D1 a thousand questions, and the next minute sweeps on. */
const mostClaims = 200;

/**
 * Sends again what nobody has finished: claims due rows (eight claimers at once overlap in none), then sends them. What came back from its last
 * try without a word is buried. @returns how many were sent
 */
export async function sweepOutbox(scope: Scope, shard: number): Promise<number> {
	let swept = 0;
	for (let claims = 0; claims < mostClaims; claims++) {
		const [claimed = []] = await shardOf(scope, shard).write([
			sql`UPDATE events SET dueAt = ${againAt(scope.now)}
				WHERE (businessId, id) IN (SELECT businessId, id FROM events WHERE dueAt <= ${scope.now} ORDER BY dueAt LIMIT ${chunk})
				RETURNING businessId, id AS eventId, type, deliveries`,
		]);
		const due = claimed.map((row) => ({
			type: String(row.type),
			pointer: { shard, businessId: String(row.businessId), eventId: String(row.eventId) },
			isTried: Number(row.deliveries) >= mostTries,
		}));
		const again = due.filter(({ isTried }) => !isTried);
		await buryEvents(
			scope,
			due.filter(({ isTried }) => isTried).map(({ pointer }) => pointer),
		);
		await send(scope, again);
		swept += again.length;
		if (claimed.length < chunk) break;
	}
	return swept;
}

async function send({ env }: Scope, due: { type: string; pointer: EventPointer }[]): Promise<void> {
	for (const queue of [env.EVENTS, env.JOBS]) {
		const pointers = due.filter(({ type }) => takesLong(type) === (queue === env.JOBS)).map(({ pointer }) => pointer);
		for (let from = 0; from < pointers.length; from += chunk) {
			await queue.sendBatch(pointers.slice(from, from + chunk).map((body) => ({ body })));
		}
	}
}
