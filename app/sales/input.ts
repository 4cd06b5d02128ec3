import { z } from "zod";
import { RefundReason } from "#app/orders/input.ts";
import { Amount, AnyId, Quantity, text } from "#app/platform/input.ts";

const line = { productId: AnyId, quantity: Quantity, unitPrice: Amount.optional() };

/** A basket, or one product without `lines`. `unitPrice` in the store's currency; without it, the product's price. */
export const Sell = z
	.object({
		storeId: AnyId,
		lines: z.array(z.object(line)).min(1, "at least one line").max(200, "at most 200 lines").optional(),
		productId: line.productId.optional(),
		quantity: line.quantity.optional(),
		unitPrice: line.unitPrice,
		note: text(500).default(""),
	})
	.transform(({ storeId, lines, productId, quantity, unitPrice, note }, ctx) => {
		// `at` is where a rule's complaint about the line belongs.
		if (lines) return { storeId, note, lines: lines.map((each, index) => ({ ...each, at: `lines.${index}.` })) };
		if (productId === undefined) ctx.addIssue({ code: "custom", path: ["productId"], message: "a product, or lines" });
		if (quantity === undefined) ctx.addIssue({ code: "custom", path: ["quantity"], message: "a whole number" });
		if (productId === undefined || quantity === undefined) return z.NEVER;
		return { storeId, note, lines: [{ productId, quantity, unitPrice, at: "" }] };
	});

export type Basket = z.output<typeof Sell>;

/** One line of a sale given back: `quantity` pieces, or all that are left. */
export const RefundSale = z.object({
	saleId: AnyId,
	quantity: Quantity.optional(),
	restock: z.boolean().default(true),
	reason: RefundReason,
});

export const UndoSale = z.object({ orderId: AnyId });
