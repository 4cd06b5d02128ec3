import { z } from "zod";
import { AddProduct } from "#app/catalog/input.ts";
import { AnyId, line, Page } from "#app/platform/input.ts";
import { isTarget } from "./columns.ts";
import { decimalStyles, delimiters } from "./dialect.ts";
import { mostColumns } from "./reader.ts";
import { emptyChoices, existingChoices, newStatuses, quantityChoices } from "./rules.ts";

/** What people and programs may say about an import. */

const { name, unit, sku, barcode, vendor, style, attributes, description, taxRate, imageUrl, isAvailable, initialStock, reorderPoint } =
	AddProduct.shape;

/** What a row says, by the very rules a form is held to. */
export const RowSays = z.object({
	name: name.optional(),
	...{ unit, sku, barcode, vendor, style, attributes, description, taxRate, imageUrl, isAvailable, reorderPoint },
	quantity: initialStock,
});

const Target = z.string().max(80).refine(isTarget, "a field, or attr: and a name").nullable();

export const Choices = z.object({
	existing: z.enum(existingChoices).describe("What a known SKU, barcode or id means: change that product, or leave it"),
	newStatus: z.enum(newStatuses).describe("What new products are; file: as the file says, else drafts"),
	storeId: AnyId.describe("The store new products get a shelf in, and whose the quantities are"),
	quantities: z.enum(quantityChoices).describe("Which shelves get the file's quantities: those not open yet, all, or none"),
	empty: z.enum(emptyChoices).describe("What an empty cell means for a known product: it stays as it is, or is cleared"),
	makeCategories: z.boolean().describe("Categories the file names and nobody has are made"),
	makeSkus: z.boolean().describe("Rows without SKU and barcode get one, the same one each time"),
});
export type Choices = z.output<typeof Choices>;

const changes = {
	choices: Choices.partial().optional(),
	mapping: z.array(Target).max(mostColumns).optional().describe("Of each column, left to right, what it is; null leaves it out"),
	decimals: z.enum(decimalStyles).optional().describe("point: 2,195.00 · comma: 2.195,00"),
	delimiter: z.enum(delimiters).optional(),
};

export const ChangeImport = z.object({ importId: AnyId, ...changes });
export const ImportRef = z.object({ importId: AnyId });
export const ListImports = z.object(Page);
export const ImportErrors = z.object({ importId: AnyId, ...Page });

/** A file as a program sends it when it does not send the file itself. */
export const AddImport = z.object({
	csv: z.string().min(1, "not empty").describe("The file's text"),
	fileName: line(200).optional(),
	...changes,
});
