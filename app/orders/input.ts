import { z } from "zod";
import { AnyId, Page, Quantity, text } from "#app/platform/input.ts";
import { isTimeZone } from "#app/platform/time.ts";
import { orderStatuses, paymentStatuses } from "./rules.ts";
import { tenders } from "./tender.ts";

export const RefundReason = text(500).default("");

export const RefundTender = z.enum(tenders).optional().describe("Without it, the money goes back the way it came");

/** Without `lines`, everything that is left of the order goes back. `restock` puts the goods back on the shelf they were sold from. */
export const RefundOrder = z.object({
	orderId: AnyId,
	lines: z
		.array(z.object({ lineId: AnyId, quantity: Quantity }))
		.min(1, "at least one line")
		.max(400, "at most 400 lines")
		.optional(),
	restock: z.boolean().default(true),
	writeOff: z.boolean().default(false).describe("What came back is broken: it is taken in and written off. Only without restock"),
	tender: RefundTender,
	reason: RefundReason,
});

export const NoteShelf = z.object({ storeId: AnyId, productIds: z.array(AnyId).max(1000), at: z.int() });

export const ListSaleLines = z.object({ storeId: AnyId.optional(), productId: AnyId.optional(), ...Page });
export const OneSaleLine = z.object({ saleId: AnyId });
export const ListOrders = z.object({
	...Page,
	storeId: AnyId.optional(),
	status: z.enum(orderStatuses).optional(),
	paymentStatus: z.enum(paymentStatuses).optional(),
	actorId: AnyId.optional().describe("Who sold it"),
	from: z.iso.date().optional().describe("First calendar day, in the store's time zone; without a store, in the business's"),
	until: z.iso.date().optional().describe("Last calendar day"),
	timeZone: z
		.string()
		.max(64)
		.refine(isTimeZone, "an IANA time zone")
		.optional()
		.describe("Whose calendar the days are of, when it is another"),
	q: text(200).optional().describe("The last six letters of an order's id, or words, SKU or barcode of a product in it"),
});
export const OneOrder = z.object({ orderId: AnyId });
