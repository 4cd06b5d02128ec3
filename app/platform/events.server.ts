import { type SQL, sql } from "drizzle-orm";
import type { Compilable } from "./database.server.ts";
import { newId } from "./ids.ts";
import type { Principal, Tenant } from "./tenant.server.ts";
import { minute } from "./time.ts";

/**
 * A kind of fact. `relayed` kinds have a reaction somewhere and go to the queue; where that only tells open pages (`news`), they go there
 * only when the command could not tell them itself. A test compares both with the registry.
 */
export type EventKind<Data extends object> = { type: string; relayed: boolean; news: boolean; data?: Data };

/** Kinds whose reaction takes long: they go to the queue of jobs, so that nothing quick waits behind them. */
const long = new Set<string>();

/** Declares a kind of fact: past tense, `room.happened`. */
export function defineEvent<Data extends object>(
	type: string,
	options: { relayed?: boolean; news?: boolean; long?: boolean } = {},
): EventKind<Data> {
	const { news = false, relayed = news } = options;
	if (options.long) long.add(type);
	return { type, relayed, news };
}

export function takesLong(type: string): boolean {
	return long.has(type);
}

/** What happened to what. `data` may be SQL (a JSON expression) where the batch itself computes it; `before` / `after` are for the audit. */
export type Fact<Data extends object> = {
	subject: { type: string; id: string };
	storeId?: string | null;
	data: Data | SQL;
	/** Made beforehand (`newId`) where the answer names it: what can be taken back is taken back by it. */
	id?: string;
};

/** An event as reactions and readers see it. */
export type StoredEvent = {
	id: string;
	type: string;
	subjectType: string;
	subjectId: string;
	storeId: string | null;
	actorKind: string;
	actorId: string;
	actorName: string;
	requestId: string;
	ip: string | null;
	at: number;
	/** The till it was done at; null for everything else. */
	deviceId: string | null;
	deviceName: string | null;
	data: Record<string, unknown>;
};

/** What the queue carries: a wake-up call. The row is the truth. */
export type EventPointer = { shard: number; businessId: string; eventId: string };

/**
 * How long a freshly written event waits for its first delivery before the sweeper sends it again. The row stays due until its reactions are
 * done, so a queue that loses everything (the local one does on kill) loses nothing.
 */
const firstSweep = 1 * minute;

/** The statement that writes an event beside the effect it tells of. */
export function eventRow(
	tenant: Tenant,
	principal: Principal,
	kind: EventKind<object>,
	fact: Fact<object>,
	at: number,
): { id: string; statement: Compilable } {
	const id = fact.id ?? newId<"event">(at);
	const data = isSql(fact.data) ? fact.data : sql`${JSON.stringify(fact.data)}`;
	const { actor, device } = principal;
	return {
		id,
		statement: sql`INSERT INTO events (businessId, id, type, subjectType, subjectId, storeId, actorKind, actorId, actorName, requestId, ip, at, data, dueAt, deviceId, deviceName, seq)
			VALUES (${tenant.businessId}, ${id}, ${kind.type}, ${fact.subject.type}, ${fact.subject.id}, ${fact.storeId ?? null}, ${actor.kind}, ${actor.id}, ${actor.name},
			${tenant.scope.requestId}, ${tenant.scope.ip}, ${at}, ${data}, ${isRelayed(kind, at, tenant) ? tenant.now + firstSweep : null}, ${device?.id ?? null}, ${device?.name ?? null},
			(SELECT COALESCE(MAX(seq), 0) + 1 FROM events INDEXED BY events_by_seq WHERE businessId = ${tenant.businessId}))`,
	};
}

/** What is written down of a past instant is history: nothing follows from it now. */
export function isRelayed(kind: EventKind<object>, at: number, tenant: Tenant): boolean {
	return kind.relayed && at === tenant.now;
}

function isSql(data: object): data is SQL {
	return "queryChunks" in data;
}
