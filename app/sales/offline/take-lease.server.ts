import { type SQL, sql } from "drizzle-orm";
import { storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import { netSoldIn } from "#app/orders/net-sold.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { addDays, calendarDay, hour } from "#app/platform/time.ts";
import { leaseholder } from "#app/stock/leases.server.ts";
import { shelves } from "#app/stock/news.server.ts";
import { holdIn, releaseIn, renewIn } from "#app/stock/reservations.server.ts";
import { settingsOf, untouched } from "../settings.server.ts";
import { LeaseTaken } from "./events.server.ts";
import { mostLeased, TakeLease } from "./input.ts";
import { decideLease, type LeasableShelf } from "./rules.ts";

/** What a till may promise alone. `units` by product; `until` and `at` (the server's now) in ms UTC. */
export type Lease = { at: number; until: number; beyond: "warn" | "refuse"; units: Record<string, number> };

/**
 * A till takes goods of its store into keeping for the time it may be alone, or renews what it keeps: what sells there, in the order in which it sells.
 * They are promised to it like an order's goods, for as long as the store says after it was heard last. Where the store lets tills keep nothing, what
 * this one kept is free again.
 * @throws Refusal `forbidden / another_till` for a browser that is not that till, `forbidden / store_not_yours`
 */
export const takeLease = command<typeof TakeLease, Lease, Viewer>({
	name: "sales.take-lease",
	needs: "sales:write",
	input: TakeLease,
	async run({ db, work, principal, now }, { tillId, holds }) {
		const { businessId } = db;
		const storeIs = sql`(SELECT storeId FROM devices WHERE businessId = ${businessId} AND id = ${tillId})`;
		const { device, settings, goods, holder } = await db.read({
			device: first<{ storeId: string }>(
				sql`SELECT storeId FROM devices WHERE businessId = ${businessId} AND id = ${tillId} AND revokedAt IS NULL`,
			),
			settings: settingsOf(businessId, storeIs),
			goods: leasable(businessId, storeIs, tillId, now),
			holder: first<{ updatedAt: number }>(sql`SELECT updatedAt ${ofHolder(businessId, tillId)}`),
		});
		const viewer = await principal();
		if (!device || viewer.device?.id !== tillId) refuse("forbidden", "another_till");
		const { storeId } = device;
		storeOf(viewer, storeId);
		const { leaseUnits, leaseHours, beyondLease } = settings ?? untouched;
		const { may, hold, release } = decideLease(goods, holds, { units: leaseUnits, products: mostLeased });
		const me = leaseholder(tillId);
		const until = now + leaseHours * hour;
		const before = goods.some(({ held }) => held > 0);

		// Two windows of one till: the slower reads again what the faster was given.
		work.guard(sql`SELECT 1 WHERE COALESCE((SELECT updatedAt ${ofHolder(businessId, tillId)}), 0) = ${holder?.updatedAt ?? 0}`);
		if (release.length > 0) {
			const here = release.map((productId) => ({ storeId, productId }));
			releaseIn(work, me, here);
			work.tell(shelves, release);
		}
		const lines = hold.map((line) => ({ ...line, storeId }));
		if (lines.length > 0) holdIn(work, me, lines, until);
		else if (before) renewIn(work, me, until);
		if (!before && lines.length > 0)
			work.record(LeaseTaken, {
				subject: { type: "device", id: tillId },
				storeId,
				data: { products: lines.length, units: lines.reduce((sum, { quantity }) => sum + quantity, 0), until },
			});
		// What it sold between the reading and the batch is not its to promise again.
		return answer<Lease>(sql`json_object('at', ${now}, 'until', ${until}, 'beyond', ${beyondLease}, 'units', json((
			SELECT json_group_object(m.key, min(m.value, r.quantity - r.taken)) FROM json_each(${JSON.stringify(may)}) AS m
			CROSS JOIN reservations AS r ON r.businessId = ${businessId} AND r.holderKind = ${me.kind} AND r.holderId = ${me.id}
				AND r.productId = m.key AND r.storeId = ${storeId} AND r.state = 'held')))`);
	},
});

/** What is known of a till as the holder of what it keeps: the end of a query of `reservationHolders`. */
export function ofHolder(businessId: string, tillId: string): SQL {
	const { kind, id } = leaseholder(tillId);
	return sql`FROM reservationHolders WHERE businessId = ${businessId} AND holderKind = ${kind} AND holderId = ${id}`;
}

/** Days of selling that say which goods a till is likely to be asked for. */
const lookedBack = 14;

/** What the till keeps, what sold most in its store, then what else stands there: shelves in that order. Reads a bounded number of rows. */
function leasable(businessId: string, storeId: SQL, tillId: string, now: number): Ask<LeasableShelf[]> {
	const today = calendarDay(now, "UTC");
	const most = sql`CAST(${mostLeased} AS INTEGER)`;
	return many(sql`WITH sold (productId, units) AS (
			SELECT productId, sum(units) AS net FROM (${netSoldIn(businessId, sql`SELECT ${storeId} AS id`, addDays(today, -lookedBack), addDays(today, 1))})
			GROUP BY productId ORDER BY net DESC, productId LIMIT ${most}),
		stocked (productId, units) AS (
			SELECT productId, 0 FROM stockLevels INDEXED BY stockLevels_by_store WHERE businessId = ${businessId} AND storeId = ${storeId} AND onHand > reserved LIMIT ${most}),
		own (productId, held) AS (SELECT productId, quantity - taken FROM reservations
			WHERE businessId = ${businessId} AND holderKind = 'lease' AND holderId = ${tillId} AND storeId = ${storeId} AND state = 'held'),
		picked (productId, units) AS (SELECT productId, max(units) FROM (SELECT * FROM sold UNION ALL SELECT * FROM stocked UNION ALL SELECT productId, 0 FROM own) GROUP BY productId)
		SELECT l.productId, l.onHand - l.reserved AS free, COALESCE(o.held, 0) AS held FROM picked AS k
		CROSS JOIN stockLevels AS l ON l.businessId = ${businessId} AND l.productId = k.productId AND l.storeId = ${storeId}
		LEFT JOIN own AS o ON o.productId = k.productId
		ORDER BY k.units DESC, held DESC, l.productId`);
}
