import { foreignKey, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { businesses, users } from "#app/identity/tables.server.ts";

/** migrations/shard/0003_catalog.sql, 0015_styles.sql, 0018_images.sql and 0017_attributes_and_views.sql, as drizzle sees them (a test compares). */

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
		/** Over all stores; kept by triggers of the stock ledger (migration 0014), for lists. */
		shelf: text({ enum: ["in", "low", "out"] })
			.notNull()
			.default("out"),
		/** What its name is ordered by; kept by triggers (migration 0086). */
		sortKey: text().notNull().default(""),
	},
	(t) => [
		unique("products_id").on(t.businessId, t.id),
		unique("products_sku").on(t.businessId, t.skuKey),
		unique("products_short_id").on(t.businessId, t.shortId),
		foreignKey({ columns: [t.businessId, t.styleId], foreignColumns: [styles.businessId, styles.id] }),
		foreignKey({ columns: [t.businessId, t.categoryId], foreignColumns: [categories.businessId, categories.id] }),
	],
);

export const attributes = sqliteTable(
	"attributes",
	{
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		name: text().notNull(),
		position: integer().notNull(),
		createdAt: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.name] })],
);

/** Kept by triggers on `products`; nothing else writes it. */
export const productAttributes = sqliteTable(
	"productAttributes",
	{
		businessId: text().notNull(),
		name: text().notNull(),
		value: text().notNull(),
		productId: text().notNull(),
		productName: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.name, t.value, t.productId] })],
);

export const productImages = sqliteTable(
	"productImages",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		productId: text(),
		token: text().notNull(),
		hash: text().notNull(),
		alt: text().notNull().default(""),
		position: integer().notNull(),
		width: integer().notNull(),
		height: integer().notNull(),
		createdAt: integer().notNull(),
		deletedAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.productId], foreignColumns: [products.businessId, products.id] }),
	],
);

export const savedViews = sqliteTable(
	"savedViews",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		list: text({ enum: ["products"] }).notNull(),
		ownerId: text().notNull(),
		isShared: integer().notNull(),
		name: text().notNull(),
		query: text().notNull(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.ownerId], foreignColumns: [users.businessId, users.id] }),
	],
);

export const chosenViews = sqliteTable(
	"chosenViews",
	{ businessId: text().notNull(), userId: text().notNull(), list: text().notNull(), viewId: text().notNull() },
	(t) => [
		primaryKey({ columns: [t.businessId, t.userId, t.list] }),
		foreignKey({ columns: [t.businessId, t.userId], foreignColumns: [users.businessId, users.id] }),
		foreignKey({ columns: [t.businessId, t.viewId], foreignColumns: [savedViews.businessId, savedViews.id] }),
	],
);
