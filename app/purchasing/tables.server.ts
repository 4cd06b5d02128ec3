import { foreignKey, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { products } from "#app/catalog/tables.server.ts";
import { businesses, stores } from "#app/identity/tables.server.ts";
import { chargeKinds, chargeSpreads } from "./landed-cost.ts";
import { purchaseStatuses } from "./rules.ts";

/** migrations/shard/0027_purchasing.sql and what 0042 and 0064 added, as drizzle sees it (a test compares the two). */

export const vendorTerms = sqliteTable(
	"vendorTerms",
	{
		businessId: text().notNull(),
		vendorKey: text().notNull(),
		name: text().notNull(),
		email: text(),
		leadDays: integer().notNull(),
		coverDays: integer().notNull(),
		packSize: integer().notNull(),
		minimum: integer().notNull(),
		terms: text().notNull(),
		version: integer().notNull().default(1),
		updatedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.vendorKey] }),
		foreignKey({ columns: [t.businessId], foreignColumns: [businesses.businessId] }),
	],
);

export const purchaseOrders = sqliteTable(
	"purchaseOrders",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		number: integer().notNull(),
		vendorKey: text().notNull(),
		vendorName: text().notNull(),
		storeId: text().notNull(),
		currency: text().notNull(),
		status: text({ enum: purchaseStatuses }).notNull(),
		note: text().notNull(),
		createdBy: text().notNull(),
		createdAt: integer().notNull(),
		sentBy: text(),
		sentAt: integer(),
		sentTo: text(),
		expectedOn: text(),
		closedBy: text(),
		closedAt: integer(),
		version: integer().notNull().default(1),
		mailReturned: text(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		unique("purchaseOrders_number").on(t.businessId, t.number),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const purchaseOrderLines = sqliteTable(
	"purchaseOrderLines",
	{
		businessId: text().notNull(),
		purchaseOrderId: text().notNull(),
		productId: text().notNull(),
		quantity: integer().notNull(),
		unitCost: integer(),
		received: integer().notNull().default(0),
		damaged: integer().notNull().default(0),
		givenUp: integer().notNull().default(0),
		addedAt: integer().notNull(),
		landed: integer().notNull().default(0),
		keptCost: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.purchaseOrderId, t.productId] }),
		foreignKey({ columns: [t.businessId, t.purchaseOrderId], foreignColumns: [purchaseOrders.businessId, purchaseOrders.id] }),
		foreignKey({ columns: [t.businessId, t.productId], foreignColumns: [products.businessId, products.id] }),
	],
);

export const purchaseOrderCharges = sqliteTable(
	"purchaseOrderCharges",
	{
		businessId: text().notNull(),
		purchaseOrderId: text().notNull(),
		kind: text({ enum: chargeKinds }).notNull(),
		amount: integer().notNull(),
		spread: text({ enum: chargeSpreads }).notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.purchaseOrderId, t.kind] }),
		foreignKey({ columns: [t.businessId, t.purchaseOrderId], foreignColumns: [purchaseOrders.businessId, purchaseOrders.id] }),
	],
);

export const goodsReceipts = sqliteTable(
	"goodsReceipts",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		purchaseOrderId: text().notNull(),
		storeId: text().notNull(),
		note: text().notNull(),
		actorId: text().notNull(),
		actorName: text().notNull(),
		at: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.purchaseOrderId], foreignColumns: [purchaseOrders.businessId, purchaseOrders.id] }),
	],
);

export const goodsReceiptLines = sqliteTable(
	"goodsReceiptLines",
	{
		businessId: text().notNull(),
		goodsReceiptId: text().notNull(),
		productId: text().notNull(),
		received: integer().notNull(),
		damaged: integer().notNull(),
		unitCost: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.goodsReceiptId, t.productId] }),
		foreignKey({ columns: [t.businessId, t.goodsReceiptId], foreignColumns: [goodsReceipts.businessId, goodsReceipts.id] }),
		foreignKey({ columns: [t.businessId, t.productId], foreignColumns: [products.businessId, products.id] }),
	],
);
