import { foreignKey, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { businesses, stores, users } from "./tables.server.ts";

/** migrations/shard/0019_people_at_the_till.sql, 0020_api_keys.sql and migrations/directory/0004_store_doors.sql, as drizzle sees them (a test compares). */

export const storeDoors = sqliteTable(
	"storeDoors",
	{
		businessId: text().notNull(),
		storeId: text().notNull(),
		email: text(),
		passwordHash: text(),
		totpSecret: text(),
		totpDraft: text(),
		totpStep: integer().notNull().default(0),
		pinLength: integer().notNull().default(4),
		lockMinutes: integer().notNull().default(10),
		version: integer().notNull().default(1),
		updatedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.storeId] }),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const deviceLogins = sqliteTable(
	"deviceLogins",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		tokenHash: text().notNull(),
		storeId: text().notNull(),
		userId: text(),
		passwordMark: text().notNull(),
		email: text().notNull(),
		locale: text({ enum: ["en", "da"] }).notNull(),
		codeHash: text(),
		sends: integer().notNull().default(0),
		sentAt: integer(),
		sentTo: text(),
		attempts: integer().notNull().default(0),
		createdAt: integer().notNull(),
		expiresAt: integer().notNull(),
		closedAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const devices = sqliteTable(
	"devices",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		storeId: text().notNull(),
		name: text().notNull(),
		tokenHash: text().notNull(),
		enrolledBy: text(),
		createdAt: integer().notNull(),
		seenAt: integer().notNull(),
		expiresAt: integer().notNull(),
		revokedAt: integer(),
		ip: text(),
		userAgent: text().notNull().default(""),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const employees = sqliteTable(
	"employees",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		userId: text().notNull(),
		pinHash: text(),
		pinLength: integer(),
		state: text({ enum: ["active", "disabled"] })
			.notNull()
			.default("active"),
		onlyHere: integer().notNull(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.userId], foreignColumns: [users.businessId, users.id] }),
	],
);

export const employeeStores = sqliteTable(
	"employeeStores",
	{ businessId: text().notNull(), storeId: text().notNull(), slug: text().notNull(), employeeId: text().notNull() },
	(t) => [
		primaryKey({ columns: [t.businessId, t.storeId, t.slug] }),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
		foreignKey({ columns: [t.businessId, t.employeeId], foreignColumns: [employees.businessId, employees.id] }),
	],
);

export const employeeSessions = sqliteTable(
	"employeeSessions",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		tokenHash: text().notNull(),
		employeeId: text().notNull(),
		deviceId: text().notNull(),
		createdAt: integer().notNull(),
		seenAt: integer().notNull(),
		expiresAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.employeeId], foreignColumns: [employees.businessId, employees.id] }),
		foreignKey({ columns: [t.businessId, t.deviceId], foreignColumns: [devices.businessId, devices.id] }),
	],
);

export const pinGuards = sqliteTable(
	"pinGuards",
	{
		businessId: text().notNull(),
		subject: text().notNull(),
		tries: integer().notNull(),
		locks: integer().notNull().default(0),
		lockedUntil: integer().notNull().default(0),
		resetsAt: integer().notNull().default(0),
		lastTry: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.subject] })],
);

export const approvals = sqliteTable(
	"approvals",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		act: text().notNull(),
		storeId: text().notNull(),
		deviceId: text().notNull(),
		askedBy: text().notNull(),
		approvedBy: text().notNull(),
		at: integer().notNull(),
		expiresAt: integer().notNull(),
		usedAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.deviceId], foreignColumns: [devices.businessId, devices.id] }),
		foreignKey({ columns: [t.businessId, t.approvedBy], foreignColumns: [users.businessId, users.id] }),
	],
);

export const apiKeys = sqliteTable(
	"apiKeys",
	{
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		id: text().notNull(),
		name: text().notNull(),
		mode: text({ enum: ["live", "test"] }).notNull(),
		hint: text().notNull(),
		secretHash: text().notNull(),
		scopes: text().notNull(),
		madeBy: text().notNull(),
		createdAt: integer().notNull(),
		expiresAt: integer(),
		lastUsedAt: integer(),
		lastUsedIp: text(),
		revokedAt: integer(),
		replacedBy: text(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.madeBy], foreignColumns: [users.businessId, users.id] }),
	],
);

/** The directory's. */
export const directoryStoreDoors = sqliteTable("storeDoors", {
	email: text().primaryKey(),
	businessId: text().notNull(),
	storeId: text().notNull(),
	shard: integer().notNull(),
	createdAt: integer().notNull(),
});
