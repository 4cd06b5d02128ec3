import { sql } from "drizzle-orm";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { many, shardOf } from "#app/platform/database.server.ts";
import { patienceOf } from "#app/platform/patience.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { minute } from "#app/platform/time.ts";
import { ringOf, sealAnew } from "./set-sealing.server.ts";

/** A round that stood still this long has nobody at it. */
const still = 10 * minute;
const atOnce = 100;

/** Begins a round where messages are sealed, or locked, and the ring has other keys than at their last one, and takes up rounds that stopped. @returns rounds asked for */
export async function dueSealings(scope: Scope, shard: number): Promise<{ begun: number; more: boolean }> {
	const mayGoOn = patienceOf(scope);
	const keyId = ringOf(scope.cfg.ENCRYPTION_KEYS);
	const { due } = await shardOf(scope, shard).read({
		due: many<{
			businessId: string;
		}>(sql`SELECT businessId FROM messageSealing INDEXED BY messageSealing_working WHERE state = 'working' AND updatedAt <= CAST(${scope.now - still} AS INTEGER)
			UNION ALL SELECT businessId FROM messageSealing INDEXED BY messageSealing_working WHERE state = 'done' AND (isSealed = 1 OR locked > 0) AND keyId <> ${keyId} LIMIT CAST(${atOnce} AS INTEGER)`),
	});
	let begun = 0;
	for (const { businessId } of due) {
		if (!mayGoOn()) return { begun, more: true };
		if ((await sealAnew(machineTenant(scope, { businessId, shard }, "message sealing"), {})).asked) begun += 1;
	}
	return { begun, more: due.length === atOnce };
}
