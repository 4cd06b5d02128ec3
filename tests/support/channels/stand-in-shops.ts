import { afterEach, beforeEach, vi } from "vitest";
import { adapters } from "#app/channels/adapters/registry.server.ts";
import type { Adapter, Delivery, Link } from "#app/channels/contract.ts";
import { type ShopPlatform, shopPlatforms } from "#app/channels/rules.ts";
import { fakeProkip } from "../fakes/prokip.ts";
import { fakeShopify } from "../fakes/shopify.ts";
import { addSimple, buy, fakeWoocommerce, wooShop } from "../fakes/woocommerce.ts";
import { client, linkTo, settings } from "./shopify-link.ts";

/** The platforms of shops that can do something; there is one at least, or what is asked of them would be asked of nobody. */
export function shopsThat(can: (adapter: Adapter) => boolean): ShopPlatform[] {
	const found = shopPlatforms.filter((platform) => can(adapters[platform]));
	if (found.length === 0) throw new Error("no platform of shops is like that");
	return found;
}

export type Fault = "throttled" | "html" | "truncated";

/** A shop on a platform's stand-in, as a contract test needs it. Prices are 100.00; levels are those where we sell from. */
type Stand = {
	/** As after connecting; `opened: false`: by what opens nothing any more. */
	link(opened?: boolean): Link;
	add(sku: string, quantity: number): void;
	level(sku: string): number | null | undefined;
	/** Somebody there sets a level by hand. */
	setLevel(sku: string, quantity: number): void;
	/** Somebody buys there, and has paid. @returns the order's id */
	buy(sku: string, quantity: number): Promise<string>;
	/** What it has to tell since. */
	told(): Promise<Delivery[]>;
	/** The same delivery with another body, signed as it should be, and without a word of its topic in its head. */
	resigned(delivery: Delivery, body: string): Promise<Delivery>;
	fault(fault: Fault): void;
	fetch(request: Request): Response | Promise<Response>;
};
export const webhookSecret = "what-webhooks-are-signed-with";
const cfg = { ...settings, WOOCOMMERCE_MOCK_URL: "http://woo.test", PROKIP_MOCK_URL: "http://prokip.test" };
const now = () => Date.now();
const never = () => Promise.reject(new Error("this platform cannot do that"));
const bytes = (text: string) => new TextEncoder().encode(text);

async function resigned({ url, headers: given }: Delivery, text: string, secret: string, mac: string, topic: string): Promise<Delivery> {
	const key = await crypto.subtle.importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
	const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(text)));
	const headers = new Headers(given);
	headers.delete(topic);
	headers.set(mac, btoa(String.fromCharCode(...signature)));
	return { url, headers, body: bytes(text) };
}

const stands: Record<ShopPlatform, () => Stand> = {
	shopify() {
		const fake = fakeShopify(client);
		const shop = fake.open("contract.myshopify.com");
		const variant = (sku: string) => {
			const found = shop.variant(sku);
			if (!found) throw new Error(`nothing there is ${sku}`);
			return found;
		};
		return {
			link(opened = true) {
				const link = { ...linkTo(fake, shop), cfg };
				return opened ? link : { ...link, credentials: { ...link.credentials, accessToken: "old", refreshToken: "old" } };
			},
			add: (sku, quantity) => void shop.add({ title: sku, variants: [{ sku, available: quantity }] }),
			level: (sku) => shop.available(sku),
			setLevel: (sku, quantity) => shop.setLevel(variant(sku), shop.mainLocation, quantity),
			buy: async (sku, quantity) => shop.order({ lines: [{ sku, quantity }] }).id,
			async told() {
				const told: Delivery[] = [];
				for (const owed of shop.owed.splice(0)) {
					const request = await fake.request(shop, owed);
					told.push({ url: new URL(request.url), headers: request.headers, body: new Uint8Array(await request.arrayBuffer()) });
				}
				return told;
			},
			resigned: (delivery, body) => resigned(delivery, body, client.clientSecret, "X-Shopify-Hmac-Sha256", "X-Shopify-Topic"),
			fault: (fault) => shop.troubles.push(fault === "throttled" ? { kind: "status", status: 429, retryAfter: "7" } : { kind: fault }),
			fetch: (request) => fake.fetch(request),
		};
	},
	woocommerce() {
		const shop = wooShop();
		const fake = fakeWoocommerce(new Map([["web.example", shop]]));
		const product = (sku: string) => {
			const found = [...shop.products.values()].find((each) => each.sku === sku);
			if (!found) throw new Error(`nothing there is ${sku}`);
			return found;
		};
		return {
			link: (opened = true) => ({
				storeUrl: "https://web.example",
				credentials: { consumerKey: "ck_test", consumerSecret: opened ? "cs_test" : "cs_old" },
				shop: { currency: "DKK", locationId: null },
				cfg,
				now: now(),
				keep: never,
			}),
			add: (sku, quantity) => void addSimple(shop, { sku, quantity }),
			level: (sku) => product(sku).stock_quantity,
			setLevel(sku, quantity) {
				product(sku).stock_quantity = quantity;
			},
			buy: async (sku, quantity) => String((await buy(shop, [{ product: product(sku), quantity }])).id),
			told: async () =>
				shop.deliveries.splice(0).map(({ url, headers, body }) => ({
					url: new URL(url),
					headers: new Headers(headers),
					body: bytes(body),
				})),
			resigned: (delivery, body) => resigned(delivery, body, webhookSecret, "X-WC-Webhook-Signature", "X-WC-Webhook-Topic"),
			fault: (fault) => void shop.faults.push(fault === "throttled" ? "429" : fault),
			fetch: (request) => fake.fetch(request),
		};
	},
	prokip() {
		const erp = fakeProkip();
		return {
			link: (opened = true) => ({
				storeUrl: "https://api.prokip.africa",
				credentials: { token: opened ? erp.token : "old", locationId: "7", contactId: "4", timeZone: "Africa/Lagos" },
				shop: { currency: "NGN", locationId: "7" },
				cfg,
				now: now(),
				keep: never,
			}),
			add: (sku, quantity) => void erp.add(sku, quantity),
			level: (sku) => erp.qty(sku),
			setLevel: (sku, quantity) => void erp.stock.find((one) => one.sku === sku)?.qty.set(7, quantity),
			buy: never,
			told: async () => [],
			resigned: never,
			fault: (fault) => void erp.troubles.push(fault === "throttled" ? { kind: "status", status: 429, retryAfter: "7" } : { kind: fault }),
			fetch: (request) => erp.fetch(request),
		};
	},
};

export type StandInShop = Stand & {
	adapter: Adapter;
	/** How often anything went out to it. */
	asked: number;
};

/** A shop on the platform's stand-in, new for every test; nothing else answers anywhere. */
export function standInShop(platform: ShopPlatform): StandInShop {
	const there: StandInShop = { ...stands[platform](), adapter: adapters[platform], asked: 0 };
	beforeEach(() => {
		Object.assign(there, stands[platform](), { asked: 0 });
		vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
			const request = new Request(input, init);
			if (!/^http:\/\/(shopify|woo|prokip)\.test\//.test(request.url)) throw new Error(`nothing answers at ${request.url}`);
			there.asked += 1;
			return there.fetch(request);
		});
	});
	afterEach(() => vi.restoreAllMocks());
	return there;
}
