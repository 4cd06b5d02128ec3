import { z } from "zod";
import { ListStyles } from "#app/catalog/input.ts";
import { mostChanged } from "#app/catalog/rules.ts";
import { AnyId, Amount, Page, Quantity, ShelfQuantity, text } from "#app/platform/input.ts";
import { mostCells } from "./matrix-cells.ts";
import { matrixFacts } from "./matrix-values.ts";
import {
	adjustReasons,
	countScopes,
	countStatuses,
	mostTransferLines,
	movementReasons,
	shortReasons,
	transferStatuses,
	uncountedChoices,
} from "./rules.ts";

/** What people and programs may say about the shelf. The same objects serve forms, API and the OpenAPI document. */

const Note = text(500);
const Where = { productId: AnyId, storeId: AnyId.optional().describe("May be left out when there is one store") };

export const ReceiveStock = z.object({ ...Where, quantity: Quantity, note: Note.optional() });

const Delta = z
	.int("a whole number")
	.min(-1_000_000, "at least −1,000,000")
	.max(1_000_000, "at most 1,000,000")
	.refine((delta) => delta !== 0, "not zero");

/** Either what stands there now (`quantity`, with what was seen before as `expectedQuantity`), or by how much it changed and why (`delta`, `reason`). */
export const AdjustFields = z.object({
	...Where,
	quantity: ShelfQuantity.optional(),
	expectedQuantity: ShelfQuantity.optional(),
	delta: Delta.optional(),
	reason: z.enum(adjustReasons).default("adjustment"),
	note: Note.optional(),
});

export const AdjustStock = AdjustFields.superRefine(({ quantity, delta, expectedQuantity, reason }, context) => {
	const complain = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
	if (quantity === undefined && delta === undefined) complain("quantity", "quantity or delta");
	if (quantity !== undefined && delta !== undefined) complain("delta", "quantity or delta, not both");
	if (delta !== undefined && expectedQuantity !== undefined) complain("expectedQuantity", "goes with quantity");
	if (quantity !== undefined && reason !== "adjustment" && reason !== "count")
		complain("reason", "adjustment or count, where the quantity is set");
});

export const SetReorderPoint = z.object({ ...Where, reorderPoint: ShelfQuantity });

export const ProductMovements = z.object({
	...Page,
	productId: AnyId,
	storeId: AnyId.optional(),
	reason: z.enum(movementReasons).optional(),
});

/** The whole shelf at a glance: at most 800 rows. */
export const ListInventory = z.object({
	storeId: AnyId.optional(),
	limit: z.coerce.number().int().min(1).max(800).default(800),
	cursor: Page.cursor,
});

const Line = z.object({ productId: AnyId, quantity: Quantity });
const Lines = z.array(Line).max(mostTransferLines, `at most ${mostTransferLines} lines`);
const SomeLines = Lines.min(1, "at least one line");

export const TransferRef = z.object({ transferId: AnyId });

/** `send` takes the goods off the shelf at once; without it the transfer waits as a draft. */
export const DraftTransfer = z.object({
	fromStoreId: AnyId,
	toStoreId: AnyId,
	note: Note.optional(),
	lines: Lines.default([]),
	send: z.boolean().default(false),
});

/** What was scanned or chosen: a product by id, or by its SKU or barcode; and how many there are, or how many more. */
const Scanned = {
	productId: AnyId.optional(),
	code: text(100).min(1, "at least one character").optional().describe("SKU or barcode, instead of productId"),
	add: Quantity.optional().describe("How many more, instead of quantity"),
};

function oneOfEach(
	input: { productId?: unknown; code?: unknown; quantity?: unknown; add?: unknown },
	context: z.core.$RefinementCtx,
): void {
	const complain = (path: string, message: string) => context.issues.push({ code: "custom", path: [path], message, input });
	if ((input.productId === undefined) === (input.code === undefined)) complain("productId", "productId or code, one of them");
	if ((input.quantity === undefined) === (input.add === undefined)) complain("quantity", "quantity or add, one of them");
}

/** `quantity` 0 takes the line out. */
export const PutFields = z.object({ ...TransferRef.shape, ...Scanned, quantity: ShelfQuantity.optional() });
export const PutOnTransfer = PutFields.superRefine(oneOfEach);

/** Without lines: everything that is on its way. */
export const ReceiveTransfer = z.object({ ...TransferRef.shape, lines: SomeLines.optional(), note: Note.optional() });
export const BringBackTransfer = ReceiveTransfer;
export const CloseTransfer = z.object({ ...TransferRef.shape, reason: z.enum(shortReasons), note: Note.optional() });

export const ListTransfers = z.object({
	...Page,
	status: z
		.enum([...transferStatuses, "open"])
		.optional()
		.describe("`open`: draft, in_transit and part_received"),
	storeId: AnyId.optional().describe("At either end"),
});

export const CountRef = z.object({ countId: AnyId });

export const OpenFields = z.object({
	storeId: AnyId.optional().describe("May be left out when there is one store"),
	scope: z.enum(countScopes).default("store"),
	categoryId: AnyId.optional().describe("With scope `category`"),
	productIds: z.array(AnyId).max(1000, "at most 1,000 products").optional().describe("With scope `products`"),
	blind: z.boolean().default(false).describe("Who counts is not told what is expected"),
	note: Note.optional(),
});
export const OpenCount = OpenFields.superRefine(({ scope, categoryId, productIds }, context) => {
	const complain = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
	if ((scope === "category") !== (categoryId !== undefined)) complain("categoryId", "goes with scope category");
	if (scope !== "products" && productIds !== undefined) complain("productIds", "goes with scope products");
	if (scope === "products" && !productIds?.length) complain("productIds", "at least one product");
});

/** `quantity` null: not counted after all. */
export const CountFields = z.object({ ...CountRef.shape, ...Scanned, quantity: ShelfQuantity.nullable().optional() });
export const CountProduct = CountFields.superRefine(oneOfEach);
export const ApplyCount = z.object({ ...CountRef.shape, uncounted: z.enum(uncountedChoices) });

export const CountLines = z.object({ ...CountRef.shape, ...Page });
export const ListCounts = z.object({ ...Page, status: z.enum(countStatuses).optional(), storeId: AnyId.optional() });

/** `from` and `until` are instants (ISO 8601); `until` is not part of it. */
export const ListMovements = z.object({
	...Page,
	productId: AnyId.optional(),
	storeId: AnyId.optional(),
	reason: z.enum(movementReasons).optional(),
	actorId: AnyId.optional(),
	from: z.iso.datetime({ offset: true }).optional(),
	until: z.iso.datetime({ offset: true }).optional(),
});

export const SetReorderPoints = z.object({
	storeId: AnyId,
	points: z
		.array(z.object({ productId: AnyId, reorderPoint: ShelfQuantity, reorderTo: ShelfQuantity }))
		.min(1, "at least one")
		.max(500, "at most 500 at once"),
});

export const UndoReorderPoints = z.object({ changeId: AnyId });

/** Goods are gone, and somebody will ask why: so a note is part of it. */
export const WriteOff = z.object({
	...Where,
	quantity: Quantity,
	note: Note.min(1, "say what happened to it"),
	approvalId: AnyId.optional(),
});

/** `quantity`: what was found there. Left out, the shelf goes back to what the ledger adds up to. */
export const RepairDrift = z.object({ productId: AnyId, storeId: AnyId, quantity: ShelfQuantity.optional() });

/** What a cell wants to say is judged by the rules, so that a bad one can be named with what is there now. */
const CellValue = z.union([z.string().max(200), z.number(), z.null()]);

const MatrixCell = z.object({
	productId: AnyId,
	fact: z.enum(matrixFacts),
	value: CellValue.describe("Whole numbers for the shelf, decimal strings for amounts, null for none"),
	was: CellValue.describe("What stood there when it was looked at; if it is another by now, nothing is saved"),
});

export const SaveMatrix = z.object({
	styleId: AnyId,
	storeId: AnyId.optional().describe("Whose shelves `onHand` and `reorderPoint` are"),
	cells: z
		.array(MatrixCell)
		.min(1, "at least one cell")
		.max(mostCells, `at most ${mostCells} cells`)
		.refine((cells) => new Set(cells.map(({ productId, fact }) => `${productId} ${fact}`)).size === cells.length, "each cell once"),
	reason: z.enum(["count", "adjustment"]).default("count").describe("Why quantities change"),
	note: Note.optional(),
});

export const StyleMatrix = z.object({ styleId: AnyId, storeId: AnyId.optional() });
export const StyleOfProduct = z.object({ productId: AnyId, storeId: AnyId.optional() });

const AxisValue = text(400).regex(/^[^\p{Cc}\p{Cs}]*$/u, "no control characters, line breaks or half characters");

export const AddVariants = z.object({
	styleId: AnyId,
	storeId: AnyId.optional().describe("Opens an empty shelf there"),
	skuPattern: text(64)
		.refine((pattern) => /\{(row|column)\}/.test(pattern), "with {row} or {column} in it")
		.optional()
		.describe("How SKUs are made up, such as KNU-{row}-{column}; left out, like those of its siblings"),
	price: Amount.optional().describe("Left out: as their siblings"),
	cost: Amount.optional().describe("Left out: as their siblings"),
	variants: z
		.array(
			z
				.object({ row: AxisValue, column: AxisValue, sku: z.string().trim().max(64).optional().describe("Made up when left out") })
				.refine(({ row, column }) => row !== "" || column !== "", "a row or a column"),
		)
		.min(1, "at least one")
		.max(mostChanged, `at most ${mostChanged} at once`),
});

export const ListStyleShelves = ListStyles.extend({ storeId: AnyId.optional() });
