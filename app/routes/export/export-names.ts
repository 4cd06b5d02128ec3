import type { Permission } from "#app/components/shell.ts";

/** Every table that can be taken along, and who may. The query behind each asks for the same permission; here it only decides what is offered. */
export const exportNames = {
	products: "catalog:read",
	stock: "stock:read",
	movements: "stock:read",
	orders: "sales:read",
	"order-lines": "sales:read",
	customers: "customers:read",
	styles: "catalog:read",
	transfers: "stock:read",
	counts: "stock:read",
	"purchase-orders": "purchasing:read",
	categories: "catalog:read",
	people: "users:read",
	events: "audit:read",
} as const satisfies Record<string, Permission>;

export type ExportName = keyof typeof exportNames;

export function isExportName(name: string): name is ExportName {
	return name in exportNames;
}
