import { sql } from "drizzle-orm";
import { first, type SystemDatabase } from "./database.server.ts";

/** How far a job has come in its period: the key it goes on after (null: at the beginning), and what it has counted. `done` once nothing is left. */
export type Progress<Counts extends Record<string, number>> = { after: string[] | null; done: boolean; counts: Counts };

/** Where a job stands; at the beginning, with `counts`, when another period has begun. */
export async function progressOf<Counts extends Record<string, number>>(
	database: SystemDatabase,
	{ job, period }: { job: string; period: string },
	counts: Counts,
): Promise<Progress<Counts>> {
	const { row } = await database.read({
		row: first<{ cursor: string | null; counts: string }>(
			sql`SELECT cursor, counts FROM jobProgress WHERE job = ${job} AND period = ${period}`,
		),
	});
	if (!row) return { after: null, done: false, counts };
	return { after: row.cursor === null ? null : JSON.parse(row.cursor), done: row.cursor === null, counts: JSON.parse(row.counts) };
}

/** Keeps where a job stands; only its lease's holder does. */
export async function keepProgress(
	database: SystemDatabase,
	{ job, period, now }: { job: string; period: string; now: number },
	{ after, counts }: { after: string[] | null; counts: Record<string, number> },
): Promise<void> {
	const cursor = after && JSON.stringify(after);
	await database.write([
		sql`INSERT INTO jobProgress (job, period, cursor, counts, updatedAt) VALUES (${job}, ${period}, ${cursor}, ${JSON.stringify(counts)}, ${now})
			ON CONFLICT (job) DO UPDATE SET period = excluded.period, cursor = excluded.cursor, counts = excluded.counts, updatedAt = excluded.updatedAt`,
	]);
}
