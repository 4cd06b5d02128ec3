import { foreignKey, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { stores } from "#app/identity/tables.server.ts";
import { drawers } from "#app/orders/money-tables.server.ts";
import { orders } from "#app/orders/tables.server.ts";

/** migrations/shard/0022_drawers_and_parked_baskets.sql and 0040_leases.sql, receiptMails of 0050, as drizzle sees it (a test compares the two). */

export const tillSettings = sqliteTable(
	"tillSettings",
	{
		businessId: text().notNull(),
		storeId: text().notNull(),
		legalName: text().notNull().default(""),
		address: text().notNull().default(""),
		vatNumber: text().notNull().default(""),
		phone: text().notNull().default(""),
		receiptText: text().notNull().default(""),
		paper: text({ enum: ["80mm", "a4"] })
			.notNull()
			.default("80mm"),
		taxIncluded: integer(),
		employeeDiscount: integer().notNull().default(1000),
		agentDiscount: integer().notNull().default(1000),
		version: integer().notNull().default(1),
		updatedAt: integer().notNull(),
		leaseUnits: integer().notNull().default(0),
		leaseHours: integer().notNull().default(12),
		beyondLease: text({ enum: ["warn", "refuse"] })
			.notNull()
			.default("warn"),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.storeId] }),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const drawerMoves = sqliteTable(
	"drawerMoves",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		drawerId: text().notNull(),
		storeId: text().notNull(),
		amount: integer().notNull(),
		reason: text().notNull(),
		actorId: text().notNull(),
		actorName: text().notNull(),
		at: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.drawerId, t.id] }),
		foreignKey({ columns: [t.businessId, t.drawerId], foreignColumns: [drawers.businessId, drawers.id] }),
	],
);

export const zReports = sqliteTable(
	"zReports",
	{
		businessId: text().notNull(),
		storeId: text().notNull(),
		number: integer().notNull(),
		drawerId: text().notNull(),
		till: text().notNull(),
		currency: text().notNull(),
		expected: integer().notNull(),
		counted: integer().notNull(),
		difference: integer().notNull(),
		note: text().notNull().default(""),
		report: text().notNull(),
		actorId: text().notNull(),
		actorName: text().notNull(),
		at: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.storeId, t.number] }),
		unique("zReports_once").on(t.businessId, t.drawerId),
		foreignKey({ columns: [t.businessId, t.drawerId], foreignColumns: [drawers.businessId, drawers.id] }),
	],
);

export const parkedBaskets = sqliteTable(
	"parkedBaskets",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		storeId: text().notNull(),
		name: text().notNull(),
		basket: text().notNull(),
		units: integer().notNull(),
		total: integer().notNull(),
		currency: text().notNull(),
		actorId: text().notNull(),
		actorName: text().notNull(),
		at: integer().notNull(),
		takenBy: text(),
		takenByName: text(),
		takenAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const receiptMails = sqliteTable(
	"receiptMails",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		orderId: text().notNull(),
		email: text().notNull(),
		at: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
	],
);
