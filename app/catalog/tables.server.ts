import { foreignKey, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { businesses } from "#app/identity/tables.server.ts";

/** migrations/shard/0003_catalog.sql and 0015_styles.sql, as drizzle sees them (a test compares). */

export const categories = sqliteTable(
	"categories",
	{
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		id: text().notNull(),
		parentId: text(),
		name: text().notNull(),
		position: integer().notNull(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.parentId], foreignColumns: [t.businessId, t.id] }),
	],
);

export const styles = sqliteTable(
	"styles",
	{
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		id: text().notNull(),
		name: text().notNull(),
		vendor: text().notNull().default(""),
		categoryId: text(),
		description: text().notNull().default(""),
		imageUrl: text(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
		rowAxis: text().notNull().default("colour"),
		columnAxis: text().notNull().default("size"),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.categoryId], foreignColumns: [categories.businessId, categories.id] }),
	],
);

export const products = sqliteTable(
	"products",
	{
		docId: integer().primaryKey(),
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		id: text().notNull(),
		styleId: text(),
		name: text().notNull(),
		description: text().notNull().default(""),
		sku: text().notNull(),
		skuKey: text().notNull(),
		barcode: text(),
		unit: text().notNull().default("unit"),
		price: integer(),
		cost: integer(),
		currency: text().notNull(),
		taxRate: integer(),
		categoryId: text(),
		vendor: text().notNull().default(""),
		attributes: text().notNull().default("{}"),
		imageUrl: text(),
		imageId: text(),
		shortId: text().notNull(),
		isAvailable: integer().notNull().default(1),
		status: text({ enum: ["draft", "published", "archived"] }).notNull(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(t) => [
		unique("products_id").on(t.businessId, t.id),
		unique("products_sku").on(t.businessId, t.skuKey),
		unique("products_short_id").on(t.businessId, t.shortId),
		foreignKey({ columns: [t.businessId, t.styleId], foreignColumns: [styles.businessId, styles.id] }),
		foreignKey({ columns: [t.businessId, t.categoryId], foreignColumns: [categories.businessId, categories.id] }),
	],
);
