import { sql } from "drizzle-orm";
import { z } from "zod";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { many, shardOf } from "#app/platform/database.server.ts";
import { patienceOf } from "#app/platform/patience.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { ReservationExpired } from "./events.server.ts";
import { shelves } from "./news.server.ts";
import { expireIn } from "./reservations.server.ts";
import type { HolderKind } from "./rules.ts";

/** Holders taken back in one batch, and looked for in one piece. */
const atOnce = 50;
const piece = 200;

const Holders = z.object({ holders: z.array(z.object({ kind: z.enum(["order", "lease"]), id: z.string() })).max(atOnce) });

type Due = { kind: HolderKind; id: string; storeId: string | null; units: number; productIds: string };

/**
 * Takes back what is promised to somebody whose time is up. Which of them it still is when the batch runs, the batch asks: who has renewed or paid
 * meanwhile keeps what they hold.
 */
export const expireReservations = command<typeof Holders, { expired: number }>({
	name: "stock.expire-reservations",
	needs: "stock:write",
	input: Holders,
	async run({ db, work, now }, { holders }) {
		const { businessId } = db;
		const list = JSON.stringify(holders);
		const dueOf = (listed: string) => sql`SELECT h.holderKind, h.holderId FROM json_each(${listed}) AS w
			CROSS JOIN reservationHolders AS h ON h.businessId = ${businessId} AND h.holderKind = w.value ->> 'kind' AND h.holderId = w.value ->> 'id' AND h.expiresAt <= ${now}`;
		const { due } = await db.read({
			due: many<Due>(sql`SELECT d.holderKind AS kind, d.holderId AS id, min(r.storeId) AS storeId, COALESCE(sum(r.quantity - r.taken), 0) AS units,
					json_group_array(DISTINCT r.productId) FILTER (WHERE r.productId IS NOT NULL) AS productIds
				FROM (${dueOf(list)}) AS d LEFT JOIN reservations AS r
					ON r.businessId = ${businessId} AND r.holderKind = d.holderKind AND r.holderId = d.holderId AND r.state = 'held'
				GROUP BY d.holderKind, d.holderId`),
		});
		if (due.length === 0) return known({ expired: 0 });
		const still = JSON.stringify(due.map(({ kind, id }) => ({ kind, id })));
		work.guard(sql`SELECT 1 WHERE (SELECT COUNT(*) FROM (${dueOf(still)})) = CAST(${due.length} AS INTEGER)`);
		expireIn(work, due);
		const lost = due
			.filter(({ units }) => units > 0)
			.map((each) => ({ ...each, productIds: z.array(z.string()).parse(JSON.parse(each.productIds)) }));
		work.tell(
			shelves,
			lost.flatMap(({ productIds }) => productIds),
		);
		for (const { kind, id, storeId, units, productIds } of lost) {
			work.record(ReservationExpired, {
				subject: { type: kind, id },
				storeId,
				data: { holderKind: kind, holderId: id, units, productIds },
			});
		}
		return known({ expired: lost.length });
	},
});

/**
 * Goes through the holders of a shard whose time is up, oldest first, as far as one run has patience. Twice finds nothing the second time.
 * @returns how many lost something, and whether some are left
 */
export async function cleanUpReservations(scope: Scope, shard: number): Promise<{ expired: number; more: boolean }> {
	const database = shardOf(scope, shard);
	const mayGoOn = patienceOf(scope);
	let expired = 0;
	while (mayGoOn()) {
		const { due } = await database.read({
			due: many<{ businessId: string; kind: HolderKind; id: string }>(sql`SELECT businessId, holderKind AS kind, holderId AS id
				FROM reservationHolders INDEXED BY reservationHolders_due WHERE expiresAt IS NOT NULL AND expiresAt <= ${scope.now}
				ORDER BY expiresAt LIMIT CAST(${piece} AS INTEGER)`),
		});
		for (const businessId of new Set(due.map((each) => each.businessId))) {
			const tenant = machineTenant(scope, { businessId, shard }, "inventory cleanup");
			const holders = due.filter((each) => each.businessId === businessId).map(({ kind, id }) => ({ kind, id }));
			for (let from = 0; from < holders.length; from += atOnce)
				expired += (await expireReservations(tenant, { holders: holders.slice(from, from + atOnce) })).expired;
		}
		if (due.length < piece) return { expired, more: false };
	}
	return { expired, more: true };
}
