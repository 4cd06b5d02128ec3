import { type SealedEvent, sealedColumns } from "#app/audit/chain.server.ts";
import { sealedEvents } from "#app/audit/queries.server.ts";
import { attributesText } from "#app/catalog/attributes-text.ts";
import { listCategories } from "#app/catalog/queries.server.ts";
import { listCustomers } from "#app/customers/queries.server.ts";
import { listUsers } from "#app/identity/queries.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { listOrders } from "#app/orders/order-list.server.ts";
import { saleLines } from "#app/orders/queries.server.ts";
import { decimalString } from "#app/platform/money.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { listPurchaseOrders } from "#app/purchasing/purchase-orders.server.ts";
import { listCounts } from "#app/stock/counts.server.ts";
import { listMovements } from "#app/stock/movements.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { listInventory } from "#app/stock/queries.server.ts";
import { listStyleShelves } from "#app/stock/style-list.server.ts";
import { type ListedTransfer, listTransfers } from "#app/stock/transfers.server.ts";
import type { Cell } from "#app/platform/csv.ts";
import type { ExportName } from "./export-names.ts";

type Page = { rows: Cell[][]; nextCursor: string | null };
/** One table as CSV: its columns, and its rows a page at a time by the query the lists use, so that filters and permissions are the same. */
export type ExportTable = {
	columns: string[];
	page(tenant: Tenant<Viewer>, filters: Record<string, string | undefined>, cursor: string | undefined): Promise<Page>;
};

const whole = { limit: 200 };
const instant = (at: number | null): Cell => (at === null ? null : isoInstant(at));
const money = (amount: number | null, currency: string): Cell => (amount === null ? null : { decimal: decimalString(amount, currency) });

type Listed<Item> = { items: Item[]; nextCursor: string | null };

/** A table from a list: what it is asked, and what becomes of each item. */
function table<Item>(
	list: (tenant: Tenant<Viewer>, input: Record<string, unknown>) => Promise<Listed<Item>>,
	cells: Record<string, (item: Item) => Cell>,
	options: Record<string, unknown> = whole,
): ExportTable {
	return {
		columns: Object.keys(cells),
		async page(tenant, filters, cursor) {
			const { items, nextCursor } = await list(tenant, { ...options, ...filters, cursor });
			return { rows: items.map((item) => Object.values(cells).map((cell) => cell(item))), nextCursor };
		},
	};
}

/** Names of stores, from who asks: the lists hold ids. */
async function named<Item extends { storeId: string | null }>(
	tenant: Tenant<Viewer>,
	listed: Listed<Item>,
): Promise<Listed<Item & { store: string }>> {
	const { stores } = await tenant.principal();
	return { ...listed, items: listed.items.map((item) => ({ ...item, store: stores.find(({ id }) => id === item.storeId)?.name ?? "" })) };
}

/** Names of the two stores of a transfer. */
async function travelled(
	tenant: Tenant<Viewer>,
	listed: Listed<ListedTransfer>,
): Promise<Listed<ListedTransfer & { from: string; to: string }>> {
	const { stores } = await tenant.principal();
	const nameOf = (storeId: string) => stores.find(({ id }) => id === storeId)?.name ?? "";
	return { ...listed, items: listed.items.map((item) => ({ ...item, from: nameOf(item.fromStoreId), to: nameOf(item.toStoreId) })) };
}

type NamedEvent = SealedEvent & { store: string };

export const exportTables: Record<ExportName, ExportTable> = {
	products: table(
		listProducts,
		{
			id: (p) => p.id,
			name: (p) => p.name,
			sku: (p) => p.sku,
			barcode: (p) => p.barcode,
			status: (p) => p.status,
			price: (p) => money(p.price, p.currency),
			cost: (p) => money(p.cost, p.currency),
			currency: (p) => p.currency,
			taxRate: (p) => (p.taxRate === null ? null : p.taxRate / 100),
			unit: (p) => p.unit,
			vendor: (p) => p.vendor,
			categoryId: (p) => p.categoryId,
			styleId: (p) => p.styleId,
			attributes: (p) => attributesText(p.attributes),
			description: (p) => p.description,
			imageUrl: (p) => p.imageUrl,
			isAvailable: (p) => String(p.isAvailable),
			onHand: (p) => p.inventory.quantity,
			available: (p) => p.inventory.available,
			createdAt: (p) => isoInstant(p.createdAt),
			updatedAt: (p) => isoInstant(p.updatedAt),
		},
		{ ...whole, status: "any" },
	),
	stock: table(
		async (tenant, input) => named(tenant, await listInventory(tenant, input)),
		{
			store: (s) => s.store,
			name: (s) => s.name,
			sku: (s) => s.sku,
			onHand: (s) => s.onHand,
			reserved: (s) => s.reserved,
			available: (s) => s.available,
			incoming: (s) => s.incoming,
			reorderPoint: (s) => s.reorderPoint,
			updatedAt: (s) => isoInstant(s.updatedAt),
		},
		{ limit: 800 },
	),
	movements: table(listMovements, {
		at: (m) => isoInstant(m.at),
		store: (m) => m.storeName,
		name: (m) => m.name,
		sku: (m) => m.sku,
		reason: (m) => m.reason,
		before: (m) => m.qtyBefore,
		delta: (m) => m.delta,
		after: (m) => m.qtyAfter,
		by: (m) => m.actorName,
		note: (m) => m.note,
		referenceType: (m) => m.referenceType,
		referenceId: (m) => m.referenceId,
	}),
	orders: table(async (tenant, input) => named(tenant, await listOrders(tenant, input)), {
		id: (o) => o.id,
		placedAt: (o) => isoInstant(o.placedAt),
		store: (o) => o.store,
		channel: (o) => o.channel,
		platformNumber: (o) => o.platformNumber,
		customerId: (o) => o.customerId,
		customer: (o) => o.customerName,
		status: (o) => o.status,
		paymentStatus: (o) => o.paymentStatus,
		fulfillmentStatus: (o) => o.fulfillmentStatus,
		units: (o) => o.units,
		total: (o) => money(o.total, o.currency),
		refundedUnits: (o) => o.refundedUnits,
		refundedTotal: (o) => money(o.refundedTotal, o.currency),
		currency: (o) => o.currency,
		by: (o) => o.actorName,
	}),
	"order-lines": table(async (tenant, input) => named(tenant, await saleLines(tenant, input)), {
		orderId: (l) => l.orderId,
		soldAt: (l) => isoInstant(l.soldAt),
		store: (l) => l.store,
		name: (l) => l.name,
		sku: (l) => l.sku,
		quantity: (l) => l.quantity,
		unitPrice: (l) => money(l.unitPrice, l.currency),
		total: (l) => money(l.total, l.currency),
		refundedQuantity: (l) => l.refundedQuantity,
		refundedTotal: (l) => money(l.refundedTotal, l.currency),
		currency: (l) => l.currency,
	}),
	customers: table(listCustomers, {
		id: (c) => c.id,
		name: (c) => c.name,
		email: (c) => c.email,
		phone: (c) => c.phone,
		street: (c) => c.street,
		postcode: (c) => c.postcode,
		city: (c) => c.city,
		country: (c) => c.country,
		language: (c) => c.language,
		note: (c) => c.note,
		mailConsentAt: (c) => instant(c.mailConsentAt),
		orders: (c) => c.bought.reduce((sum, { orders }) => sum + orders, 0),
		// A person may have bought in several currencies.
		spent: (c) =>
			c.bought.map(({ total, refundedTotal, currency }) => `${decimalString(total - refundedTotal, currency)} ${currency}`).join("; "),
		createdAt: (c) => isoInstant(c.createdAt),
		lastSeenAt: (c) => isoInstant(c.lastSeenAt),
	}),
	styles: table(listStyleShelves, {
		id: (s) => s.id,
		name: (s) => s.name,
		vendor: (s) => s.vendor,
		categoryId: (s) => s.categoryId,
		rowAxis: (s) => s.rowAxis,
		columnAxis: (s) => s.columnAxis,
		description: (s) => s.description,
		products: (s) => s.products,
		available: (s) => s.available,
		updatedAt: (s) => isoInstant(s.updatedAt),
	}),
	transfers: table(async (tenant, input) => travelled(tenant, await listTransfers(tenant, input)), {
		id: (t) => t.id,
		from: (t) => t.from,
		to: (t) => t.to,
		status: (t) => t.status,
		products: (t) => t.products,
		units: (t) => t.units,
		received: (t) => t.received,
		missing: (t) => t.missing,
		shortReason: (t) => t.shortReason,
		note: (t) => t.note,
		createdAt: (t) => isoInstant(t.createdAt),
		sentAt: (t) => instant(t.sentAt),
		closedAt: (t) => instant(t.closedAt),
	}),
	counts: table(async (tenant, input) => named(tenant, await listCounts(tenant, input)), {
		id: (c) => c.id,
		store: (c) => c.store,
		status: (c) => c.status,
		scope: (c) => c.scope,
		wanted: (c) => c.wanted,
		counted: (c) => c.counted,
		off: (c) => c.off,
		note: (c) => c.note,
		openedAt: (c) => isoInstant(c.openedAt),
		closedAt: (c) => instant(c.closedAt),
	}),
	"purchase-orders": table(async (tenant, input) => named(tenant, await listPurchaseOrders(tenant, input)), {
		number: (o) => o.number,
		vendor: (o) => o.vendorName,
		store: (o) => o.store,
		status: (o) => o.status,
		products: (o) => o.products,
		units: (o) => o.units,
		received: (o) => o.received,
		cost: (o) => money(o.cost, o.currency),
		currency: (o) => o.currency,
		expectedOn: (o) => o.expectedOn,
		note: (o) => o.note,
		createdAt: (o) => isoInstant(o.createdAt),
		sentAt: (o) => instant(o.sentAt),
		closedAt: (o) => instant(o.closedAt),
	}),
	categories: table(async (tenant) => ({ items: await listCategories(tenant, {}), nextCursor: null }), {
		id: (c) => c.id,
		parentId: (c) => c.parentId,
		name: (c) => c.name,
		position: (c) => c.position,
	}),
	people: table(listUsers, {
		id: (u) => u.id,
		name: (u) => u.name,
		email: (u) => u.email,
		username: (u) => u.username,
		role: (u) => u.role,
	}),
	// Word for word as it is sealed, so that the file can be checked; what it is called and where, a reader finds behind it.
	events: table(async (tenant, input) => named(tenant, await sealedEvents(tenant, input)), {
		...Object.fromEntries(sealedColumns.map((column) => [column, (e: NamedEvent) => (column === "at" ? isoInstant(e.at) : e[column])])),
		store: (e) => e.store,
	}),
};
