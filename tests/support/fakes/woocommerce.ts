import { type Context, Hono } from "hono";

/**
 * WooCommerce shops as far as we meet them (wc/v3): keys by Basic, products with variations, batches, orders that lower their own stock, refunds, webhooks with
 * real signatures. Runs in workerd for the integration tests and in Node for the browser and the demo. `/<host>/…` is the shop of that name.
 */

export type WooProduct = {
	id: number;
	parent_id: number;
	name: string;
	type: "simple" | "variable" | "variation";
	status: string;
	sku: string;
	global_unique_id: string;
	price: string;
	manage_stock: boolean | "parent";
	stock_quantity: number | null;
	attributes: { name: string; option?: string }[];
	variations: number[];
	date_modified_gmt: string;
};
export type WooRefund = { id: number; reason: string; amount: string; total: string; date_created_gmt: string; line_items: object[] };
export type WooLine = Record<string, unknown> & { id: number; product_id: number; variation_id: number; quantity: number };
export type WooOrder = Record<string, unknown> & {
	id: number;
	status: string;
	line_items: WooLine[];
	refunds: { id: number; reason: string; total: string }[];
	date_modified_gmt: string;
};
type Webhook = { id: number; topic: string; delivery_url: string; secret: string; status: string; failures: number };
/** A delivery on its way: what is sent, to where. */
export type Delivery = { url: string; headers: Record<string, string>; body: string };

/** Ways in which a real shop answers wrongly. `429-date`: Retry-After as a date; `lost`: the next product is made, and the answer does not come. */
export const faults = [
	"429",
	"429-date",
	"500",
	"503-html",
	"403-html",
	"truncated",
	"html",
	"empty",
	"object",
	"hang",
	"elsewhere",
	"lost",
] as const;
export type Fault = (typeof faults)[number];

export type WooShop = {
	name: string;
	currency: string;
	keys: Map<string, { secret: string; permissions: "read" | "write" | "read_write" }>;
	products: Map<number, WooProduct>;
	orders: Map<number, WooOrder>;
	refunds: Map<number, WooRefund[]>;
	webhooks: Map<number, Webhook>;
	/** What is on its way to us, oldest first; whoever runs the shop sends it. */
	deliveries: Delivery[];
	/** The next answers go wrong so, one after the other. */
	faults: Fault[];
	/** Paths that answer with an error of their own, whatever else works. */
	sick: Set<string>;
	/** Every request that came in; `isByQuery`: its route was named in the query. */
	asked: { method: string; path: string; body: string; isByQuery: boolean }[];
	/** How late its clock is, ms; tests move it. */
	clock: () => number;
	serial: number;
	isDown: boolean;
	/** Its permalinks are plain: it answers by its query alone, and lets keys in only where the address of the API stands somewhere in what is asked. */
	isPlain: boolean;
	/** Its keys may not make webhooks. */
	refusesWebhooks: boolean;
};

export function wooShop(name = "Lens & Light", { currency = "DKK" } = {}): WooShop {
	return {
		name,
		currency,
		keys: new Map([["ck_test", { secret: "cs_test", permissions: "read_write" }]]),
		products: new Map(),
		orders: new Map(),
		refunds: new Map(),
		webhooks: new Map(),
		deliveries: [],
		faults: [],
		sick: new Set(),
		asked: [],
		clock: () => Date.now(),
		serial: 100,
		isDown: false,
		isPlain: false,
		refusesWebhooks: false,
	};
}

const gmt = (at: number) => new Date(at).toISOString().slice(0, 19);
const next = (shop: WooShop) => ++shop.serial;

type NewProduct = { sku: string; name?: string; price?: string; quantity?: number | null; barcode?: string };

/** A product without variations. */
export function addSimple(shop: WooShop, { sku, name = sku, price = "100.00", quantity = 0, barcode = "" }: NewProduct): WooProduct {
	const product: WooProduct = {
		id: next(shop),
		parent_id: 0,
		name,
		type: "simple",
		status: "publish",
		sku,
		global_unique_id: barcode,
		price,
		manage_stock: quantity !== null,
		stock_quantity: quantity,
		attributes: [],
		variations: [],
		date_modified_gmt: gmt(shop.clock()),
	};
	shop.products.set(product.id, product);
	return product;
}

/** A product and its variations. */
export function addVariable(shop: WooShop, name: string, variations: NewProduct[]): { parent: WooProduct; variations: WooProduct[] } {
	const parent = { ...addSimple(shop, { sku: "", name, quantity: null }), type: "variable" as const };
	shop.products.set(parent.id, parent);
	const made = variations.map((each) => {
		const product = addSimple(shop, each);
		Object.assign(product, {
			type: "variation",
			parent_id: parent.id,
			name,
			attributes: [{ name: "Size", option: each.name ?? each.sku }],
		});
		return product;
	});
	parent.variations = made.map(({ id }) => id);
	return { parent, variations: made };
}

/** Somebody puts a product up for sale, changes it, or throws it away: whoever wants to know is told. */
export async function putUp(shop: WooShop, wish: NewProduct): Promise<WooProduct> {
	const product = addSimple(shop, wish);
	await tell(shop, "product.created", product);
	return product;
}
export async function edit(shop: WooShop, product: WooProduct, changes: Partial<WooProduct>): Promise<void> {
	Object.assign(product, changes, { date_modified_gmt: gmt(shop.clock()) });
	await tell(shop, "product.updated", product);
}
export async function discard(shop: WooShop, product: WooProduct): Promise<void> {
	shop.products.delete(product.id);
	await tell(shop, "product.deleted", { id: product.id });
}

type Wanted = { product: WooProduct; quantity: number };
type OrderOptions = { status?: string; more?: Record<string, unknown>; at?: number };

function lineOf(shop: WooShop, { product, quantity }: Wanted): WooOrder["line_items"][number] {
	const total = Math.round(Number(product.price) * 80 * quantity) / 100;
	return {
		id: next(shop),
		name: product.name,
		product_id: product.parent_id || product.id,
		variation_id: product.parent_id ? product.id : 0,
		quantity,
		subtotal: total.toFixed(2),
		subtotal_tax: (total / 4).toFixed(2),
		total: total.toFixed(2),
		total_tax: (total / 4).toFixed(2),
		price: total / quantity,
		sku: product.sku,
		meta_data: [],
	};
}

/** Somebody buys: the shop lowers its own stock, and tells whoever wants to know. */
export async function buy(shop: WooShop, wanted: Wanted[], { status = "processing", more = {} }: OrderOptions = {}): Promise<WooOrder> {
	const at = gmt(shop.clock());
	const id = next(shop);
	const lines = wanted.map((each) => lineOf(shop, each));
	const isPaid = status === "processing" || status === "completed";
	const order: WooOrder = {
		id,
		parent_id: 0,
		number: String(id),
		status,
		currency: shop.currency,
		prices_include_tax: true,
		date_created_gmt: at,
		date_modified_gmt: at,
		date_paid_gmt: isPaid ? at : null,
		date_completed_gmt: status === "completed" ? at : null,
		customer_id: 0,
		customer_note: "",
		payment_method_title: isPaid ? "Card" : "",
		billing: {
			first_name: "Ida",
			last_name: "Holm",
			address_1: "Nørregade 1",
			postcode: "1165",
			city: "København",
			country: "DK",
			email: "ida@example.com",
			phone: "",
		},
		shipping: { first_name: "Ida", last_name: "Holm", address_1: "Nørregade 1", postcode: "1165", city: "København", country: "DK" },
		line_items: lines,
		shipping_lines: [],
		fee_lines: [],
		shipping_total: "0.00",
		shipping_tax: "0.00",
		refunds: [],
		...more,
	};
	shop.orders.set(id, order);
	const moved = isPaid || status === "on-hold" ? take(shop, order) : [];
	await tell(shop, "order.created", order);
	for (const product of moved) await edit(shop, product, {});
	return order;
}

/** Something the plugin writes down at a line for itself. */
const notedAt = (line: WooLine, key: string) => Number((line.meta_data as Meta[]).find((each) => each.key === key)?.value ?? 0);
function noteAt(shop: WooShop, line: WooLine, key: string, value: number): void {
	const others = (line.meta_data as Meta[]).filter((each) => each.key !== key);
	line.meta_data = [...others, { id: next(shop), key, value: String(value) }];
}
type Meta = { id: number; key: string; value: unknown };

function counted(shop: WooShop, { variation_id, product_id }: WooLine) {
	const product = shop.products.get(variation_id || product_id);
	return product && typeof product.stock_quantity === "number" ? (product as WooProduct & { stock_quantity: number }) : null;
}

/** What is agreed is taken off. @returns what changed its level: each is saved, and so told of */
function take(shop: WooShop, order: WooOrder): WooProduct[] {
	return order.line_items.flatMap((line) => {
		const product = counted(shop, line);
		if (!product) return [];
		product.stock_quantity -= line.quantity;
		noteAt(shop, line, "_reduced_stock", line.quantity);
		return [product];
	});
}

/** Of what is called off, all that is still taken off is put back. */
function putBack(shop: WooShop, order: WooOrder): WooProduct[] {
	return order.line_items.flatMap((line) => {
		const product = counted(shop, line);
		if (!product) return [];
		product.stock_quantity += notedAt(line, "_reduced_stock");
		line.meta_data = (line.meta_data as Meta[]).filter(({ key }) => key !== "_reduced_stock");
		return [product];
	});
}

/** Somebody of the shop changes an order; what it held goes back when it is cancelled. */
export async function change(shop: WooShop, order: WooOrder, changes: Record<string, unknown>): Promise<void> {
	const held = ["processing", "completed", "on-hold"];
	const before = order.status;
	Object.assign(order, changes, { date_modified_gmt: gmt(shop.clock()) });
	const moved = held.includes(before) && order.status === "cancelled" ? putBack(shop, order) : [];
	if (["pending", "failed", "cancelled"].includes(before) && held.includes(order.status)) moved.push(...take(shop, order));
	await tell(shop, "order.updated", order);
	for (const product of moved) await edit(shop, product, {});
}

/** Somebody of the shop edits the lines of an order that was agreed: quantities and prices of those it has, and lines that are new. */
export async function rewrite(
	shop: WooShop,
	order: WooOrder,
	{ lines = {}, add = [] }: { lines?: Record<number, { quantity?: number; total?: string }>; add?: Wanted[] },
): Promise<void> {
	const added = add.map((wanted) => lineOf(shop, wanted));
	const moved = take(shop, { ...order, line_items: added });
	for (const [at, wish] of Object.entries(lines)) {
		const line = order.line_items[Number(at)]!;
		const quantity = wish.quantity ?? line.quantity;
		const gross = wish.total === undefined ? ((Number(line.total) * 5) / 4 / line.quantity) * quantity : Number(wish.total);
		const more = quantity - line.quantity;
		const product = counted(shop, line);
		if (product) {
			product.stock_quantity -= more;
			noteAt(shop, line, "_reduced_stock", notedAt(line, "_reduced_stock") + more);
			moved.push(product);
		}
		Object.assign(line, { quantity, total: (gross * 0.8).toFixed(2), total_tax: (gross * 0.2).toFixed(2) });
	}
	order.line_items = [...order.line_items.filter(({ quantity }) => quantity > 0), ...added];
	await change(shop, order, {});
	for (const product of new Set(moved)) await edit(shop, product, {});
}

/**
 * Money back for pieces of a line, which go back on the shop's shelf where somebody wants that. It stands in no refund, but at the line: how many are still
 * taken off, and how many were put back. When all is given back, the order is refunded.
 */
export async function refund(
	shop: WooShop,
	order: WooOrder,
	line: number,
	quantity: number,
	amount: string,
	{ restock = true, changes = {} }: { restock?: boolean; changes?: Record<string, unknown> } = {},
): Promise<void> {
	const item = order.line_items[line]!;
	const id = next(shop);
	const made: WooRefund = {
		id,
		reason: "Too small",
		amount,
		total: `-${amount}`,
		date_created_gmt: gmt(shop.clock()),
		line_items: [{ id: next(shop), quantity: -quantity, meta_data: [{ id: 1, key: "_refunded_item_id", value: String(item.id) }] }],
	};
	shop.refunds.set(order.id, [...(shop.refunds.get(order.id) ?? []), made]);
	order.refunds.push({ id, reason: made.reason, total: made.total });
	const product = counted(shop, item);
	if (restock && product && notedAt(item, "_reduced_stock") > 0) {
		product.stock_quantity += quantity;
		noteAt(shop, item, "_reduced_stock", notedAt(item, "_reduced_stock") - quantity);
		noteAt(shop, item, "_restock_refunded_items", notedAt(item, "_restock_refunded_items") + quantity);
	}
	await change(shop, order, changes);
}

/** Writes a delivery for each webhook of a topic, signed as the plugin does. */
export async function tell(shop: WooShop, topic: string, body: object): Promise<void> {
	for (const webhook of shop.webhooks.values()) {
		if (webhook.topic !== topic || webhook.status !== "active") continue;
		shop.deliveries.push(await signed(shop, webhook, topic, JSON.stringify(body)));
	}
}

export async function signed(
	shop: WooShop,
	webhook: Pick<Webhook, "id" | "secret" | "delivery_url">,
	topic: string,
	body: string,
): Promise<Delivery> {
	const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(webhook.secret), { name: "HMAC", hash: "SHA-256" }, false, [
		"sign",
	]);
	const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(body)));
	const [resource = "", event = ""] = topic.split(".");
	return {
		url: webhook.delivery_url,
		body,
		headers: {
			"Content-Type": "application/json",
			"User-Agent": "WooCommerce/9.4 Hookshot (WordPress/6.7)",
			"X-WC-Webhook-Source": `https://${shop.name.toLowerCase().replaceAll(/\W+/g, "-")}.example/`,
			"X-WC-Webhook-Topic": topic,
			"X-WC-Webhook-Resource": resource,
			"X-WC-Webhook-Event": event,
			"X-WC-Webhook-Signature": btoa(String.fromCharCode(...mac)),
			"X-WC-Webhook-ID": String(webhook.id),
			"X-WC-Webhook-Delivery-ID": crypto.randomUUID(),
		},
	};
}

const refused = (c: Context, status: 400 | 401 | 404, code: string) =>
	c.json({ code, message: `Refused: ${code}`, data: { status } }, status);

type Machine = {
	sleep?(ms: number): Promise<unknown>;
	/** Brings somebody the keys made for them. */
	bring?(request: Request): Promise<Response>;
	/** Sends what is on its way by itself, as a shop's own jobs would; without it, whoever runs the shop does. */
	send?(delivery: Delivery): Promise<void>;
};

/** Says within the stand-in that a route was named in the query. */
const byQuery = "X-By-Query";
const nap = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** The shops of a machine, by host. */
export function fakeWoocommerce(shops: Map<string, WooShop>, { sleep = nap, send, bring = (request) => fetch(request) }: Machine = {}) {
	const app = new Hono<{ Variables: { shop: WooShop } }>();
	const root = "/:host/wp-json";

	/** The front page answers for a route that is named in its query, whatever the permalinks are. */
	app.use("/:host/", async (c, go) => {
		const route = c.req.query("rest_route");
		if (route === undefined) return go();
		const url = new URL(c.req.url);
		const namesApi = url.search.includes("wp-json/wc/");
		url.searchParams.delete("rest_route");
		url.pathname = `/${c.req.param("host")}/wp-json${route}`;
		const inside = new Request(url, c.req.raw);
		inside.headers.set(byQuery, "1");
		if (!namesApi) inside.headers.delete("Authorization");
		return app.fetch(inside);
	});

	app.use("/:host/*", async (c, go) => {
		const shop = shops.get(c.req.param("host"));
		if (shop?.isPlain && c.req.path !== `/${c.req.param("host")}/` && !c.req.header(byQuery)) return c.html("<h1>Not found</h1>", 404);
		if (!shop) return c.html("<h1>Not found</h1>", 404);
		const isByQuery = c.req.header(byQuery) !== undefined;
		const path = c.req.path.replace(/^\/[^/]+\/wp-json/, "");
		shop.asked.push({ method: c.req.method, path, body: await c.req.raw.clone().text(), isByQuery });
		if (shop.isDown) return c.html("<h1>Error establishing a database connection</h1>", 500);
		if (shop.sick.has(path)) return c.json({ code: "internal_server_error", message: "", data: { status: 500 } }, 500);
		// What is lost is the answer to the next making of something.
		const fault = shop.faults[0] === "lost" ? undefined : shop.faults.shift();
		if (fault === "429") return c.json({ code: "too_many_requests" }, 429, { "Retry-After": "7" });
		if (fault === "429-date") return c.json({}, 429, { "Retry-After": new Date(Date.now() + 9000).toUTCString() });
		if (fault === "500") return c.json({ code: "internal_server_error", message: "", data: { status: 500 } }, 500);
		if (fault === "503-html") return c.html("<h1>Briefly unavailable for scheduled maintenance</h1>", 503);
		if (fault === "403-html") return c.html("<h1>Blocked by Wordfence</h1>", 403);
		if (fault === "html") return c.html("<h1>Welcome</h1>");
		if (fault === "empty") return c.body("", 200);
		if (fault === "object") return c.json({});
		if (fault === "elsewhere") return c.redirect("https://evil.example/wp-json/", 301);
		if (fault === "hang") await sleep(60_000);
		c.set("shop", shop);
		await go();
		if (fault === "truncated") {
			const text = await c.res.text();
			c.res = new Response(text.slice(0, Math.max(1, text.length - 5)), c.res);
		}
		return undefined;
	});

	/** Whoever asked is answered first; deliveries follow one by one. */
	async function sendAll(shop: WooShop): Promise<void> {
		if (!send) return;
		for (const delivery of shop.deliveries.splice(0)) {
			try {
				await send(delivery);
			} catch {
				// Nobody is there. The real one does not try again either.
			}
		}
	}
	app.use("/:host/*", async (c, go) => {
		await go();
		if (c.req.method !== "GET") setTimeout(() => void sendAll(c.get("shop")), 50);
	});

	/** The shop itself, where somebody can buy. */
	app.get("/:host/", (c) => {
		const shop = c.get("shop");
		const bought = c.req.query("bought");
		const rows = [...shop.products.values()]
			.filter(({ type }) => type !== "variable")
			.map(
				({
					id,
					name,
					sku,
					price,
					stock_quantity,
				}) => `<tr><td>${escaped(name)} <small>${escaped(sku)}</small></td><td>${price} ${shop.currency}</td>
				<td>${stock_quantity ?? "–"}</td><td><form method="post" action="buy"><input type="hidden" name="id" value="${id}">
				<button ${stock_quantity === 0 ? "disabled" : ""} aria-label="Buy ${escaped(name)}">Buy</button></form></td></tr>`,
			);
		return c.html(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>${escaped(shop.name)}</title>
			<style>body{font:16px/1.5 system-ui;max-width:44rem;margin:2rem auto;padding:0 1rem}table{width:100%;border-collapse:collapse}td,th{text-align:left;padding:.5rem;border-bottom:1px solid #ccc}small{color:#555}button{font:inherit;min-height:2.75rem;padding:0 1rem}</style>
			<main><h1>${escaped(shop.name)}</h1><p>Stands in for a WooCommerce shop, on this machine only.</p>
			${bought ? `<p role="status"><strong>Order #${escaped(bought)} is placed.</strong> Storekeep hears of it now.</p>` : ""}
			<table><thead><tr><th>Frame</th><th>Price</th><th>Left</th><th>Buy</th></tr></thead><tbody>${rows.join("")}</tbody></table></main></html>`);
	});
	app.post("/:host/buy", async (c) => {
		const shop = c.get("shop");
		const product = shop.products.get(Number((await c.req.parseBody()).id));
		if (!product || product.stock_quantity === 0) return c.text("Sold out", 409);
		const order = await buy(shop, [{ product, quantity: 1 }]);
		return c.redirect(`./?bought=${order.id}`, 303);
	});

	/** Whoever owns the shop is asked whether somebody may have keys to it; made ones are brought to them, and thrown away where they are not taken. */
	app.get("/:host/wc-auth/v1/:step", async (c) => {
		const shop = c.get("shop");
		const asked = new URL(c.req.url).searchParams;
		const of = (name: string) => asked.get(name)?.trim() ?? "";
		const says = (text: string, status: 200 | 401 = 200) =>
			c.html(
				`<!doctype html><html lang="en"><title>${escaped(shop.name)}</title><main><h1>${escaped(shop.name)}</h1>${text}</main></html>`,
				status,
			);
		const wrong = ["app_name", "user_id", "return_url", "callback_url", "scope"].find((name) => of(name) === "");
		if (wrong || of("scope") !== "read_write") return says(`<p>Error: Missing parameter ${wrong ?? "scope"}</p>`, 401);
		// It takes both addresses apart once more than they were put together.
		const addressOf = (name: string) => new URL(decodeURIComponent(of(name)));
		const [back, keysTo] = [addressOf("return_url"), addressOf("callback_url")];
		const isThisMachine = /^(localhost|127\.0\.0\.1|.+\.test)$/.test(keysTo.hostname);
		if (keysTo.protocol !== "https:" && !isThisMachine) return says("<p>Error: The callback_url needs to be over SSL</p>", 401);
		back.searchParams.set("user_id", of("user_id"));
		if (c.req.param("step") === "authorize") {
			back.searchParams.set("success", "0");
			return says(`<p>Stands in for a WooCommerce shop, on this machine only.</p><p>${escaped(of("app_name"))} would like to connect to your store.</p>
				<p><a href="./access_granted?${escaped(String(asked))}">Approve</a> <a href="${escaped(back.href)}">Deny</a></p>`);
		}
		const chance = () => crypto.randomUUID().replaceAll("-", "");
		const [key, secret] = [`ck_${chance()}`, `cs_${chance()}`];
		shop.keys.set(key, { secret, permissions: "read_write" });
		const keys = { key_id: next(shop), user_id: of("user_id"), consumer_key: key, consumer_secret: secret, key_permissions: "read_write" };
		const headers = { "Content-Type": "application/json;charset=UTF-8" };
		const { status } = await bring(new Request(keysTo, { method: "POST", headers, body: JSON.stringify(keys) }));
		if (status !== 200) {
			shop.keys.delete(key);
			return says("<p>Error: An error occurred in the request and at the time were unable to send the consumer data</p>", 401);
		}
		back.searchParams.set("success", "1");
		return c.redirect(back.href, 302);
	});

	app.get(`${root}/`, (c) => c.json({ name: c.get("shop").name, namespaces: ["oembed/1.0", "wp/v2", "wc/v3"] }));

	app.use(`${root}/wc/v3/*`, async (c, go) => {
		const [, basic = ""] = /^Basic (.+)$/.exec(c.req.header("Authorization") ?? "") ?? [];
		const [id = "", secret = ""] = basic ? atob(basic).split(":") : [];
		const key = c.get("shop").keys.get(id);
		if (!key || key.secret !== secret) return refused(c, 401, "woocommerce_rest_authentication_error");
		if (key.permissions === "read" && c.req.method !== "GET") return refused(c, 401, "woocommerce_rest_cannot_create");
		await go();
		return undefined;
	});

	const paged = <T>(c: Context, rows: T[]) => {
		const per = Math.min(100, Number(c.req.query("per_page") ?? 10));
		const page = Number(c.req.query("page") ?? 1);
		const pages = Math.max(1, Math.ceil(rows.length / per));
		return c.json(rows.slice((page - 1) * per, page * per), 200, { "X-WP-Total": String(rows.length), "X-WP-TotalPages": String(pages) });
	};
	const included = (c: Context, rows: WooProduct[]) => {
		const include = c.req.query("include")?.split(",");
		return include ? rows.filter(({ id }) => include.includes(String(id))) : rows;
	};
	const top = (shop: WooShop) => [...shop.products.values()].filter(({ type }) => type !== "variation");
	const under = (shop: WooShop, parent: number) => [...shop.products.values()].filter(({ parent_id }) => parent_id === parent);
	const id = (c: Context, name = "id") => Number(c.req.param(name));

	app.get(`${root}/wc/v3/settings/general/woocommerce_currency`, (c) =>
		c.json({ id: "woocommerce_currency", value: c.get("shop").currency }),
	);
	app.get(`${root}/wc/v3/products`, (c) => {
		const sku = c.req.query("sku");
		if (sku === undefined) return paged(c, included(c, top(c.get("shop"))));
		return paged(
			c,
			[...c.get("shop").products.values()].filter((each) => each.sku.toLowerCase() === sku.toLowerCase()),
		);
	});
	app.post(`${root}/wc/v3/products`, async (c) => {
		const shop = c.get("shop");
		type Wish = { name: string; sku: string; status: string; regular_price: string; stock_quantity: number; global_unique_id?: string };
		const wish = await c.req.json<Wish>();
		if ([...shop.products.values()].some(({ sku }) => sku !== "" && sku.toLowerCase() === wish.sku.toLowerCase()))
			return refused(c, 400, "product_invalid_sku");
		const { name, sku, regular_price: price, stock_quantity: quantity, global_unique_id: barcode = "" } = wish;
		const product = Object.assign(addSimple(shop, { name, sku, price, quantity, barcode }), { status: wish.status });
		// It is there, and whoever asked never hears of it.
		if (shop.faults[0] === "lost") {
			shop.faults.shift();
			return c.html("<h1>Bad gateway</h1>", 502);
		}
		return c.json(product, 201);
	});
	app.get(`${root}/wc/v3/products/:id`, (c) => {
		const product = c.get("shop").products.get(id(c));
		return product ? c.json(product) : refused(c, 404, "woocommerce_rest_product_invalid_id");
	});
	app.get(`${root}/wc/v3/products/:id/variations`, (c) => paged(c, included(c, under(c.get("shop"), id(c)))));

	const batch = async (c: Context, of: WooProduct[], shop: WooShop) => {
		const { update = [] } = await c.req.json<{ update?: { id: number; stock_quantity: number }[] }>();
		if (update.length > 100) return refused(c, 400, "woocommerce_rest_request_entity_too_large");
		const saved: WooProduct[] = [];
		const answer = {
			update: update.map((wish) => {
				const product = of.find((each) => each.id === wish.id);
				if (!product)
					return { id: wish.id, error: { code: "woocommerce_rest_product_invalid_id", message: "Invalid ID.", data: { status: 400 } } };
				if (product.manage_stock === true) {
					Object.assign(product, { stock_quantity: wish.stock_quantity, date_modified_gmt: gmt(shop.clock()) });
					saved.push(product);
				}
				return product;
			}),
		};
		for (const product of saved) await tell(shop, "product.updated", product);
		return c.json(answer);
	};
	app.post(`${root}/wc/v3/products/batch`, (c) => batch(c, top(c.get("shop")), c.get("shop")));
	app.post(`${root}/wc/v3/products/:id/variations/batch`, (c) => batch(c, under(c.get("shop"), id(c)), c.get("shop")));

	app.get(`${root}/wc/v3/orders`, (c) => {
		const after = c.req.query("modified_after");
		const rows = [...c.get("shop").orders.values()]
			.filter(({ date_modified_gmt }) => !after || date_modified_gmt > after)
			.sort((a, b) => (a.date_modified_gmt < b.date_modified_gmt ? -1 : 1));
		return paged(c, rows);
	});
	app.get(`${root}/wc/v3/orders/:id`, (c) => {
		const order = c.get("shop").orders.get(id(c));
		return order ? c.json(order) : refused(c, 404, "woocommerce_rest_order_invalid_id");
	});
	app.get(`${root}/wc/v3/orders/:id/refunds`, (c) => paged(c, c.get("shop").refunds.get(id(c)) ?? []));

	app.get(`${root}/wc/v3/webhooks`, (c) =>
		paged(
			c,
			[...c.get("shop").webhooks.values()].map(({ secret: _, ...told }) => told),
		),
	);
	app.post(`${root}/wc/v3/webhooks`, async (c) => {
		const shop = c.get("shop");
		if (shop.refusesWebhooks) return refused(c, 400, "woocommerce_rest_invalid_webhook");
		const { topic, delivery_url, secret, status } = await c.req.json<Webhook>();
		const webhook = { id: next(shop), topic, delivery_url, secret, status, failures: 0 };
		shop.webhooks.set(webhook.id, webhook);
		// The first one only tries the address.
		const headers = { "Content-Type": "application/x-www-form-urlencoded" };
		shop.deliveries.push({ url: delivery_url, body: `webhook_id=${webhook.id}`, headers });
		return c.json({ ...webhook, secret: undefined }, 201);
	});
	app.put(`${root}/wc/v3/webhooks/:id`, async (c) => {
		const webhook = c.get("shop").webhooks.get(id(c));
		if (!webhook) return refused(c, 404, "woocommerce_rest_shop_webhook_invalid_id");
		Object.assign(webhook, await c.req.json<object>());
		return c.json({ ...webhook, secret: undefined });
	});
	app.delete(`${root}/wc/v3/webhooks/:id`, (c) => {
		c.get("shop").webhooks.delete(id(c));
		return c.json({ deleted: true });
	});

	return app;
}
