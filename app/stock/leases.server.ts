import { type SQL, sql } from "drizzle-orm";
import type { Holder } from "./reservations.server.ts";

/**
 * What tills keep for the time they may be alone. It is promised like anything else, so it is free for nobody but the till that keeps it: that one
 * sells it first, with the network or without.
 */

/** A till, as a holder of what it keeps. */
export function leaseholder(deviceId: string): Holder {
	return { kind: "lease", id: deviceId };
}

/** What tills keep of a shelf (`stockLevels AS l`), as JSON `{device: units}`; null where nothing at all is promised. */
export const leasesOfShelf: SQL = sql`CASE WHEN l.reserved > 0 THEN (SELECT json_group_object(r.holderId, r.quantity - r.taken)
	FROM reservations AS r INDEXED BY reservations_of_shelf
	WHERE r.businessId = l.businessId AND r.productId = l.productId AND r.storeId = l.storeId AND r.state = 'held' AND r.holderKind = 'lease') END`;

/** How many pieces of a shelf (an alias of `stockLevels`) tills keep, as SQL. */
export function leasedOf(shelf: SQL): SQL<number> {
	return sql<number>`iif(${shelf}.reserved > 0, COALESCE((SELECT SUM(r.quantity - r.taken) FROM reservations AS r INDEXED BY reservations_of_shelf
		WHERE r.businessId = ${shelf}.businessId AND r.productId = ${shelf}.productId AND r.storeId = ${shelf}.storeId AND r.state = 'held' AND r.holderKind = 'lease'), 0), 0)`;
}

/** What can still be sold of a shelf, by anybody or by the till that keeps it, as SQL. */
export function sellableOf(shelf: SQL): SQL<number> {
	return sql<number>`(${shelf}.onHand - ${shelf}.reserved + ${leasedOf(shelf)})`;
}

/** Shelves as one till has them: what it keeps itself is `leased`, and `available` to it. */
export function asKeptBy<Row extends { available: number; leases: string | null }>(
	rows: readonly Row[],
	deviceId: string | undefined,
): (Omit<Row, "leases"> & { leased: number })[] {
	return rows.map(({ leases, ...row }) => {
		const kept: Record<string, number> = JSON.parse(leases ?? "{}");
		const leased = (deviceId !== undefined && kept[deviceId]) || 0;
		return { ...row, available: row.available + leased, leased };
	});
}
