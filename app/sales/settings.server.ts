import { type SQL, sql } from "drizzle-orm";
import type { Role } from "#app/identity/permissions.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { type Ask, first } from "#app/platform/database.server.ts";

/** How the counter of a store works and what its receipts say. Discounts in basis points. */
export type TillSettings = {
	legalName: string;
	address: string;
	vatNumber: string;
	phone: string;
	receiptText: string;
	paper: "80mm" | "a4";
	/** Null: as the business has it. */
	taxIncluded: 0 | 1 | null;
	employeeDiscount: number;
	agentDiscount: number;
	/** How many pieces of a product each till keeps for the time it may be alone, and for how many hours; 0 is none. */
	leaseUnits: number;
	leaseHours: number;
	/** What a till that is alone does with a sale of more than it keeps. */
	beyondLease: "warn" | "refuse";
	version: number;
};

/** What holds where nobody has set anything: the defaults of the table. */
export const untouched: TillSettings = {
	legalName: "",
	address: "",
	vatNumber: "",
	phone: "",
	receiptText: "",
	paper: "80mm",
	taxIncluded: null,
	employeeDiscount: 1000,
	agentDiscount: 1000,
	leaseUnits: 0,
	leaseHours: 12,
	beyondLease: "warn",
	version: 0,
};

/** A store's settings, or nothing where nobody has set any. */
export function settingsOf(businessId: string, storeId: string | SQL): Ask<TillSettings | undefined> {
	return first(sql`SELECT legalName, address, vatNumber, phone, receiptText, paper, taxIncluded, employeeDiscount, agentDiscount, leaseUnits, leaseHours, beyondLease, version
		FROM tillSettings WHERE businessId = ${businessId} AND storeId = ${storeId}`);
}

/** Whether prices in a store include their tax. */
export function taxIncludedIn(viewer: Viewer, settings: TillSettings | undefined): boolean {
	return settings?.taxIncluded === null || settings?.taxIncluded === undefined ? viewer.business.taxIncluded : settings.taxIncluded === 1;
}

/** What somebody may take off alone, in basis points; null is as much as they like. */
export function discountLimit(viewer: Viewer, settings?: TillSettings): number | null {
	return limitOf(viewer.user.role, viewer.permissions, settings);
}

/** The same of a role. */
export function limitOf(role: Role, permissions: ReadonlySet<string>, settings: TillSettings = untouched): number | null {
	if (permissions.has("sales:discount")) return null;
	return role === "agent" ? settings.agentDiscount : settings.employeeDiscount;
}
