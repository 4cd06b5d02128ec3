import { sql } from "drizzle-orm";
import { many, shardOf } from "#app/platform/database.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { second } from "#app/platform/time.ts";
import type { ConnectionPointer } from "./wake.server.ts";

/** Whoever was woken has begun by now. */
const grace = 20 * second;
const most = 500;
/** The queue takes at most a hundred messages in one call. */
const chunk = 100;

/** Wakes the connections that should be at work. @returns how many */
export async function wakeDue(scope: Scope, shard: number): Promise<number> {
	const { due } = await shardOf(scope, shard).read({
		due: many<{ businessId: string; id: string }>(
			sql`SELECT businessId, id FROM connections INDEXED BY connections_due WHERE wakeAt <= ${scope.now - grace} AND state = 'active' ORDER BY wakeAt LIMIT CAST(${most} AS INTEGER)`,
		),
	});
	const pointers = due.map(({ businessId, id }): { body: ConnectionPointer } => ({ body: { connectionId: id, businessId, shard } }));
	for (let from = 0; from < pointers.length; from += chunk) await scope.env.WAKES.sendBatch(pointers.slice(from, from + chunk));
	return due.length;
}
