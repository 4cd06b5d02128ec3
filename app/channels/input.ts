import { z } from "zod";
import { AnyId, line, Page, QueryFlag, text } from "#app/platform/input.ts";
import { runKinds } from "./runs.ts";
import { bookedStates, listingFilters, receiptStates, talkPlatforms } from "./rules.ts";

/** What a connection is told to do. */
const told = {
	takeOrders: z.boolean().describe("Orders made there become orders here"),
	pushStock: z.boolean().describe("What is free here is set there"),
	sendSales: z.boolean().describe("Where it is an ERP: what is sold here is written down there"),
	stockAuthority: z
		.enum(["self", "erp"])
		.describe("Where it is an ERP: whose count holds on its store's shelf, ours or the ERP's. `erp` takes effect while `sendSales` is on"),
	buffer: z.int().min(0).max(1000).describe("So many of each product are kept back"),
	cap: z.int().min(1).max(1_000_000).nullable().describe("No more than so many are shown there; null: all"),
};
/** As it is kept; what nobody has said is as usual. */
export const ConnectionSettings = z.object({
	takeOrders: told.takeOrders.default(true),
	pushStock: told.pushStock.default(true),
	sendSales: told.sendSales.default(true),
	stockAuthority: told.stockAuthority.default("self"),
	buffer: told.buffer.default(0),
	cap: told.cap.default(null),
});
export type ConnectionSettings = z.output<typeof ConnectionSettings>;

const StoreUrl = text(300).pipe(z.string().min(1, "the shop's address"));
const Key = (prefix: string) =>
	z
		.string()
		.trim()
		.regex(new RegExp(`^${prefix}_[A-Za-z0-9]{4,100}$`), `a key that begins with ${prefix}_`);

const SellsFrom = AnyId.optional().describe("Whose shelf it sells from; the first store's without it");

export const ConnectWoocommerce = z.object({
	storeUrl: StoreUrl,
	consumerKey: Key("ck"),
	consumerSecret: Key("cs"),
	storeId: SellsFrom,
});
export const BeginWoocommerce = ConnectWoocommerce.pick({ storeUrl: true, storeId: true });
/** What a shop of WooCommerce brings after its owner let us in, in its words. */
export const HandedKeys = z.object({
	user_id: z.string().min(1).max(200).describe("The state somebody set out with"),
	consumer_key: ConnectWoocommerce.shape.consumerKey,
	consumer_secret: ConnectWoocommerce.shape.consumerSecret,
});

export const ConnectShopify = z.object({
	storeUrl: StoreUrl.describe("mystore, or mystore.myshopify.com"),
	storeId: SellsFrom,
});

const Token = text(2000).pipe(z.string().regex(/^\S{20,}$/, "a token, as it was copied"));
const AccountId = z
	.string()
	.trim()
	.regex(/^\d{5,25}$/, "digits only");

/** What connects an account people write to. */
export const ConnectTalk = z.object({
	platform: z.enum(talkPlatforms),
	accessToken: Token.describe("Of a system user (WhatsApp), of the professional account (Instagram), of the page (Messenger)"),
	accountId: AccountId.describe("The phone number's id (not the number), the professional account's id, or the page's id"),
	wabaId: AccountId.optional().describe("WhatsApp: the business account's id, where the token is for several"),
	appSecret: z
		.string()
		.trim()
		.regex(/^[A-Za-z0-9-]{16,100}$/, "the secret of the app, as it was copied")
		.describe("What the app's webhooks are signed with; Instagram's own app secret for Instagram"),
	verifyToken: z
		.string()
		.trim()
		.regex(/^[\x21-\x7e]{8,200}$/, "8 to 200 letters, digits and signs")
		.optional()
		.describe("What Meta says when it asks whether the address is ours; without it, one is made"),
	storeId: AnyId.optional().describe("Which store its conversations are of; the first one without it"),
});

const Secret = z.string().trim().min(1).max(4000);
const LocationId = z.union([z.int().min(1).transform(String), z.string().trim().min(1).max(40)]);
/** A token as it is, or a login (its password opens the door once and is not kept). */
export const ConnectProkip = z
	.object({
		token: Secret.optional().describe("A bearer token; without it, the login that gets one"),
		clientId: Secret.optional(),
		clientSecret: Secret.optional(),
		username: Secret.optional(),
		password: Secret.optional().describe("Used once and not kept"),
		locationId: LocationId.optional().describe("Which location of theirs; may be left out where there is one"),
		storeId: AnyId.optional().describe("Whose shelf it stands for; the first store's without it"),
	})
	.superRefine((given, context) => {
		if (given.token !== undefined) return;
		const login = ["clientId", "clientSecret", "username", "password"] as const;
		if (login.every((name) => given[name] === undefined)) {
			context.addIssue({ code: "invalid_type", expected: "string", input: undefined, path: ["token"], message: "a token, or a login" });
			return;
		}
		for (const name of login)
			if (given[name] === undefined)
				context.addIssue({ code: "invalid_type", expected: "string", input: undefined, path: [name], message: "needed for a login" });
	});

export const OneConnection = z.object({ connectionId: AnyId });
export const EditConnection = z.object({
	connectionId: AnyId,
	name: line(80).pipe(z.string().min(1, "a name")).optional(),
	storeId: AnyId.optional(),
	locationId: z
		.string()
		.min(1)
		.max(40)
		.optional()
		.describe("At which of the shop's locations levels are set and read, of `/channels/{id}/locations`"),
	settings: z.object(told).partial().optional().describe("Only these; the others stay as they are"),
	version: z.int().optional().describe("Of the connection the change was made from: 409 when it is another by now"),
});
export const PauseConnections = z.object({ connectionId: AnyId.optional().describe("All of them without it") });
export const ListReceipts = z.object({ connectionId: AnyId, state: z.enum(receiptStates).optional(), ...Page });
/** One, or everything that came between two instants; at most a thousand at once. */
export const WhichReceipts = z.object({ receiptId: AnyId.optional(), from: z.int().optional(), until: z.int().optional() });
export const ReplayReceipts = WhichReceipts.extend({ connectionId: AnyId }).refine(
	({ receiptId, from, until }) => (receiptId === undefined) !== (from === undefined || until === undefined),
	{ path: ["receiptId"], message: "one receipt, or from and until" },
);
export const ReceiptsBetween = z.object({ connectionId: AnyId, from: z.int(), until: z.int() });
export const OneReceipt = z.object({ connectionId: AnyId, receiptId: AnyId });
export const ListRuns = z.object({
	connectionId: AnyId,
	kind: z
		.enum(runKinds)
		.optional()
		.describe("`orders`: the shop was asked for them; `goods`: all that is sold there was read; `levels`: what changed here was set there"),
	wrong: QueryFlag.optional().describe("Only those that failed, or could not do all of it"),
	...Page,
});
export const ListBookedSales = z.object({ connectionId: AnyId, state: z.enum(bookedStates).optional(), ...Page });
export const RetrySales = z.object({ connectionId: AnyId, orderId: AnyId.optional().describe("All that are parked without it") });
export const ListListings = z.object({
	connectionId: AnyId,
	show: z
		.enum(listingFilters)
		.default("all")
		.describe(
			"`unlinked`: nobody knows the product; `review`: of those, more than one could be it; `none`: no product of ours; `gone`: not there when everything was last read",
		),
	q: text(100).optional().describe("A part of name, SKU or barcode"),
	variantId: z.string().min(1).max(100).optional().describe("Only this one, however it is linked"),
	...Page,
});
export const LinkListing = z.object({
	connectionId: AnyId,
	variantId: z.string().min(1).max(100),
	productId: AnyId.nullable().describe("null: it is no product of ours"),
});
export const ListMissing = z.object({
	connectionId: AnyId,
	q: text(100).optional().describe("A part of name, SKU or barcode"),
	productIds: z.array(AnyId).max(200).optional().describe("Only these"),
	refused: z.boolean().default(false).describe("Only those that were wanted there and not made"),
	makable: z.boolean().default(false).describe("Only those that nothing keeps from being made, and that do not wait for it"),
	...Page,
});
/** What the products are of which all are wanted that nothing keeps from being made. */
export const WantAllListings = ListMissing.pick({ connectionId: true, q: true, refused: true });
export const WantListings = z.object({ connectionId: AnyId, productIds: z.array(AnyId).min(1, "at least one product").max(200) });
/** `at`: of the conflict that was looked at, ms UTC. */
export const SettleConflict = z.object({
	connectionId: AnyId,
	variantId: z.string().min(1).max(100),
	right: z.enum(["ours", "theirs"]).describe("Whose number holds"),
	at: z.int(),
});
export const OneDataRequest = z.object({ connectionId: AnyId, requestId: AnyId });
export const SeeToOrder = z.object({ connectionId: AnyId, platformOrderId: z.string().min(1).max(120) });
export const SyncNow = z.object({ what: z.enum(["everything", "orders"]) });
