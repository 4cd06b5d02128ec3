import { z } from "zod";
import { AnyId, Page, Quantity, text } from "#app/platform/input.ts";

export const RefundReason = text(500).default("");

/** Without `lines`, everything that is left of the order goes back. `restock` puts the goods back on the shelf they were sold from. */
export const RefundOrder = z.object({
	orderId: AnyId,
	lines: z
		.array(z.object({ lineId: AnyId, quantity: Quantity }))
		.min(1, "at least one line")
		.max(200, "at most 200 lines")
		.optional(),
	restock: z.boolean().default(true),
	reason: RefundReason,
});

export const NoteShelf = z.object({ storeId: AnyId, productIds: z.array(AnyId).max(1000), at: z.int() });

export const ListSaleLines = z.object({ storeId: AnyId.optional(), productId: AnyId.optional(), ...Page });
export const OneSaleLine = z.object({ saleId: AnyId });
export const ListOrders = z.object({ storeId: AnyId.optional(), ...Page });
export const OneOrder = z.object({ orderId: AnyId });
