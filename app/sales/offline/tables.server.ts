import { foreignKey, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { devices } from "#app/identity/till-tables.server.ts";
import { orders } from "#app/orders/tables.server.ts";
import { stockLevels } from "#app/stock/tables.server.ts";

/** migrations/shard/0028_offline_tills.sql, tillQueues.said of 0073, as drizzle sees it (a test compares the two). */

export const tillQueues = sqliteTable(
	"tillQueues",
	{
		businessId: text().notNull(),
		deviceId: text().notNull(),
		storeId: text().notNull(),
		highest: integer().notNull().default(0),
		waiting: integer().notNull().default(0),
		waitingSince: integer(),
		clockAhead: integer().notNull().default(0),
		heardAt: integer().notNull(),
		said: integer().notNull().default(0),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.deviceId] }),
		foreignKey({ columns: [t.businessId, t.deviceId], foreignColumns: [devices.businessId, devices.id] }),
	],
);

export const offlineSales = sqliteTable(
	"offlineSales",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		deviceId: text().notNull(),
		seq: integer().notNull(),
		storeId: text().notNull(),
		state: text({ enum: ["sold", "held", "refused"] }).notNull(),
		problem: text(),
		notes: text().notNull().default("[]"),
		orderId: text(),
		soldAt: integer().notNull(),
		saidAt: integer().notNull(),
		arrivedAt: integer().notNull(),
		actorId: text().notNull(),
		actorName: text().notNull(),
		units: integer().notNull(),
		total: integer().notNull(),
		currency: text().notNull(),
		body: text().notNull(),
		settledBy: text(),
		settledByName: text(),
		settledAt: integer(),
		reason: text().notNull().default(""),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.deviceId], foreignColumns: [devices.businessId, devices.id] }),
		foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
	],
);

export const tillGaps = sqliteTable(
	"tillGaps",
	{
		businessId: text().notNull(),
		deviceId: text().notNull(),
		seq: integer().notNull(),
		storeId: text().notNull(),
		noticedAt: integer().notNull(),
		explainedBy: text(),
		explainedByName: text(),
		explainedAt: integer(),
		reason: text().notNull().default(""),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.deviceId, t.seq] }),
		foreignKey({ columns: [t.businessId, t.deviceId], foreignColumns: [devices.businessId, devices.id] }),
	],
);

export const oversoldGoods = sqliteTable(
	"oversoldGoods",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		storeId: text().notNull(),
		productId: text().notNull(),
		orderId: text().notNull(),
		deviceId: text().notNull(),
		seq: integer().notNull(),
		short: integer().notNull(),
		soldAt: integer().notNull(),
		noticedAt: integer().notNull(),
		actorId: text().notNull(),
		actorName: text().notNull(),
		outcome: text({ enum: ["counted", "taken", "corrected"] }),
		fromStoreId: text(),
		reason: text().notNull().default(""),
		settledBy: text(),
		settledByName: text(),
		settledAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({
			columns: [t.businessId, t.productId, t.storeId],
			foreignColumns: [stockLevels.businessId, stockLevels.productId, stockLevels.storeId],
		}),
		foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
	],
);
