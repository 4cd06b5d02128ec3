import { z } from "zod";
import { AnyId, Amount, Page, Quantity, text } from "#app/platform/input.ts";
import { BuyerWish, DiscountWish, PaymentWish, TillName } from "../input.ts";

/** What a till hands in of the time it was alone. Browser-safe. */

/** At most this many sales in one call: each is a read and a batch of its own. */
export const salesAtOnce = 20;

const Instant = z.int().min(0).describe("Milliseconds since 1970, by the till's clock");

/** One sale as the till made it: what it showed is what was paid. */
export const OfflineSale = z.object({
	id: z.uuid().describe("The sale's own name: handed in again, it is the same sale"),
	seq: z.int().min(1).describe("Its number in the till's own sequence, which has no gaps"),
	soldAt: Instant,
	mandate: z.string().max(4000).default("").describe("What the till was given when whoever sold signed in"),
	claimedSeller: AnyId.optional().describe(
		"The employee who said that they sold, where nobody could ask for a PIN; else whoever the mandate names",
	),
	approvalId: AnyId.optional().describe("Leave for its discount, given while the till could still ask"),
	till: TillName,
	currency: z.string().length(3),
	taxIncluded: z.boolean(),
	lines: z
		.array(
			z.object({
				productId: AnyId,
				quantity: Quantity,
				price: Amount.describe("Of one piece, as the till showed it"),
				taxRate: z.int().min(0).max(10_000).describe("Basis points"),
				discount: DiscountWish.optional(),
				note: text(200).optional(),
			}),
		)
		.min(1, "at least one line")
		.max(200, "at most 200 lines"),
	discount: DiscountWish.optional(),
	note: text(500).default(""),
	customer: BuyerWish.optional(),
	payments: z.array(PaymentWish).max(10, "at most 10 payments").optional(),
	expectedTotal: Amount.describe("What was paid for all of it"),
});
export type OfflineSale = z.output<typeof OfflineSale>;

/** How a till stands, said with whatever it hands in. */
export const TillReport = z.object({
	tillId: AnyId.describe("The device that made the sales"),
	sentAt: Instant,
	lastSeq: z.int().min(0).describe("The last number it has given out"),
	waiting: z.int().min(0).max(1_000_000).describe("Sales that still wait when these have gone out"),
	waitingSince: Instant.nullable().default(null),
});

/** At most so many products a till keeps, and may say that it keeps. */
export const mostLeased = 1000;

/** `holds`: pieces of each product the till believes it keeps; it is never left with less without having said so first. */
export const TakeLease = z.object({
	tillId: AnyId,
	holds: z
		.record(z.string().max(64), z.int().min(0).max(1_000_000))
		.refine((holds) => Object.keys(holds).length <= mostLeased, `at most ${mostLeased} products`)
		.default({})
		.describe("Pieces of each product the till believes it keeps"),
});

export const HandIn = TillReport.extend({ sales: z.array(OfflineSale).max(salesAtOnce, `at most ${salesAtOnce} at once`) });
/** What names a sale, whatever else can be read of it. */
export const SaleAsSaid = z.looseObject({ id: z.string().min(1).max(64), seq: z.int().min(1), mandate: z.string().max(4000).catch("") });
export type SaleAsSaid = z.output<typeof SaleAsSaid>;
export const HandInSale = z.object({
	tillId: AnyId,
	sentAt: Instant,
	sale: SaleAsSaid,
	left: z.array(z.int().min(1)).max(salesAtOnce).default([]).describe("Numbers of sales that came with it and could not be taken in now"),
});

export const ListTillQueues = z.object({ storeId: AnyId.optional() });
export const ListHeldSales = z.object({ ...Page });
export const OneHeldSale = z.object({ id: AnyId, reason: text(300).default("") });
export const RefuseHeldSale = OneHeldSale.extend({ reason: text(300).min(1, "not empty") });
export const ExplainGap = z.object({
	deviceId: AnyId,
	seq: z.coerce.number().int().min(1),
	until: z.coerce
		.number()
		.int()
		.min(1)
		.optional()
		.describe("The last of a row of missing numbers that begins with `seq`: one reason for all of them"),
	reason: text(300).min(1, "not empty"),
});

export const ListOversold = z.object({ ...Page, storeId: AnyId.optional(), settled: z.enum(["true", "false"]).default("false") });
/** What became of pieces no shelf had: the shelf was counted, they came from another store's, or the correction stands for a reason. */
export const OversoldOutcome = z.object({
	outcome: z.enum(["counted", "taken", "corrected"]),
	counted: z.int("a whole number").min(0).max(1_000_000).optional().describe("What stands on the shelf now; for counted"),
	fromStoreId: AnyId.optional().describe("For taken"),
	reason: text(300).default("").describe("For corrected"),
});
export const SettleOversold = OversoldOutcome.extend({ id: AnyId }).superRefine(({ outcome, counted, fromStoreId, reason }, ctx) => {
	const missing = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message });
	if (outcome === "counted" && counted === undefined) missing("counted", "what stands on the shelf");
	if (outcome === "taken" && !fromStoreId) missing("fromStoreId", "the store they came from");
	if (outcome === "corrected" && reason === "") missing("reason", "not empty");
});
