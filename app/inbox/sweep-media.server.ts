import { sql } from "drizzle-orm";
import { many, shardOf } from "#app/platform/database.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { day } from "#app/platform/time.ts";
import { mediaPlace } from "./chat-files.server.ts";

/** So long a file that was put up waits to be sent. */
const kept = 2 * day;
/** As many as the store deletes in one call. */
const atOnce = 1000;

/**
 * Deletes files that were put up to be sent and never were. Each is first made one that cannot be sent, then its bytes go, then its row: cut off between,
 * the next run finds it again, and no message's file is ever taken.
 */
export async function sweepMedia(scope: Scope, shard: number): Promise<{ deleted: number; more: boolean }> {
	const database = shardOf(scope, shard);
	const { left } = await database.read({
		left: many<{ businessId: string; id: string }>(
			sql`SELECT businessId, id FROM messageMedia INDEXED BY messageMedia_unsent WHERE messageId IS NULL AND createdAt < ${scope.now - kept} LIMIT ${atOnce}`,
		),
	});
	if (left.length === 0) return { deleted: 0, more: false };
	const these = sql`messageId IS NULL AND (businessId, id) IN (SELECT value ->> 'businessId', value ->> 'id' FROM json_each(${JSON.stringify(left)}))`;
	const [gone = []] = await database.write([
		sql`UPDATE messageMedia SET state = 'gone', why = 'not_sent' WHERE ${these} RETURNING businessId, chatId, id`,
	]);
	await scope.env.FILES.delete(gone.map(({ businessId, chatId, id }) => mediaPlace(String(businessId), String(chatId), String(id))));
	await database.write([sql`DELETE FROM messageMedia WHERE state = 'gone' AND ${these}`]);
	return { deleted: gone.length, more: left.length === atOnce };
}
