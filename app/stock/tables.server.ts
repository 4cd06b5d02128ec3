import { foreignKey, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { products } from "#app/catalog/tables.server.ts";
import { stores } from "#app/identity/tables.server.ts";
import {
	countScopes,
	countStatuses,
	movementReasons,
	reservationStates,
	shortReasons,
	transferStatuses,
	uncountedChoices,
} from "./rules.ts";

/** migrations/shard/0004_stock_ledger.sql, 0006_transfers_and_counts.sql and 0035_reservations.sql, as drizzle sees them (a test compares the two). */

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
		settledSeq: integer().notNull().default(0),
		/** The product's, for lists of a store; kept by triggers. */
		productName: text().notNull().default(""),
		productListed: integer().notNull().default(1),
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
		reason: text({ enum: movementReasons }).notNull(),
		note: text().notNull().default(""),
		actorId: text().notNull(),
		actorName: text().notNull(),
		referenceType: text(),
		referenceId: text(),
		at: integer().notNull(),
		tookPlaceAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.productId, t.storeId, t.seq] }),
		foreignKey({
			columns: [t.businessId, t.productId, t.storeId],
			foreignColumns: [stockLevels.businessId, stockLevels.productId, stockLevels.storeId],
		}),
	],
);

export const transfers = sqliteTable(
	"transfers",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		fromStoreId: text().notNull(),
		toStoreId: text().notNull(),
		status: text({ enum: transferStatuses }).notNull(),
		note: text().notNull().default(""),
		shortReason: text({ enum: shortReasons }),
		shortNote: text().notNull().default(""),
		createdBy: text().notNull(),
		createdAt: integer().notNull(),
		sentBy: text(),
		sentAt: integer(),
		closedBy: text(),
		closedAt: integer(),
		version: integer().notNull().default(1),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.fromStoreId], foreignColumns: [stores.businessId, stores.id] }),
		foreignKey({ columns: [t.businessId, t.toStoreId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const transferLines = sqliteTable(
	"transferLines",
	{
		businessId: text().notNull(),
		transferId: text().notNull(),
		productId: text().notNull(),
		quantity: integer().notNull(),
		received: integer().notNull().default(0),
		returned: integer().notNull().default(0),
		missing: integer().notNull().default(0),
		addedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.transferId, t.productId] }),
		foreignKey({ columns: [t.businessId, t.transferId], foreignColumns: [transfers.businessId, transfers.id] }),
		foreignKey({ columns: [t.businessId, t.productId], foreignColumns: [products.businessId, products.id] }),
	],
);

export const stockCounts = sqliteTable(
	"stockCounts",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		storeId: text().notNull(),
		scope: text({ enum: countScopes }).notNull(),
		categoryId: text(),
		blind: integer().notNull(),
		status: text({ enum: countStatuses }).notNull(),
		note: text().notNull().default(""),
		uncounted: text({ enum: uncountedChoices }),
		wanted: integer().notNull().default(0),
		counted: integer().notNull().default(0),
		off: integer(),
		openedBy: text().notNull(),
		openedAt: integer().notNull(),
		closedBy: text(),
		closedAt: integer(),
		version: integer().notNull().default(1),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const stockCountLines = sqliteTable(
	"stockCountLines",
	{
		businessId: text().notNull(),
		countId: text().notNull(),
		productId: text().notNull(),
		counted: integer(),
		startedAt: integer(),
		countedAt: integer(),
		countedBy: text(),
		expected: integer(),
		correction: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.countId, t.productId] }),
		foreignKey({ columns: [t.businessId, t.countId], foreignColumns: [stockCounts.businessId, stockCounts.id] }),
		foreignKey({ columns: [t.businessId, t.productId], foreignColumns: [products.businessId, products.id] }),
	],
);

export const reservationHolders = sqliteTable(
	"reservationHolders",
	{
		businessId: text().notNull(),
		holderKind: text().notNull(),
		holderId: text().notNull(),
		expiresAt: integer(),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.holderKind, t.holderId] })],
);

export const reservations = sqliteTable(
	"reservations",
	{
		businessId: text().notNull(),
		holderKind: text().notNull(),
		holderId: text().notNull(),
		productId: text().notNull(),
		storeId: text().notNull(),
		quantity: integer().notNull(),
		taken: integer().notNull().default(0),
		state: text({ enum: reservationStates }).notNull(),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.holderKind, t.holderId, t.productId, t.storeId] }),
		foreignKey({
			columns: [t.businessId, t.holderKind, t.holderId],
			foreignColumns: [reservationHolders.businessId, reservationHolders.holderKind, reservationHolders.holderId],
		}),
		foreignKey({
			columns: [t.businessId, t.productId, t.storeId],
			foreignColumns: [stockLevels.businessId, stockLevels.productId, stockLevels.storeId],
		}),
	],
);
