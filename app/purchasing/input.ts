import { z } from "zod";
import { AnyId, Amount, line, Page, Quantity, ShelfQuantity, text } from "#app/platform/input.ts";
import { chargeKinds, chargeSpreads } from "./landed-cost.ts";
import { mostPurchaseLines, purchaseStatuses, vendorKeyOf } from "./rules.ts";

/** What people and programs may say about purchasing. The same objects serve forms, API and the OpenAPI document. */

const Note = text(500);
const VendorName = line(120).refine((name) => vendorKeyOf(name) !== "", "not empty");
const Email = z.string().trim().toLowerCase().max(254).pipe(z.email("an e-mail address"));
const Days = z.int("whole days").min(0, "not below 0").max(365, "at most 365");

export const VendorRef = z.object({ vendor: VendorName });

/** What is not named stays; `version` refuses to write over somebody else's change. */
export const EditVendorTerms = z.object({
	...VendorRef.shape,
	email: Email.or(z.literal("")).optional().describe("Where purchase requests go; empty: nowhere"),
	leadDays: Days.optional().describe("From the order to the goods on the shelf"),
	coverDays: Days.min(1, "at least 1").optional().describe("For how many days an order shall last from then on"),
	packSize: z.int("a whole number").min(1, "at least 1").max(10_000, "at most 10,000").optional().describe("Sold in packs of so many"),
	minimum: Amount.optional().describe("The least an order may cost"),
	terms: text(1000).optional(),
	version: z.int().positive().optional(),
});

const Line = z.object({ productId: AnyId, quantity: Quantity, unitCost: Amount.optional().describe("Else the product's own cost") });

export const DraftPurchaseOrder = z.object({
	...VendorRef.shape,
	storeId: AnyId.describe("Where the goods shall go"),
	note: Note.default(""),
	lines: z.array(Line).max(mostPurchaseLines, `at most ${mostPurchaseLines} lines`).default([]),
});

export const PurchaseOrderRef = z.object({ purchaseOrderId: AnyId });

/** `quantity` 0 takes the line out. */
export const PutFields = z.object({
	...PurchaseOrderRef.shape,
	productId: AnyId.optional(),
	code: text(100).min(1, "at least one character").optional().describe("SKU or barcode, instead of productId"),
	quantity: ShelfQuantity.optional(),
	add: Quantity.optional().describe("How many more, instead of quantity"),
	unitCost: Amount.optional(),
});
export const PutOnPurchaseOrder = PutFields.superRefine(({ productId, code, quantity, add }, context) => {
	const complain = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
	if ((productId === undefined) === (code === undefined)) complain("productId", "productId or code, one of them");
	if ((quantity === undefined) === (add === undefined)) complain("quantity", "quantity or add, one of them");
});

/** `mail` false: it was ordered some other way, and is only written down. */
export const SendPurchaseOrder = z.object({
	...PurchaseOrderRef.shape,
	mail: z.boolean().default(true),
	to: Email.optional().describe("Else the vendor's own address"),
	message: text(2000).default(""),
	version: z.int().positive().optional().describe("What was looked at; another is refused"),
});

/** The request once more, where it came back or was never mailed. */
export const MailRequestAgain = SendPurchaseOrder.omit({ mail: true, version: true });

const Found = z.object({ productId: AnyId, received: ShelfQuantity.default(0), damaged: ShelfQuantity.default(0) });

/** Without lines: everything outstanding, whole. */
export const ReceivePurchaseOrder = z.object({
	...PurchaseOrderRef.shape,
	lines: z.array(Found).min(1, "at least one line").max(mostPurchaseLines).optional(),
	over: z.boolean().default(false).describe("Take in more than was ordered"),
	note: Note.default(""),
});
export const ClosePurchaseOrder = z.object({ ...PurchaseOrderRef.shape, note: Note.default("") });

const ChargeLine = z.object({
	kind: z.enum(chargeKinds),
	amount: Amount.describe("In the order's currency; 0: none"),
	spread: z.enum(chargeSpreads).default("value").describe("Over the lines by what their units cost, or by how many they are"),
});
export const ChargePurchaseOrder = z.object({
	...PurchaseOrderRef.shape,
	charges: z
		.array(ChargeLine)
		.max(chargeKinds.length)
		.refine((charges) => new Set(charges.map(({ kind }) => kind)).size === charges.length, "each kind once")
		.describe("All of them; what is left out is none"),
	keepCosts: z.boolean().default(false).describe("What one has cost by that becomes the cost of each product that came"),
	version: z.int().positive().optional(),
});

export const ListPurchaseOrders = z.object({
	...Page,
	status: z
		.enum([...purchaseStatuses, "open"])
		.optional()
		.describe("`open`: draft, sent and part_received"),
	vendor: line(120).optional(),
	storeId: AnyId.optional(),
});
