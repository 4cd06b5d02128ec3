import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { type Abilities, abilitiesOf } from "./adapters/registry.server.ts";
import { type Connection, connectionAsk, connectionsAsk, mustBeThere, type OtherVersion, type Trouble } from "./connection.server.ts";
import type { Budget } from "./contract.ts";
import { type ConnectionSettings, OneConnection } from "./input.ts";
import type { ConnectionState, Platform } from "./rules.ts";

/** A connection as anybody who may see it is told of it: nothing that opens anything. */
export type ConnectionFacts = {
	id: string;
	platform: Platform;
	name: string;
	storeUrl: string;
	storeId: string;
	state: ConnectionState;
	currency: string;
	/** Where there are several: at which of the shop's levels are set and read. */
	locationId: string | null;
	settings: ConnectionSettings;
	orderCount: number;
	productCount: number;
	/** Levels that had drifted, of the last reading. */
	drift: number;
	/** When a level was last set there, and how long after it had changed here (ms). */
	pushedAt: number | null;
	pushLag: number | null;
	/** When everything sold there was last read. */
	pulledAt: number | null;
	/** Instants, ms UTC: when one was last heard, orders were last asked for, its access runs out. */
	heardAt: number | null;
	askedAt: number | null;
	expiresAt: number | null;
	createdAt: number;
	trouble: Trouble | null;
	/** Where its API answers in another version than it is asked in. */
	otherVersion: OtherVersion | null;
	version: number;
};

export function factsOf(connection: Connection): ConnectionFacts {
	// Whether it was said is nobody's to see.
	const trouble = connection.trouble && { ...connection.trouble };
	delete trouble?.isTold;
	const { productCount, locationId, otherVersion, drift, pushedAt, pushLag, pulledAt } = connection;
	const { id, platform, name, storeUrl, storeId, state, currency, settings, orderCount, heardAt, expiresAt, createdAt, version } =
		connection;
	return {
		id,
		platform,
		name,
		storeUrl,
		storeId,
		state,
		currency,
		locationId,
		settings,
		orderCount,
		productCount,
		drift,
		pushedAt,
		pushLag,
		pulledAt,
		heardAt,
		askedAt: connection.ordersAskedAt,
		expiresAt,
		createdAt,
		trouble,
		otherVersion,
		version,
	};
}

/** Every connection of the business, oldest first. */
export const listConnections = query({
	name: "channels.list",
	needs: "channels:read",
	input: z.object({}),
	async run({ db }) {
		return (await db.read({ all: connectionsAsk(db.businessId) })).all.map(factsOf);
	},
});

/**
 * How long something took, ms, of the last hundred: half of it was quicker than `median`, 19 of 20 than `p95`. `lag` is of news, from us hearing it to our
 * books; news of goods is not counted: a number waits for its order on purpose (DECISIONS 111).
 */
export type Lag = { count: number; median: number; p95: number };
export type OrderToLookAt = {
	platformOrderId: string;
	number: string;
	orderId: string | null;
	said: string;
	/** Whether it is to be said besides if goods that were given back are on the shelf. */
	asksForRestock: boolean;
	updatedAt: number;
};
export type ConnectionSheet = {
	connection: ConnectionFacts;
	lag: Lag | null;
	/** How long what changed here took to stand there, of the last hundred times levels were set, each by the one that waited longest. */
	pushes: Lag | null;
	/** Of at most a thousand each. */
	waiting: number;
	poisoned: number;
	orders: OrderToLookAt[];
	/** Levels that were another there than we knew, and that no order explains. */
	conflicts: Conflict[];
	/** Variants nobody knows the product of, of at most a thousand. */
	unlinked: number;
	/** While everything sold there is being read: how far that is; `total` null where the platform does not say. */
	reading: { done: number; total: number | null } | null;
	/** Of the last reading, going on or over: what nobody could make anything of. */
	unread: number;
	/** What the platform may still be asked, as it last said; null where it has no points. */
	budget: Budget | null;
	/** What its platform can do at all. */
	can: Abilities;
	/** Sales for an ERP's books: on their way, and waiting for a person; of at most a thousand each. */
	salesWaiting: number;
	salesParked: number;
};
export type Conflict = {
	variantId: string;
	name: string;
	sku: string;
	productId: string | null;
	ours: number;
	theirs: number | null;
	/** By how much our shelf is wrong, where theirs is right; null where theirs says nothing of it. */
	correction: number | null;
	at: number;
};

/** One connection, with how it is doing. @throws Refusal `not_found / connection_not_found` */
export const connectionSheet = query<typeof OneConnection, ConnectionSheet>({
	name: "channels.sheet",
	needs: "channels:read",
	input: OneConnection,
	async run({ db }, { connectionId }) {
		const { businessId } = db;
		const mine = sql`businessId = ${businessId} AND connectionId = ${connectionId}`;
		const count = (state: "waiting" | "poisoned") =>
			first<{
				count: number;
			}>(sql`SELECT COUNT(*) AS count FROM (SELECT 1 FROM webhookReceipts INDEXED BY ${sql.raw(`webhookReceipts_${state}`)}
				WHERE ${mine} AND state = ${sql.raw(`'${state}'`)} LIMIT 1000)`);
		const sales = (state: "waiting" | "parked") =>
			first<{
				count: number;
			}>(sql`SELECT COUNT(*) AS count FROM (SELECT 1 FROM bookedSales INDEXED BY ${sql.raw(`bookedSales_${state}`)}
				WHERE ${mine} AND state = ${sql.raw(`'${state}'`)} LIMIT 1000)`);
		const found = await db.read({
			connection: connectionAsk(businessId, connectionId),
			lags: many<{
				lag: number;
			}>(sql`SELECT settledAt - receivedAt AS lag FROM (SELECT settledAt, receivedAt FROM (SELECT id, topic, settledAt, receivedAt FROM webhookReceipts
				INDEXED BY webhookReceipts_of_connection WHERE ${mine} AND replays = 0 AND settledAt IS NOT NULL ORDER BY id DESC LIMIT 300)
				WHERE topic NOT LIKE 'product%' AND topic NOT LIKE 'inventory_levels/%' ORDER BY id DESC LIMIT 100) ORDER BY lag`),
			waiting: count("waiting"),
			poisoned: count("poisoned"),
			salesWaiting: sales("waiting"),
			salesParked: sales("parked"),
			orders: many<Omit<OrderToLookAt, "asksForRestock"> & { asks: number }>(sql`SELECT platformOrderId, number, orderId, said, updatedAt,
				said <> 'restock_unknown' AND COALESCE(details ->> 'asksForRestock', 0) AS asks FROM channelOrders INDEXED BY channelOrders_to_look_at
				WHERE ${mine} AND state = 'look' ORDER BY updatedAt DESC LIMIT 50`),
			conflicts:
				many<Conflict>(sql`SELECT variantId, name, sku, productId, conflict ->> 'ours' AS ours, conflict ->> 'theirs' AS theirs, conflict ->> 'correction' AS correction, conflict ->> 'at' AS at
				FROM listings INDEXED BY listings_conflicts WHERE ${mine} AND conflict IS NOT NULL ORDER BY variantId LIMIT 50`),
			unlinked: first<{ count: number }>(sql`SELECT COUNT(*) AS count FROM (SELECT 1 FROM listings INDEXED BY listings_unlinked
				WHERE ${mine} AND productId IS NULL AND linkedBy IS NULL LIMIT 1000)`),
		});
		const connection = mustBeThere(found.connection);
		return {
			connection: factsOf(connection),
			can: abilitiesOf(connection.platform),
			salesWaiting: found.salesWaiting?.count ?? 0,
			salesParked: found.salesParked?.count ?? 0,
			lag: lagOf(found.lags.map(({ lag }) => lag)),
			pushes: lagOf(connection.pushLags.toSorted((a, b) => a - b)),
			waiting: found.waiting?.count ?? 0,
			poisoned: found.poisoned?.count ?? 0,
			orders: found.orders.map(({ asks, ...order }) => ({ ...order, asksForRestock: asks === 1 })),
			conflicts: found.conflicts,
			unlinked: found.unlinked?.count ?? 0,
			...readingOf(connection),
			budget: connection.budget,
		};
	},
});

function readingOf({
	state,
	pullCursor,
	pulledAt,
	pullDone,
	pullTotal,
	pullFailed,
}: Connection): Pick<ConnectionSheet, "reading" | "unread"> {
	const isGoingOn = state === "active" && (pullCursor !== null || pulledAt === null);
	const reading = isGoingOn ? { done: pullCursor === null ? 0 : pullDone, total: pullTotal } : null;
	return { reading, unread: pullFailed };
}

function lagOf(sorted: number[]): Lag | null {
	if (sorted.length === 0) return null;
	const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
	return { count: sorted.length, median: at(0.5), p95: at(0.95) };
}
