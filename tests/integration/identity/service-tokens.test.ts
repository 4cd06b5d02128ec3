import { createExecutionContext, env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { signToken } from "#app/platform/jwt.server.ts";
import { handleRequest } from "../../../workers/http.ts";
import { factsOf } from "../../support/till.ts";
import { catalogOf, products } from "../../support/vendors/catalogs.ts";
import { call, openShop, origin, rowsOf, type Shop, twoShops } from "../../support/world.ts";

const secret = "service-secret-for-tests-only-0123456789";
const both = ["catalog:sync", "catalog:sync:moscot"];
const issued = async (shop: Shop, scopes: string[], more: object = {}) =>
	(await shop.call("POST", "/api/v1/service-tokens", { body: { name: "nightly catalog", scopes, ...more } })).body;
const push = (token: string, vendor = "moscot", header = "Authorization") =>
	call("POST", `/api/catalog/${vendor}/sync`, {
		body: catalogOf(products(2)),
		headers: { [header]: header === "Authorization" ? `Bearer ${token}` : token },
	});
const inSeconds = (from: number) => Math.floor(Date.now() / 1000) + from;

describe("a service's token", () => {
	it("reads the vendor's catalog it names, shown either way, and is named for it", async () => {
		const shop = await openShop();
		const { token, tokenId, audience, scopes, expiresAt } = await issued(shop, both, { minutes: 30 });
		expect([audience, scopes]).toEqual(["storekeep", both]);
		expect(Date.parse(expiresAt)).toBeLessThanOrEqual(Date.now() + 30 * 60_000);
		const read = await push(token);
		expect(read).toMatchObject({ status: 200, body: { status: "done", cause: "service", items: 16, startedBy: "nightly catalog" } });
		expect(await push(token, "moscot", "x-service-token")).toMatchObject({ status: 200, body: { status: "unchanged" } });
		expect(await factsOf(shop, "catalog.sync_started")).toMatchObject([
			{ actorKind: "system", actorId: tokenId, actorName: "nightly catalog" },
			{ actorId: tokenId },
		]);
		expect((await call("GET", "/api/v1/auth/me", { headers: { Authorization: `Bearer ${token}` } })).body).toMatchObject({
			user: null,
			principal: { kind: "service", id: tokenId, role: null, permissions: ["catalog:sync"] },
		});
		expect(await factsOf(shop, "identity.service_token_issued")).toMatchObject([{ subjectId: tokenId, actorName: "Owner" }]);
		expect(JSON.stringify(await rowsOf(shop, "SELECT * FROM events WHERE businessId = ?", shop.businessId))).not.toContain(token);
	});

	it("needs both scopes, for this vendor and no other, and opens nothing else", async () => {
		const shop = await openShop();
		await shop.call("POST", "/api/catalog/moscot/sync", { body: catalogOf(products(2)) });
		await shop.call("POST", "/api/catalog", { body: { name: "Lindberg", source: "upload" } });
		for (const scopes of [["catalog:sync"], ["catalog:sync:moscot"], ["catalog:sync", "catalog:sync:lindberg"], ["catalog:read"]])
			expect(await push((await issued(shop, scopes)).token), scopes.join()).toMatchObject({
				status: 403,
				body: { code: "missing_permission" },
			});
		const { token } = await issued(shop, both);
		expect((await push(token, "lindberg")).status).toBe(403);
		expect((await push(token, "nobody")).status).toBe(403);
		const headers = { Authorization: `Bearer ${token}` };
		for (const [method, path, body] of [
			["GET", "/api/v1/products", undefined],
			["GET", "/api/v1/catalog", undefined],
			["GET", "/api/v1/keys", undefined],
			["POST", "/api/v1/service-tokens", { scopes: both }],
			["POST", "/api/v1/keys", { name: "x", scopes: ["catalog:read"] }],
			["POST", "/api/v1/sales", { storeId: shop.storeId, productId: "x", quantity: 1 }],
		] as const)
			expect((await call(method, path, { headers, ...(body && { body }) })).status, `${method} ${path}`).toBe(403);
		const reading = (await issued(shop, [...both, "catalog:read"])).token;
		expect((await call("GET", "/api/v1/catalog/moscot/runs", { headers: { Authorization: `Bearer ${reading}` } })).status).toBe(200);
	});

	it("decides no reading of another vendor", async () => {
		const shop = await openShop();
		await shop.call("POST", "/api/catalog/moscot/sync", { body: catalogOf(products(10)) });
		const held = await shop.call("POST", "/api/catalog/moscot/sync", { body: catalogOf(products(2)) });
		expect(held.body.status).toBe("waiting");
		const path = `/api/v1/catalog/moscot/runs/${held.body.id}/reject`;
		const { token } = await issued(shop, ["catalog:sync", "catalog:sync:lindberg"]);
		expect((await call("POST", path, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(403);
	});

	it("is nobody's when anything of it is not ours: secret, audience, age, algorithm, business", async () => {
		const [shop, other] = await twoShops();
		const claims = {
			sub: "x",
			jti: "1",
			biz: shop.businessId,
			shard: shop.shard,
			scope: both.join(" "),
			aud: "storekeep",
			exp: inSeconds(60),
		};
		expect((await push(await signToken(secret, claims))).status).toBe(200);
		const unsigned = `${btoa('{"alg":"none","typ":"JWT"}')}.${btoa(JSON.stringify(claims))}.`.replaceAll("=", "");
		for (const [what, token] of Object.entries({
			"another secret": await signToken("session-secret-for-tests-only-0123456789", claims),
			"another audience": await signToken(secret, { ...claims, aud: "elsewhere" }),
			"no audience": await signToken(secret, { ...claims, aud: "" }),
			old: await signToken(secret, { ...claims, exp: inSeconds(-1) }),
			"no algorithm": unsigned,
			"another's shard": await signToken(secret, { ...claims, shard: other.shard }),
			"a shard there is none of": await signToken(secret, { ...claims, shard: 7 }),
			"no business": await signToken(secret, { ...claims, biz: crypto.randomUUID() }),
		}))
			expect(await push(token), what).toMatchObject({ status: 401, body: { error: "Invalid token" } });
		// Signed for one business it is nobody in another.
		const { token } = await issued(shop, both);
		await push(token);
		expect((await other.call("GET", "/api/catalog/moscot")).body.items).toEqual([]);
	});

	it("is issued by the owner, for a day at most, and the same twice under one key", async () => {
		const shop = await openShop();
		const again = (minutes: number) => shop.call("POST", "/api/v1/service-tokens", { body: { scopes: both, minutes }, key: "nightly" });
		const [one, two] = [await again(60), await again(60)];
		expect(one.status).toBe(201);
		expect(two.body).toEqual(one.body);
		expect((await again(61)).status).toBe(409);
		expect(await factsOf(shop, "identity.service_token_issued")).toHaveLength(1);
		for (const body of [{ scopes: [] }, { scopes: ["keys:write"] }, { scopes: ["catalog:sync:*"] }, { scopes: both, minutes: 1441 }])
			expect((await shop.call("POST", "/api/v1/service-tokens", { body })).status, JSON.stringify(body)).toBe(400);
	});
});

describe("dev-mint", () => {
	it("hands out a token that works, here", async () => {
		const shop = await openShop();
		const minted = await shop.call("POST", "/api/auth/dev-mint", { body: {} });
		expect(minted).toMatchObject({ status: 200, body: { audience: "storekeep", scopes: both } });
		expect((await push(minted.body.token)).status).toBe(200);
		const named = await call("POST", "/api/auth/dev-mint", { body: { business: shop.businessId, vendor: "lindberg", minutes: 5 } });
		expect(named.body.scopes).toEqual(["catalog:sync", "catalog:sync:lindberg"]);
		expect((await call("POST", "/api/auth/dev-mint", { body: {} })).status).toBe(200);
		expect((await call("POST", "/api/auth/dev-mint", { body: { business: "nobody" } })).status).toBe(404);
		expect((await call("POST", "/api/auth/dev-mint", { body: { scopes: ["users:write"] } })).status).toBe(400);
		expect((await call("POST", "/api/auth/dev-mint", { body: {}, headers: { "Sec-Fetch-Site": "cross-site" } })).status).toBe(403);
	});

	it("is not there in a production", async () => {
		const shop = await openShop();
		for (const path of ["/api/auth/dev-mint", "/api/v1/auth/dev-mint"])
			for (const headers of [{}, { Authorization: `Bearer ${shop.bearer}` }] as Record<string, string>[]) {
				const forTests = new Set([
					"MOCK_MODE",
					"VENDOR_MOCK_URL",
					"WOOCOMMERCE_MOCK_URL",
					"SHOPIFY_MOCK_URL",
					"META_MOCK_URL",
					"PROKIP_MOCK_URL",
					"CATALOG_DELAY_MS",
				]);
				const bare = Object.fromEntries(Object.entries(env).filter(([name]) => !forTests.has(name)));
				const response = await handleRequest(
					new Request(origin + path, { method: "POST", body: "{}", headers: { "Content-Type": "application/json", ...headers } }),
					{ ...bare, ENVIRONMENT: "production" } as never,
					createExecutionContext() as never,
				);
				expect(response.status).toBe(404);
				expect(await response.json()).toMatchObject({ code: "not_found" });
			}
	});
});
