import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import { widestGap } from "./rules.ts";

/**
 * Whatever tills that are no tills any more said they gave out and never handed in is missing from now on: nobody knows whether they are heard again. Should it
 * come after all, it is held like anything such a till hands in, and missing no more.
 */
export const missOfEnded = command({
	name: "sales.miss-of-ended",
	needs: "sales:write",
	input: z.object({}),
	async run({ work, now }) {
		const { businessId } = work;
		const ended = sql`tillQueues AS q CROSS JOIN devices AS d ON d.businessId = q.businessId AND d.id = q.deviceId
			WHERE q.businessId = ${businessId} AND q.said > q.highest AND (d.revokedAt IS NOT NULL OR d.expiresAt <= ${now})`;
		work.add(sql`INSERT INTO tillGaps (businessId, deviceId, seq, storeId, noticedAt)
			WITH RECURSIVE missing (deviceId, storeId, seq, last) AS (SELECT q.deviceId, q.storeId, q.highest + 1, min(q.said, q.highest + ${widestGap}) FROM ${ended}
				UNION ALL SELECT deviceId, storeId, seq + 1, last FROM missing WHERE seq < last)
			SELECT ${businessId}, deviceId, seq, storeId, ${now} FROM missing WHERE true ON CONFLICT (businessId, deviceId, seq) DO NOTHING`);
		work.add(sql`UPDATE tillQueues SET highest = said WHERE businessId = ${businessId} AND said > highest AND deviceId IN (
			SELECT d.id FROM devices AS d WHERE d.businessId = ${businessId} AND (d.revokedAt IS NOT NULL OR d.expiresAt <= ${now}))`);
		return known({ missed: true });
	},
});
