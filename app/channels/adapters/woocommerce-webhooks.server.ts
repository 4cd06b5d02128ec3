import { z } from "zod";
import { base64url } from "#app/platform/ids.ts";
import type { Delivery, Link, PlatformWebhook, Said, Shop } from "../contract.ts";
import { topicOf, unwrapped } from "./told-body.ts";
import { call, ErrorBody, mostPerPage, readable } from "./woocommerce-call.server.ts";
import { instantOf, itemIn, orderIn, WooOrder, WooProduct } from "./woocommerce-words.ts";

/** What a WooCommerce shop tells by itself: judged, put into our words, and seen to. */

const topics = [
	"order.created",
	"order.updated",
	"order.deleted",
	"product.created",
	"product.updated",
	"product.deleted",
	"product.restored",
];

/** The path's end of the address its webhooks come in at. */
export function tokenOf({ url }: Delivery): string | null {
	return url.searchParams.get("c");
}

export async function verify({ headers, body }: Delivery, { secret }: { secret: string }) {
	const named = headers.get("X-WC-Webhook-Topic");
	const signature = headers.get("X-WC-Webhook-Signature");
	// The first one only tries the address: a form without topic or signature. It says nothing, so nothing is believed.
	if (!named && !signature)
		return /^webhook_id=\d+$/.test(new TextDecoder().decode(body.slice(0, 40))) ? ({ kind: "ping" } as const) : forged;
	const mac = bytesOf(signature ?? "");
	if (!mac) return forged;
	const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
	// The platform compares in constant time.
	if (!(await crypto.subtle.verify("HMAC", key, mac, body))) return forged;
	const hash = base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", body)));
	const told = jsonIn(new TextDecoder().decode(body));
	const topic = topicOf(named, told);
	const about = About.safeParse(unwrapped(told).resource);
	return {
		kind: "delivery",
		topic,
		dedupeKey: `${topic}:${hash}`,
		resourceId: about.success ? about.data.id : null,
		occurredAt: about.success ? instantOf(about.data.date_modified_gmt ?? "") || null : null,
	} as const;
}
const forged = { kind: "forged" } as const;
const About = z.object({
	id: z.union([z.number(), z.string()]).transform((id) => String(id).slice(0, 100)),
	date_modified_gmt: z.string().optional(),
});

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
	try {
		return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
	} catch {
		return null;
	}
}
function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

export function translate(topic: string, text: string, { currency }: Pick<Shop, "currency">): Said[] {
	const body = unwrapped(jsonIn(text)).resource;
	const failed = ErrorBody.safeParse(body);
	// The user whose webhook it is may no longer see it.
	if (failed.success) return [{ kind: "unreadable", reason: failed.data.code }];
	const about = About.safeParse(body);
	if (!about.success) return [{ kind: "unreadable", reason: "not_json" }];
	if (topic === "") return [{ kind: "unreadable", reason: "no_topic" }];
	const { id } = about.data;
	if (topic === "order.deleted") return [{ kind: "order_deleted", orderId: id, at: null }];
	if (topic.startsWith("order.")) {
		const order = WooOrder.safeParse(body);
		if (!order.success) return [{ kind: "order_changed", orderId: id }];
		if (order.data.status === "checkout-draft") return [{ kind: "nothing", reason: "draft" }];
		// Which pieces a refund is for does not stand in the order.
		return order.data.refunds.length > 0 ? [{ kind: "order_changed", orderId: id }] : [{ kind: "order", order: orderIn(order.data, []) }];
	}
	if (topic === "product.deleted") return [{ kind: "product_deleted", productId: id }];
	if (topic.startsWith("product.")) return [productIn(body, id, currency)];
	return [{ kind: "nothing", reason: "topic" }];
}

/** What a product says of itself. Of one with variations, and of a variation, it says too little. */
function productIn(body: unknown, id: string, currency: string): Said {
	const product = WooProduct.safeParse(body).data;
	if (!product) return { kind: "product_changed", productId: id };
	if (product.status === "trash") return { kind: "product_deleted", productId: id };
	if (product.type === "variation" && product.parent_id) return { kind: "product_changed", productId: product.parent_id };
	if (product.type === "variable" || product.type === "variation") return { kind: "product_changed", productId: id };
	return { kind: "product", productId: id, items: [itemIn(product, null, currency)], at: instantOf(product.date_modified_gmt) };
}

const Webhook = z.object({
	id: z.union([z.number(), z.string()]).transform(String),
	topic: z.string(),
	delivery_url: z.string(),
	status: z.string(),
});

export async function listWebhooks(link: Link, address: string): Promise<PlatformWebhook[]> {
	return readable(Webhook, await call(link, "webhooks", { query: { per_page: String(mostPerPage) } }))
		.filter(({ delivery_url }) => delivery_url === address)
		.map(({ id, topic, delivery_url, status }) => ({ id, topic, address: delivery_url, isActive: status === "active" }));
}

export async function registerWebhooks(link: Link, address: string, secret: string) {
	const there = await listWebhooks(link, address);
	let [made, mended] = [0, 0];
	for (const topic of topics) {
		const webhook = there.find((each) => each.topic === topic);
		if (!webhook) {
			await call(link, "webhooks", {
				method: "POST",
				json: { name: "Storekeep", topic, delivery_url: address, secret, status: "active" },
			});
			made += 1;
		} else if (!webhook.isActive) {
			// Switched off by itself after a row of failures: the secret goes along, in case it was another.
			await call(link, `webhooks/${webhook.id}`, { method: "PUT", json: { status: "active", secret } });
			mended += 1;
		}
	}
	return { made, mended };
}
