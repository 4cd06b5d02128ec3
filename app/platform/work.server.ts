import { type SQL, sql } from "drizzle-orm";
import type { Compilable } from "./database.server.ts";
import type { EventKind, Fact } from "./events.server.ts";

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
	/** Adds the fact that was caused, to the same batch. */
	record<Data extends object>(kind: EventKind<Data>, fact: Fact<Data>): void;
};

export type Gathered = { statements: Compilable[]; facts: { kind: EventKind<object>; fact: Fact<object>; at: number }[] };

export function gatherWork(businessId: string, now: number): { work: Work; gathered: Gathered } {
	const gathered: Gathered = { statements: [], facts: [] };
	return { gathered, work: workInto(gathered, businessId, now) };
}

function workInto(gathered: Gathered, businessId: string, now: number): Work {
	return {
		businessId,
		now,
		add: (statement) => void gathered.statements.push(statement),
		guard: (mustExist) => void gathered.statements.push(sql`INSERT INTO guards (ok) SELECT 0 WHERE NOT EXISTS (${mustExist})`),
		record: (kind, fact) => void gathered.facts.push({ kind, fact, at: now }),
		at: (instant) => workInto(gathered, businessId, instant),
	};
}
