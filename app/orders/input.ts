import { z } from "zod";
import { Amount, AnyId, line, Page, Quantity, QueryFlag, text } from "#app/platform/input.ts";
import { isTimeZone } from "#app/platform/time.ts";
import { channels, orderStatuses, paymentStatuses } from "./rules.ts";
import { tenders } from "./tender.ts";

export const RefundReason = text(500).default("");

export const RefundTender = z.enum(tenders).optional().describe("Without it, the money goes back the way it came");

/** Of no meaning at an enrolled device, whose own drawer it is. */
export const CashDrawer = AnyId.optional().describe(
	"The open drawer that money goes into or comes out of; at an enrolled device it is that device's. Without either it is in none",
);

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
	drawerId: CashDrawer,
	extra: Amount.optional().describe("Of shipping, tip and lines without a product, beside the goods"),
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
	channel: z.enum(channels).optional(),
	assigneeId: AnyId.optional().describe("Whose it is to do; `none` for nobody's"),
	short: QueryFlag.optional().describe("Those of which something is not there, and no others"),
	unmatched: QueryFlag.optional().describe("Those still to be sent with a line whose product nobody knows, and no others"),
	archived: QueryFlag.optional().describe("Those that were put away, and no others"),
	actorId: AnyId.optional().describe("Who sold it"),
	from: z.iso.date().optional().describe("First calendar day, in the store's time zone; without a store, in the business's"),
	until: z.iso.date().optional().describe("Last calendar day"),
	timeZone: z
		.string()
		.max(64)
		.refine(isTimeZone, "an IANA time zone")
		.optional()
		.describe("Whose calendar the days are of, when it is another"),
	q: text(200)
		.optional()
		.describe(
			"The last six letters of an order's id, its platform's number, how its buyer's name begins, or words, SKU or barcode of a product in it",
		),
});
export const OneOrder = z.object({ orderId: AnyId });

/** An address as people write it; nothing of it is looked up. */
export const Address = z.object({
	name: line(120).default(""),
	company: line(120).default(""),
	line1: line(200).default(""),
	line2: line(200).default(""),
	postcode: line(20).default(""),
	city: line(100).default(""),
	region: line(100).default(""),
	country: z.union([z.literal(""), z.string().regex(/^[A-Z]{2}$/, "two capital letters, as DK")]).default(""),
	phone: line(40).default(""),
});
export type Address = z.output<typeof Address>;

/**
 * A line of an order: a product, or a name where nobody knows the product yet (`custom`: it is none). `unitPrice` in the store's currency; without
 * it, the product's. `tax`: what it is, where a platform has worked it out.
 */
const OrderLineWish = z
	.object({
		productId: AnyId.optional(),
		name: line(200).optional(),
		sku: line(100).default(""),
		barcode: line(60).default(""),
		externalId: text(100).default(""),
		platformLineId: text(120)
			.default("")
			.describe("What a platform calls the line: what it changes of it later is changed of the same one"),
		custom: z.boolean().default(false),
		quantity: Quantity,
		unitPrice: Amount.optional(),
		discount: Amount.optional().describe("Off the whole line"),
		taxRate: z.number().min(0).max(100).optional().describe("Percent"),
		tax: Amount.optional(),
	})
	.refine(({ productId, name }) => productId !== undefined || Boolean(name), { path: ["productId"], message: "a product, or a name" });

const OrderLines = z.array(OrderLineWish).min(1, "at least one line").max(200, "at most 200 lines");

const Buyer = z.object({
	id: AnyId.optional(),
	name: line(120).default(""),
	email: z.union([z.literal(""), z.email().max(254)]).default(""),
	phone: line(40).default(""),
});

/** With what it was paid: cash, a card, or (without) some other way that `reference` names; and what of it is still to be paid. */
const Paid = z.object({
	method: z.enum(tenders).optional(),
	reference: text(60).default(""),
	drawerId: CashDrawer,
	owed: Amount.optional().describe("What is still to be paid after it, as of a deposit; without it, nothing"),
});

const orderFields = {
	lines: OrderLines,
	discount: Amount.optional().describe("Off the whole order, shared out over its lines"),
	shipping: Amount.default(0),
	tip: Amount.default(0),
};

export const PlaceOrder = z
	.object({
		storeId: AnyId,
		channel: z.enum(channels).exclude(["counter"]).default("desk"),
		connectionId: AnyId.optional(),
		platformOrderId: text(120).optional().describe("Unique in its connection: the same again answers the order there is"),
		platformNumber: line(60).default(""),
		currency: z
			.string()
			.regex(/^[A-Z]{3}$/, "three capital letters")
			.optional()
			.describe(
				"409 when it is not the store's. Only an order that comes over a connection keeps its shop's, and its money is in no takings",
			),
		taxIncluded: z.boolean().optional().describe("Without it, as the business prices"),
		customer: Buyer.optional(),
		...orderFields,
		shippingAddress: Address.optional(),
		billingAddress: Address.optional(),
		note: text(2000).default(""),
		assigneeId: AnyId.nullable().default(null),
		boughtAt: z.iso
			.datetime({ offset: true })
			.optional()
			.describe("When its buyer placed it elsewhere. In our books it is of when it came in"),
		paid: Paid.optional().describe("It is paid already"),
		whenShort: z
			.enum(["refuse", "task"])
			.default("refuse")
			.describe("`task`: it was accepted elsewhere, so what is not there becomes a shortfall"),
		holdMinutes: z
			.int()
			.min(1)
			.max(60 * 24 * 30)
			.default(60 * 24)
			.describe("How long its goods are kept while it is not paid"),
	})
	.refine(({ platformOrderId, connectionId }) => platformOrderId === undefined || connectionId !== undefined, {
		path: ["connectionId"],
		message: "the connection whose order it is",
	});
export type PlaceOrderWish = z.output<typeof PlaceOrder>;

const version = z.int().optional().describe("Of the order the change was made from: 409 when it is another by now");

export const PayOrder = z.object({ orderId: AnyId, ...Paid.shape, version });
export const StepOrder = z.object({ orderId: AnyId, version });
export const ShipOrder = z.object({
	orderId: AnyId,
	carrier: line(60).default(""),
	number: line(100).default(""),
	url: z.union([z.literal(""), z.url({ protocol: /^https?$/ }).max(500)]).default(""),
	version,
});
export const CancelOrder = z.object({ orderId: AnyId, reason: text(500).default(""), tender: RefundTender, drawerId: CashDrawer, version });
/** Money back for pieces that have not left, or for shipping, tip and lines without a product (`extra`); the rest of the order goes on. */
export const GiveBackOrder = z
	.object({
		orderId: AnyId,
		lines: z
			.array(z.object({ lineId: AnyId, quantity: Quantity }))
			.max(400, "at most 400 lines")
			.default([]),
		extra: Amount.optional(),
		reason: RefundReason,
		tender: RefundTender,
		drawerId: CashDrawer,
		version,
	})
	.refine(({ lines, extra }) => lines.length > 0 || extra !== undefined, { path: ["lines"], message: "pieces, or an amount" });
export const EditOrder = z.object({
	orderId: AnyId,
	lines: OrderLines.optional().describe("All of them anew; only while the order is PENDING and unpaid"),
	discount: orderFields.discount,
	shipping: Amount.optional(),
	tip: Amount.optional(),
	customer: Buyer.optional(),
	shippingAddress: Address.nullable().optional(),
	billingAddress: Address.nullable().optional(),
	note: text(2000).optional(),
	assigneeId: AnyId.nullable().optional(),
	version,
});
/**
 * How a platform's order is there now: all its lines, told apart by what the platform calls them. `paid`: no more than `owed` of it is owed there; `saysOwed`:
 * whether the platform knows that, or calls an order paid that was paid before it grew.
 */
export const FollowOrder = z.object({
	orderId: AnyId,
	lines: OrderLines,
	shipping: Amount.default(0),
	tip: Amount.default(0),
	paid: z.object({ reference: text(60).default(""), owed: Amount.optional() }).optional(),
	saysOwed: z.boolean().default(true),
});
/** What is still to be paid of an order on the platform it is from, and what it comes to there before anything went back. */
export const OweOrder = z.object({ orderId: AnyId, outstanding: Amount, total: Amount });
export const ShortenHold = z.object({ orderId: AnyId, minutes: z.int().positive() });
export const MatchLine = z.object({
	orderId: AnyId,
	lineId: AnyId,
	productId: AnyId.nullable().describe("null: it is no product"),
	version,
});
export const SettleShortfall = z.object({
	orderId: AnyId,
	lineId: AnyId,
	reason: text(500).default(""),
	tender: RefundTender,
	drawerId: CashDrawer,
	version,
});
export const SwapShortfall = z.object({ orderId: AnyId, lineId: AnyId, productId: AnyId, version });
export const FillShortfalls = z.object({ storeId: AnyId, productIds: z.array(AnyId).max(1000) });
