import { type SealedEvent, sealedColumns } from "#app/audit/chain.server.ts";
import { sealedEvents } from "#app/audit/queries.server.ts";
import { attributesText } from "#app/catalog/attributes-text.ts";
import { listCategories } from "#app/catalog/queries.server.ts";
import { listUsers } from "#app/identity/queries.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { listOrders } from "#app/orders/order-list.server.ts";
import { saleLines } from "#app/orders/queries.server.ts";
import { decimalString } from "#app/platform/money.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { listMovements } from "#app/stock/movements.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { listInventory } from "#app/stock/queries.server.ts";
import type { Cell } from "#app/platform/csv.ts";
import type { ExportName } from "./export-names.ts";

type Page = { rows: Cell[][]; nextCursor: string | null };
/** One table as CSV: its columns, and its rows a page at a time by the query the lists use, so that filters and permissions are the same. */
export type ExportTable = {
	columns: string[];
	page(tenant: Tenant<Viewer>, filters: Record<string, string | undefined>, cursor: string | undefined): Promise<Page>;
};

const whole = { limit: 200 };
const money = (amount: number | null, currency: string): Cell => (amount === null ? null : decimalString(amount, currency));

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
		status: (o) => o.status,
		paymentStatus: (o) => o.paymentStatus,
		units: (o) => o.units,
		total: (o) => money(o.total, o.currency),
		refundedUnits: (o) => o.refundedUnits,
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
