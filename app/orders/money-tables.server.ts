import { foreignKey, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { stores } from "#app/identity/tables.server.ts";
import { orders, refunds } from "./tables.server.ts";
import { paymentMethods } from "./tender.ts";

/** migrations/shard/0021_payments_and_receipts.sql, drawers of 0022 and 0072, as drizzle sees it (a test compares the two). */

export const drawers = sqliteTable(
	"drawers",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		storeId: text().notNull(),
		till: text().notNull(),
		currency: text().notNull(),
		openingFloat: integer().notNull(),
		openedAt: integer().notNull(),
		openedBy: text().notNull(),
		openedByName: text().notNull(),
		closedAt: integer(),
		deviceId: text(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const payments = sqliteTable(
	"payments",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		orderId: text().notNull(),
		refundId: text(),
		storeId: text().notNull(),
		drawerId: text(),
		method: text({ enum: paymentMethods }).notNull(),
		currency: text().notNull(),
		amount: integer().notNull(),
		received: integer().notNull(),
		change: integer().notNull(),
		rounding: integer().notNull(),
		reference: text().notNull().default(""),
		actorId: text().notNull(),
		actorName: text().notNull(),
		at: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.orderId, t.id] }),
		foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
		foreignKey({ columns: [t.businessId, t.refundId], foreignColumns: [refunds.businessId, refunds.id] }),
	],
);

export const receipts = sqliteTable(
	"receipts",
	{
		businessId: text().notNull(),
		storeId: text().notNull(),
		number: integer().notNull(),
		orderId: text().notNull(),
		refundId: text(),
		drawerId: text(),
		prints: integer().notNull().default(0),
		actorId: text().notNull(),
		actorName: text().notNull(),
		at: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.storeId, t.number] }),
		foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
		foreignKey({ columns: [t.businessId, t.refundId], foreignColumns: [refunds.businessId, refunds.id] }),
	],
);
