import { foreignKey, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** migrations/shard/0002_identity.sql, 0009_people_and_mail.sql and 0013_mended_people.sql, and migrations/directory, as drizzle sees them (a test compares). */

export const businesses = sqliteTable("businesses", {
	businessId: text().primaryKey(),
	name: text().notNull(),
	slug: text().notNull(),
	currency: text().notNull(),
	timeZone: text().notNull(),
	locale: text({ enum: ["en", "da"] }).notNull(),
	taxIncluded: integer().notNull(),
	taxRate: integer().notNull(),
	state: text({ enum: ["active", "void"] }).notNull(),
	version: integer().notNull().default(1),
	createdAt: integer().notNull(),
	updatedAt: integer().notNull(),
});

export const stores = sqliteTable(
	"stores",
	{
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		id: text().notNull(),
		name: text().notNull(),
		slug: text().notNull(),
		kind: text({ enum: ["shop", "web"] }).notNull(),
		currency: text().notNull(),
		timeZone: text().notNull(),
		position: integer().notNull(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.id] })],
);

export const users = sqliteTable(
	"users",
	{
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		id: text().notNull(),
		name: text().notNull(),
		email: text(),
		username: text(),
		role: text({ enum: ["owner", "manager", "agent", "employee"] }).notNull(),
		passwordHash: text(),
		loginProvider: text({ enum: ["EMAIL", "GOOGLE", "FACEBOOK"] })
			.notNull()
			.default("EMAIL"),
		providerAccountId: text(),
		avatarUrl: text(),
		emailVerifiedAt: integer(),
		state: text({ enum: ["active", "disabled"] })
			.notNull()
			.default("active"),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.id] })],
);

export const sessions = sqliteTable(
	"sessions",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		tokenHash: text().notNull(),
		userId: text().notNull(),
		kind: text({ enum: ["user"] }).notNull(),
		createdAt: integer().notNull(),
		seenAt: integer().notNull(),
		expiresAt: integer().notNull(),
		ip: text(),
		userAgent: text().notNull().default(""),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.userId], foreignColumns: [users.businessId, users.id] }),
	],
);

export const links = sqliteTable(
	"links",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		userId: text().notNull(),
		purpose: text({ enum: ["verify_email", "reset_password"] }).notNull(),
		email: text().notNull(),
		locale: text({ enum: ["en", "da"] }).notNull(),
		tokenHash: text().notNull(),
		createdAt: integer().notNull(),
		expiresAt: integer().notNull(),
		closedAt: integer(),
		changesEmail: integer().notNull().default(0),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.userId], foreignColumns: [users.businessId, users.id] }),
	],
);

export const invites = sqliteTable(
	"invites",
	{
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		id: text().notNull(),
		email: text().notNull(),
		name: text(),
		role: text({ enum: ["owner", "manager", "agent", "employee"] }).notNull(),
		invitedBy: text().notNull(),
		state: text({ enum: ["open", "accepted", "revoked"] }).notNull(),
		sends: integer().notNull(),
		tokenHash: text().notNull(),
		userId: text(),
		createdAt: integer().notNull(),
		sentAt: integer().notNull(),
		expiresAt: integer().notNull(),
		settledAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.invitedBy], foreignColumns: [users.businessId, users.id] }),
	],
);

/** The directory's tables: who is where. */
export const directoryBusinesses = sqliteTable("businesses", {
	id: text().primaryKey(),
	shard: integer().notNull(),
	slug: text().notNull(),
	state: text({ enum: ["pending", "active"] }).notNull(),
	createdAt: integer().notNull(),
});

export const logins = sqliteTable("logins", {
	name: text().primaryKey(),
	userId: text().notNull(),
	businessId: text()
		.notNull()
		.references(() => directoryBusinesses.id),
	shard: integer().notNull(),
	state: text({ enum: ["pending", "active"] }).notNull(),
	request: text(),
	createdAt: integer().notNull(),
});

export const registrationKeys = sqliteTable("registrationKeys", {
	key: text().primaryKey(),
	request: text().notNull(),
	businessId: text().notNull(),
	userId: text().notNull(),
	createdAt: integer().notNull(),
});

export const attempts = sqliteTable(
	"attempts",
	{ bucket: text().notNull(), subject: text().notNull(), count: integer().notNull(), resetsAt: integer().notNull() },
	(t) => [primaryKey({ columns: [t.bucket, t.subject] })],
);

export const providerAccounts = sqliteTable(
	"providerAccounts",
	{
		provider: text({ enum: ["GOOGLE"] }).notNull(),
		accountId: text().notNull(),
		userId: text().notNull(),
		businessId: text().notNull(),
		shard: integer().notNull(),
		createdAt: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.provider, t.accountId] })],
);
