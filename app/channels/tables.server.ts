import { foreignKey, index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { products } from "#app/catalog/tables.server.ts";
import { stores } from "#app/identity/tables.server.ts";
import { orders } from "#app/orders/tables.server.ts";
import { runCauses, runKinds, runOutcomes } from "./runs.ts";
import { bookedStates, connectionStates, receiptStates } from "./rules.ts";
import { wantedStates } from "./wanted.ts";

/** migrations/shard/0044_connections.sql, 0045_listings.sql, 0062_forget_webhooks.sql, 0094_seen_there.sql, 0103_news_of_goods.sql, 0105_ends_told.sql, 0109_sold_there.sql, 0123_connection_runs.sql, 0140_other_version.sql and migrations/directory/0005_channel_addresses.sql, as drizzle sees them (a test compares the two). */

export const connections = sqliteTable(
	"connections",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		platform: text().notNull(),
		name: text().notNull(),
		storeUrl: text().notNull(),
		storeId: text().notNull(),
		state: text({ enum: connectionStates }).notNull(),
		credentials: text(),
		webhookSecret: text(),
		webhookToken: text().notNull(),
		currency: text(),
		locationId: text(),
		settings: text().notNull(),
		expiresAt: integer(),
		wakeAt: integer(),
		webhooksAt: integer(),
		heardAt: integer(),
		ordersUntil: integer().notNull(),
		ordersAskedAt: integer(),
		orderCount: integer().notNull().default(0),
		trouble: text(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
		pullCursor: text(),
		pulledAt: integer(),
		pullCalm: integer().notNull().default(0),
		drift: integer().notNull().default(0),
		productCount: integer().notNull().default(0),
		pushedAt: integer(),
		pushLag: integer(),
		connectedAt: integer(),
		pullDone: integer().notNull().default(0),
		pullFailed: integer().notNull().default(0),
		pullTotal: integer(),
		budget: text(),
		pullBeganAt: integer(),
		seenSince: integer(),
		endTold: integer(),
		endToldDays: integer(),
		pullPages: integer().notNull().default(0),
		pullChanged: integer().notNull().default(0),
		ordersAskedBy: text(),
		goodsAskedBy: text(),
		otherVersion: text(),
		ordersWantedAt: integer(),
		goodsWantedAt: integer(),
		pushLags: text().notNull().default("[]"),
		renewing: text(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		unique("connections_once").on(t.businessId, t.platform, t.storeUrl),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const connectionRuns = sqliteTable(
	"connectionRuns",
	{
		businessId: text().notNull(),
		connectionId: text().notNull(),
		id: text().notNull(),
		kind: text({ enum: runKinds }).notNull(),
		cause: text({ enum: runCauses }).notNull(),
		actorName: text().notNull().default(""),
		outcome: text({ enum: runOutcomes }).notNull(),
		error: text(),
		startedAt: integer().notNull(),
		endedAt: integer().notNull(),
		rounds: integer().notNull().default(1),
		pages: integer().notNull(),
		read: integer().notNull(),
		changed: integer().notNull(),
		pushed: integer().notNull(),
		skipped: integer().notNull(),
		failed: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.connectionId, t.id] }),
		index("connectionRuns_of_kind").on(t.businessId, t.connectionId, t.kind, t.id),
		index("connectionRuns_by_age").on(t.startedAt),
		foreignKey({ columns: [t.businessId, t.connectionId], foreignColumns: [connections.businessId, connections.id] }),
	],
);

export const webhookReceipts = sqliteTable(
	"webhookReceipts",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		connectionId: text().notNull(),
		dedupeKey: text().notNull(),
		topic: text().notNull(),
		resourceId: text(),
		occurredAt: integer().notNull(),
		receivedAt: integer().notNull(),
		bytes: integer().notNull(),
		state: text({ enum: receiptStates }).notNull(),
		tries: integer().notNull().default(0),
		dueAt: integer(),
		settledAt: integer(),
		said: text().notNull().default(""),
		details: text().notNull().default("{}"),
		replays: integer().notNull().default(0),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		unique("webhookReceipts_once").on(t.businessId, t.connectionId, t.dedupeKey),
		index("webhookReceipts_by_age").on(t.receivedAt),
		foreignKey({ columns: [t.businessId, t.connectionId], foreignColumns: [connections.businessId, connections.id] }),
	],
);

export const channelOrders = sqliteTable(
	"channelOrders",
	{
		businessId: text().notNull(),
		connectionId: text().notNull(),
		platformOrderId: text().notNull(),
		number: text().notNull(),
		orderId: text(),
		modifiedAt: integer().notNull(),
		hash: text().notNull(),
		linesHash: text().notNull(),
		refunds: text().notNull().default("[]"),
		state: text({ enum: ["taken", "passed", "look"] }).notNull(),
		said: text().notNull().default(""),
		details: text().notNull().default("{}"),
		updatedAt: integer().notNull(),
		offThere: text(),
		backThere: text(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.connectionId, t.platformOrderId] }),
		foreignKey({ columns: [t.businessId, t.connectionId], foreignColumns: [connections.businessId, connections.id] }),
		foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
		index("channelOrders_of_order").on(t.businessId, t.orderId),
	],
);

/** migrations/shard/0049_channel_consents.sql, 0093_keys_handed_over.sql */
export const channelConsents = sqliteTable(
	"channelConsents",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		sessionId: text().notNull(),
		shop: text().notNull(),
		storeId: text(),
		expiresAt: integer().notNull(),
		usedAt: integer(),
		platform: text().notNull().default("shopify"),
		credentials: text(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const listings = sqliteTable(
	"listings",
	{
		businessId: text().notNull(),
		connectionId: text().notNull(),
		variantId: text().notNull(),
		platformProductId: text().notNull(),
		inventoryId: text(),
		sku: text().notNull().default(""),
		barcode: text().notNull().default(""),
		name: text().notNull(),
		price: integer(),
		tracksStock: integer().notNull(),
		productId: text(),
		linkedBy: text({ enum: ["rule", "person"] }),
		isAmbiguous: integer().notNull().default(0),
		known: integer(),
		pushedAt: integer(),
		changedAt: integer(),
		changes: integer().notNull().default(0),
		clashes: integer().notNull().default(0),
		clashWanted: integer(),
		conflict: text(),
		problem: text(),
		seenAt: integer().notNull(),
		modifiedAt: integer().notNull().default(0),
		soldThere: integer().notNull().default(0),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.connectionId, t.variantId] }),
		foreignKey({ columns: [t.businessId, t.connectionId], foreignColumns: [connections.businessId, connections.id] }),
		foreignKey({ columns: [t.businessId, t.productId], foreignColumns: [products.businessId, products.id] }),
	],
);

/** migrations/shard/0076_wanted_listings.sql */
export const wantedListings = sqliteTable(
	"wantedListings",
	{
		businessId: text().notNull(),
		connectionId: text().notNull(),
		productId: text().notNull(),
		state: text({ enum: wantedStates }).notNull(),
		variantId: text(),
		triedAt: integer(),
		said: text().notNull().default(""),
		heard: text().notNull().default(""),
		wantedAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.connectionId, t.productId] }),
		foreignKey({ columns: [t.businessId, t.connectionId], foreignColumns: [connections.businessId, connections.id] }),
		foreignKey({ columns: [t.businessId, t.productId], foreignColumns: [products.businessId, products.id] }),
		index("wantedListings_of_product").on(t.businessId, t.productId),
	],
);

/** migrations/shard/0051_booked_sales.sql, 0053_asked_sales.sql */
export const bookedSales = sqliteTable(
	"bookedSales",
	{
		businessId: text().notNull(),
		connectionId: text().notNull(),
		orderId: text().notNull(),
		state: text({ enum: bookedStates }).notNull(),
		saleId: text(),
		variants: text().notNull().default("{}"),
		returned: text().notNull().default("{}"),
		changes: integer().notNull().default(1),
		tries: integer().notNull().default(0),
		said: text().notNull().default(""),
		details: text().notNull().default("{}"),
		createdAt: integer().notNull(),
		sentAt: integer(),
		updatedAt: integer().notNull(),
		askedAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.connectionId, t.orderId] }),
		foreignKey({ columns: [t.businessId, t.connectionId], foreignColumns: [connections.businessId, connections.id] }),
		foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
		index("bookedSales_of_order").on(t.businessId, t.orderId),
	],
);

/** migrations/shard/0124_data_requests.sql */
export const dataRequests = sqliteTable(
	"dataRequests",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		connectionId: text().notNull(),
		requestKey: text().notNull(),
		people: text().notNull(),
		orders: integer().notNull(),
		looseOrders: text().notNull(),
		askedAt: integer().notNull(),
		answeredAt: integer(),
		answeredBy: text().notNull().default(""),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		unique("dataRequests_once").on(t.businessId, t.connectionId, t.requestKey),
		index("dataRequests_of_connection").on(t.businessId, t.connectionId, t.id),
		foreignKey({ columns: [t.businessId, t.connectionId], foreignColumns: [connections.businessId, connections.id] }),
	],
);

/** In the directory. */
export const channelAddresses = sqliteTable(
	"channelAddresses",
	{
		platform: text().notNull(),
		address: text().notNull(),
		connectionId: text().notNull(),
		businessId: text().notNull(),
		shard: integer().notNull(),
		createdAt: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.platform, t.address, t.connectionId] })],
);
