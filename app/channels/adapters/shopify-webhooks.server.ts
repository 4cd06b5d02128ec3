import { z } from "zod";
import type { Config } from "#app/platform/config.server.ts";
import type { Delivery, Link, PlatformWebhook, Verified } from "../contract.ts";
import { PlatformTrouble } from "../trouble.ts";
import { isConsentQuery, isMac, isShopHost } from "./shopify-consent.server.ts";
import { operate } from "./shopify-graphql.server.ts";
import { exactJson, plainId } from "./shopify-json.ts";
import { topicOf, unwrapped } from "./told-body.ts";

/** Shopify's webhooks: told apart, judged, asked for. */

/** What we ask to be told of. The three privacy topics stand in the app's configuration at Shopify, and come to the same address. */
const topics = [
	"orders/create",
	"orders/updated",
	"orders/cancelled",
	"refunds/create",
	"products/create",
	"products/update",
	"products/delete",
	"inventory_levels/update",
	"app/uninstalled",
];
const graphqlTopic = (topic: string) => topic.toUpperCase().replace("/", "_");

/** A header of either family: theirs of old (`X-Shopify-…`) and that of 2026 (`shopify-…`). */
const said = ({ headers }: Delivery, name: string): string => headers.get(`X-Shopify-${name}`) ?? headers.get(`shopify-${name}`) ?? "";

/** By the end of the address we registered; the privacy topics come to the address of the app's settings, and name the shop in a header. */
export function addressedShop(delivery: Delivery): string | null {
	const token = delivery.url.searchParams.get("c");
	if (token) return token;
	const host = said(delivery, "Shop-Domain").toLowerCase();
	return isShopHost(host) ? host : null;
}

/** Which field of a topic's body names what it is about. */
const subjects: Record<string, string> = { "refunds/create": "order_id", "inventory_levels/update": "inventory_item_id" };

const lawful = new Set(["customers/data_request", "customers/redact", "shop/redact"]);

/** Judges the raw bytes by the app's secret; only then the body is looked at. */
export async function verifyShopify(delivery: Delivery, cfg: Config): Promise<Verified> {
	const secret = cfg.SHOPIFY_CLIENT_SECRET;
	const mac = macIn(said(delivery, "Hmac-Sha256"));
	if (!secret || !mac || !(await isMac(secret, mac, delivery.body))) return { kind: "forged" };
	const text = new TextDecoder().decode(delivery.body);
	const body = jsonIn(text);
	const topic = topicOf(said(delivery, "Topic"), body);
	// A body that breaks off is kept all the same: whoever translates it says that nobody can read it.
	const told = z.record(z.string(), z.unknown()).safeParse(unwrapped(body).resource).data ?? {};
	// What came back from a merchant's consent is signed by the same secret, and no delivery; and what people ask by law names its own shop.
	if (isConsentQuery(text) || (lawful.has(topic) && !isOf(told, said(delivery, "Shop-Domain")))) return { kind: "forged" };
	const at = Date.parse(said(delivery, "Triggered-At"));
	const subject = told[subjects[topic] ?? "id"];
	return {
		kind: "delivery",
		topic,
		// The same in every retry of one delivery. The event's id is no key: one act at the shop tells several topics, and several items of one.
		dedupeKey: (said(delivery, "Webhook-Id") || (await digestOf(delivery.body, topic))).slice(0, 200),
		resourceId: typeof subject === "string" || typeof subject === "number" ? String(subject) : null,
		occurredAt: Number.isNaN(at) ? null : at,
		...(lawful.has(topic) && { isLawful: true }),
	};
}

function macIn(base64: string): Uint8Array<ArrayBuffer> | null {
	if (!/^[A-Za-z0-9+/]{43}=$/.test(base64)) return null;
	return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

async function digestOf(body: Uint8Array<ArrayBuffer>, topic: string): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
	return `${topic}:${[...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** A body that names no shop is taken for the one its header names. */
function isOf({ shop_domain }: Record<string, unknown>, host: string): boolean {
	return typeof shop_domain !== "string" || shop_domain.toLowerCase() === host.toLowerCase();
}

function jsonIn(text: string): unknown {
	try {
		return exactJson(text);
	} catch {
		return null;
	}
}

const Subscriptions = z.object({
	webhookSubscriptions: z.object({
		nodes: z.array(z.object({ id: z.string(), topic: z.string(), uri: z.string() })),
		pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
	}),
});

export async function listShopifyWebhooks(link: Link, address: string): Promise<PlatformWebhook[]> {
	const found: PlatformWebhook[] = [];
	let cursor: string | null = null;
	do {
		const page: z.output<typeof Subscriptions> = await operate(
			link,
			"query Webhooks($after: String) { webhookSubscriptions(first: 50, after: $after) { nodes { id topic uri } pageInfo { hasNextPage endCursor } } }",
			{ after: cursor },
			Subscriptions,
		);
		const { nodes, pageInfo } = page.webhookSubscriptions;
		for (const { id, topic, uri } of nodes) found.push({ id: plainId(id), topic, address: uri, isActive: true });
		cursor = pageInfo.hasNextPage ? pageInfo.endCursor : null;
	} while (cursor);
	return found.filter((webhook) => webhook.address === address);
}

const UserErrors = z.array(z.object({ message: z.string() }));

/** Asks for each topic that is not sent to the address yet; what is sent twice is taken away once. */
export async function registerShopifyWebhooks(link: Link, address: string): Promise<{ made: number; mended: number }> {
	const there = await listShopifyWebhooks(link, address);
	let [made, mended] = [0, 0];
	for (const topic of topics.map(graphqlTopic)) {
		const [first, ...more] = there.filter((webhook) => webhook.topic === topic);
		for (const { id } of more) {
			await removeOne(link, id);
			mended += 1;
		}
		if (first) continue;
		const { webhookSubscriptionCreate } = await operate(
			link,
			`mutation Subscribe($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
				webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) { webhookSubscription { id } userErrors { message } } }`,
			{ topic, webhookSubscription: { uri: address, format: "JSON" } },
			z.object({ webhookSubscriptionCreate: z.object({ userErrors: UserErrors }) }),
		);
		const problem = webhookSubscriptionCreate.userErrors[0];
		// Somebody asked for it a moment ago, maybe ourselves: the answer was lost.
		if (problem && !/taken/i.test(problem.message)) throw new PlatformTrouble("refused", "refused", { said: problem.message });
		made += problem ? 0 : 1;
	}
	return { made, mended };
}

export async function removeShopifyWebhooks(link: Link, address: string): Promise<void> {
	for (const { id } of await listShopifyWebhooks(link, address)) await removeOne(link, id);
}

/** What is gone already is fine, so nothing is read of the answer. */
async function removeOne(link: Link, id: string): Promise<void> {
	await operate(
		link,
		"mutation Unsubscribe($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }",
		{ id: `gid://shopify/WebhookSubscription/${id}` },
		z.object({ webhookSubscriptionDelete: z.object({ userErrors: UserErrors }) }),
	);
}
