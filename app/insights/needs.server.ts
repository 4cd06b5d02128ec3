import { sql } from "drizzle-orm";
import { endsSoonWithin } from "#app/channels/rules.ts";
import type { Permission } from "#app/identity/permissions.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { type Ask, many } from "#app/platform/database.server.ts";
import { addDays, calendarDay, day } from "#app/platform/time.ts";
import { horizon } from "./forecast/panel.ts";

/**
 * What waits for a person, and for whom: who may not act on it is not told. `dear` is what a day of waiting costs: 3 a customer who has bought waits,
 * 2 something could be sold and is not, 1 our own books wait.
 */
const kinds = {
	shortfalls: { mayAct: "sales:write", dear: 3 },
	unmatchedOrders: { mayAct: "sales:write", dear: 3 },
	newOrders: { mayAct: "sales:write", dear: 3 },
	channelOrders: { mayAct: "channels:write", dear: 3 },
	soldOut: { mayAct: "stock:write", dear: 2 },
	returnedRequests: { mayAct: "purchasing:write", dear: 2 },
	lateTransfers: { mayAct: "stock:write", dear: 2 },
	unpriced: { mayAct: "catalog:write", dear: 2 },
	dataRequests: { mayAct: "customers:erase", dear: 3 },
	brokenConnections: { mayAct: "channels:write", dear: 2 },
	endingConnections: { mayAct: "channels:write", dear: 2 },
	otherVersions: { mayAct: "channels:write", dear: 1 },
	levelConflicts: { mayAct: "channels:write", dear: 2 },
	deadLetters: { mayAct: "operations:read", dear: 1 },
	partPaidOrders: { mayAct: "sales:write", dear: 1 },
	openCounts: { mayAct: "stock:write", dear: 1 },
	brokenCatalogs: { mayAct: "catalog:sync", dear: 1 },
	shrunkenCatalogs: { mayAct: "catalog:sync", dear: 1 },
	forecastOff: { mayAct: "purchasing:write", dear: 1 },
} as const satisfies Record<string, { mayAct: Permission; dear: 1 | 2 | 3 }>;

export type NeedKind = keyof typeof kinds;
/** `example` names one of them; `since` is how long the oldest has waited, null where nobody noted it; `connectionId` is where one of them is seen to. */
export type Need = { kind: NeedKind; count: number; example: string; since: number | null; connectionId?: string };
type Found = Omit<Need, "connectionId"> & { connectionId?: string | null };

/** Lists of their own: SQLite here joins five at most. */
type Part = "needs" | "ofVendors" | "ofForecast" | "ofConnections" | "ofChannels" | "ofOrders";

/** Nobody reads a larger number than this as a number. */
const most = 200;
const lateAfter = 3 * day;
const staleAfter = 1 * day;

export const needs = {
	/** One statement, of few rows each: what is low, on its way, being counted, dead or unpriced is never much. */
	ask(businessId: string, storeId: string | undefined, now: number): Record<Part, Ask<Found[]>> {
		const here = storeId ? sql`AND s.id = ${storeId}` : sql``;
		const limit = sql`LIMIT CAST(${most} AS INTEGER)`;
		return {
			needs: many(sql`SELECT 'soldOut' AS kind, count(*) AS count, COALESCE(max(name), '') AS example, min(since) AS since
				FROM (SELECT v.productName AS name, v.updatedAt AS since FROM stores AS s CROSS JOIN stockLevels AS v INDEXED BY stockLevels_out
						ON v.businessId = s.businessId AND v.storeId = s.id AND 0 >= v.onHand - v.reserved
					CROSS JOIN outlooks AS o ON o.businessId = v.businessId AND o.productId = v.productId AND o.storeId = v.storeId AND o.rate > 0
					WHERE s.businessId = ${businessId} ${here} AND v.productListed = 1 ${limit})
				UNION ALL SELECT 'lateTransfers', count(*), COALESCE(max(name), ''), min(sentAt)
				FROM (SELECT s.name, t.sentAt FROM json_each('["in_transit","part_received"]') AS open CROSS JOIN transfers AS t INDEXED BY transfers_by_status
						ON t.businessId = ${businessId} AND t.status = open.value
					CROSS JOIN stores AS s ON s.businessId = t.businessId AND s.id = t.toStoreId
					WHERE t.sentAt < ${now - lateAfter} ${storeId ? sql`AND ${storeId} IN (t.fromStoreId, t.toStoreId)` : sql``} ${limit})
				UNION ALL SELECT 'openCounts', count(*), COALESCE(max(s.name), ''), min(c.openedAt)
				FROM stores AS s CROSS JOIN stockCounts AS c INDEXED BY stockCounts_one_open ON c.businessId = s.businessId AND c.storeId = s.id AND c.status = 'counting'
				WHERE s.businessId = ${businessId} ${here} AND c.openedAt < ${now - staleAfter}
				UNION ALL SELECT 'deadLetters', count(*), COALESCE(max(eventType), ''), min(diedAt)
				FROM (SELECT eventType, diedAt FROM deadLetters WHERE businessId = ${businessId} AND state = 'dead' ${limit})
				UNION ALL SELECT 'unpriced', count(*), COALESCE(max(name), ''), NULL
				FROM (SELECT name FROM products INDEXED BY products_unpriced WHERE businessId = ${businessId} AND status = 'draft' AND price IS NULL ${limit})`),
			// A list of its own: SQLite here joins five of them at most.
			ofVendors:
				many(sql`SELECT iif(s.health = 'waiting', 'shrunkenCatalogs', 'brokenCatalogs') AS kind, count(*) AS count, max(v.name) AS example,
					min(COALESCE(iif(s.health = 'waiting', r.startedAt, s.failingSince), r.startedAt)) AS since
				FROM vendorSyncStates AS s CROSS JOIN vendors AS v ON v.businessId = s.businessId AND v.id = s.vendorId
				LEFT JOIN vendorSyncRuns AS r ON r.businessId = s.businessId AND r.id = s.lastRunId
				WHERE s.businessId = ${businessId} AND s.health IN ('failing', 'waiting') GROUP BY s.health`),
			// A night that was off, and the one four weeks before it too: the latest there is to judge.
			ofForecast: many(sql`SELECT 'forecastOff' AS kind, 1 AS count, '' AS example, e.judgedAt AS since
				FROM (SELECT * FROM forecastNights INDEXED BY forecastNights_far_off WHERE businessId = ${businessId} AND isOff = 1 AND day >= ${addDays(calendarDay(now, "UTC"), -horizon - 2)}
					ORDER BY day DESC LIMIT 1) AS n
				CROSS JOIN forecastNights AS e ON e.businessId = n.businessId AND e.day = date(n.day, ${`-${horizon} days`}) AND e.isOff = 1`),
			ofConnections:
				many(sql`SELECT 'brokenConnections' AS kind, count(*) AS count, COALESCE(max(name), '') AS example, min(trouble ->> 'since') AS since, NULL AS connectionId
				FROM connections WHERE businessId = ${businessId} AND state = 'broken' ${storeId ? sql`AND storeId = ${storeId}` : sql``}
				UNION ALL SELECT 'endingConnections', count(*), COALESCE(max(name), ''), NULL, NULL
				FROM connections WHERE businessId = ${businessId} AND state IN ('active', 'paused') AND expiresAt <= ${now + endsSoonWithin} ${storeId ? sql`AND storeId = ${storeId}` : sql``}
				UNION ALL SELECT 'otherVersions', count(*), COALESCE(max(name), ''), min(otherVersion ->> 'since'), max(id)
				FROM connections WHERE businessId = ${businessId} AND state = 'active' AND otherVersion IS NOT NULL ${storeId ? sql`AND storeId = ${storeId}` : sql``}`),
			ofChannels:
				many(sql`SELECT 'dataRequests' AS kind, count(*) AS count, COALESCE(max(name), '') AS example, min(askedAt) AS since, max(id) AS connectionId
				FROM (SELECT c.id, c.name, r.askedAt FROM dataRequests AS r INDEXED BY dataRequests_waiting CROSS JOIN connections AS c ON c.businessId = r.businessId AND c.id = r.connectionId
					WHERE r.businessId = ${businessId} AND r.answeredAt IS NULL ${storeId ? sql`AND c.storeId = ${storeId}` : sql``} ${limit})
				UNION ALL SELECT 'channelOrders', count(*), COALESCE(max(name), ''), min(updatedAt), max(id)
				FROM (SELECT c.id, c.name || ' · ' || w.number AS name, w.updatedAt FROM connections AS c CROSS JOIN channelOrders AS w INDEXED BY channelOrders_to_look_at
						ON w.businessId = c.businessId AND w.connectionId = c.id AND w.state = 'look'
					WHERE c.businessId = ${businessId} AND c.state <> 'disconnected' ${storeId ? sql`AND c.storeId = ${storeId}` : sql``} ${limit})
				UNION ALL SELECT 'levelConflicts', count(*), COALESCE(max(name), ''), min(since), max(id)
				FROM (SELECT c.id, c.name || ' · ' || l.name AS name, l.conflict ->> 'at' AS since FROM connections AS c CROSS JOIN listings AS l INDEXED BY listings_conflicts
						ON l.businessId = c.businessId AND l.connectionId = c.id AND l.conflict IS NOT NULL
					WHERE c.businessId = ${businessId} AND c.state <> 'disconnected' ${storeId ? sql`AND c.storeId = ${storeId}` : sql``} ${limit})`),
			ofOrders: many(sql`SELECT 'newOrders' AS kind, count(*) AS count, COALESCE(max(who), '') AS example, min(placedAt) AS since
				FROM (SELECT iif(customerName = '', '#' || upper(substr(id, -6)), customerName) AS who, placedAt FROM orders INDEXED BY orders_by_status
					WHERE businessId = ${businessId} AND status <> 'COMPLETED' AND status = 'PENDING' AND archivedAt IS NULL ${storeId ? sql`AND storeId = ${storeId}` : sql``} ${limit})
				UNION ALL SELECT 'partPaidOrders', count(*), COALESCE(max(who), ''), min(placedAt)
				FROM (SELECT iif(customerName = '', '#' || upper(substr(id, -6)), customerName) AS who, placedAt FROM orders INDEXED BY orders_part_paid
					WHERE businessId = ${businessId} AND owed > 0 AND archivedAt IS NULL ${storeId ? sql`AND storeId = ${storeId}` : sql``} ${limit})
				UNION ALL SELECT 'shortfalls', count(*), COALESCE(max(name), ''), min(createdAt)
				FROM (SELECT p.name, w.createdAt FROM shortfalls AS w INDEXED BY shortfalls_open CROSS JOIN products AS p ON p.businessId = w.businessId AND p.id = w.productId
					WHERE w.businessId = ${businessId} AND w.state = 'open' ${storeId ? sql`AND w.storeId = ${storeId}` : sql``} ${limit})
				UNION ALL SELECT 'unmatchedOrders', count(*), COALESCE(max(name), ''), min(placedAt)
				FROM (SELECT w.name, o.placedAt FROM (SELECT orderId, min(name) AS name FROM looseLines INDEXED BY looseLines_unmatched
						WHERE businessId = ${businessId} AND kind = 'unmatched' GROUP BY orderId ORDER BY orderId DESC ${limit}) AS w
					CROSS JOIN orders AS o ON o.businessId = ${businessId} AND o.id = w.orderId
					WHERE o.status IN ('PENDING', 'PROCESSING') AND o.archivedAt IS NULL ${storeId ? sql`AND o.storeId = ${storeId}` : sql``})
				UNION ALL SELECT 'returnedRequests', count(*), COALESCE(max(name), ''), min(since)
				FROM (SELECT 'PO-' || number || ' · ' || vendorName AS name, mailReturned ->> 'at' AS since FROM purchaseOrders INDEXED BY purchaseOrders_returned
					WHERE businessId = ${businessId} AND mailReturned IS NOT NULL AND status IN ('sent', 'part_received') ${storeId ? sql`AND storeId = ${storeId}` : sql``} ${limit})`),
		};
	},

	/** What there is of it, for this viewer: the dearest wait first, and of equally dear ones the longest. */
	tell(
		{ needs: found, ofVendors, ofForecast, ofConnections, ofChannels, ofOrders }: Record<Part, Found[]>,
		viewer: Viewer,
		now: number,
	): Need[] {
		return [...found, ...ofVendors, ...ofForecast, ...ofConnections, ...ofChannels, ...ofOrders]
			.filter(({ kind, count }) => count > 0 && viewer.permissions.has(kinds[kind].mayAct))
			.sort((a, b) => kinds[b.kind].dear - kinds[a.kind].dear || (a.since ?? now) - (b.since ?? now))
			.map(({ connectionId, ...need }) => ({ ...need, ...(connectionId && { connectionId }) }));
	},
};
