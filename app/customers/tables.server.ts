import { foreignKey, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { customerStates, languages } from "./rules.ts";

/** migrations/shard/0030_customers.sql, as drizzle sees it (a test compares the two). */

export const customers = sqliteTable(
	"customers",
	{
		docId: integer().primaryKey(),
		businessId: text().notNull(),
		id: text().notNull(),
		personId: text().notNull(),
		state: text({ enum: customerStates }).notNull(),
		name: text().notNull(),
		sortKey: text().notNull(),
		email: text(),
		phone: text(),
		street: text().notNull().default(""),
		postcode: text().notNull().default(""),
		city: text().notNull().default(""),
		country: text().notNull().default(""),
		language: text({ enum: languages }),
		note: text().notNull().default(""),
		mailConsentAt: integer(),
		secret: text(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
		lastSeenAt: integer().notNull(),
	},
	(t) => [
		unique("customers_id").on(t.businessId, t.id),
		foreignKey({ columns: [t.businessId, t.personId], foreignColumns: [t.businessId, t.id] }),
	],
);

export const contactPoints = sqliteTable(
	"contactPoints",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		customerId: text().notNull(),
		channel: text().notNull(),
		connectionId: text().notNull(),
		externalId: text().notNull(),
		handle: text().notNull().default(""),
		createdAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		unique("contactPoints_once").on(t.businessId, t.connectionId, t.externalId),
		foreignKey({ columns: [t.businessId, t.customerId], foreignColumns: [customers.businessId, customers.id] }),
	],
);

export const customerMerges = sqliteTable(
	"customerMerges",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		keptId: text().notNull(),
		goneId: text().notNull(),
		filled: text().notNull(),
		moved: text().notNull(),
		actorId: text().notNull(),
		actorName: text().notNull(),
		at: integer().notNull(),
		undoneAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.keptId], foreignColumns: [customers.businessId, customers.id] }),
		foreignKey({ columns: [t.businessId, t.goneId], foreignColumns: [customers.businessId, customers.id] }),
	],
);

export const customerTotals = sqliteTable(
	"customerTotals",
	{
		businessId: text().notNull(),
		customerId: text().notNull(),
		currency: text().notNull(),
		orders: integer().notNull(),
		units: integer().notNull(),
		total: integer().notNull(),
		refundedUnits: integer().notNull(),
		refundedTotal: integer().notNull(),
		firstAt: integer().notNull(),
		lastAt: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.customerId, t.currency] })],
);
