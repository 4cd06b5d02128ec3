import { z } from "zod";
import { RefundReason, RefundTender } from "#app/orders/input.ts";
import { tenders } from "#app/orders/tender.ts";
import { Amount, AnyId, Page, Quantity, text } from "#app/platform/input.ts";
import { isCalendarDay } from "#app/platform/time.ts";

/** Off a line or a basket: percent with up to two decimals, or an amount of the store's currency. */
export const DiscountWish = z.union([
	z.object({
		percent: z
			.number()
			.min(0)
			.max(100)
			.refine((percent) => Number.isInteger(Math.round(percent * 1e6) / 1e4), "at most two decimals"),
	}),
	z.object({ amount: Amount }),
]);
export type DiscountWish = z.output<typeof DiscountWish>;

const line = {
	productId: AnyId,
	quantity: Quantity,
	unitPrice: Amount.optional(),
	expectedPrice: Amount.optional().describe("What was shown as the product's price: 409 price_changed when it is another by now"),
	discount: DiscountWish.optional(),
	note: text(200).optional(),
};

/** Which till, where a store has several: its drawer counts the sale. */
export const TillName = text(40).default("1");

export const PaymentWish = z.object({
	method: z.enum(tenders),
	amount: Amount.optional().describe("Without it, what is left of the total"),
	received: Amount.optional().describe("Cash handed over; without it, exactly what is due"),
	reference: text(60).optional().describe("What stands on the terminal's slip"),
});
export type PaymentWish = z.output<typeof PaymentWish>;

/** Who buys, as far as anybody asked. */
export const BuyerWish = z.object({
	id: AnyId.optional(),
	name: text(120).optional(),
	email: z.union([z.literal(""), z.email().max(254)]).optional(),
});

const basketFields = {
	note: text(500).default(""),
	discount: DiscountWish.optional().describe("Off the whole basket, shared out over its lines"),
	expectedTotal: Amount.optional().describe("What was shown as the total: 409 total_changed when it is another by now"),
	payments: z.array(PaymentWish).max(10, "at most 10 payments").optional().describe("Without them, the sale is paid in a way nobody named"),
	customer: BuyerWish.optional(),
	approvalId: AnyId.optional().describe("Somebody's leave for more off than your role may give"),
	till: TillName,
};
const lines = z.array(z.object(line)).min(1, "at least one line").max(200, "at most 200 lines");

/** A basket, or one product without `lines`. `unitPrice` in the store's currency; without it, the product's price. */
export const Sell = z
	.object({
		storeId: AnyId,
		lines: lines.optional(),
		...line,
		productId: line.productId.optional(),
		quantity: line.quantity.optional(),
		...basketFields,
		note: basketFields.note,
		discount: basketFields.discount,
	})
	.transform(({ lines, productId, quantity, unitPrice, expectedPrice, ...basket }, ctx) => {
		// `at` is where a rule's complaint about the line belongs.
		if (lines) return { ...basket, lines: placed(lines) };
		if (productId === undefined) ctx.addIssue({ code: "custom", path: ["productId"], message: "a product, or lines" });
		if (quantity === undefined) ctx.addIssue({ code: "custom", path: ["quantity"], message: "a whole number" });
		if (productId === undefined || quantity === undefined) return z.NEVER;
		return { ...basket, lines: [{ productId, quantity, unitPrice, expectedPrice, at: "" }] };
	});

function placed<Line extends object>(lines: Line[]): (Line & { at: string })[] {
	return lines.map((each, index) => ({ ...each, at: `lines.${index}.` }));
}

type BasketLineWish = z.output<z.ZodObject<typeof line>> & { at: string };
/** A basket as it is sold, whatever act sells it. */
export type Basket = Omit<z.output<z.ZodObject<typeof basketFields>>, "approvalId"> & { storeId: string; lines: BasketLineWish[] };

/** One line of a sale given back: `quantity` pieces, or all that are left. */
export const RefundSale = z.object({
	saleId: AnyId,
	quantity: Quantity.optional(),
	restock: z.boolean().default(true),
	reason: RefundReason,
	till: TillName,
});

const goingBack = {
	orderId: AnyId,
	lines: z
		.array(z.object({ lineId: AnyId, quantity: Quantity }))
		.min(1, "at least one line")
		.max(400, "at most 400 lines")
		.optional()
		.describe("Without them, everything that is left"),
	restock: z.boolean().default(true),
	writeOff: z.boolean().default(false).describe("What came back is broken: it is taken in and written off. Only without restock"),
	tender: RefundTender,
	reason: RefundReason,
	approvalId: AnyId.optional(),
	till: TillName,
};

/** Goods brought back to the counter against a receipt. */
export const GiveBack = z.object(goingBack);

/** Goods brought back and others taken: what they cost more is paid, what they cost less is given back. */
export const Exchange = z
	.object({
		...goingBack,
		discountApprovalId: AnyId.optional().describe(
			"Somebody's leave for more off the new goods than your role may give; `approvalId` is for those brought back",
		),
		sale: z.object({ lines, ...basketFields }).omit({ approvalId: true, till: true }),
	})
	.transform(({ sale, ...back }) => ({ ...back, sale: { ...sale, till: back.till, lines: placed(sale.lines) } }));

export const UndoSale = z.object({ orderId: AnyId, till: TillName, approvalId: AnyId.optional() });

const Reason = text(200).min(1, "not empty");

export const OpenDrawer = z.object({ storeId: AnyId, till: TillName, openingFloat: Amount.describe("What lies in it to begin with") });
export const MoveCash = z.object({ drawerId: AnyId, direction: z.enum(["in", "out"]), amount: Amount, reason: Reason });
/** The cash that was counted, or how many of which note and coin (keys are decimal: "100", "0.50"). */
export const CloseDrawer = z
	.object({
		drawerId: AnyId,
		counted: Amount.optional(),
		denominations: z
			.record(z.string().regex(/^\d{1,6}(\.\d{1,3})?$/, "a note or coin, as 100 or 0.50"), z.int().min(0).max(100_000))
			.optional(),
		note: text(500).default(""),
	})
	.refine(({ counted, denominations }) => (counted === undefined) !== (denominations === undefined), {
		path: ["counted"],
		message: "the amount that was counted, or denominations",
	});
export const OneDrawer = z.object({ drawerId: AnyId });
export const StoreTills = z.object({ storeId: AnyId });
export const ListZReports = z.object({ storeId: AnyId, ...Page });
export const OneZReport = z.object({ storeId: AnyId, number: z.coerce.number().int().positive() });

/** A basket as it is put aside: no prices, they are those of the day it is taken up again. */
export const BasketToPark = z.object({
	lines: z
		.array(z.object({ productId: AnyId, quantity: Quantity, discount: DiscountWish.optional(), note: text(200).optional() }))
		.min(1, "at least one line")
		.max(200, "at most 200 lines"),
	discount: DiscountWish.optional(),
	note: text(500).default(""),
	customer: BuyerWish.optional(),
});
export type BasketToPark = z.output<typeof BasketToPark>;
export const ParkBasket = z.object({ storeId: AnyId, name: text(60).default(""), basket: BasketToPark });
export const OneParked = z.object({ basketId: AnyId });

/** The receipt of a sale, or of one of its refunds. */
export const OneReceipt = z.object({ orderId: AnyId, refundId: AnyId.optional() });
export const ListReceipts = z.object({
	storeId: AnyId,
	...Page,
	q: text(60).optional().describe("Its number, what its barcode says, or an order's id"),
});
export const MailReceipt = z.object({ ...OneReceipt.shape, email: z.string().trim().toLowerCase().max(254).pipe(z.email()) });

const Rate = z
	.number()
	.min(0)
	.max(100)
	.refine((percent) => Number.isInteger(Math.round(percent * 1e6) / 1e4), "at most two decimals");
export const EditTillSettings = z.object({
	storeId: AnyId,
	legalName: text(120).optional(),
	address: text(300).optional(),
	vatNumber: text(40).optional(),
	phone: text(40).optional(),
	receiptText: text(500).optional(),
	paper: z.enum(["80mm", "a4"]).optional(),
	taxIncluded: z.boolean().nullable().optional().describe("Whether prices include their tax; null is as the business has it"),
	employeeDiscount: Rate.optional().describe("Percent an employee may take off alone"),
	agentDiscount: Rate.optional().describe("Percent an agent may take off alone"),
	leaseUnits: z
		.int("a whole number")
		.min(0)
		.max(100)
		.optional()
		.describe("Pieces of a product each till keeps for the time it may be alone, at most; 0 is none"),
	leaseHours: z.int("a whole number").min(1).max(72).optional().describe("How long a till keeps them after it was last heard"),
	beyondLease: z.enum(["warn", "refuse"]).optional().describe("What a till that is alone does with a sale of more than it keeps"),
	version: z.int().min(0).optional(),
});

export const DayJournal = z.object({
	storeId: AnyId,
	day: z.string().refine(isCalendarDay, "a day, as 2026-11-20").optional().describe("In the store's time zone; without it, today"),
	...Page,
});
