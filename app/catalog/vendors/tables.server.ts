import { foreignKey, integer, primaryKey, real, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { products } from "../tables.server.ts";
import { businesses } from "#app/identity/tables.server.ts";

/** migrations/shard/0024_vendor_catalogs.sql, as drizzle sees it (a test compares the two). */

export const vendors = sqliteTable(
	"vendors",
	{
		businessId: text()
			.notNull()
			.references(() => businesses.businessId),
		id: text().notNull(),
		slug: text().notNull(),
		name: text().notNull(),
		currency: text().notNull(),
		source: text({ enum: ["shopify-storefront", "upload"] }).notNull(),
		url: text(),
		schedule: text({ enum: ["off", "daily", "weekly"] }).notNull(),
		nextSyncAt: integer(),
		version: integer().notNull().default(1),
		createdAt: integer().notNull(),
		updatedAt: integer().notNull(),
	},
	(t) => [primaryKey({ columns: [t.businessId, t.id] }), unique("vendors_slug").on(t.businessId, t.slug)],
);

const ofVendor = { businessId: text().notNull(), vendorId: text().notNull() };

export const vendorCatalogItems = sqliteTable(
	"vendorCatalogItems",
	{
		...ofVendor,
		catalogId: text().notNull(),
		styleId: text(),
		styleTitle: text().notNull(),
		title: text().notNull(),
		kind: text().notNull(),
		sku: text(),
		barcode: text(),
		gtin: text(),
		price: integer(),
		compareAt: integer(),
		currency: text().notNull(),
		available: integer(),
		url: text(),
		imageUrl: text(),
		attributes: text().notNull(),
		payload: text().notNull(),
		hash: text().notNull(),
		searchText: text().notNull(),
		firstSeenAt: integer().notNull(),
		changedAt: integer().notNull(),
		lastSeenAt: integer(),
		missingSince: integer(),
		deletedAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.vendorId, t.catalogId] }),
		foreignKey({ columns: [t.businessId, t.vendorId], foreignColumns: [vendors.businessId, vendors.id] }),
	],
);

export const vendorSyncStates = sqliteTable(
	"vendorSyncStates",
	{
		...ofVendor,
		health: text({ enum: ["never", "ok", "failing", "waiting"] }).notNull(),
		lastRunId: text(),
		lastGoodAt: integer(),
		failingSince: integer(),
		error: text(),
		snapshotHash: text(),
		contentHash: text(),
		items: integer().notNull().default(0),
		missing: integer().notNull().default(0),
		created: integer().notNull().default(0),
		updated: integer().notNull().default(0),
		deleted: integer().notNull().default(0),
		unchanged: integer().notNull().default(0),
		durationMs: integer(),
		etag: text(),
		pages: text().notNull().default("[]"),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.vendorId] }),
		foreignKey({ columns: [t.businessId, t.vendorId], foreignColumns: [vendors.businessId, vendors.id] }),
	],
);

export const vendorSyncRuns = sqliteTable(
	"vendorSyncRuns",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		vendorId: text().notNull(),
		source: text({ enum: ["crawl", "upload"] }).notNull(),
		cause: text({ enum: ["person", "schedule", "service"] }).notNull(),
		status: text({ enum: ["queued", "running", "waiting", "done", "unchanged", "failed", "rejected"] }).notNull(),
		phase: text({ enum: ["reading", "comparing", "writing", "over"] }).notNull(),
		fence: integer().notNull().default(0),
		leaseUntil: integer().notNull(),
		attempts: integer().notNull().default(0),
		waits: integer().notNull().default(0),
		pages: text().notNull().default("[]"),
		snapshotHash: text(),
		format: text({ enum: ["json", "csv"] }).notNull(),
		bytes: integer().notNull().default(0),
		products: integer().notNull().default(0),
		items: integer(),
		itemsBefore: integer(),
		created: integer().notNull().default(0),
		updated: integer().notNull().default(0),
		deleted: integer().notNull().default(0),
		unchanged: integer().notNull().default(0),
		missing: integer().notNull().default(0),
		oddities: text().notNull().default("{}"),
		approvedBy: text(),
		error: text(),
		errorDetails: text(),
		actorName: text().notNull(),
		startedAt: integer().notNull(),
		finishedAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.vendorId], foreignColumns: [vendors.businessId, vendors.id] }),
	],
);

export const vendorSnapshots = sqliteTable(
	"vendorSnapshots",
	{
		...ofVendor,
		hash: text().notNull(),
		format: text({ enum: ["json", "csv"] }).notNull(),
		bytes: integer().notNull(),
		items: integer().notNull(),
		contentHash: text().notNull(),
		runId: text().notNull(),
		takenAt: integer().notNull(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.vendorId, t.hash] }),
		foreignKey({ columns: [t.businessId, t.vendorId], foreignColumns: [vendors.businessId, vendors.id] }),
	],
);

/** migrations/shard/0033_vendor_links.sql. */
const ofItem = { ...ofVendor, catalogId: text().notNull() };

export const vendorLinks = sqliteTable(
	"vendorLinks",
	{
		...ofItem,
		state: text({ enum: ["linked", "review", "unlinked"] }).notNull(),
		decidedBy: text({ enum: ["rule", "person"] }).notNull(),
		productId: text(),
		score: real(),
		reasons: text().notNull().default("[]"),
		actorId: text().notNull(),
		actorName: text().notNull(),
		decidedAt: integer().notNull(),
		priceTaken: text(),
		runId: text(),
		beforeRun: text(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.vendorId, t.catalogId] }),
		foreignKey({
			columns: [t.businessId, t.vendorId, t.catalogId],
			foreignColumns: [vendorCatalogItems.businessId, vendorCatalogItems.vendorId, vendorCatalogItems.catalogId],
		}),
		foreignKey({ columns: [t.businessId, t.productId], foreignColumns: [products.businessId, products.id] }),
	],
);

export const vendorLinkCandidates = sqliteTable(
	"vendorLinkCandidates",
	{ ...ofItem, productId: text().notNull(), score: real().notNull(), reasons: text().notNull() },
	(t) => [
		primaryKey({ columns: [t.businessId, t.vendorId, t.catalogId, t.productId] }),
		foreignKey({
			columns: [t.businessId, t.vendorId, t.catalogId],
			foreignColumns: [vendorCatalogItems.businessId, vendorCatalogItems.vendorId, vendorCatalogItems.catalogId],
		}),
		foreignKey({ columns: [t.businessId, t.productId], foreignColumns: [products.businessId, products.id] }),
	],
);

export const vendorLinkRuns = sqliteTable(
	"vendorLinkRuns",
	{
		businessId: text().notNull(),
		id: text().notNull(),
		vendorId: text().notNull(),
		cause: text({ enum: ["sync", "person"] }).notNull(),
		isDry: integer().notNull(),
		state: text({ enum: ["looking", "weighing", "planned", "deciding", "done", "dropped"] }).notNull(),
		position: text().notNull().default(""),
		attempt: integer().notNull().default(1),
		items: integer().notNull(),
		looked: integer().notNull().default(0),
		weighed: integer().notNull().default(0),
		counts: text().notNull().default("{}"),
		actorId: text().notNull(),
		actorName: text().notNull(),
		startedAt: integer().notNull(),
		finishedAt: integer(),
		undoneAt: integer(),
	},
	(t) => [
		primaryKey({ columns: [t.businessId, t.id] }),
		foreignKey({ columns: [t.businessId, t.vendorId], foreignColumns: [vendors.businessId, vendors.id] }),
	],
);
