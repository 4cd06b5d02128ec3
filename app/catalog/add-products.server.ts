import { sql } from "drizzle-orm";
import type { Work } from "#app/platform/work.server.ts";
import { firstAxes, type ProductStatus } from "./rules.ts";

/** A product about to be. Money in minor units of `currency`, `taxRate` in basis points; `skuKey` is `skuKeyOf(sku)`, `shortId` is `shortIdOf(id)`. */
export type NewProduct = {
	id: string;
	styleId?: string | null;
	name: string;
	description?: string;
	sku: string;
	skuKey: string;
	barcode?: string | null;
	unit?: string;
	price?: number | null;
	cost?: number | null;
	currency: string;
	taxRate?: number | null;
	categoryId?: string | null;
	vendor?: string;
	attributes?: Record<string, string>;
	imageUrl?: string | null;
	shortId: string;
	isAvailable?: boolean;
	status: ProductStatus;
};

/** Adds products to a batch: one statement however many there are (keep the JSON of one call under 1 MB). A taken SKU fails UNIQUE. */
export function addProductsIn(work: Work, products: NewProduct[]): void {
	work.add(sql`INSERT INTO products (businessId, id, styleId, name, description, sku, skuKey, barcode, unit, price, cost, currency, taxRate, categoryId, vendor,
			attributes, imageUrl, shortId, isAvailable, status, createdAt, updatedAt)
		SELECT ${work.businessId}, value ->> 'id', value ->> 'styleId', value ->> 'name', COALESCE(value ->> 'description', ''), value ->> 'sku', value ->> 'skuKey',
			value ->> 'barcode', COALESCE(value ->> 'unit', 'unit'), value ->> 'price', value ->> 'cost', value ->> 'currency', value ->> 'taxRate', value ->> 'categoryId',
			COALESCE(value ->> 'vendor', ''), COALESCE(value -> 'attributes', '{}'), value ->> 'imageUrl', value ->> 'shortId', COALESCE(value ->> 'isAvailable', 1),
			value ->> 'status', ${work.now}, ${work.now}
		FROM json_each(${JSON.stringify(products)})`);
}

export type NewStyle = {
	id: string;
	name: string;
	vendor?: string;
	categoryId?: string | null;
	description?: string;
	imageUrl?: string | null;
	rowAxis?: string;
	columnAxis?: string;
};

/** Adds styles to a batch. A name the vendor has already fails UNIQUE. */
export function addStylesIn(work: Work, styles: NewStyle[]): void {
	work.add(sql`INSERT INTO styles (businessId, id, name, vendor, categoryId, description, imageUrl, rowAxis, columnAxis, createdAt, updatedAt)
		SELECT ${work.businessId}, value ->> 'id', value ->> 'name', COALESCE(value ->> 'vendor', ''), value ->> 'categoryId', COALESCE(value ->> 'description', ''),
			value ->> 'imageUrl', COALESCE(value ->> 'rowAxis', ${firstAxes.rowAxis}), COALESCE(value ->> 'columnAxis', ${firstAxes.columnAxis}), ${work.now}, ${work.now}
		FROM json_each(${JSON.stringify(styles)})`);
}
