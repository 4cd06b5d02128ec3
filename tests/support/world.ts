import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect, vi } from "vitest";
import { openBusiness } from "#app/catalog/open-business.server.ts";
import type { StoreFacts, Viewer } from "#app/identity/viewer.server.ts";
import { tenantOf } from "#app/identity/viewer.server.ts";
import { configOf } from "#app/platform/config.server.ts";
import { machineScope, type Scope } from "#app/platform/scope.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { address } from "./address.ts";
import { keepsItsPromise } from "./contract.ts";

export const origin = "http://storekeep.test";
export const password = "frames on the shelf";

type CallOptions = { body?: unknown; key?: string; headers?: Record<string, string>; anonymous?: boolean };
// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever came over the wire; contract.ts holds it against its schema
export type Answered = { status: number; body: any; headers: Headers };

/** One business of a test world: its owner's tokens, its rooms through `tenant()`, its doors through `call()`. */
export type Shop = {
	businessId: string;
	shard: number;
	storeId: string;
	store: StoreFacts;
	userId: string;
	email: string;
	token: string;
	bearer: string;
	/** The owner at an instant (default: now), on a scope of its own. */
	tenant(now?: number): Promise<Tenant<Viewer>>;
	/** An HTTP call as the owner, by cookie and from our own origin. */
	call(method: string, path: string, options?: CallOptions): Promise<Answered>;
};

let serial = 0;

/** A scope whose background work can be awaited with `settle()`. */
export function testScope(now?: number): { scope: Scope; settle(): Promise<void> } {
	const execution = createExecutionContext();
	return {
		scope: { ...machineScope(env, configOf(env), (work) => execution.waitUntil(work), now), ip: address.now },
		settle: () => waitOnExecutionContext(execution),
	};
}

/** A new business with one store. Registrations alternate between the shards. */
export async function openShop(name = "Shop"): Promise<Shop> {
	const email = `owner-${++serial}-${crypto.randomUUID().slice(0, 8)}@shop.example`;
	const { scope } = testScope();
	const { token, bearer, viewer } = await openBusiness(
		scope,
		{ email, password, name: "Owner", businessName: name, storeName: `${name} One`, currency: "DKK", timeZone: "Europe/Copenhagen" },
		{ userAgent: "tests" },
	);
	const store = viewer.stores[0]!;
	return {
		businessId: viewer.business.id,
		shard: Number(token[0]),
		storeId: store.id,
		store,
		userId: viewer.user.id,
		email,
		token,
		bearer,
		async tenant(now) {
			const tenant = await tenantOf({ ...testScope(now).scope, token: { via: "cookie", value: token } });
			if (!tenant) throw new Error("no tenant");
			return tenant;
		},
		call: (method, path, options) =>
			call(method, path, {
				...options,
				headers: { Cookie: `__Host-session=${token}`, "Sec-Fetch-Site": "same-origin", ...options?.headers },
			}),
	};
}

/** Two businesses on two shards, so that what leaks has somewhere to leak to. */
export async function twoShops(): Promise<[Shop, Shop]> {
	const first = await openShop("First");
	let second = await openShop("Second");
	while (second.shard === first.shard) second = await openShop("Second");
	return [first, second];
}

/**
 * A third beside them, on the shard of the first: what forgets to say whose rows it means finds them there, where another shard would hide it.
 */
export async function threeShops(): Promise<[Shop, Shop, Shop]> {
	const [first, second] = await twoShops();
	let third = await openShop("Third");
	while (third.shard !== first.shard) third = await openShop("Third");
	return [first, second, third];
}

/** An HTTP call to the worker as nobody in particular. */
export async function call(method: string, path: string, { body, key, headers }: CallOptions = {}): Promise<Answered> {
	const response = await exports.default.fetch(
		new Request(origin + path, {
			method,
			redirect: "manual",
			headers: {
				"CF-Connecting-IP": address.now,
				...(body !== undefined && { "Content-Type": "application/json" }),
				...(key && { "Idempotency-Key": key }),
				...headers,
			},
			...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
		}),
	);
	const text = await response.text();
	const answered = {
		status: response.status,
		headers: response.headers,
		body: response.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : text,
	};
	await keepsItsPromise({ method, path, sent: body, status: answered.status, body: answered.body });
	return answered;
}

/** Until everything told of by this business and those that opened after it has been reacted to: so that what is compared then changes by nothing else. */
export async function reacted(shop: Shop): Promise<void> {
	const due = () => rowsOf(shop, "SELECT id FROM events WHERE businessId >= ? AND dueAt IS NOT NULL LIMIT 1", shop.businessId);
	await vi.waitFor(async () => expect(await due()).toEqual([]), { timeout: 30_000, interval: 50 });
}

/** Rows straight from a shop's shard, for looking at what is really there. */
export async function rowsOf<R = Record<string, unknown>>(shop: Shop, sql: string, ...params: unknown[]): Promise<R[]> {
	const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	return (
		await database
			.prepare(sql)
			.bind(...params)
			.all<R>()
	).results;
}
