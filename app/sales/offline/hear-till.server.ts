import { sql } from "drizzle-orm";
import type { HandingIn } from "#app/identity/till-queue.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { missIn } from "./hand-in-sale.server.ts";
import { TillReport } from "./input.ts";
import { soldWhen, widestGap } from "./rules.ts";

/** How a till's sequence stands here. `missing`: numbers nobody has handed in, oldest first. */
export type Heard = { highest: number; missing: number[] };

/**
 * A till says how it stands. Only when nothing waits any more is a number it gave out and never handed in missing; of one that is no till any more, at once:
 * nobody knows whether it is heard again.
 */
export const hearTill = command<typeof TillReport, Heard, HandingIn>({
	name: "sales.hear-till",
	needs: "till:use",
	input: TillReport,
	async run({ db, work, principal, now }, { tillId, sentAt, lastSeq, waiting, waitingSince }) {
		const { businessId } = db;
		const { device, store, standing } = await principal();
		const isSettled = waiting === 0 || !standing;
		if (device.id === tillId) {
			// A number out of all reason is no number of ours.
			const last = sql`min(CAST(${lastSeq} AS INTEGER), COALESCE((SELECT highest FROM tillQueues WHERE businessId = ${businessId} AND deviceId = ${device.id}), 0) + ${widestGap})`;
			if (isSettled) missIn(work, device.id, store.id, sql`${last} + 1`);
			const { ahead } = soldWhen({ soldAt: now, sentAt }, now);
			const highest = isSettled ? last : sql`0`;
			work.add(sql`INSERT INTO tillQueues (businessId, deviceId, storeId, highest, waiting, waitingSince, clockAhead, heardAt, said)
				VALUES (${businessId}, ${device.id}, ${store.id}, ${highest}, CAST(${waiting} AS INTEGER), ${waitingSince}, ${ahead}, ${now}, ${last})
				ON CONFLICT (businessId, deviceId) DO UPDATE SET highest = max(highest, excluded.highest), waiting = excluded.waiting,
					waitingSince = excluded.waitingSince, clockAhead = excluded.clockAhead, heardAt = excluded.heardAt, said = max(said, excluded.said)`);
		}
		return answer<Heard>(sql`json_object('highest', COALESCE((SELECT highest FROM tillQueues WHERE businessId = ${businessId} AND deviceId = ${device.id}), 0),
			'missing', json((SELECT json_group_array(seq) FROM (SELECT seq FROM tillGaps INDEXED BY tillGaps_open
				WHERE businessId = ${businessId} AND deviceId = ${device.id} AND explainedAt IS NULL ORDER BY seq LIMIT 100))))`);
	},
});
