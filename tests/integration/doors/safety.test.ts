import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { handleRequest } from "../../../workers/http.ts";
import { mounted } from "../../../workers/api/endpoint.ts";
import { commands } from "#app/platform/command.server.ts";
import { permissions, permissionsOf } from "#app/identity/permissions.ts";
import { call, openShop, origin, password, twoShops } from "../../support/world.ts";
import { createExecutionContext } from "cloudflare:test";

describe("what every answer carries", () => {
	it.each(["/sign-in", "/api/auth/me", "/api/openapi.json", "/nothing-here", "/health", "/favicon.missing.png"])("%s", async (path) => {
		const { headers } = await call("GET", path);
		expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
		expect(headers.get("Referrer-Policy")).toBeTruthy();
		expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
		expect(headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
		expect(headers.get("Cache-Control")).toBe(path === "/api/openapi.json" ? "no-cache" : "no-store");
	});

	it("a page's policy names the nonce its scripts carry, a new one each time", async () => {
		const [one, two] = [await call("GET", "/sign-in"), await call("GET", "/sign-in")];
		const nonces = [one, two].map(
			({ headers }) => /script-src 'nonce-([\w-]+)' 'strict-dynamic'/.exec(headers.get("Content-Security-Policy") ?? "")?.[1],
		);
		expect(nonces[0]).not.toBe(nonces[1]);
		const scripts = [...String(one.body).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
		expect(scripts.length).toBeGreaterThan(0);
		for (const tag of scripts) expect(tag).toContain(`nonce="${nonces[0]}"`);
	});
});

describe("bad bodies", () => {
	it("are refused before anything is read of them, and clearly", async () => {
		const shop = await openShop();
		expect(await shop.call("PATCH", "/api/settings", { body: "{not json" })).toMatchObject({ status: 400, body: { code: "invalid_json" } });
		expect(await shop.call("PATCH", "/api/settings", { body: "[1]" })).toMatchObject({ status: 400, body: { code: "invalid_json" } });
		expect(
			await shop.call("PATCH", "/api/settings", { body: "name=x", headers: { "Content-Type": "application/x-www-form-urlencoded" } }),
		).toMatchObject({ status: 415, body: { code: "unsupported_media_type" } });
		expect(await shop.call("PATCH", "/api/settings", { body: { name: "x".repeat(11 * 1024 * 1024) } })).toMatchObject({
			status: 413,
			body: { code: "body_too_large" },
		});
		expect(await call("PATCH", "/api/settings", { body: "{not json" })).toMatchObject({ status: 401 });
	});

	it("without a length are cut at the limit", async () => {
		const shop = await openShop();
		const chunk = new Uint8Array(64 * 1024).fill(32);
		let sent = 0;
		const body = new ReadableStream({ pull: (controller) => (++sent > 64 ? controller.close() : controller.enqueue(chunk)) });
		const request = new Request(`${origin}/api/settings`, {
			method: "PATCH",
			body,
			headers: { "Content-Type": "application/json", Cookie: `__Host-session=${shop.token}`, "Sec-Fetch-Site": "same-origin" },
		});
		request.headers.delete("Content-Length");
		const response = await handleRequest(request, env as never, createExecutionContext() as never);
		expect(response.status).toBe(413);
	});

	it("name wrong types by field", async () => {
		const shop = await openShop();
		const { status, body } = await shop.call("PATCH", "/api/settings", {
			body: { name: 7, locale: "sv", timeZone: "Mars", taxIncluded: "yes", taxRate: 101 },
		});
		expect(status).toBe(400);
		expect(body.details.issues.map((issue: { field: string }) => issue.field).sort()).toEqual([
			"locale",
			"name",
			"taxIncluded",
			"taxRate",
			"timeZone",
		]);
	});
});

it("an Idempotency-Key is 1 to 255 visible characters, counts once, and may not be reused for something else", async () => {
	const [shop, other] = await twoShops();
	expect((await shop.call("POST", "/api/stores", { body: { name: "Aarhus" }, key: "x".repeat(256) })).body.code).toBe(
		"idempotency_key_invalid",
	);
	const all = await Promise.all(
		Array.from({ length: 20 }, () => shop.call("POST", "/api/stores", { body: { name: "Aarhus" }, key: "k1" })),
	);
	expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201]));
	expect(new Set(all.map(({ body }) => body.id)).size).toBe(1);
	expect((await shop.call("GET", "/api/settings")).body.stores).toHaveLength(2);
	expect(await shop.call("POST", "/api/stores", { body: { name: "Odense" }, key: "k1" })).toMatchObject({
		status: 409,
		body: { code: "idempotency_key_reused" },
	});
	expect((await other.call("POST", "/api/stores", { body: { name: "Odense" }, key: "k1" })).status).toBe(201);
});

it("says 405 and what an address answers to a method it does not", async () => {
	const shop = await openShop();
	for (const [method, path, allowed] of [
		["DELETE", "/api/v1/products", "GET, HEAD, OPTIONS, POST"],
		["POST", `/api/v1/stores/${shop.storeId}`, "GET, HEAD, OPTIONS, PATCH, PUT"],
		["GET", "/api/auth/login", "OPTIONS, POST"],
		["POST", "/api/openapi.json", "GET, HEAD, OPTIONS"],
	] as const) {
		const { status, body, headers } = await shop.call(method, path);
		expect([status, body.code, headers.get("Allow")], `${method} ${path}`).toEqual([405, "method_not_allowed", allowed]);
		expect(body.details.allowed.join(", ")).toBe(allowed);
	}
	expect((await shop.call("DELETE", "/api/v1/nothing")).status).toBe(404);
});

it("the document of the API says when it is the one the caller has", async () => {
	const { headers } = await call("GET", "/api/openapi.json");
	const again = await call("GET", "/api/openapi.json", { headers: { "If-None-Match": headers.get("ETag") ?? "" } });
	expect([again.status, again.body]).toEqual([304, ""]);
	expect((await call("GET", "/api/openapi.json", { headers: { "If-None-Match": '"another"' } })).status).toBe(200);
});

it("says 404 in JSON for what the API does not have", async () => {
	expect(await call("GET", "/api/nothing")).toMatchObject({
		status: 404,
		body: { code: "not_found", error: expect.any(String), requestId: expect.any(String) },
	});
});

it("every mounted route is in the document under both spellings, and needs a token unless it says it is open", async ({ task }) => {
	Object.assign(task.meta, { mounted: mounted.map(({ method, path }) => `${method} ${path}`) });
	const { body } = await call("GET", "/api/openapi.json");
	expect(body.openapi).toBe("3.1.0");
	const inDocument = Object.entries(body.paths).flatMap(([path, item]) =>
		Object.keys(item as object).map((method) => `${method.toUpperCase()} ${path}`),
	);
	expect(inDocument.sort()).toEqual(mounted.map(({ method, path }) => `${method} ${path}`).sort());
	for (const { method, path } of mounted.filter(({ path }) => path.startsWith("/api/") && !path.startsWith("/api/v1"))) {
		expect(
			mounted.some((route) => route.method === method && route.path === path.replace("/api/", "/api/v1/")),
			path,
		).toBe(true);
	}
	for (const { method, path, refusals } of mounted) {
		// A signed webhook says first whether it can judge a signature at all; mail-bounces.test.ts holds it against every wrong one.
		if (!refusals.includes(401) || /\/login$|\/auth\/(store\/|dev-mint$)|\/webhooks?\//.test(path)) continue;
		const { status } = await call(method, path.replace(/\{\w+\}/g, "x"), method === "GET" ? {} : { body: {} });
		expect(status, `${method} ${path}`).toBe(401);
	}
});

it("every expression of the document is one by itself, and those for words take words", async () => {
	const { body } = await call("GET", "/api/openapi.json");
	const patterns = new Set<string>();
	JSON.stringify(body, (key, value) => {
		if (key === "pattern" && typeof value === "string") patterns.add(value);
		return value;
	});
	expect(patterns.size).toBeGreaterThan(10);
	for (const pattern of patterns) {
		const expression = new RegExp(pattern, "u");
		if (pattern.includes("\\p{")) expect("Brille-Æøå".match(expression), pattern).not.toBeNull();
		expect(pattern).not.toMatch(/\/[a-z]*$/);
	}
});

it("no named shape of the document is null: whoever may be without one says so where it stands", async () => {
	const { body } = await call("GET", "/api/openapi.json");
	const named = Object.entries<{ type?: unknown }>(body.components.schemas);
	expect(named.filter(([, { type }]) => Array.isArray(type) && type.includes("null")).map(([name]) => name)).toEqual([]);
});

it("every command needs a permission there is, and the owner holds them all", () => {
	expect(commands.size).toBeGreaterThan(5);
	for (const { name, needs } of commands.values()) if (!name.startsWith("test.")) expect(permissions, name).toContain(needs);
	expect([...permissionsOf.owner].sort()).toEqual([...permissions].sort());
	const table = [...commands.values()]
		.filter(({ name }) => !name.startsWith("test."))
		.map(({ name, needs }) =>
			[name, ...Object.entries(permissionsOf).map(([role, held]) => ((held as ReadonlySet<string>).has(needs) ? role : "–"))].join(" "),
		);
	expect(table.sort()).toMatchSnapshot();
});

it("answers health without a token, and says what is ready", async () => {
	expect(await call("GET", "/health")).toMatchObject({ status: 200, body: { status: "ok" } });
	expect(await call("GET", "/health/ready")).toMatchObject({ status: 200, body: { status: "ready" } });
});

it("refuses to serve a production without its secrets, naming them", async () => {
	const { SESSION_SECRET: _, ENCRYPTION_KEYS: __, ...bare } = env as unknown as Record<string, unknown>;
	const response = await handleRequest(
		new Request(`${origin}/sign-in`),
		{ ...bare, ENVIRONMENT: "production" } as never,
		createExecutionContext() as never,
	);
	expect(response.status).toBe(503);
	expect(JSON.stringify(await response.json())).toMatch(/SESSION_SECRET: missing.*ENCRYPTION_KEYS: missing/);
});

it("puts no token, password or bound value into a log line", async () => {
	const lines: string[] = [];
	const shop = await openShop();
	const before = console.log;
	console.log = (line: string) => void lines.push(line);
	try {
		await shop.call("GET", "/api/auth/me");
		await call("POST", "/api/auth/login", { body: { email: shop.email, password: "a wrong password" } });
	} finally {
		console.log = before;
	}
	expect(lines.length).toBeGreaterThan(0);
	for (const secret of [shop.token, shop.bearer, password, "a wrong password", shop.email]) expect(lines.join("\n")).not.toContain(secret);
});
