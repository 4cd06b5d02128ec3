import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { createRequestHandler, RouterContextProvider } from "react-router";
import { describe, expect, it } from "vitest";
import { apiDocumentContext, refusalContext, requestContext } from "#app/platform/context.ts";
import { requestScope } from "#app/platform/http/request-scope.server.ts";
import { handleRequest } from "../../../workers/http.ts";
import { logged } from "../../support/quiet.ts";
import { openShop, origin, type Shop } from "../../support/world.ts";

/** The bindings with a database that fails at everything, saying this. */
function broken(words: string): Env {
	const fails = () => Promise.reject(new Error(words));
	const statement = { bind: () => statement, all: fails, first: fails, run: fails, raw: fails };
	const database = { batch: fails, prepare: () => statement };
	return { ...env, SHARD_0: database, SHARD_1: database } as never;
}

const signedIn = (shop: Shop, headers: Record<string, string> = {}) => ({
	headers: { Cookie: `__Host-session=${shop.token}`, "Sec-Fetch-Site": "same-origin", ...headers },
});

describe("what nobody foresaw", () => {
	const words = "no such column: secretCost in SELECT secretCost FROM products";

	it("is an answer of the API that tells nothing but its request's id", async () => {
		const shop = await openShop();
		for (const [method, path] of [
			["GET", "/api/v1/products"],
			["POST", "/api/v1/products"],
		] as const) {
			const init = {
				...signedIn(shop, { "Content-Type": "application/json" }),
				method,
				...(method === "POST" && { body: '{"name":"x"}' }),
			};
			const response = await handleRequest(new Request(origin + path, init), broken(words), createExecutionContext() as never);
			const body = await response.json();
			expect([response.status, body]).toEqual([
				500,
				{ error: "Something went wrong on our side.", code: "unexpected", requestId: response.headers.get("X-Request-Id") },
			]);
			expect(logged().join("\n")).toContain("secretCost");
		}
	});

	it("is a page that tells nothing but its request's id", async () => {
		const shop = await openShop();
		// As it is built for the world: elsewhere the router shows a developer what broke.
		const pages = createRequestHandler(() => import("virtual:react-router/server-build"), "production");
		for (const path of ["/products", "/products.data", "/settings"]) {
			const request = new Request(origin + path, signedIn(shop));
			const scope = requestScope(request, broken(words), createExecutionContext() as never);
			const context = new RouterContextProvider();
			context.set(requestContext, scope);
			context.set(refusalContext, undefined);
			context.set(apiDocumentContext, () => ({}) as never);
			const response = await pages(request, context);
			const page = await response.text();
			expect([path, response.status]).toEqual([path, 500]);
			expect(page).not.toMatch(/secretCost|no such column|\.server\.ts|at async/);
			if (!path.endsWith(".data")) expect(page).toContain(scope.requestId);
			expect(logged().join("\n")).toContain("secretCost");
		}
	});
});

describe("a database that is too busy", () => {
	it.each(["D1_ERROR: D1 DB is overloaded. Requests queued for too long.", "Network connection lost."])(
		"asks whoever calls the API to come again: %s",
		async (words) => {
			const shop = await openShop();
			const request = new Request(`${origin}/api/v1/products`, signedIn(shop));
			const response = await handleRequest(request, broken(words), createExecutionContext() as never);
			const body = await response.json();
			expect([response.status, response.headers.get("Retry-After"), body]).toEqual([
				503,
				"2",
				{
					error: "The database is busy. Repeat with the same Idempotency-Key.",
					code: "try_again",
					requestId: response.headers.get("X-Request-Id"),
				},
			]);
			expect(logged().join("\n")).toContain("database.unavailable");
		},
	);
});
