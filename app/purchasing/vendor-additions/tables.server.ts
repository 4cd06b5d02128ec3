import { foreignKey, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { vendors } from "#app/catalog/vendors/tables.server.ts";

/** migrations/shard/0034_vendor_additions.sql and what 0043, 0117 and 0119 added, as drizzle sees it (a test compares the two). */

export const vendorAdditions = sqliteTable(
	"vendorAdditions",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		vendorId: text().notNull(),
		which: text().notNull(),
		priceAs: text({ enum: ["price", "cost", "none"] }).notNull(),
		rate: real(),
		state: text({ enum: ["adding", "done", "undoing", "undone"] }).notNull(),
		position: text().notNull().default(""),
		items: integer().notNull(),
		added: integer().notNull().default(0),
		passed: integer().notNull().default(0),
		removed: integer().notNull().default(0),
		kept: integer().notNull().default(0),
		actorId: text().notNull(),
		actorName: text().notNull(),
		startedAt: integer().notNull(),
		finishedAt: integer(),
		pictures: integer().notNull().default(0),
		picturesCopied: integer().notNull().default(0),
		picturesMissing: integer().notNull().default(0),
		isStopped: integer().notNull().default(0),
		isSnapshotGone: integer().notNull().default(0),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.vendorId], foreignColumns: [vendors.businessId, vendors.id] }),
	],
);

export const vendorAdditionProducts = sqliteTable(
	"vendorAdditionProducts",
	{
		businessId: text().notNull(),
		additionId: text().notNull(),
		catalogId: text().notNull(),
		productId: text().notNull(),
		pictureUrl: text(),
		picture: text({ enum: ["wanted", "copied", "missing"] }),
		productVersion: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.additionId, t.catalogId] }),
		foreignKey({ columns: [t.businessId, t.additionId], foreignColumns: [vendorAdditions.businessId, vendorAdditions.id] }),
	],
);
