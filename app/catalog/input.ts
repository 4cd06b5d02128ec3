import { z } from "zod";
import { TaxRate } from "#app/identity/input.ts";
import { AnyId, Amount, line, Page, QueryFlag, ShelfQuantity, text } from "#app/platform/input.ts";
import { roundings } from "./price-change.ts";
import { mostChanged, productStatuses, skuKeyOf } from "./rules.ts";

/** What people and programs may say about the catalog. The same objects serve forms, API and the OpenAPI document. */

const Name = line(200).min(1, "not empty");
const Sku = line(64).refine((sku) => sku === "" || skuKeyOf(sku) !== "", "at least one visible character");
const Barcode = line(64);
const Vendor = line(120);
const Unit = line(24);
const Description = text(10_000);
/** A picture on the web, or one of ours. */
const ImageUrl = line(2000).regex(/^(https?:\/\/|\/(?!\/))\S+$/, "an http(s) address");
const ProductTaxRate = TaxRate.describe("Percent; null follows the business");
const Status = z.enum(productStatuses);
const Version = z.int().positive().describe("The version this change was made from; another one by now is refused with 409");

/** Colour, size, bridge, …: up to 100 names with a text each. */
export const Attributes = z
	.record(line(60).min(1, "not empty"), z.union([line(400), z.number().transform(String)]))
	.refine((attributes) => Object.keys(attributes).length <= 100, "at most 100 attributes");

export const AddProduct = z.object({
	storeId: AnyId.optional().describe("The store whose shelf it stands on; may be left out when there is one store"),
	name: Name,
	sku: Sku.optional().describe("Made up when left out"),
	unit: Unit.optional(),
	price: Amount.nullish(),
	cost: Amount.nullish(),
	barcode: Barcode.nullish(),
	vendor: Vendor.optional(),
	categoryId: AnyId.nullish(),
	styleId: AnyId.nullish(),
	style: line(200).optional().describe("The name of its style, found or made"),
	attributes: Attributes.optional(),
	description: Description.optional(),
	taxRate: ProductTaxRate.nullish(),
	imageUrl: ImageUrl.nullish(),
	isAvailable: z.boolean().optional(),
	status: Status.exclude(["archived"]).optional(),
	initialStock: ShelfQuantity.optional(),
	reorderPoint: ShelfQuantity.optional(),
});

/** What can be said of a product after it exists. Left out = stays. */
const changes = {
	name: Name.optional(),
	sku: Sku.min(1, "not empty").optional(),
	unit: Unit.min(1, "not empty").optional(),
	price: Amount.nullable().optional(),
	cost: Amount.nullable().optional(),
	barcode: Barcode.nullable().optional(),
	vendor: Vendor.optional(),
	categoryId: AnyId.nullable().optional(),
	styleId: AnyId.nullable().optional(),
	attributes: Attributes.optional(),
	description: Description.optional(),
	taxRate: ProductTaxRate.nullable().optional(),
	imageUrl: ImageUrl.nullable().optional(),
	isAvailable: z.boolean().optional(),
	status: Status.optional(),
};

export const EditProduct = z.object({ productId: AnyId, version: Version.optional(), ...changes });

/** The whole product again: what is left out goes back to its default. The SKU and the status stay unless named. */
export const ReplaceProduct = z.object({
	productId: AnyId,
	version: Version.optional(),
	name: Name,
	sku: changes.sku,
	unit: Unit.min(1, "not empty").default("unit"),
	price: Amount.nullable().default(null),
	cost: Amount.nullable().default(null),
	barcode: Barcode.nullable().default(null),
	vendor: Vendor.default(""),
	categoryId: AnyId.nullable().default(null),
	styleId: AnyId.nullable().default(null),
	attributes: Attributes.default({}),
	description: Description.default(""),
	taxRate: ProductTaxRate.nullable().default(null),
	imageUrl: ImageUrl.nullable().default(null),
	isAvailable: z.boolean().default(true),
	status: changes.status,
});

export const ChangeStatus = z.object({ productId: AnyId, status: Status, version: Version.optional() });
export const ProductRef = z.object({ productId: AnyId });
export const DeleteProduct = ProductRef.extend({ version: Version.optional() });

/** Attributes as a query string carries them: JSON text, so that any name and value can be said. */
const AttributeFilter = z
	.union([z.string().max(4000), z.record(z.string(), z.string())])
	.transform((given, context) => {
		const parsed = AttributeValues.safeParse(typeof given === "string" ? jsonOf(given) : given);
		if (parsed.success) return parsed.data;
		context.addIssue({ code: "custom", message: 'a JSON object of names and values, such as {"colour":"Black"}' });
		return z.NEVER;
	})
	.describe(
		'A JSON object of attribute names and values that must all be so, such as `{"colour":"Black","size":"49"}`; capitals do not matter',
	);
const AttributeValues = z
	.record(line(60).min(1), line(400).min(1))
	.refine((attributes) => Object.keys(attributes).length <= 10, "at most 10 attributes");

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Products by id, as a query string carries them. */
const ProductIds = z
	.string()
	.max(20_000)
	.transform((text) => [...new Set(text.split(",").filter(Boolean))])
	.pipe(z.array(AnyId).max(500))
	.describe("Only these, by id, with commas between");

export const ListProducts = z.object({
	...Page,
	storeId: AnyId.optional().describe("Only what has a shelf in this store, with that shelf's numbers"),
	q: text(200)
		.optional()
		.describe("Words that begin words of name, SKU, barcode, vendor or attributes; an exact SKU or barcode comes first"),
	status: z
		.enum([...productStatuses, "any"])
		.optional()
		.describe("Left out: everything but archived"),
	categoryId: AnyId.optional().describe("With everything under it"),
	vendor: z.string().max(120).optional(),
	styleId: AnyId.optional(),
	isAvailable: QueryFlag.optional(),
	priced: QueryFlag.optional().describe("Only what has a price, or only what has none"),
	stock: z.enum(["in", "low", "out"]).optional(),
	attributes: AttributeFilter.optional(),
	ids: ProductIds.optional(),
	sort: z.enum(["name", "newest"]).default("name"),
});

const CategoryName = line(80).min(1, "not empty");
const Position = z.int().min(0).max(10_000);

export const AddCategory = z.object({ name: CategoryName, parentId: AnyId.nullish(), position: Position.optional() });
export const EditCategory = z.object({
	categoryId: AnyId,
	name: CategoryName.optional(),
	parentId: AnyId.nullable().optional(),
	position: Position.optional(),
	version: Version.optional(),
});
export const CategoryRef = z.object({ categoryId: AnyId });
export const RemoveCategory = z.object({
	categoryId: AnyId,
	version: Version.optional(),
	contents: z
		.enum(["up"])
		.optional()
		.describe("`up`: what stands in it moves to the category above; left out, a category with anything in it is refused"),
});
export const MergeCategory = z.object({ categoryId: AnyId, intoId: AnyId.describe("The category that takes everything in") });
export const RestoreCategory = z.object({ changeId: AnyId.describe("`changeId` of the removal or merge to take back") });
export const OrderCategories = z.object({
	parentId: AnyId.nullable(),
	categoryIds: z.array(AnyId).min(1).max(1000).describe("Every category under the parent, in the order they shall have"),
});

/** What one sheet of labels is printed of. */
export const LabelsOf = z.object({ productIds: z.array(AnyId).max(500) });

const StyleName = line(200).min(1, "not empty");
const Axis = line(60).min(1, "not empty").describe("The attribute whose values are the rows, or the columns, of its matrix");

export const AddStyle = z.object({
	name: StyleName,
	vendor: Vendor.optional(),
	categoryId: AnyId.nullish(),
	description: Description.optional(),
	imageUrl: ImageUrl.nullish(),
	rowAxis: Axis.optional(),
	columnAxis: Axis.optional(),
});

/** Left out = stays. */
export const EditStyle = z.object({
	styleId: AnyId,
	version: Version.optional(),
	name: StyleName.optional(),
	vendor: Vendor.optional(),
	categoryId: AnyId.nullable().optional(),
	description: Description.optional(),
	imageUrl: ImageUrl.nullable().optional(),
	rowAxis: Axis.optional(),
	columnAxis: Axis.optional(),
});

export const StyleRef = z.object({ styleId: AnyId });

export const ListStyles = z.object({
	...Page,
	q: text(200).optional().describe("Part of the name or the vendor"),
	categoryId: AnyId.optional(),
	vendor: z.string().max(120).optional(),
});

/** Products by id, as many as one act may change. */
const SomeProducts = z
	.array(AnyId)
	.min(1, "at least one product")
	.max(mostChanged, `at most ${mostChanged} products`)
	.transform((ids) => [...new Set(ids)]);

export const StyleProducts = z.object({ styleId: AnyId, productIds: SomeProducts });

const AttributeName = line(60).min(1, "not empty");
export const KeepAttribute = z.object({ name: AttributeName, position: z.int().min(0).max(1000).optional() });
export const AttributeRef = z.object({ name: AttributeName });
export const RenameAttribute = z.object({ name: AttributeName, to: AttributeName });
export const OrderAttributes = z.object({ names: z.array(AttributeName).min(1).max(100) });

/** What several products become at once. */
const Change = z.discriminatedUnion("act", [
	z.object({ act: z.literal("status"), status: Status }),
	z.object({ act: z.literal("availability"), isAvailable: z.boolean() }),
	z.object({ act: z.literal("category"), categoryId: AnyId.nullable() }),
	z.object({ act: z.literal("vendor"), vendor: Vendor }),
	z.object({
		act: z.literal("price"),
		by: z.union([
			z.object({ percent: z.number().min(-100).max(1000).multipleOf(0.01) }).strict(),
			z
				.object({
					amount: z.union([
						z.number().min(-1e7).max(1e7).transform(String),
						z
							.string()
							.trim()
							.regex(/^-?\d{1,9}(\.\d{1,4})?$/, "a decimal number"),
					]),
				})
				.strict(),
		]),
		rounding: z.enum(roundings).default("none"),
	}),
]);

export const ChangeProducts = z.object({ productIds: SomeProducts, change: Change });
export const UndoChange = z.object({ changeId: AnyId.describe("`changeId` of the change to take back") });

const ViewName = line(60).min(1, "not empty");
/** What stands behind the `?` of the list's address. */
const ViewQuery = z
	.string()
	.max(2000)
	.regex(/^[\w.~%+*=&!'()-]*$/, "the query of an address");

export const SaveView = z.object({ name: ViewName, query: ViewQuery, isShared: z.boolean().default(false) });
export const EditView = z.object({
	viewId: AnyId,
	version: Version.optional(),
	name: ViewName.optional(),
	query: ViewQuery.optional(),
	isShared: z.boolean().optional(),
});
export const ViewRef = z.object({ viewId: AnyId });
export const ChooseView = z.object({ viewId: AnyId.nullable() });
