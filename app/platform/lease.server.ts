import { sql } from "drizzle-orm";
import type { SystemDatabase } from "./database.server.ts";
import { newId } from "./ids.ts";
import { minute } from "./time.ts";

/** How long a job may be silent before another may take over: twice what a run allows itself (patience.server.ts), less than a dead holder would cost. */
const term = 4 * minute;

/**
 * Runs `job` if nobody else is doing it. The lease runs out by itself when its holder dies; `fence` grows with every holder, so a late one
 * can be told apart. @returns whether it ran
 */
export async function underLease(
	database: SystemDatabase,
	name: string,
	now: number,
	job: (fence: number) => Promise<void>,
): Promise<boolean> {
	const owner = newId();
	const [taken = []] = await database.write([
		sql`INSERT INTO leases (name, owner, fence, expiresAt) VALUES (${name}, ${owner}, 1, ${now + term})
			ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, fence = leases.fence + 1, expiresAt = excluded.expiresAt WHERE leases.expiresAt <= ${now}
			RETURNING fence`,
	]);
	const fence = taken[0]?.fence;
	if (typeof fence !== "number") return false;
	try {
		await job(fence);
	} finally {
		await database.write([sql`UPDATE leases SET expiresAt = 0 WHERE name = ${name} AND owner = ${owner} AND fence = ${fence}`]);
	}
	return true;
}
