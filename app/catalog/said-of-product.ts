import type { z } from "zod";
import type { AddProduct, EditProduct } from "./input.ts";
import { amountIfSaid, basisPoints, generatedSku, normalBarcode, shortIdOf, skuKeyOf } from "./rules.ts";

/** From what people say of a product to what its columns hold: the one way there, for one product or ten thousand. Browser-safe. */

export type SaidOfProduct = Omit<z.output<typeof EditProduct>, "productId" | "version" | "status">;
type Columns = Record<string, unknown>;

/** What was said, as the columns hold it; what was not said is undefined. */
export function columnsOf(input: SaidOfProduct, currency: string): Record<string, string | number | null | undefined> {
	const { name, sku, unit, vendor, categoryId, styleId, description, imageUrl, barcode, attributes, taxRate, isAvailable } = input;
	return {
		name,
		sku,
		unit,
		vendor,
		categoryId,
		styleId,
		description,
		imageUrl,
		skuKey: sku === undefined ? undefined : skuKeyOf(sku),
		barcode: barcode === undefined ? undefined : normalBarcode(barcode ?? "") || null,
		price: input.price === undefined ? undefined : amountIfSaid(input.price, currency, "price"),
		cost: input.cost === undefined ? undefined : amountIfSaid(input.cost, currency, "cost"),
		attributes: attributes && JSON.stringify(attributes),
		taxRate: taxRate === undefined || taxRate === null ? taxRate : basisPoints(taxRate),
		isAvailable: isAvailable === undefined ? undefined : Number(isAvailable),
	};
}

/** Only what differs, before and after, for the audit and for the update. */
export function difference(row: Columns, wanted: Columns): { before: Columns; after: Columns } {
	const before: Columns = {};
	const after: Columns = {};
	for (const [column, value] of Object.entries(wanted)) {
		if (value === undefined || value === row[column]) continue;
		before[column] = row[column];
		after[column] = value;
	}
	return { before, after };
}

type SaidOfNew = Omit<z.output<typeof AddProduct>, "storeId" | "style" | "initialStock" | "reorderPoint">;

/** A new product as its columns hold it; a SKU is made up where none was said. @throws Refusal `validation_failed` for its amounts */
export function newProductOf(id: string, said: SaidOfNew, currency: string) {
	const {
		name,
		vendor,
		attributes,
		description,
		imageUrl,
		isAvailable,
		taxRate,
		styleId = null,
		categoryId = null,
		status = "draft",
	} = said;
	const shortId = shortIdOf(id);
	const sku = said.sku || generatedSku(shortId);
	return {
		id,
		name,
		sku,
		shortId,
		styleId,
		currency,
		status,
		vendor,
		attributes,
		description,
		imageUrl,
		isAvailable,
		categoryId,
		skuKey: skuKeyOf(sku),
		barcode: normalBarcode(said.barcode ?? "") || null,
		unit: said.unit || "unit",
		price: amountIfSaid(said.price, currency, "price"),
		cost: amountIfSaid(said.cost, currency, "cost"),
		taxRate: taxRate === undefined || taxRate === null ? null : basisPoints(taxRate),
	};
}
