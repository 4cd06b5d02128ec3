import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { query } from "#app/platform/command.server.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { z } from "zod";
import { VendorRef } from "./input.ts";
import { usualTerms, vendorKeyOf } from "./rules.ts";

/** How a vendor delivers. `version` 0: nobody has said anything yet, and the usual holds. `minimum` in minor units of the business's currency. */
export type VendorTerms = {
	vendor: string;
	email: string | null;
	leadDays: number;
	coverDays: number;
	packSize: number;
	minimum: number;
	terms: string;
	version: number;
};

const columns: SQL = sql`t.name AS vendor, t.email, t.leadDays, t.coverDays, t.packSize, t.minimum, t.terms, t.version`;

/** @param vendor its name, or an expression of its key */
export function termsOf(businessId: string, vendor: string | SQL): Ask<VendorTerms | undefined> {
	const key = typeof vendor === "string" ? sql`${vendorKeyOf(vendor)}` : vendor;
	return first<VendorTerms>(sql`SELECT ${columns} FROM vendorTerms AS t WHERE t.businessId = ${businessId} AND t.vendorKey = ${key}`);
}

/** What of it an order is worked out from. */
export type Delivery = Pick<VendorTerms, keyof typeof usualTerms>;

/** How those vendors deliver that somebody has said something about: a row each. */
export function deliveries(businessId: string): Ask<(Delivery & { vendorKey: string })[]> {
	return many(sql`SELECT vendorKey, leadDays, coverDays, packSize, minimum FROM vendorTerms WHERE businessId = ${businessId}`);
}

/** How a product's vendor delivers, by the name the product carries, however that is written; the usual where nobody has said. */
export function deliveryOf(rows: (Delivery & { vendorKey: string })[]): (vendor: string) => Delivery {
	const told = new Map(rows.map(({ vendorKey, ...delivery }) => [vendorKey, delivery]));
	return (vendor) => told.get(vendorKeyOf(vendor)) ?? usualTerms;
}

/** What holds where a row is missing. */
export function termsOr(row: VendorTerms | undefined, vendor: string): VendorTerms {
	return row ?? { vendor, email: null, ...usualTerms, terms: "", version: 0 };
}

/** One vendor's terms; of a vendor nobody has said anything about, the usual ones. */
export const vendorTermsOf = query<typeof VendorRef, VendorTerms, Viewer>({
	name: "purchasing.vendor-terms",
	needs: "purchasing:read",
	input: VendorRef,
	async run({ db }, { vendor }) {
		const { row } = await db.read({ row: termsOf(db.businessId, vendor) });
		return termsOr(row, vendor);
	},
});

/** Every vendor that somebody has said something about, by name: at most five hundred. */
export const allVendorTerms = query<z.ZodObject, VendorTerms[], Viewer>({
	name: "purchasing.all-vendor-terms",
	needs: "purchasing:read",
	input: z.object({}),
	async run({ db }) {
		const { rows } = await db.read({
			rows: many<VendorTerms>(
				sql`SELECT ${columns} FROM vendorTerms AS t WHERE t.businessId = ${db.businessId} ORDER BY t.vendorKey LIMIT 500`,
			),
		});
		return rows;
	},
});
