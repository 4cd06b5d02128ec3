import { z } from "zod";
import type { Adapter, Link, NewPlatformProduct, PlatformItem, PlatformOrder, UnreadOrder } from "../contract.ts";
import type { LevelAnswer, LevelWish } from "../level-wishes.ts";
import { decimalString } from "#app/platform/money.ts";
import { minute, second } from "#app/platform/time.ts";
import { PlatformTrouble } from "../trouble.ts";
import type { PlatformReply } from "./call.server.ts";
import { eachOrder } from "./each-order.server.ts";
import { call, following, further, mostPerPage, page, readable, rowsOf, visit } from "./woocommerce-call.server.ts";
import { findShop } from "./woocommerce-consent.server.ts";
import { listWebhooks, registerWebhooks, tokenOf, translate, verify } from "./woocommerce-webhooks.server.ts";
import { instantOf, itemIn, orderIn, orderStub, readOrder, type WooOrder, WooProduct, WooRefund } from "./woocommerce-words.ts";
/** WooCommerce, REST wc/v3: keys over HTTPS Basic, webhooks signed per address, levels set without compare-and-set. */

const perPage = 50;

async function whole(link: Link, order: WooOrder): Promise<PlatformOrder> {
	if (order.refunds.length === 0) return orderIn(order, []);
	return orderIn(order, readable(WooRefund, await call(link, `orders/${order.id}/refunds`, { query: { per_page: String(mostPerPage) } })));
}

async function itemsOf(link: Link, product: WooProduct): Promise<PlatformItem[]> {
	if (product.type !== "variable") return [itemIn(product, null, link.shop.currency)];
	const items: PlatformItem[] = [];
	for (let at: string | null = "1"; at; ) {
		const reply: PlatformReply = await further(link, `products/${product.id}/variations`, {
			...{ per_page: String(mostPerPage), page: at, orderby: "id", order: "asc" },
		});
		items.push(...readable(WooProduct, reply).map((each) => itemIn(each, product, link.shop.currency)));
		at = following(reply, at, mostPerPage);
	}
	return items;
}

const stubOf = (order: WooOrder | UnreadOrder) => ("unreadable" in order ? order : orderStub(order));
const changeOf = (order: WooOrder | UnreadOrder) => ("unreadable" in order ? order.modifiedAt : instantOf(order.date_modified_gmt));

/** A cursor: from which change on, and which page of those. */
function placeOf(cursor: string): [from: number, page: string] {
	const [from = "0", at = "1"] = cursor.split(":");
	return [Number(from), at];
}

const Currency = z.object({ value: z.string().length(3) });

async function prove({ storeUrl, credentials: { permalinks: _, ...keys }, cfg }: Link) {
	const { storeUrl: base, name, isPlain } = await findShop(cfg, storeUrl);
	const credentials = { ...keys, ...(isPlain && { permalinks: "plain" }) };
	const there = { storeUrl: base, credentials, cfg };
	await call(there, "products", { query: { per_page: "1" } });
	await call(there, "orders", { query: { per_page: "1" } });
	const { json } = await call(there, "settings/general/woocommerce_currency");
	const currency = Currency.safeParse(json);
	return {
		storeUrl: base,
		name,
		currency: currency.success ? currency.data.value : null,
		locations: [],
		credentials,
		expiresAt: null,
	};
}

const BatchAnswer = z.object({
	update: z.array(
		z.object({
			id: z.union([z.number(), z.string()]).transform(String),
			stock_quantity: z.number().nullish(),
			error: z.object({ code: z.string(), message: z.string().default("") }).optional(),
		}),
	),
});

/** Levels of one parent's variations, or of products without any: looked at first, then written in one call. */
async function pushGroup(link: Link, path: string, wishes: LevelWish[]): Promise<LevelAnswer[]> {
	const include = wishes.map(({ variantId }) => variantId).join(",");
	const found = await call(link, path, { query: { include, per_page: String(mostPerPage) } });
	const there = new Map(readable(WooProduct, found).map((product) => [product.id, product]));
	const answers: LevelAnswer[] = [];
	const going: LevelWish[] = [];
	for (const wish of wishes) {
		const { ref, seen, quantity } = wish;
		const found = there.get(wish.variantId);
		const theirs = found?.stock_quantity ?? null;
		if (!found) answers.push({ ref, kind: "refused", reason: "not_there", said: "" });
		else if (found.manage_stock !== true) answers.push({ ref, kind: "refused", reason: "not_tracked", said: String(found.manage_stock) });
		else if (theirs === quantity) answers.push({ ref, kind: "done", quantity });
		else if (seen !== null && theirs !== seen) answers.push({ ref, kind: "conflict", theirs });
		else going.push(wish);
	}
	if (going.length === 0) return answers;
	const update = going.map(({ variantId, quantity }) => ({ id: Number(variantId), manage_stock: true, stock_quantity: quantity }));
	const written = await call(link, `${path}/batch`, { method: "POST", json: { update } });
	const answer = BatchAnswer.safeParse(written.json);
	if (!answer.success) throw new PlatformTrouble("temporary", "not_json", { said: "batch" });
	const done = new Map(answer.data.update.map((each) => [each.id, each]));
	for (const { ref, variantId, quantity } of going) {
		const item = done.get(variantId);
		if (item?.error) answers.push({ ref, kind: "refused", reason: reasonOf(item.error.code), said: item.error.code });
		else if (item) answers.push({ ref, kind: "done", quantity });
	}
	return answers;
}

function reasonOf(code: string) {
	if (/invalid_id/.test(code)) return "not_there" as const;
	return /cannot_/.test(code) ? ("not_allowed" as const) : ("other" as const);
}

/** Products of an SKU, and variations of one, with the name of the product they are of. */
async function find(link: Link, sku: string): Promise<PlatformItem[]> {
	const { currency } = link.shop;
	const found = await call(link, "products", { query: { sku, status: "any", per_page: String(mostPerPage) } });
	const items: PlatformItem[] = [];
	for (const product of readable(WooProduct, found)) {
		if (product.type !== "variation") items.push(...(await itemsOf(link, product)));
		else {
			const above = WooProduct.safeParse((await call(link, `products/${product.parent_id}`)).json);
			if (above.success) items.push(itemIn(product, above.data, currency));
		}
	}
	return items;
}

async function make(link: Link, { name, sku, barcode, price, currency, quantity }: NewPlatformProduct): Promise<PlatformItem> {
	const { json } = await call(link, "products", {
		method: "POST",
		json: {
			...{ name, sku, type: "simple", status: "draft", regular_price: decimalString(price, currency) },
			...{ manage_stock: true, stock_quantity: quantity },
			...(barcode && { global_unique_id: barcode }),
		},
	});
	const made = WooProduct.safeParse(json);
	// Whether it is there is found out by its SKU.
	if (!made.success) throw new PlatformTrouble("temporary", "not_json", { said: "product" });
	return itemIn(made.data, null, link.shop.currency);
}

export const woocommerce: Adapter = {
	capabilities: {
		connects: "keys",
		hasWebhooks: true,
		webhooksName: "token",
		hasOrders: true,
		saysOwed: false,
		canSetStock: true,
		mostLevels: 50,
		// Somebody's one machine, which may need its rest.
		pace: { perSecond: 4, burst: 20, longestRest: 5 * minute },
	},
	addressed: tokenOf,
	verify,
	translate,
	prove,
	async pullProducts(link, cursor) {
		const reply = await call(link, "products", {
			query: { per_page: String(perPage), page: page(cursor), orderby: "id", order: "asc", status: "any" },
		});
		const items: PlatformItem[] = [];
		const products = readable(WooProduct, reply);
		for (const product of products) items.push(...(await itemsOf(link, product)));
		const read = rowsOf(reply).length;
		const said = Number(reply.headers.get("X-WP-Total") ?? Number.NaN);
		const total = Number.isInteger(said) ? said : null;
		return { items, next: following(reply, page(cursor), perPage), read, unread: read - products.length, total };
	},
	async fetchProduct(link, id) {
		const { status, json } = await call(link, `products/${encodeURIComponent(id)}`);
		if (status === 404) return [];
		const product = WooProduct.safeParse(json);
		if (!product.success) throw new PlatformTrouble("temporary", "not_json", { said: "product" });
		return product.data.status === "trash" ? [] : itemsOf(link, product.data);
	},
	// Read on from the last change that was taken: page numbers shift while orders change.
	async pullOrders(link, since, cursor) {
		const [from, at] = cursor === null ? [since, "1"] : placeOf(cursor);
		const query = {
			per_page: String(perPage),
			page: at,
			orderby: "modified",
			order: "asc",
			status: "any",
			// What it says is after a second, and we want those of that second too.
			modified_after: new Date(from - second).toISOString().slice(0, 19),
			dates_are_gmt: "true",
		};
		const reply = await call(link, "orders", { query });
		const read = rowsOf(reply).flatMap((row) => readOrder(row) ?? []);
		const agreed = read.filter((order) => "unreadable" in order || order.status !== "checkout-draft");
		const orders = await eachOrder(agreed, async (order) => ("unreadable" in order ? order : whole(link, order)), stubOf);
		const last = read.reduce((latest, order) => Math.max(latest, changeOf(order)), 0);
		const next = last > from ? `${last}:1` : `${from}:${Number(at) + 1}`;
		return { orders, next: following(reply, at, perPage) === null ? null : next };
	},
	async fetchOrder(link, id) {
		const reply = await call(link, `orders/${encodeURIComponent(id)}`);
		if (reply.status === 404) return null;
		const order = readOrder(reply.json);
		if (!order) throw new PlatformTrouble("temporary", "not_json", { said: "order" });
		return "unreadable" in order ? order : whole(link, order);
	},
	async pushLevels(link, wishes) {
		const groups = new Map<string, LevelWish[]>();
		for (const wish of wishes) {
			const path = wish.productId === wish.variantId ? "products" : `products/${wish.productId}/variations`;
			groups.set(path, [...(groups.get(path) ?? []), wish]);
		}
		const answers: LevelAnswer[] = [];
		for (const [path, group] of groups) {
			try {
				answers.push(...(await pushGroup(link, path, group)));
			} catch (error) {
				// What was set before it went wrong is set.
				if (answers.length > 0 && error instanceof PlatformTrouble) return answers;
				throw error;
			}
		}
		return answers;
	},
	listWebhooks,
	registerWebhooks,
	async removeWebhooks(link, address) {
		for (const { id } of await listWebhooks(link, address))
			await call(link, `webhooks/${id}`, { method: "DELETE", query: { force: "true" } });
	},
	visit,
	makes: { find, make },
};
