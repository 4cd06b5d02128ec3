import { foreignKey, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { businesses } from "#app/identity/tables.server.ts";

/** Worked out from the daily facts; losing them costs a night. */

export const outlooks = sqliteTable(
	"outlooks",
	{
		businessId: text().notNull(),
		productId: text().notNull(),
		storeId: text().notNull(),
		units: integer().notNull(),
		revenue: integer().notNull(),
		inStockDays: integer().notNull(),
		rate: real().notNull(),
		outDay: text(),
		lastSoldDay: text(),
		learnt: integer().notNull().default(0),
		lump: real().notNull().default(1),
		unrest: real().notNull().default(1),
		lift: real().notNull().default(1),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.productId, t.storeId] })],
);

export const topSellers = sqliteTable(
	"topSellers",
	{
		businessId: text().notNull().primaryKey(),
		day: text().notNull(),
		list: text().notNull(),
		calculatedAt: integer().notNull(),
	},
	(t) => [foreignKey({ columns: [t.businessId], foreignColumns: [businesses.businessId] })],
);

export const outlookRuns = sqliteTable(
	"outlookRuns",
	{
		businessId: text().notNull().primaryKey(),
		day: text().notNull(),
		cursor: text(),
		calculatedAt: integer().notNull(),
	},
	(t) => [foreignKey({ columns: [t.businessId], foreignColumns: [businesses.businessId] })],
);

export const forecastNights = sqliteTable(
	"forecastNights",
	{
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		day: text().notNull(),
		model: text(),
		judgedAt: integer(),
		shelves: integer(),
		units: integer(),
		error: real(),
		bias: real(),
		within80: real(),
		within95: real(),
		isOff: integer().notNull().default(0),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.day] })],
);

export const forecastModels = sqliteTable(
	"forecastModels",
	{
		businessId: text().notNull().primaryKey(),
		day: text().notNull(),
		learntAt: integer().notNull(),
		windows: integer().notNull(),
		model: text().notNull(),
	},
	(t) => [foreignKey({ columns: [t.businessId], foreignColumns: [businesses.businessId] })],
);
