import { errorFields, log } from "#app/platform/log.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";

/** What the queue carries for a connection: there is something to do. Its rows say what. */
export type ConnectionPointer = { connectionId: string; businessId: string; shard: number };

/** Wakes a connection. A pointer that is lost costs time: the row is due, and the timetable finds it. */
export async function wake({ scope, businessId, shard }: Tenant, connectionId: string): Promise<void> {
	try {
		await scope.env.EVENTS.send({ connectionId, businessId, shard } satisfies ConnectionPointer);
	} catch (error) {
		log("warn", "channel.wake_failed", { requestId: scope.requestId, connectionId, ...errorFields(error) });
	}
}
