import { type SQL, sql } from "drizzle-orm";
import type { Compilable } from "./database.server.ts";
import type { EventKind, Fact } from "./events.server.ts";
import type { Changes, NewsSource } from "./news.server.ts";

/**
 * The unit of work: what one command will write, gathered and sent as one D1 batch, which rolls back as a whole when a statement fails.
 * Statements run in the order they were added.
 */
export type Work = {
	readonly businessId: string;
	readonly now: number;
	/** Adds a statement. */
	add(statement: Compilable): void;
	/** Says what must still be true when the batch runs: an SQL SELECT that must find a row. If it finds none, the whole batch is undone and the command decides again. */
	guard(mustExist: SQL): void;
	/** The same batch as of another instant: how a history is written in a few batches. */
	at(instant: number): Work;
	/** Says what open pages show that this changes: they are told how it stands after the batch. */
	tell(source: NewsSource, subjects: Iterable<string>): void;
	/** Adds the fact that was caused, to the same batch. */
	record<Data extends object>(kind: EventKind<Data>, fact: Fact<Data>): void;
};

type Gathered = { statements: Compilable[]; changes: Changes; facts: { kind: EventKind<object>; fact: Fact<object>; at: number }[] };

export function gatherWork(businessId: string, now: number): { work: Work; gathered: Gathered } {
	const gathered: Gathered = { statements: [], changes: new Map(), facts: [] };
	return { gathered, work: workInto(gathered, businessId, now, true) };
}

function workInto(gathered: Gathered, businessId: string, now: number, isNews: boolean): Work {
	return {
		businessId,
		now,
		add: (statement) => void gathered.statements.push(statement),
		guard: (mustExist) => void gathered.statements.push(sql`INSERT INTO guards (ok) SELECT 0 WHERE NOT EXISTS (${mustExist})`),
		tell(source, subjects) {
			if (!isNews) return;
			const known = gathered.changes.get(source) ?? new Set();
			gathered.changes.set(source, known);
			for (const subject of subjects) known.add(subject);
		},
		record: (kind, fact) => void gathered.facts.push({ kind, fact, at: now }),
		at: (instant) => workInto(gathered, businessId, instant, isNews && instant === now),
	};
}
