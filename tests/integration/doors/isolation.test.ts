import { beforeAll, expect, it, vi } from "vitest";
import { addImage } from "#app/catalog/images/add-image.server.ts";
import { bodyFor } from "../../support/attack.ts";
import { png } from "../../support/drawings.ts";
import { hire, tillOf } from "../../support/till.ts";
import { onlyFakesAnswer, withWebshop } from "../../support/woo.ts";
import { wooShop } from "../../support/fakes/woocommerce.ts";
import { type Answered, call, openShop, password, reacted, rowsOf, type Shop, threeShops } from "../../support/world.ts";
import { hearMessage, personOf, said, withLine } from "../inbox/inbox.ts";
import { offlineTill } from "../sales/offline.ts";
import { mounted } from "../../../workers/api/endpoint.ts";

/**
 * Every operation × everybody who is not this business's owner, with this business's ids. One of the others is on another shard, one on the
 * same: only that one notices a statement that forgot whose rows it means.
 */
const canary = "Canary Kestrel";
let first: Shop;
let others: [where: string, shop: Shop, own: Record<string, string>][];
let ids: Record<string, string>;

beforeAll(async () => {
	onlyFakesAnswer();
	const [one, second, third] = await threeShops();
	first = one;
	ids = await furnish(first, canary);
	others = [
		["on another shard", second, await furnish(second, "Theirs")],
		["on the same shard", third, await furnish(third, "Theirs")],
	];
	await atRest();
});

/** One of everything a business can have, named so that it can be told anywhere; ids by the word of the path that names them. */
async function furnish(shop: Shop, name: string): Promise<Record<string, string>> {
	const made = async (method: string, path: string, body: object = {}) => {
		const { status, body: answer } = await shop.call(method, `/api/v1${path}`, { body });
		expect(status, `${method} ${path} ${JSON.stringify(answer)}`).toBeLessThan(300);
		return answer;
	};
	const { storeId } = shop;
	const style = (await made("POST", "/products", { storeId, name: `${name} 49`, sku: "CAN-2", style: name, price: "10.00" })).styleId;
	const product = await made("POST", "/products", { storeId, name, sku: "CAN-1", price: "10.00", initialStock: 50 });
	const lines = [{ productId: product.id, quantity: 1 }];
	const sale = (await made("POST", "/sales", { storeId, productId: product.id, quantity: 1, note: name })).sale;
	const other = await made("POST", "/stores", { name: `${name} Two` });
	const transfer = await made("POST", "/transfers", { fromStoreId: storeId, toStoreId: other.id, note: name, lines, send: true });
	const count = await made("POST", "/counts", { storeId, note: name });
	const email = `${crypto.randomUUID()}@shop.example`;
	const person = await made("POST", "/users", { name, email, role: "agent", password });
	const invite = await made("POST", "/invites", { name, email: `invited-${email}`, role: "agent" });
	const closed = (await made("POST", "/drawers", { storeId: other.id, till: name, openingFloat: 1 })).id;
	const z = await made("POST", `/drawers/${closed}/close`, { counted: 1, note: name });
	const vendor = (await made("POST", "/catalog", { name, source: "upload" })).slug;
	const offered = [
		{
			id: 1,
			title: name,
			variants: [
				{ id: 2, sku: "CAN-1", price: "10.00" },
				{ id: 3, sku: "CAN-3", price: "10.00" },
			],
		},
	];
	const reading = await made("POST", `/catalog/${vendor}/sync`, { products: offered });
	// Named and not numbered; one the others have none of.
	const attribute = (await made("POST", "/attributes", { name: `Trait ${shop.businessId.slice(-6)}` })).name;
	const letter = crypto.randomUUID();
	// A sale of a till that has gone since, and one of more than there was.
	const till = await offlineTill(shop, `${name} Till`);
	const alone = await made("POST", "/products", { storeId, name, sku: "CAN-3", price: "10.00", initialStock: 1 });
	await till.handIn([till.sells([{ product: alone, quantity: 9 }], { note: name })]);
	const held = till.sells([{ product: alone }], { note: name, mandate: "" });
	await till.handIn([held]);
	await rowsOf(
		shop,
		`INSERT INTO deadLetters (businessId, id, eventId, eventType, error, deliveries, state, diedAt)
			SELECT businessId, ?, id, type, ?, 1, 'dead', 0 FROM events WHERE businessId = ? LIMIT 1`,
		letter,
		name,
		shop.businessId,
	);
	const { connectionId } = await withWebshop(shop, wooShop(name));
	const heard = await hearMessage(shop, await withLine(shop), said(name, { person: personOf("BSUID-1", name) }));
	const told = crypto.randomUUID();
	await rowsOf(
		shop,
		`INSERT INTO webhookReceipts (businessId, id, connectionId, dedupeKey, topic, occurredAt, receivedAt, bytes, state, settledAt, said)
			VALUES (?, ?, ?, ?, 'order.created', 0, 0, 0, 'poisoned', 0, ?)`,
		shop.businessId,
		told,
		connectionId,
		told,
		name,
	);
	const asked = crypto.randomUUID();
	await rowsOf(
		shop,
		`INSERT INTO dataRequests (businessId, id, connectionId, requestKey, people, orders, looseOrders, askedAt)
			VALUES (?, ?, ?, ?, '[]', 0, '[]', 0)`,
		shop.businessId,
		asked,
		connectionId,
		asked,
	);
	return {
		"data-requests": asked,
		channels: connectionId,
		connections: connectionId,
		setup: connectionId,
		webhooks: told,
		webhook: "woocommerce",
		products: product.id,
		images: (await addImage(await shop.tenant(), await png(8, 8), { productId: product.id, alt: name })).id,
		predictions: product.id,
		styles: style,
		sales: sale.id,
		orders: sale.orderId,
		change: (await made("POST", "/products/change", { productIds: [product.id], change: { act: "vendor", vendor: name } })).changeId,
		categories: (await made("POST", "/categories", { name })).id,
		stores: other.id,
		"store-doors": other.id,
		devices: (await tillOf(shop)).deviceId,
		employees: (await hire(shop, name)).id,
		keys: (await made("POST", "/keys", { name, scopes: ["catalog:read"] })).keyId,
		transfers: transfer.id,
		"purchase-orders": (await made("POST", "/purchase-orders", { vendor: name, storeId, lines })).id,
		counts: count.id,
		attributes: encodeURIComponent(attribute),
		"reorder-points": (
			await made("PUT", "/inventory/reorder-points", { storeId, points: [{ productId: product.id, reorderPoint: 1, reorderTo: 2 }] })
		).changeId,
		views: (await made("POST", "/views", { name, query: "stock=low", isShared: true })).id,
		imports: (await made("POST", "/imports", { csv: "sku,name\n", fileName: `${name}.csv` })).id,
		users: person.id,
		customers: (await made("POST", "/customers", { name, email: `customer-${email}`, note: name })).id,
		invites: invite.id,
		catalog: vendor,
		runs: reading.id,
		// What was just read in is being linked by itself, one run at a time.
		"link-runs": (
			await vi.waitFor(() => made("POST", `/catalog/${vendor}/link-runs`, { dryRun: true }), { timeout: 20_000, interval: 300 })
		).runId,
		additions: (await made("POST", `/catalog/${vendor}/additions`, { which: { items: ["3"] } })).additionId,
		"link-changes": (await made("POST", `/catalog/${vendor}/links`, { catalogId: "2", productId: product.id })).changeId,
		snapshots: reading.snapshot,
		sessions: (await shop.call("GET", "/api/auth/sessions")).body.items[0].id,
		drawers: (await made("POST", "/drawers", { storeId, till: name, openingFloat: 1 })).id,
		"z-reports": String(z.number),
		"parked-baskets": (await made("POST", "/parked-baskets", { storeId, name, basket: { lines } })).id,
		"dead-letters": letter,
		"held-sales": held.id,
		chats: heard.chatId ?? "",
		messages: heard.messageId ?? "",
		labels: (await made("POST", "/inbox/labels", { name })).id,
		canned: (await made("POST", "/inbox/canned", { shortcut: "hi", title: name, text: name })).id,
		oversold: (await shop.call("GET", "/api/v1/oversold")).body.items[0].id,
	};
}

/** A path aimed at the first business. A new kind of thing is to be furnished, or nobody knows whether it is anybody's. */
function aimed(path: string): string {
	return path.replace(/\/([\w-]+)\/\{\w+\}/g, (_, kind: string) => {
		expect(ids, `an id for ${path}: furnish() makes one of everything`).toHaveProperty(kind);
		return `/${kind}/${ids[kind]}`;
	});
}
const targeted = () => mounted.filter(({ path }) => path.startsWith("/api/v1/") && path.includes("{"));

/** What an attacker says beside the id: valid, and all their own, so that nothing but whose the thing is stands in the way. */
function wantedOf(shop: Shop, own: Record<string, string>): Record<string, unknown> {
	return {
		storeId: shop.storeId,
		productId: own.products,
		name: "Taken over",
		role: "owner",
		note: "Taken over",
		intoId: own.categories,
		...codes,
	};
}
const codes = { pin: "7391", code: "123456" };
/** Routes whose bodies have rules no schema tells. */
const ruled: Record<string, (own: Record<string, string>) => object> = {
	"PATCH /api/v1/products/{id}/stock": () => ({ delta: -1, reason: "damage" }),
	"POST /api/v1/transfers/{id}/lines": ({ products }) => ({ productId: products, add: 1 }),
	"POST /api/v1/purchase-orders/{id}/lines": ({ products }) => ({ productId: products, add: 1 }),
	"POST /api/v1/counts/{id}/lines": ({ products }) => ({ productId: products, quantity: 1 }),
	"POST /api/v1/orders/{id}/receipt/mail": () => ({ email: "mine@post.example" }),
	"PUT /api/v1/products/{id}/images/order": ({ images }) => ({ imageIds: [images] }),
	"PATCH /api/v1/products/{id}/images/{imageId}": () => ({ alt: "Taken over" }),
	"POST /api/v1/orders/{id}/exchange": ({ products }) => ({ sale: { lines: [{ productId: products, quantity: 1 }] } }),
	"POST /api/v1/drawers/{id}/moves": () => ({ direction: "out", amount: 1, reason: "mine" }),
	"POST /api/v1/customers/{id}/merge": ({ customers }) => ({ otherId: customers, evenSo: true }),
	"POST /api/v1/customers/{id}/contact-points": () => ({ channel: "shopify", connectionId: "mine", externalId: "1" }),
	"PUT /api/v1/chats/{id}": () => ({ status: "CLOSED" }),
	"POST /api/v1/chats/{id}/messages": () => ({ text: "Taken over" }),
	"PUT /api/v1/messages/{id}": () => ({ text: "Taken over" }),
	"PUT /api/v1/messages/{id}/reaction": () => ({ emoji: "👍" }),
	"POST /api/v1/drawers/{id}/close": () => ({ counted: 0 }),
	"POST /api/v1/oversold/{id}/settle": () => ({ outcome: "corrected", reason: "mine" }),
	"POST /api/v1/channels/{id}/conflicts": () => ({ variantId: "1", right: "ours", at: "2026-01-01T00:00:00.000Z" }),
	"POST /api/v1/channels/{id}/webhooks/replay": ({ webhooks }) => ({ receiptId: webhooks }),
	"PUT /api/v1/stores/{id}": () => ({ name: "Taken over", timeZone: "UTC", currency: "DKK" }),
};

/** Everything the first business has, as it stands: a row each, with its table. */
async function everything(): Promise<string[]> {
	const tables = await rowsOf<{ name: string }>(
		first,
		"SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%businessId TEXT%'",
	);
	expect(tables.length).toBeGreaterThan(20);
	const rows = tables
		// Refused acts leave no event; a session that is looked at is.
		.filter(({ name }) => name !== "sessions")
		.map(async ({ name }) => {
			const found = await rowsOf(first, `SELECT * FROM ${name} WHERE businessId = ?`, first.businessId);
			return found.map((row) => `${name} ${JSON.stringify(row)}`);
		});
	return (await Promise.all(rows)).flat();
}

/** What was, and is no more; what is, and was not. */
async function changedSince(before: string[]): Promise<string[]> {
	const was = new Set(before);
	const is = new Set(await everything());
	return [
		...[...was].filter((row) => !is.has(row)).map((row) => `- ${row.slice(0, 800)}`),
		...[...is].filter((row) => !was.has(row)).map((row) => `+ ${row.slice(0, 800)}`),
	];
}

/** Until the first business's own readings, links and mails have come to their end: what changes after that, somebody else changed. */
async function atRest(): Promise<void> {
	await reacted(first);
	let seen = await everything();
	await vi.waitFor(
		async () => {
			const changed = await changedSince(seen);
			seen = await everything();
			expect(changed).toEqual([]);
		},
		{ timeout: 30_000, interval: 500 },
	);
}

const leaks = ({ body }: Answered) => JSON.stringify(body).includes(canary);

it("another business's owner gets 404 for every id that is not theirs, changes nothing and learns nothing", async () => {
	const before = await everything();
	expect(leaks(await first.call("GET", `/api/products/${ids.products}`))).toBe(true);
	for (const [where, shop, own] of others) {
		for (const { method, path, body } of targeted()) {
			const sent = ruled[`${method} ${path}`]?.(own) ?? bodyFor(body, wantedOf(shop, own));
			const answered = await shop.call(method, aimed(path), sent ? { body: sent } : {});
			const what = `${method} ${path} ${where}: ${JSON.stringify(sent)} → ${JSON.stringify(answered.body)}`;
			// A platform that asks whether an address is ours is told no, as it wants to be.
			const isForbidden = /\/(stores|store-doors)\//.test(path) || (method === "GET" && path.includes("/connections/webhook/"));
			expect(answered.status, what).toBe(isForbidden ? 403 : 404);
			expect(leaks(answered), what).toBe(false);
		}
	}
	expect(await changedSince(before)).toEqual([]);
});

it("names of another business's things in a body are nobody's either", async () => {
	const before = await everything();
	for (const [where, shop, own] of others) {
		const { storeId } = shop;
		const line = { productId: ids.products, quantity: 1 };
		const attempts: [string, string, object, number][] = [
			["PATCH", `/products/${own.products}`, { categoryId: ids.categories }, 404],
			["PATCH", `/products/${own.products}`, { styleId: ids.styles }, 404],
			["POST", "/products", { storeId, name: "x", categoryId: ids.categories }, 404],
			["PATCH", `/categories/${own.categories}`, { parentId: ids.categories }, 404],
			["POST", `/categories/${own.categories}/merge`, { intoId: ids.categories }, 404],
			["POST", "/sales", { storeId, ...line }, 404],
			["POST", "/sales", { storeId, productId: own.products, quantity: 1, customer: { id: ids.customers } }, 404],
			["POST", `/customers/${own.customers}/merge`, { otherId: ids.customers }, 404],
			["POST", `/customers/${own.customers}/part`, { mergeId: ids.customers }, 404],
			["POST", "/transfers", { fromStoreId: storeId, toStoreId: ids.stores, lines: [] }, 403],
			["POST", "/transfers", { fromStoreId: ids.stores, toStoreId: storeId, lines: [] }, 403],
			["POST", "/transfers", { fromStoreId: storeId, toStoreId: own.stores, lines: [line] }, 404],
			["POST", `/counts/${own.counts}/lines`, line, 404],
		];
		for (const [method, path, body, status] of attempts) {
			const answered = await shop.call(method, `/api/v1${path}`, { body });
			expect(answered.status, `${method} ${path} ${where} ${JSON.stringify(body)} → ${JSON.stringify(answered.body)}`).toBe(status);
			expect(leaks(answered), `${method} ${path} ${where}`).toBe(false);
		}
	}
	expect(await changedSince(before)).toEqual([]);
});

it("naming another business's store is 403 everywhere, whether or not it exists", async () => {
	const before = await everything();
	for (const [where, shop, own] of others) {
		for (const storeId of [first.storeId, crypto.randomUUID(), "nonsense"]) {
			for (const path of [
				"/products",
				"/inventory",
				"/sales",
				"/orders",
				"/receipts",
				"/journal",
				"/dashboard",
				`/predictions/${own.products}`,
			])
				expect(await shop.call("GET", `/api${path}?storeId=${storeId}`), `${path} ${where}`).toMatchObject({
					status: 403,
					body: { code: "store_not_yours" },
				});
			for (const [method, path, body] of [
				["POST", "/api/sales", { storeId, productId: own.products, quantity: 1 }],
				["POST", "/api/products", { storeId, name: "x", price: 1 }],
				["PATCH", `/api/products/${own.products}/stock`, { storeId, quantity: 3 }],
				["POST", `/api/products/${own.products}/receive`, { storeId, quantity: 3 }],
				["POST", "/api/counts", { storeId }],
				["POST", "/api/drawers", { storeId, openingFloat: 0 }],
				["POST", "/api/parked-baskets", { storeId, basket: { lines: [{ productId: own.products, quantity: 1 }] } }],
			] as const)
				expect((await shop.call(method, path, { body })).status, `${method} ${path} ${where}`).toBe(403);
		}
	}
	expect(await changedSince(before)).toEqual([]);
});

it("lists, searches and numbers hold nothing of another business, with the same SKU on both sides", async () => {
	const lists = mounted.filter(
		({ method, path }) => method === "GET" && path.startsWith("/api/v1/") && !path.includes("{") && path !== "/api/v1/auth/me",
	);
	expect(lists.length).toBeGreaterThan(12);
	for (const [where, shop, own] of others) {
		const searches = ["/products?q=canary", "/products?q=CAN-1", "/orders?q=canary", "/customers?q=canary"].map((path) => `/api/v1${path}`);
		const pages = ["canary", "CAN-1"].flatMap((q) =>
			["palette", "counter/search", "stock/search"].map((page) => `/${page}?q=${q}&store=${shop.storeId}`),
		);
		for (const path of [...lists.map((route) => `${route.path}?storeId=${shop.storeId}&chatId=${own.chats}`), ...searches, ...pages]) {
			const answered = await shop.call("GET", path);
			expect(answered.status, `${path} ${where}`).toBe(200);
			expect(leaks(answered), `${path} ${where}`).toBe(false);
			expect(JSON.stringify(answered.body), `${path} ${where}`).not.toContain(first.businessId);
		}
		expect((await shop.call("GET", "/api/products?q=CAN-1")).body.items, where).toHaveLength(1);
	}
}, 60_000);

it("nobody without a token gets further than 401, on any door", async () => {
	// A signed webhook is let in by its signature: one that names no connection is for nobody (woocommerce.test.ts).
	for (const { method, path } of targeted().filter((each) => !each.path.includes("/connections/webhook/"))) {
		for (const headers of [{}, { Authorization: "Bearer nonsense" }, { Authorization: "Basic b3duZXI6cGFzcw==" }] as Record<
			string,
			string
		>[]) {
			expect((await call(method, aimed(path), { ...(method !== "GET" && { body: {} }), headers })).status, `${method} ${path}`).toBe(401);
		}
	}
});

it("each role may exactly what its permissions say, in its own business", async () => {
	const tokens = new Map<string, string>();
	for (const role of ["manager", "agent", "employee"]) {
		const email = `${role}-${crypto.randomUUID().slice(0, 8)}@shop.example`;
		await first.call("POST", "/api/users", { body: { email, name: role, role, password } });
		tokens.set(role, (await call("POST", "/api/auth/login", { body: { email, password } })).body.token);
	}
	const as = async (role: string, method: string, path: string, body?: object) =>
		(await call(method, path, { ...(body && { body }), headers: { Authorization: `Bearer ${tokens.get(role)}` } })).status;
	for (const role of tokens.keys()) {
		expect(await as(role, "GET", "/api/products")).toBe(200);
		expect(await as(role, "POST", "/api/sales", { storeId: first.storeId, productId: ids.products, quantity: 1 })).toBe(201);
		expect(await as(role, "PATCH", "/api/settings", { name: "Mine" }), `${role} settings`).toBe(403);
		expect(await as(role, "POST", "/api/users", { email: "x@shop.example", name: "x", role: "owner", password }), `${role} users`).toBe(
			403,
		);
	}
	for (const role of ["agent", "employee"]) {
		expect(await as(role, "POST", "/api/products", { storeId: first.storeId, name: "x", price: 1 })).toBe(403);
		expect(await as(role, "PATCH", `/api/products/${ids.products}/stock`, { storeId: first.storeId, quantity: 3 })).toBe(403);
		expect(await as(role, "GET", "/api/dashboard")).toBe(403);
		expect(await as(role, "GET", "/api/audit")).toBe(403);
	}
	expect(await as("manager", "GET", "/api/dashboard")).toBe(200);
});

it("a token that was taken back is nobody's, on every door", async () => {
	const shop = await openShop();
	await shop.call("POST", "/api/auth/logout");
	for (const path of ["/api/products", "/api/sales", "/api/dashboard", "/api/auth/me"]) {
		expect((await shop.call("GET", path)).status).toBe(401);
		expect((await call("GET", path, { headers: { Authorization: `Bearer ${shop.bearer}` } })).status).toBe(401);
	}
	const page = await shop.call("GET", "/products");
	expect([page.status, page.headers.get("Location")]).toEqual([302, "/sign-in?next=%2Fproducts"]);
});
