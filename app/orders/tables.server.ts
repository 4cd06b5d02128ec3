import { foreignKey, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { products } from "#app/catalog/tables.server.ts";
import { stores } from "#app/identity/tables.server.ts";
import { channels, looseKinds, orderStatuses, paymentStatuses, shortfallStates } from "./rules.ts";

/** migrations/shard/0005_orders.sql, 0036_order_core.sql and 0113_part_paid.sql, as drizzle sees it (a test compares the two). */

export const orders = sqliteTable(
	"orders",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		storeId: text().notNull(),
		/** Always "counter": see the migration. `origin` is where an order is from. */
		channel: text({ enum: ["counter"] }).notNull(),
		status: text({ enum: orderStatuses }).notNull(),
		paymentStatus: text({ enum: paymentStatuses }).notNull(),
		fulfillmentStatus: text({ enum: ["unfulfilled", "fulfilled"] }).notNull(),
		currency: text().notNull(),
		units: integer().notNull(),
		subtotal: integer().notNull(),
		tax: integer().notNull(),
		taxIncluded: integer().notNull(),
		total: integer().notNull(),
		refundedUnits: integer().notNull().default(0),
		refundedTotal: integer().notNull().default(0),
		note: text().notNull().default(""),
		actorId: text().notNull(),
		actorName: text().notNull(),
		day: text().notNull(),
		placedAt: integer().notNull(),
		updatedAt: integer().notNull(),
		discount: integer().notNull().default(0),
		customerId: text(),
		customerName: text().notNull().default(""),
		customerEmail: text().notNull().default(""),
		approvedBy: text().notNull().default(""),
		exchangeOf: text(),
		origin: text({ enum: channels }).notNull().default("counter"),
		connectionId: text(),
		platformOrderId: text(),
		platformNumber: text().notNull().default(""),
		customerPhone: text().notNull().default(""),
		assigneeId: text(),
		shippingAddress: text(),
		billingAddress: text(),
		shipping: integer().notNull().default(0),
		tip: integer().notNull().default(0),
		looseUnits: integer().notNull().default(0),
		looseTotal: integer().notNull().default(0),
		refundedExtra: integer().notNull().default(0),
		tracking: text(),
		paidAt: integer(),
		fulfilledAt: integer(),
		archivedAt: integer(),
		version: integer().notNull().default(1),
		/** What is still to be paid of what was paid before it grew; negative: so much was paid too much. */
		owed: integer().notNull().default(0),
		/** When it was placed elsewhere, where that was before it came in here. */
		boughtAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.storeId], foreignColumns: [stores.businessId, stores.id] }),
	],
);

export const orderLines = sqliteTable(
	"orderLines",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		orderId: text().notNull(),
		storeId: text().notNull(),
		productId: text().notNull(),
		name: text().notNull(),
		sku: text().notNull(),
		quantity: integer().notNull(),
		priceAtPurchase: integer().notNull(),
		currencyAtPurchase: text().notNull(),
		total: integer().notNull(),
		taxRate: integer().notNull(),
		tax: integer().notNull(),
		refundedQuantity: integer().notNull().default(0),
		refundedTotal: integer().notNull().default(0),
		day: text().notNull(),
		soldAt: integer().notNull(),
		listPrice: integer(),
		position: integer().notNull().default(0),
		note: text().notNull().default(""),
		platformLineId: text().notNull().default(""),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.orderId, t.id] }),
		unique("orderLines_id").on(t.businessId, t.id),
		foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
		foreignKey({ columns: [t.businessId, t.productId], foreignColumns: [products.businessId, products.id] }),
	],
);

export const looseLines = sqliteTable(
	"looseLines",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		orderId: text().notNull(),
		kind: text({ enum: looseKinds }).notNull(),
		name: text().notNull(),
		sku: text().notNull().default(""),
		barcode: text().notNull().default(""),
		externalId: text().notNull().default(""),
		quantity: integer().notNull(),
		price: integer().notNull(),
		total: integer().notNull(),
		taxRate: integer().notNull(),
		tax: integer().notNull(),
		position: integer().notNull().default(0),
		platformLineId: text().notNull().default(""),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.orderId, t.id] }),
		foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
	],
);

export const shortfalls = sqliteTable(
	"shortfalls",
	{
		businessId: text().notNull(),
		orderId: text().notNull(),
		lineId: text().notNull(),
		productId: text().notNull(),
		storeId: text().notNull(),
		quantity: integer().notNull(),
		state: text({ enum: shortfallStates }).notNull(),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.orderId, t.lineId] }),
		foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
	],
);

export const refunds = sqliteTable(
	"refunds",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		orderId: text().notNull(),
		storeId: text().notNull(),
		currency: text().notNull(),
		units: integer().notNull(),
		tax: integer().notNull(),
		total: integer().notNull(),
		restocked: integer().notNull(),
		reason: text().notNull().default(""),
		actorId: text().notNull(),
		actorName: text().notNull(),
		day: text().notNull(),
		at: integer().notNull(),
		writtenOff: integer().notNull().default(0),
		approvedBy: text().notNull().default(""),
		extra: integer().notNull().default(0),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.orderId], foreignColumns: [orders.businessId, orders.id] }),
	],
);

export const refundLines = sqliteTable(
	"refundLines",
	{
		businessId: text().notNull(),
		refundId: text().notNull(),
		orderLineId: text().notNull(),
		productId: text().notNull(),
		quantity: integer().notNull(),
		amount: integer().notNull(),
		tax: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.refundId, t.orderLineId] }),
		foreignKey({ columns: [t.businessId, t.refundId], foreignColumns: [refunds.businessId, refunds.id] }),
		foreignKey({ columns: [t.businessId, t.orderLineId], foreignColumns: [orderLines.businessId, orderLines.id] }),
	],
);

export const dailyFacts = sqliteTable(
	"dailyFacts",
	{
		businessId: text().notNull(),
		productId: text().notNull(),
		storeId: text().notNull(),
		day: text().notNull(),
		units: integer().notNull().default(0),
		revenue: integer().notNull().default(0),
		refundedUnits: integer().notNull().default(0),
		refundedAmount: integer().notNull().default(0),
		onHandAtClose: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.productId, t.storeId, t.day] })],
);

export const hourlyTotals = sqliteTable(
	"hourlyTotals",
	{
		businessId: text().notNull(),
		storeId: text().notNull(),
		day: text().notNull(),
		hour: integer().notNull(),
		orders: integer().notNull().default(0),
		units: integer().notNull().default(0),
		revenue: integer().notNull().default(0),
		refundedOrders: integer().notNull().default(0),
		refundedUnits: integer().notNull().default(0),
		refundedAmount: integer().notNull().default(0),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.storeId, t.day, t.hour] })],
);

export const dailyTotals = sqliteTable(
	"dailyTotals",
	{
		businessId: text().notNull(),
		storeId: text().notNull(),
		day: text().notNull(),
		channel: text({ enum: channels }).notNull(),
		orders: integer().notNull().default(0),
		units: integer().notNull().default(0),
		revenue: integer().notNull().default(0),
		refundedOrders: integer().notNull().default(0),
		refundedUnits: integer().notNull().default(0),
		refundedAmount: integer().notNull().default(0),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.storeId, t.day, t.channel] })],
);
