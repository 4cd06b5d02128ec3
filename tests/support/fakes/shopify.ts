import { type Context, Hono } from "hono";
import { answerGraphql } from "./shopify-admin.ts";
import { type Delivery, type FakeShop, openFakeShop, type Token, type Trouble } from "./shopify-shop.ts";

/**
 * Shopify as far as we meet it: the page that asks a merchant for consent, tokens that expire and rotate, the Admin API with its cost bucket, and the
 * webhooks it owes. A shop is the first part of the path. Runs in workerd for the integration tests and in Node for the browser and the demo; what it
 * hands out is good for nothing anywhere else. Its troubles are switched on by hand.
 */

type Options = {
	clientId: string;
	clientSecret: string;
	clock?: () => number;
	/** 0 ≤ n < 1, for what goes wrong by chance. */
	chance?: () => number;
	/** Sends what is owed as soon as it is; without it, a test does. */
	send?: (request: Request) => Promise<Response>;
	/** Shops that are opened when somebody first asks for them. */
	opens?: (host: string, shop: FakeShop) => void;
};

/** How deliveries go wrong on the way: of each hundred so many are dropped, so many come twice; and in which order they come. */
export type Mail = { drop?: number; duplicate?: number; shuffle?: boolean };

const encoder = new TextEncoder();
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
const page = (title: string, body: string) =>
	`<!doctype html><html lang="en"><title>${title}</title><main><h1>${title}</h1><p>Stands in for Shopify, on this machine only.</p>${body}</main></html>`;

export function fakeShopify({ clientId, clientSecret, clock = Date.now, chance = Math.random, send, opens }: Options) {
	const app = new Hono();
	const shops = new Map<string, FakeShop>();
	const codes = new Map<string, { host: string; scope: string; at: number }>();

	async function mac(text: string): Promise<Uint8Array> {
		const key = await crypto.subtle.importKey("raw", encoder.encode(clientSecret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
		return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
	}
	const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

	function open(host: string, currency = "DKK"): FakeShop {
		const shop = openFakeShop(host, clock, currency);
		shops.set(host, shop);
		return shop;
	}
	function shopOf(host: string): FakeShop | undefined {
		const known = shops.get(host);
		if (known || !opens) return known;
		const shop = open(host);
		opens(host, shop);
		return shop;
	}

	/** The query of the way back, signed as theirs is. */
	async function signedQuery(host: string, given: Record<string, string>): Promise<URLSearchParams> {
		const query = new URLSearchParams({
			...given,
			host: btoa(`admin.shopify.com/store/${host}`),
			shop: host,
			timestamp: String(Math.floor(clock() / 1000)),
		});
		query.sort();
		query.set("hmac", hex(await mac(String(query))));
		return query;
	}

	app.use("/:host/*", async (c, next) => {
		await next();
		const shop = shops.get(c.req.param("host"));
		if (shop && send) void deliver(shop, send).catch(() => {});
	});

	/** The shop itself, where somebody buys. */
	app.get("/:host/shop", (c) => {
		const shop = shopOf(c.req.param("host"));
		if (!shop) return c.html(page("This shop does not exist", ""), 404);
		const rows = shop.products.flatMap(({ title, variants }) =>
			variants.map(
				(variant) => `<tr><td>${escaped(title)}</td><td>${escaped(variant.sku)}</td><td>${variant.price} ${shop.currency}</td>
				<td>${variant.available.get(shop.mainLocation) ?? 0}</td>
				<td><form method="post" action="buy"><input type="hidden" name="sku" value="${escaped(variant.sku)}"><button>Buy ${escaped(variant.sku)}</button></form></td></tr>`,
			),
		);
		const orders = shop.orders
			.slice(-5)
			.map(({ name, lines }) => `<li>${name}: ${escaped(lines.map(({ title }) => title).join(", "))}</li>`);
		return c.html(page(escaped(shop.name), `<ul>${orders.join("")}</ul><table>${rows.join("")}</table>`));
	});
	app.post("/:host/buy", async (c) => {
		const shop = shopOf(c.req.param("host"));
		const { sku } = await c.req.parseBody();
		if (!shop?.variant(String(sku))) return c.html(page("Sold out", ""), 404);
		shop.order({ lines: [{ sku: String(sku) }] });
		return c.redirect("shop", 303);
	});

	app.get("/:host/admin/oauth/authorize", async (c) => {
		const host = c.req.param("host");
		const asked = new URL(c.req.url).searchParams;
		if (!shopOf(host)) return c.html(page("This shop does not exist", ""), 404);
		const [redirect, state, scope] = [asked.get("redirect_uri") ?? "", asked.get("state") ?? "", asked.get("scope") ?? ""];
		if (asked.get("client_id") !== clientId || !URL.canParse(redirect)) return c.html(page("Invalid client or redirect_uri", ""), 400);
		const code = hex(crypto.getRandomValues(new Uint8Array(16)));
		codes.set(code, { host, scope, at: clock() });
		const yes = `${redirect}?${await signedQuery(host, { code, state })}`;
		const no = `${redirect}?${await signedQuery(host, { error: "access_denied", state })}`;
		return c.html(
			page(
				`Install Storekeep on ${escaped(host)}`,
				`<p>It asks for: ${escaped(scope)}</p><p><a href="${escaped(yes)}">Install app</a></p><p><a href="${escaped(no)}">Cancel</a></p>`,
			),
		);
	});

	app.post("/:host/admin/oauth/access_token", async (c) => {
		const host = c.req.param("host");
		const shop = shopOf(host);
		const asked: Record<string, string> = await c.req.json();
		if (!shop) return c.json({ error: "Not Found" }, 404);
		const broken = await trouble(c, shop);
		if (broken) return broken;
		if (asked.client_id !== clientId || asked.client_secret !== clientSecret) return c.json({ error: "application_cannot_be_found" }, 400);
		if (asked.grant_type === "refresh_token") {
			const old = shop.tokens.find(({ refresh }) => refresh === asked.refresh_token);
			// One that was used is still good while nobody has used what it was replaced by.
			if (!old || old.replacedBy?.used) return c.json({ error: "invalid_grant" }, 400);
			shop.refreshes += 1;
			const token = issue(shop, old.scope);
			old.replacedBy = token;
			return c.json(tokenBody(token));
		}
		const given = codes.get(asked.code ?? "");
		codes.delete(asked.code ?? "");
		if (!given || given.host !== host || clock() - given.at > 60_000)
			return c.json({ error: "invalid_request", error_description: "The authorization code was not found or was already used" }, 400);
		shop.uninstalled = false;
		return c.json(
			asked.expiring === "1" ? tokenBody(issue(shop, given.scope)) : { access_token: issue(shop, given.scope).access, scope: given.scope },
		);
	});

	function issue(shop: FakeShop, scope: string): Token {
		const random = () => hex(crypto.getRandomValues(new Uint8Array(16)));
		const token = {
			access: `shpat_${random()}`,
			refresh: `shprt_${random()}`,
			scope,
			expiresAt: clock() + 3600_000,
			replacedBy: null,
			used: false,
		};
		shop.tokens.push(token);
		return token;
	}
	const tokenBody = (token: Token) => ({
		access_token: token.access,
		scope: token.scope,
		expires_in: 3600,
		refresh_token: token.refresh,
		refresh_token_expires_in: 7_776_000,
	});

	app.post("/:host/admin/api/:version/graphql.json", async (c) => {
		const shop = shopOf(c.req.param("host"));
		if (!shop) return c.json({ errors: "Not Found" }, 404);
		const throttled = shop.troubles[0]?.kind === "throttled" && Boolean(shop.troubles.shift());
		const lost = shop.troubles[0]?.kind === "lost" && Boolean(shop.troubles.shift());
		const broken = throttled || lost ? null : await trouble(c, shop);
		if (broken) return broken;
		const token = shop.tokens.find(({ access }) => access === c.req.header("X-Shopify-Access-Token"));
		if (!token || token.expiresAt <= clock() || shop.uninstalled)
			return c.json({ errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" }, 401);
		token.used = true;
		const version = c.req.param("version");
		const answer = answerGraphql(shop, version, await c.req.json(), clock(), throttled);
		if (lost) return c.text("Bad gateway", 502);
		return c.json(answer, 200, { "X-Shopify-API-Version": shop.speaks ?? version, "X-Request-Id": crypto.randomUUID() });
	});

	async function trouble(c: Context, shop: FakeShop): Promise<Response | null> {
		const byChance: Trouble | null = chance() * 100 < shop.failing ? { kind: "status", status: 500 } : null;
		const next = shop.troubles.shift() ?? byChance;
		switch (next?.kind) {
			case "status":
				return new Response(next.html ? "<!doctype html><h1>Something went wrong</h1>" : '{"errors":"no"}', {
					status: next.status,
					headers: {
						"Content-Type": next.html ? "text/html" : "application/json",
						...(next.retryAfter && { "Retry-After": next.retryAfter }),
					},
				});
			case "hang":
				return new Promise((_, reject) => {
					c.req.raw.signal.addEventListener("abort", () => reject(c.req.raw.signal.reason));
				});
			case "truncated":
				return new Response('{"data":{"shop":{"name":"half', { headers: { "Content-Type": "application/json" } });
			case "html":
				return new Response("<!doctype html><title>Just a moment…</title>", { headers: { "Content-Type": "text/html" } });
			case "redirect":
				return new Response(null, { status: 302, headers: { Location: next.to } });
			case "expired":
				for (const token of shop.tokens) token.expiresAt = 0;
				return null;
			default:
				return null;
		}
	}

	/** One delivery as a request, signed over its bytes. */
	async function request(shop: FakeShop, { topic, uri, body, webhookId, eventId, at }: Delivery): Promise<Request> {
		return new Request(uri, {
			method: "POST",
			body,
			headers: {
				"Content-Type": "application/json",
				"X-Shopify-Topic": topic,
				"X-Shopify-Hmac-Sha256": btoa(String.fromCharCode(...(await mac(body)))),
				"X-Shopify-Shop-Domain": shop.host,
				"X-Shopify-API-Version": "2026-10",
				"X-Shopify-Webhook-Id": webhookId,
				"X-Shopify-Event-Id": eventId,
				"X-Shopify-Triggered-At": new Date(at).toISOString(),
			},
		});
	}

	/** Sends what a shop owes. What is not answered with 2xx stays owed, and so does what was dropped. */
	async function deliver(
		shop: FakeShop,
		send: (request: Request) => Promise<Response>,
		{ drop = 0, duplicate = 0, shuffle = false }: Mail = {},
	) {
		const owed = shop.owed.splice(0);
		const onTheWay = owed.flatMap((one) => (chance() * 100 < duplicate ? [one, one] : [one]));
		if (shuffle) onTheWay.sort(() => chance() - 0.5);
		for (const one of onTheWay) {
			if (chance() * 100 < drop) {
				shop.owed.push(one);
				continue;
			}
			const { status } = await send(await request(shop, one));
			shop.delivered.push({ ...one, status });
			if (status >= 300) shop.owed.push(one);
		}
	}

	return { fetch: app.fetch, app, shops, open, deliver, request, signedQuery, issue };
}
