import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";

/** What tills keep that are no tills any more is over now; the cleanup of what is promised takes it back. */
export const endLeases = command({
	name: "sales.end-leases",
	needs: "sales:write",
	input: z.object({}),
	async run({ work, now }) {
		const { businessId } = work;
		work.add(sql`UPDATE reservationHolders SET expiresAt = ${now}, updatedAt = ${now}
			WHERE businessId = ${businessId} AND holderKind = 'lease' AND expiresAt > ${now}
				AND holderId IN (SELECT id FROM devices WHERE businessId = ${businessId} AND revokedAt IS NOT NULL)`);
		return known({ ended: true });
	},
});
