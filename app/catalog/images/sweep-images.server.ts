import { sql } from "drizzle-orm";
import { many, shardOf } from "#app/platform/database.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { day } from "#app/platform/time.ts";
import { restorableFor } from "./images.server.ts";
import { type Drawn, dropDrawings } from "./store.server.ts";

/** A day longer than a picture can be put back, so that nobody gets one back whose drawings are on their way out. */
const kept = restorableFor + day;
const atOnce = 200;

/**
 * Deletes the drawings of pictures that were taken away long enough ago, and of products that are gone, then forgets them. Cut off between the
 * two, the next run deletes what is not there any more, which hurts nobody.
 */
export async function sweepImages(scope: Scope, shard: number): Promise<{ deleted: number; more: boolean }> {
	const database = shardOf(scope, shard);
	const { gone } = await database.read({
		gone: many<Drawn & { id: string }>(
			sql`SELECT businessId, id, token FROM productImages INDEXED BY productImages_gone WHERE deletedAt IS NOT NULL AND deletedAt <= ${scope.now - kept} LIMIT ${atOnce}`,
		),
	});
	if (gone.length === 0) return { deleted: 0, more: false };
	await dropDrawings(scope, gone);
	await database.write([
		sql`DELETE FROM productImages WHERE (businessId, id) IN (SELECT value ->> 'businessId', value ->> 'id' FROM json_each(${JSON.stringify(gone)}))`,
	]);
	return { deleted: gone.length, more: gone.length === atOnce };
}
