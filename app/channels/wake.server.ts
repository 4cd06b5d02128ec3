import { type SQL, sql } from "drizzle-orm";
import { errorFields, log } from "#app/platform/log.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";

/** What the queue carries for a connection: there is something to do. Its rows say what. */
export type ConnectionPointer = { connectionId: string; businessId: string; shard: number };

/** Wakes a connection. A pointer that is lost costs time: the row is due, and the timetable finds it. */
export async function wake({ scope, businessId, shard }: Tenant, connectionId: string): Promise<void> {
	try {
		await scope.env.WAKES.send({ connectionId, businessId, shard } satisfies ConnectionPointer);
	} catch (error) {
		log("warn", "channel.wake_failed", { requestId: scope.requestId, connectionId, ...errorFields(error) });
	}
}

/** When a connection is due that is wanted at an instant, too. It is never the number it was: a turn that is going on sees at its end that somebody came. */
export function wokenAt(at: number): SQL {
	return sql`MIN(COALESCE(wakeAt - 1, CAST(${at} AS INTEGER)), CAST(${at} AS INTEGER))`;
}

/** Adds to the batch that there is something to do for a connection at an instant (ms UTC), so that it is done also where nobody could wake it. */
export function wakeAtIn(work: Work, connectionId: string, at: number): void {
	work.add(sql`UPDATE connections SET wakeAt = ${wokenAt(at)}
		WHERE businessId = ${work.businessId} AND id = ${connectionId} AND state = 'active'`);
}
