import type { Config } from "#app/platform/config.server.ts";
import type { LevelAnswer, LevelWish } from "./level-wishes.ts";
import type { SalesBook } from "./sales-book.ts";

/**
 * What a platform is to us: one file under `adapters/`, an object of this shape, and nothing of the platform leaves it. Ids are text, whatever the
 * platform writes them as; instants are ms UTC; amounts are integers in the minor unit of the currency that stands beside them. An adapter talks to its
 * platform and to nothing else: no database, no clock but the link's `now`. What goes wrong outside is thrown as `PlatformTrouble` (trouble.ts).
 */
export type Adapter = {
	/** What the platform can do at all. Pages and the engine go by this, never by the platform's name. */
	capabilities: Capabilities;
	/** Which connection a delivery is for, as `directory.channelAddresses` knows it: a path token, a shop's host; null: nothing says so. Nothing is proven yet. */
	addressed(delivery: Delivery): string | null;
	/** Judges a delivery from its raw bytes, in constant time. The body is not parsed before the signature held. */
	verify(delivery: Delivery, keys: { secret: string; cfg: Config }): Promise<Verified>;
	/** What a verified delivery says, in our words. Pure. A body nobody can read is `unreadable`, with the reason. */
	translate(topic: string, body: string, shop: Shop): Said[];
	/** Proves that the credentials are good for this shop, and says what it calls itself. @throws PlatformTrouble */
	prove(link: Link): Promise<ProvenShop>;
	/** One page of everything that is sold there, one item per variant. `cursor` null: the first page. @throws PlatformTrouble */
	pullProducts(link: Link, cursor: string | null): Promise<ProductPage>;
	/** All variants of one product as they are now; none when it is not sold there (any more). Only where something is told of by webhook. @throws PlatformTrouble */
	fetchProduct?(link: Link, id: string): Promise<PlatformItem[]>;
	/** One page of the orders changed at `since` or later, oldest change first. One nobody can read is said so, and the rest goes on. @throws PlatformTrouble */
	pullOrders(link: Link, since: number, cursor: string | null): Promise<{ orders: (PlatformOrder | UnreadOrder)[]; next: string | null }>;
	/** One order as it is now; null when it is not there (any more). @throws PlatformTrouble */
	fetchOrder(link: Link, id: string): Promise<PlatformOrder | UnreadOrder | null>;
	/**
	 * Sets levels (never deltas), at most `capabilities.mostLevels` of them. Each wish is answered by its own `ref`; one that is missing in the answer counts
	 * as not done. What concerns the whole call (throttled, not there, not let in) is thrown. @throws PlatformTrouble
	 */
	pushLevels(link: Link, wishes: LevelWish[]): Promise<LevelAnswer[]>;
	/** Where its goods lie, the place web orders leave from first, where levels are set at one of several. @throws PlatformTrouble */
	locations?(link: Link): Promise<ProvenShop["locations"]>;
	/** Until when credentials it renewed let us in (ms UTC), where that is pushed on by renewing them; null: for good. */
	lastsUntil?(renewed: Credentials): number | null;
	/** The webhooks of ours there are at the platform. @throws PlatformTrouble */
	listWebhooks(link: Link, address: string): Promise<PlatformWebhook[]>;
	/** Sees to it that each topic the adapter needs is sent to `address`, once, switched on. @returns what was made or mended. @throws PlatformTrouble */
	registerWebhooks(link: Link, address: string, secret: string): Promise<{ made: number; mended: number }>;
	/** Takes ours away again; what is gone already is fine. @throws PlatformTrouble */
	removeWebhooks(link: Link, address: string): Promise<void>;
	/** What it may still be asked of late, where it says so; null until it was asked anything on this link. */
	budget?(link: Link): Budget | null;
	/** Which version of its API was asked for last, and which one answered, where it says so. */
	versions?(link: Link): { asked: string; answered: string } | null;
	/** Where somebody looks at a shop: at the shop, or at what stands in for it on this machine; null where there is nothing to look at. */
	visit(cfg: Config, storeUrl: string): string | null;
	/** Where products can be made. */
	makes?: {
		/** What is sold there under an SKU, or one written almost like it; it may take a while until a new one is among them. @throws PlatformTrouble */
		find(link: Link, sku: string): Promise<PlatformItem[]>;
		/** Makes one of a single variant, counted, as a draft nobody can buy yet. @throws PlatformTrouble */
		make(link: Link, product: NewPlatformProduct): Promise<PlatformItem>;
	};
	/** Where it is the books that sales are written into, and no shop. */
	sales?: SalesBook;
};

export type Capabilities = {
	/** How somebody connects: keys typed in, a hand-over of consent, or a token. */
	connects: "keys" | "consent" | "token";
	hasWebhooks: boolean;
	/**
	 * By what `addressed` names a connection: the token at the end of its own address. `host`: that, or the host of its shop, as what the platform's own
	 * settings send knows no token; all of it is signed with one secret of ours, so even what is for nobody can be judged.
	 */
	webhooksName: "token" | "host";
	hasOrders: boolean;
	/** Whether it says of an order how much of it is paid, or only that it is: one that was paid and grew is called paid all the same. */
	saysOwed: boolean;
	canSetStock: boolean;
	/** The most levels of one call. */
	mostLevels: number;
	/** Calls a second in the long run, and at once; and how long it is left alone at most while nothing works (ms): then one call tries whether it is back. */
	pace: { perSecond: number; burst: number; longestRest: number };
};

/** `read` and `total` count what the platform counts (products at WooCommerce, variants elsewhere); of `read`, `unread` are what nobody can make anything of. */
export type ProductPage = { items: PlatformItem[]; next: string | null; read: number; unread: number; total: number | null };

/** Points as a platform last told of them: `left` of `most` at an instant (ms UTC), `perSecond` come back. */
export type Budget = { left: number; most: number; perSecond: number; at: number };

/** A delivery as it came in. */
export type Delivery = { url: URL; headers: Headers; body: Uint8Array<ArrayBuffer> };

export type Verified =
	| {
			kind: "delivery";
			/** In the platform's own words; `translate` is given it again. */
			topic: string;
			/** The same for the same news, different for other news of the connection: what a second delivery is known by. At most 200 characters. */
			dedupeKey: string;
			/** What it is about, where the platform says so. */
			resourceId: string | null;
			/** When it happened there, ms UTC, or `null` where the platform does not say. */
			occurredAt: number | null;
			/** What people ask of a shop by law: done at once, and its body is not kept. */
			isLawful?: boolean;
			/** Whose news it is, where one address hears of several accounts; "" for what names none. */
			accounts?: string[];
	  }
	/** It only tries whether we are there: 200, and nothing is kept. */
	| { kind: "ping" }
	/** Not signed by who it says it is from: 401, and nothing is kept. */
	| { kind: "forged" };

/** What a delivery or a page says. An order is always said whole, as it is there now. */
export type Said =
	| { kind: "order"; order: PlatformOrder }
	/** Something of an order changed (of a product: likewise), and the body does not say the whole of it: it is fetched. */
	| { kind: "order_changed"; orderId: string }
	| { kind: "order_deleted"; orderId: string; at: number | null }
	/** A product and all its variants, as of `at` (ms UTC). */
	| { kind: "product"; productId: string; items: PlatformItem[]; at: number }
	| { kind: "product_changed"; productId: string }
	| { kind: "product_deleted"; productId: string }
	/** What stands at one of its places. */
	| { kind: "level"; inventoryId: string; locationId: string | null; quantity: number; at: number }
	/** The shop took our access away; credentials are dead already. */
	| { kind: "uninstalled" }
	/** What the law lets people ask: what is known of a customer, or that it (or the whole shop) be forgotten. `requestId`: what the platform calls it, where it does. */
	| {
			kind: "privacy";
			request: "customer_data" | "customer_erase" | "shop_erase";
			customerId: string | null;
			email: string;
			orderIds: string[];
			requestId: string | null;
	  }
	/** Nothing for us, and why (a draft, a test, a topic we do not use). */
	| { kind: "nothing"; reason: string }
	| { kind: "unreadable"; reason: string };

/** A shop as far as translating needs it. */
export type Shop = { currency: string; locationId: string | null };

/** A shop to talk to, on behalf of one connection. */
export type Link = {
	/** The base address as it was proven: https, no slash at the end, a sub-directory kept. */
	storeUrl: string;
	credentials: Credentials;
	shop: Shop;
	cfg: Config;
	/** ms UTC, of when this work began. */
	now: number;
	/** Keeps credentials that were renewed, sealed. To be awaited before they are used. */
	keep(credentials: Credentials): Promise<void>;
	/**
	 * Renews what is `held` and replaced by using it, one at a time however many pieces of work need it. @returns what `renew` kept, or what somebody else
	 * kept meanwhile. Not there where nobody else holds them.
	 */
	alone?(held: Credentials, renew: () => Promise<Credentials>): Promise<Credentials>;
	/** Waits until another call may be made. Not there where nothing paces them. */
	pace?(): Promise<void>;
};

/** What opens a shop: each adapter has its own names (`consumerKey`, `accessToken`, `refreshToken`, `expiresAt` …). All text. */
export type Credentials = Record<string, string>;

export type ProvenShop = {
	/** The base address to be used from now on (canonical host, sub-directory). */
	storeUrl: string;
	name: string;
	/** ISO 4217; null where the platform does not say. */
	currency: string | null;
	locations: { id: string; name: string }[];
	/** Credentials as they are to be kept, where the proof changed them. */
	credentials?: Credentials;
	/** ms UTC when the access runs out for good; null when it does not. */
	expiresAt: number | null;
};

/** One variant that is sold there. `variantId` is its name everywhere with us: unique in its shop. */
export type PlatformItem = {
	variantId: string;
	productId: string;
	/** What its stock is asked and set by, where that is another id. */
	inventoryId: string | null;
	sku: string;
	barcode: string;
	name: string;
	/** Minor units; null where it has none. */
	price: number | null;
	/** Whether the platform counts it at all; what it does not count is not pushed. */
	tracksStock: boolean;
	/** What stands there at the connection's location; null where it does not say. */
	quantity: number | null;
	/** ms UTC of its last change there; 0 where it does not say. */
	modifiedAt: number;
};

/**
 * An order as it is there now: applying it again changes nothing, and one with a smaller `modifiedAt` than the last one applied is passed over.
 * Amounts in minor units of `currency`. `owed`: what is still to be paid where some of it is paid (a deposit); else not there. `paidWith`: as the platform calls it.
 */
export type PlatformOrder = {
	id: string;
	/** What its buyer calls it, as "#1054". */
	number: string;
	placedAt: number;
	modifiedAt: number;
	/** `waiting`: not agreed or paid yet; `failed`: likewise, and the first try to pay did not go through; `open`: to be sent; `sent`: it has left; `cancelled`: it will never. */
	stage: "waiting" | "failed" | "open" | "sent" | "cancelled";
	/** What of it lies on the shelf for its buyer: `rest`: some of it has left. */
	holds: "all" | "rest" | "nothing";
	isPaid: boolean;
	owed?: number | undefined;
	/** What the platform says is still to be paid, also of one it takes to be paid no more (a payment was undone there); where it says so, and it is some. */
	outstanding?: number | undefined;
	isTest: boolean;
	paidWith: string;
	currency: string;
	/** Whether `total` of lines has the tax in it. */
	taxIncluded: boolean;
	lines: PlatformLine[];
	/** What the buyer pays for it, tax in it. */
	shipping: number;
	tip: number;
	customer: { id: string | null; name: string; email: string; phone: string } | null;
	shippingAddress: PlatformAddress | null;
	billingAddress: PlatformAddress | null;
	note: string;
	/** All that was given back so far. */
	refunds: PlatformRefund[];
	cancelReason: string;
};

/** An order that is there and that nobody can read: a person looks. `unreadable`: which part of it; or (`isUnanswered`) why the platform has no answer about it, and may have later. */
export type UnreadOrder = { unreadable: string; isUnanswered?: boolean; id: string; number: string; placedAt: number; modifiedAt: number };

export type PlatformLine = {
	id: string;
	/** `goods` are matched with a product; everything else is money and no goods (a fee, a tip as a line, a gift card, a line made by hand). */
	kind: "goods" | "fee" | "gift_card" | "custom";
	variantId: string | null;
	productId: string | null;
	sku: string;
	name: string;
	/** As ordered; what was taken off again stands in `refunds`. At least 1. */
	quantity: number;
	/** The whole line before discounts, and after. */
	before: number;
	total: number;
	/** Of the whole line, after discounts. */
	tax: number;
	/** How many of its pieces are back on the shelf there, of all refunds together, where the platform says it of a line and of no refund. */
	restocked?: number;
};

export type PlatformRefund = {
	id: string;
	at: number;
	reason: string;
	/** The money of it, tax and all; 0 or more. */
	amount: number;
	/** Which pieces it is for; none: money alone. `restock`: the goods are back on the shelf (or never left it); null: it is not said of this refund. */
	lines: { lineId: string; quantity: number; restock: boolean | null }[];
};

export type PlatformAddress = {
	name: string;
	company: string;
	line1: string;
	line2: string;
	postcode: string;
	city: string;
	region: string;
	/** Two capital letters, or "". */
	country: string;
	phone: string;
};

export type PlatformWebhook = { id: string; topic: string; address: string; isActive: boolean };

/** A product that is to be made there. */
export type NewPlatformProduct = {
	ref: string;
	name: string;
	sku: string;
	barcode: string;
	price: number;
	currency: string;
	quantity: number;
};
