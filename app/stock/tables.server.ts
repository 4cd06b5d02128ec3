import { foreignKey, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { products } from "#app/catalog/tables.server.ts";
import { stores } from "#app/identity/tables.server.ts";

/** migrations/shard/0004_stock_ledger.sql, as drizzle sees it (a test compares the two). */

export const stockLevels = sqliteTable(
	"stockLevels",
	{
		businessId: text().notNull(),
		productId: text().notNull(),
		storeId: text().notNull(),
		onHand: integer().notNull().default(0),
		reserved: integer().notNull().default(0),
		incoming: integer().notNull().default(0),
		reorderPoint: integer().notNull().default(0),
		reorderTo: integer().notNull().default(0),
		bin: text().notNull().default(""),
		version: integer().notNull().default(0),
		updatedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.productId, t.storeId] }),
		foreignKey({ columns: [t.businessId, t.productId], foreignColumns: [products.businessId, products.id] }),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const stockMovements = sqliteTable(
	"stockMovements",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		storeId: text().notNull(),
		productId: text().notNull(),
		seq: integer().notNull(),
		qtyBefore: integer().notNull(),
		delta: integer().notNull(),
		qtyAfter: integer().notNull(),
		reason: text({
			enum: ["receipt", "sale", "return", "adjustment", "damage", "count", "transfer_out", "transfer_in", "channel_sync", "initial"],
		}).notNull(),
		note: text().notNull().default(""),
		actorId: text().notNull(),
		actorName: text().notNull(),
		referenceType: text(),
		referenceId: text(),
		at: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.productId, t.storeId, t.seq] }),
		foreignKey({
			columns: [t.businessId, t.productId, t.storeId],
			foreignColumns: [stockLevels.businessId, stockLevels.productId, stockLevels.storeId],
		}),
	],
);
