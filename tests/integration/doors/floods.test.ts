import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { handleRequest } from "../../../workers/http.ts";
import { call, openShop, origin, password, type Shop } from "../../support/world.ts";

/** A worker whose page counter has run out, and the keys it counted by. */
function flooded(): { keys: string[]; get(shop: Shop, path: string, init?: RequestInit): Promise<Response> } {
	const keys: string[] = [];
	const PAGE_CALLS = {
		async limit({ key }: { key: string }) {
			keys.push(key);
			return { success: false };
		},
	};
	return {
		keys,
		get: (shop, path, init) =>
			handleRequest(
				new Request(origin + path, {
					...init,
					headers: { Cookie: `__Host-session=${shop.token}`, "Sec-Fetch-Site": "same-origin", ...init?.headers },
				}),
				{ ...env, PAGE_CALLS } as never,
				createExecutionContext() as never,
			),
	};
}

it("a page asked for too often is refused by a page, in the reader's words, that says how long to wait", async () => {
	const shop = await openShop();
	const { get, keys } = flooded();
	for (const [language, words] of [
		["en", /Wait 60 seconds/],
		["da", /Vent 60 sekunder/],
	] as const) {
		const response = await get(shop, "/products", { headers: { "Accept-Language": language } });
		expect([response.status, response.headers.get("Retry-After")]).toEqual([429, "60"]);
		expect(response.headers.get("Content-Type")).toContain("text/html");
		expect(await response.text()).toMatch(words);
		// Nothing was asked of any database for it.
		expect(response.headers.get("Server-Timing")).toContain("trips=0");
	}
	expect(new Set(keys).size).toBe(1);
	expect(keys[0]).toContain(shop.businessId);
	expect(keys[0]).not.toContain(shop.token);
});

it("so are forms, and what a page asks for between two loads; the API has a number of its own", async () => {
	const shop = await openShop();
	const { get } = flooded();
	const form = await get(shop, "/settings", {
		method: "POST",
		body: "intent=profile&name=Flood",
		headers: { "Content-Type": "application/x-www-form-urlencoded" },
	});
	expect(form.status).toBe(429);
	expect((await get(shop, "/products.data")).status).toBe(429);
	expect((await get(shop, "/palette?q=x")).status).toBe(429);
	const me = await get(shop, "/api/auth/me");
	expect([me.status, ((await me.json()) as { user: { name: string } }).user.name]).toEqual([200, "Owner"]);
	expect((await get(shop, "/health")).status).toBe(200);
});

it("the API counts a person once, however often they signed in, and says by what", async () => {
	const [shop, other] = [await openShop(), await openShop()];
	const keys: string[] = [];
	const counter = (left: boolean) => ({
		async limit({ key }: { key: string }) {
			keys.push(key);
			return { success: left };
		},
	});
	const ask = (headers: Record<string, string>, left: boolean) =>
		handleRequest(
			new Request(`${origin}/api/auth/me`, { headers: { "CF-Connecting-IP": "198.51.100.9", ...headers } }),
			{ ...env, API_CALLS: counter(left), ADDRESS_CALLS: counter(true) } as never,
			createExecutionContext() as never,
		);
	const by = (bearer: string) => ({ Authorization: `Bearer ${bearer}` });
	const { body: again } = await call("POST", "/api/auth/login", { body: { email: shop.email, password } });
	expect(again.token).not.toBe(shop.bearer);
	for (const bearer of [shop.bearer, again.token, other.bearer]) {
		const response = await ask(by(bearer), true);
		expect([response.status, response.headers.get("RateLimit-Policy")]).toEqual([200, '"calls";q=600;w=60']);
	}
	const [first, second, third] = keys.splice(0);
	expect([first === second, first === third]).toEqual([true, false]);

	const refused = await ask(by(shop.bearer), false);
	expect([refused.status, refused.headers.get("Retry-After"), refused.headers.get("RateLimit-Policy")]).toEqual([
		429,
		"60",
		'"calls";q=600;w=60',
	]);
	expect(await refused.json()).toMatchObject({ code: "too_many_calls", details: { limit: 600, retryAfter: 60 } });

	keys.splice(0);
	for (const address of ["2001:db8:0:1::1", "2001:db8:0:1:ffff::9", "2001:db8:0:2::1"]) await ask({ "CF-Connecting-IP": address }, true);
	expect(new Set(keys)).toEqual(new Set(["address:2001:db8:0:1::/64", "address:2001:db8:0:2::/64"]));
});

it("what platforms tell us is counted by the connection it names, and not with what else comes from the same address", async () => {
	const counted: string[] = [];
	const counter = (name: string, isLeft: (key: string) => boolean) => ({
		async limit({ key }: { key: string }) {
			counted.push(`${name} ${key}`);
			return { success: isLeft(key) };
		},
	});
	const bindings = {
		...env,
		API_CALLS: counter("api", () => false),
		ADDRESS_CALLS: counter("address", () => false),
		WEBHOOK_CALLS: counter("webhook", (key) => !key.endsWith(":busy-shop") && !key.endsWith("busy.myshopify.com")),
		WEBHOOK_SENDER_CALLS: counter("sender", () => true),
	};
	const told = (path: string, headers: Record<string, string> = {}) =>
		handleRequest(
			new Request(origin + path, {
				method: "POST",
				body: "{}",
				headers: { "Content-Type": "application/json", "CF-Connecting-IP": "198.51.100.7", ...headers },
			}),
			bindings as never,
			createExecutionContext() as never,
		);
	// Nobody is there by this name: it came as far as being judged.
	const judged = await told("/connections/webhook/woocommerce?c=calm-shop");
	expect([judged.status, judged.headers.get("RateLimit-Policy")]).toEqual([404, '"webhooks";q=6000;w=60']);
	const busy = await told("/connections/webhook/woocommerce?c=busy-shop");
	expect([busy.status, busy.headers.get("Retry-After"), busy.headers.get("RateLimit-Policy")]).toEqual([
		429,
		"60",
		'"webhooks";q=6000;w=60',
	]);
	expect((await told("/api/v1/connections/webhook/shopify", { "X-Shopify-Shop-Domain": "busy.myshopify.com" })).status).toBe(429);
	expect((await told("/api/v1/connections/webhook/shopify", { "X-Shopify-Shop-Domain": "calm.myshopify.com" })).status).toBe(401);
	expect((await told("/api/webhooks/resend")).status).not.toBe(429);
	expect(counted.filter((each) => /^(api|address) /.test(each))).toEqual([]);
	// Whoever forges in somebody's name uses up nothing of what that shop sends from elsewhere.
	expect(counted).toContain("webhook address:198.51.100.7:woocommerce:busy-shop");
	expect((await told("/api/sales")).status).toBe(429);
});
