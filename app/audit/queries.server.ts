import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor, writeCursor } from "#app/platform/cursor.ts";
import { first, many } from "#app/platform/database.server.ts";
import type { StoredEvent } from "#app/platform/events.server.ts";
import { firstIdAt } from "#app/platform/ids.ts";
import type { TenantDb } from "#app/platform/tenant.server.ts";
import type { Finding, Seal, SealedEvent } from "./chain.server.ts";
import { ListEvents, ListLetters, ListSeals } from "./input.ts";
import { lastSeal, sealedFields } from "./seal-events.server.ts";

/** How many events of a long history a page looks at: whoever asks for something rare in it goes on from there. */
const window = 1000;

type Listed = { items: (SealedEvent & { data: string })[]; nextCursor: string | null };

/**
 * A page of the log, newest first. It looks at a bounded stretch, along the index that fits best; it may be short, even empty, and still have a
 * next one.
 */
async function pageOfLog(
	db: TenantDb,
	{ limit, cursor, from, until, type, subjectId, actorId, ...rest }: z.output<typeof ListEvents>,
): Promise<Listed> {
	const before = readCursor(cursor, 1);
	const leads = subjectId ? "subjectId" : actorId ? "actorId" : type ? "type" : null;
	// Left to itself SQLite reads a keyed table by its key rather than by an index that does not hold the whole row.
	const by = subjectId
		? sql`INDEXED BY events_by_subject`
		: actorId
			? sql`INDEXED BY events_by_actor`
			: type
				? sql`INDEXED BY events_by_type`
				: sql``;
	const is = (asked: Record<string, string | undefined>) =>
		Object.entries(asked).flatMap(([column, value]) => (value === undefined ? [] : [sql`AND ${sql.identifier(column)} = ${value}`]));
	const { [leads ?? ""]: leading, ...others }: Record<string, string | undefined> = { type, subjectId, actorId, ...rest };
	// Ids sort by time, so a span of time is a span of ids and needs no index of its own.
	const stretch = sql`FROM events ${by} WHERE businessId = ${db.businessId} ${sql.join(leads ? is({ [leads]: leading }) : [], sql` `)}
		${from ? sql`AND id >= ${firstIdAt(Date.parse(from))}` : sql``} ${until ? sql`AND id < ${firstIdAt(Date.parse(until))}` : sql``}
		${before ? sql`AND id < ${before[0]}` : sql``}`;
	// Without another filter every event of the stretch is on the page, and it ends there by itself.
	const narrowing = is(others);
	const rare = narrowing.length > 0;
	const edge = sql`(SELECT id ${stretch} ORDER BY id DESC LIMIT 1 OFFSET CAST(${window - 1} AS INTEGER))`;
	const { rows, end } = await db.read({
		end: first<{ id: string | null; asker: string }>(sql`SELECT ${rare ? edge : sql`NULL`} AS id, ${db.businessId} AS asker`),
		rows: many<SealedEvent>(sql`SELECT ${sealedFields}
			${stretch} ${sql.join(narrowing, sql` `)} ${rare ? sql`AND id >= COALESCE(${edge}, '')` : sql``} ORDER BY id DESC LIMIT ${limit + 1}`),
	});
	const { items, nextCursor } = pageOf(rows, limit, (row) => [row.id]);
	return { items, nextCursor: nextCursor ?? (end?.id ? writeCursor([end.id]) : null) };
}

/** An event as pages show it; `seq` is its number in the order things were written down. */
export type LoggedEvent = StoredEvent & { seq: number | null };

/** What happened, newest first: who, what, to what, when, from where. A page may be short, even empty, and still have a next one. */
export const listEvents = query({
	name: "audit.list-events",
	needs: "audit:read",
	input: ListEvents,
	async run({ db }, asked) {
		const { items, nextCursor } = await pageOfLog(db, asked);
		return { items: items.map((row): LoggedEvent => ({ ...row, data: JSON.parse(row.data) })), nextCursor };
	},
});

/** The same, to the letter as it is sealed: what a file holds that a stranger shall be able to check. */
export const sealedEvents = query({
	name: "audit.sealed-events",
	needs: "audit:read",
	input: ListEvents,
	run: ({ db }, asked) => pageOfLog(db, asked),
});

/** Seals in their order, from a number on. */
export const listSeals = query<typeof ListSeals, { items: Seal[]; nextCursor: string | null }>({
	name: "audit.list-seals",
	needs: "audit:read",
	input: ListSeals,
	async run({ db }, { limit, cursor, from }) {
		const after = readCursor(cursor, 1)?.[0] ?? from - 1;
		const { rows } = await db.read({
			rows: many<Seal>(sql`SELECT number, previous, fromSeq, toSeq, leaves, root, hash, sealedAt FROM seals
				WHERE businessId = ${db.businessId} AND number > ${after} ORDER BY number LIMIT ${limit + 1}`),
		});
		return pageOf(rows, limit, ({ number }) => [number]);
	},
});

export type ChainState = {
	last: { number: number; hash: string; toSeq: number; sealedAt: number } | null;
	/** Events written down after the last seal. */
	waiting: number;
	check: { checkedTo: number; events: number; findings: Finding[]; startedAt: number; finishedAt: number | null } | null;
};

/** How the chain stands: its last seal, which is worth writing down elsewhere, what waits for the next, and what the last check found. */
export const chainState = query<z.ZodObject, ChainState>({
	name: "audit.chain-state",
	needs: "audit:read",
	input: z.object({}),
	async run({ db }) {
		const { businessId } = db;
		const { last, top, check } = await db.read({
			last: lastSeal(businessId),
			top: first<{ seq: number | null }>(sql`SELECT MAX(seq) AS seq FROM events INDEXED BY events_by_seq WHERE businessId = ${businessId}`),
			check: first<{ checkedTo: number; events: number; findings: string; startedAt: number; finishedAt: number | null }>(
				sql`SELECT checkedTo, events, findings, startedAt, finishedAt FROM auditChecks WHERE businessId = ${businessId}`,
			),
		});
		return {
			last: last ?? null,
			waiting: (top?.seq ?? 0) - (last?.toSeq ?? 0),
			check: check ? { ...check, findings: JSON.parse(check.findings) } : null,
		};
	},
});

export type LetterFacts = {
	id: string;
	eventId: string;
	eventType: string;
	error: string;
	deliveries: number;
	state: "dead" | "replayed" | "discarded";
	diedAt: number;
	settledAt: number | null;
};

/** What the queue gave up on, newest first. */
export const listLetters = query({
	name: "audit.list-letters",
	needs: "operations:read",
	input: ListLetters,
	async run({ db }, { limit, cursor, state }) {
		const before = readCursor(cursor, 1);
		const { rows } = await db.read({
			rows: many<LetterFacts>(sql`SELECT id, eventId, eventType, error, deliveries, state, diedAt, settledAt FROM deadLetters
				WHERE businessId = ${db.businessId} AND state = ${state} ${before ? sql`AND id < ${before[0]}` : sql``} ORDER BY id DESC LIMIT ${limit + 1}`),
		});
		return pageOf(rows, limit, (row) => [row.id]);
	},
});

export type JobFacts = {
	job: string;
	startedAt: number;
	finishedAt: number | null;
	outcome: "running" | "done" | "failed";
	/** What it did, as a word of the catalogs (`operations.did`) with its counts; null before it is done. */
	did: { code: string; counts: Record<string, number> } | null;
	/** Why it failed, as the machine said it. */
	failure: string;
};

/** An event of which something failed, and which comes again at `againAt` (ms UTC). */
export type RetryFacts = { eventId: string; eventType: string; error: string; tries: number; againAt: number };

/** How the machinery is doing: what waits in the business's outbox, what failed and comes again, what died, and what each job did last. */
export const operations = query({
	name: "audit.operations",
	needs: "operations:read",
	input: z.object({}),
	async run({ db, now }) {
		const due = sql`events INDEXED BY events_due WHERE businessId = ${db.businessId} AND dueAt IS NOT NULL`;
		const { outbox, retries, letters, jobs } = await db.read({
			outbox: first<{ waiting: number; oldest: number | null }>(sql`SELECT COUNT(*) AS waiting, MIN(at) AS oldest FROM
				(SELECT at FROM ${due} AND lastError IS NULL ORDER BY dueAt LIMIT 1000)`),
			retries: many<RetryFacts>(sql`SELECT id AS eventId, type AS eventType, lastError AS error, deliveries AS tries, dueAt AS againAt
				FROM ${due} AND lastError IS NOT NULL ORDER BY dueAt LIMIT 50`),
			letters: many<LetterFacts>(sql`SELECT id, eventId, eventType, error, deliveries, state, diedAt, settledAt FROM deadLetters
				WHERE businessId = ${db.businessId} AND state = 'dead' ORDER BY id DESC LIMIT 50`),
			// Job runs are the machine's, not a business's; the first column only says on whose behalf they are looked at.
			// From name to name along the index, instead of over every run there was.
			jobs: many<
				Omit<JobFacts, "did" | "failure"> & { detail: string; askedBy: string }
			>(sql`WITH RECURSIVE names (job) AS (SELECT MIN(job) FROM jobRuns UNION ALL
					SELECT (SELECT MIN(job) FROM jobRuns WHERE job > names.job) FROM names WHERE names.job IS NOT NULL)
				SELECT ${db.businessId} AS askedBy, r.job, r.startedAt, r.finishedAt, r.outcome, r.detail
				FROM names CROSS JOIN jobRuns AS r ON r.id = (SELECT MAX(id) FROM jobRuns WHERE job = names.job) WHERE names.job IS NOT NULL ORDER BY r.job`),
		});
		return {
			outbox: { waiting: outbox?.waiting ?? 0, oldestAge: outbox?.oldest == null ? null : now - outbox.oldest },
			retries,
			letters,
			jobs: jobs.map(({ askedBy: _, detail, ...job }): JobFacts => {
				const told = job.outcome === "done";
				return { ...job, did: told ? didOf(detail) : null, failure: told ? "" : detail };
			}),
		};
	},
});

/** What a job wrote down; null for a run from before jobs did so in words of the catalogs. */
function didOf(detail: string): JobFacts["did"] {
	return detail.startsWith("{") ? JSON.parse(detail) : null;
}
