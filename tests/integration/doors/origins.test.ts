import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { handleRequest } from "../../../workers/http.ts";
import { openShop, origin, type Shop } from "../../support/world.ts";

const listed = "https://app.example";
const origins = { listed, other: "https://evil.example", none: null };

/** A call from a page of an origin; `by` is how whoever calls shows who they are. */
async function called(
	shop: Shop,
	from: keyof typeof origins,
	by: "bearer" | "cookie",
	method: string,
	init: { path?: string; body?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
	const headers = new Headers(init.headers);
	if (origins[from]) headers.set("Origin", origins[from]);
	if (method !== "OPTIONS") {
		if (by === "bearer") headers.set("Authorization", `Bearer ${shop.bearer}`);
		else headers.set("Cookie", `__Host-session=${shop.token}`);
	}
	if (init.body) headers.set("Content-Type", "application/json");
	const request = new Request(origin + (init.path ?? "/api/v1/products"), { method, headers, ...(init.body && { body: init.body }) });
	return handleRequest(request, { ...env, API_ORIGINS: `${listed}, https://second.example` } as never, createExecutionContext() as never);
}

const allowed = (response: Response) => response.headers.get("Access-Control-Allow-Origin");

it("a browser asks first, and is told what a listed origin may do, and another nothing", async () => {
	const shop = await openShop();
	const ask = (from: keyof typeof origins) =>
		called(shop, from, "bearer", "OPTIONS", { headers: { "Access-Control-Request-Method": "PATCH" } });
	const yes = await ask("listed");
	expect([yes.status, allowed(yes), yes.headers.get("Vary")]).toEqual([204, listed, "Origin"]);
	expect(yes.headers.get("Access-Control-Allow-Methods")?.split(", ")).toEqual(["GET", "POST", "PUT", "PATCH", "DELETE"]);
	for (const header of ["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match"])
		expect(yes.headers.get("Access-Control-Allow-Headers")).toContain(header);
	for (const from of ["other", "none"] as const) {
		const no = await ask(from);
		expect([from, no.status, [...no.headers.keys()].filter((name) => name.startsWith("access-control"))]).toEqual([from, 204, []]);
	}
	expect((await ask("none")).headers.get("Access-Control-Allow-Credentials")).toBe(null);
});

it("who shows a bearer token from a listed origin may read the answer, also a refusal and one that says nothing changed", async () => {
	const shop = await openShop();
	const read = await called(shop, "listed", "bearer", "GET");
	expect([read.status, allowed(read)]).toEqual([200, listed]);
	expect(read.headers.get("Access-Control-Expose-Headers")).toBe("ETag, RateLimit-Policy, Retry-After, X-Request-Id");
	const again = await called(shop, "listed", "bearer", "GET", { headers: { "If-None-Match": read.headers.get("ETag") ?? "" } });
	expect([again.status, allowed(again)]).toEqual([304, listed]);
	const refused = await called(shop, "listed", "bearer", "POST", { body: '{"name":""}' });
	expect([refused.status, allowed(refused)]).toEqual([400, listed]);
	const missing = await called(shop, "listed", "bearer", "GET", { path: "/api/v1/products/nothing" });
	expect([missing.status, allowed(missing)]).toEqual([404, listed]);
});

it("nobody else may: not another origin, and never by a cookie; and no answer is kept for the wrong one", async () => {
	const shop = await openShop();
	for (const from of ["listed", "other", "none"] as const)
		for (const by of ["bearer", "cookie"] as const)
			for (const [method, init] of [
				["GET", {}],
				["POST", { body: '{"name":""}' }],
			] as const) {
				const response = await called(shop, from, by, method, init);
				const told = [from, by, method, allowed(response)];
				expect(told).toEqual([from, by, method, from === "listed" && by === "bearer" ? listed : null]);
				expect(response.headers.get("Access-Control-Allow-Credentials")).toBe(null);
				// A form or page from elsewhere with a cookie is refused before the API is asked.
				if (by === "bearer") expect(response.headers.get("Vary"), told.join()).toMatch(/Origin/);
				if (by === "cookie" && from !== "none" && method === "POST") expect(response.status, told.join()).toBe(403);
			}
});
