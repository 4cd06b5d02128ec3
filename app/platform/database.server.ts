import type { SQL } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import type { Meter, Scope } from "./scope.server.ts";

/** D1 underneath: compiled statements, batches, what they cost. Rooms never see this file; they are handed a tenant (tenant.server.ts). */

export type Compilable = SQL | { toSQL(): { sql: string; params: unknown[] } };
export type Compiled = { sql: string; params: unknown[] };
export type Row = Record<string, unknown>;

/** drizzle's builder with no connection behind it: it only writes SQL, a tenant runs it. */
export const build = drizzle(() => Promise.reject(new Error("a built statement is run by a tenant")));

const dialect = new SQLiteSyncDialect();

/** Text and parameters of a drizzle expression or builder. */
export function compile(query: Compilable): Compiled {
	return "toSQL" in query ? query.toSQL() : dialect.sqlToQuery(query);
}

/** Runs statements as one D1 batch (one implicit transaction, one round trip); results stand in the order of the statements. */
export async function runBatch(database: D1Database, statements: Compiled[], meter: Meter): Promise<Row[][]> {
	if (statements.length === 0) return [];
	meter.trips += 1;
	meter.questions += statements.length;
	const results = await database.batch<Row>(statements.map(({ sql, params }) => database.prepare(sql).bind(...params)));
	for (const { meta } of results) {
		meter.rowsRead += meta.rows_read ?? 0;
		meter.rowsWritten += meta.rows_written ?? 0;
	}
	return results.map((result) => result.results);
}

/** How many shards there are. New ones are appended; a business stays where it was put. */
export const shardCount = 2;

/** The database that holds a business's data. @throws Error for a shard that does not exist */
export function shardDatabase(env: Env, shard: number): D1Database {
	const database = [env.SHARD_0, env.SHARD_1][shard];
	if (!database) throw new Error(`no shard ${shard}`);
	return database;
}

/** A handle for what is nobody's business data: the directory, leases, the outbox sweep. Only platform, identity's directory and the engines may hold one. */
export type SystemDatabase = { read<Q extends Asks>(queries: Q): Promise<Answers<Q>>; write(statements: Compilable[]): Promise<Row[][]> };

export function systemDatabase(database: D1Database, meter: Meter): SystemDatabase {
	return {
		async read(queries) {
			const asks = Object.values(queries);
			return answers(
				queries,
				await runBatch(
					database,
					asks.map((ask) => compile(ask.query)),
					meter,
				),
			);
		},
		write: (statements) => runBatch(database, statements.map(compile), meter),
	};
}

/** Where everybody is: e-mail and user name → business and shard. */
export function directoryOf(scope: Scope): SystemDatabase {
	return systemDatabase(scope.env.DIRECTORY, scope.meter);
}

/** One shard, unscoped. */
export function shardOf(scope: Scope, shard: number): SystemDatabase {
	return systemDatabase(shardDatabase(scope.env, shard), scope.meter);
}

/** A question and the shape of its answer. */
export type Ask<Result> = { query: Compilable; take(rows: Row[]): Result };
export type Asks = Record<string, Ask<unknown>>;
export type Answers<Q extends Asks> = { [K in keyof Q]: Q[K] extends Ask<infer Result> ? Result : never };

/** All rows. Columns are named as the TypeScript keys are, so a row needs no mapping. */
export function many<R>(query: Compilable): Ask<R[]> {
	return { query, take: (rows) => rows as R[] };
}

/** The first row, or undefined. */
export function first<R>(query: Compilable): Ask<R | undefined> {
	return { query, take: (rows) => rows[0] as R | undefined };
}

export function answers<Q extends Asks>(queries: Q, results: Row[][]): Answers<Q> {
	return Object.fromEntries(Object.keys(queries).map((name, index) => [name, queries[name]!.take(results[index] ?? [])])) as Answers<Q>;
}

/** The name of the constraint a batch broke, or undefined when the error is something else. Texts: PLATFORM §1.2, run on the local engine. */
export function brokenConstraint(error: unknown): string | undefined {
	const text = error instanceof Error ? `${error.message}\n${error.cause instanceof Error ? error.cause.message : ""}` : "";
	const match = /(?:UNIQUE|CHECK|FOREIGN KEY|NOT NULL) constraint failed(?:: ([\w., ]+?))?(?=:|$|\s)/m.exec(text);
	return match ? (match[1] ?? "foreign_key") : undefined;
}
