import { z } from "zod";
import { AnyId, Page, Quantity, ShelfQuantity, text } from "#app/platform/input.ts";
import { adjustReasons } from "./rules.ts";

/** What people and programs may say about the shelf. The same objects serve forms, API and the OpenAPI document. */

const Note = text(500).regex(/^\P{Cs}*$/u, "no half characters");
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
	reason: z
		.enum(["receipt", "sale", "return", "adjustment", "damage", "count", "transfer_out", "transfer_in", "channel_sync", "initial"])
		.optional(),
});

/** The whole shelf at a glance: at most 800 rows. */
export const ListInventory = z.object({
	storeId: AnyId.optional(),
	limit: z.coerce.number().int().min(1).max(800).default(800),
	cursor: Page.cursor,
});
