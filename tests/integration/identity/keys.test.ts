import { describe, expect, it } from "vitest";
import { keyScopes, permissionsOf } from "#app/identity/permissions.ts";
import { hour } from "#app/platform/time.ts";
import { Browser, factsOf, hire, showPin, tillOf } from "../../support/till.ts";
import { type Answered, call, openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";
import { tenantOf } from "#app/identity/viewer.server.ts";

const madeAt = async (shop: Shop, body: object = {}, key?: string): Promise<Answered> =>
	shop.call("POST", "/api/v1/keys", { body: { name: "Accounting", scopes: ["sales:read", "catalog:read"], ...body }, ...(key && { key }) });
const withKey = (key: string, method: string, path: string, body?: object) =>
	call(method, path, { ...(body && { body }), headers: { Authorization: `Bearer ${key}` } });

it("is shown once, kept as a hash, and may what its scopes say", async () => {
	const shop = await openShop();
	const { status, body } = await madeAt(shop);
	expect(status).toBe(201);
	expect(body.key).toMatch(new RegExp(`^sk_test_${shop.shard}_[0-9a-f]{32}_[\\w-]{43}$`));
	expect((await withKey(body.key, "GET", "/api/v1/products")).status).toBe(200);
	expect(await withKey(body.key, "GET", "/api/v1/dashboard")).toMatchObject({ status: 403, body: { code: "missing_permission" } });
	expect((await withKey(body.key, "POST", "/api/v1/stores", { name: "Aarhus" })).status).toBe(403);
	expect((await withKey(body.key, "GET", "/api/v1/auth/me")).body).toMatchObject({
		user: null,
		employee: null,
		store: { id: shop.storeId },
		principal: { kind: "key", id: body.keyId, role: null, permissions: ["catalog:read", "sales:read"] },
	});
	const { items } = (await shop.call("GET", "/api/v1/keys")).body;
	expect(items).toMatchObject([
		{ id: body.keyId, name: "Accounting", mode: "test", hint: body.key.slice(-4), scopes: ["sales:read", "catalog:read"], madeBy: "Owner" },
	]);
	expect(Date.parse(items[0].lastUsedAt)).toBeGreaterThan(Date.now() - 60_000);
	const tables = ["apiKeys", "events", "idempotencyKeys"];
	const kept = JSON.stringify(
		await Promise.all(tables.map((name) => rowsOf(shop, `SELECT * FROM ${name} WHERE businessId = ?`, shop.businessId))),
	);
	expect(kept).not.toContain(body.key.slice(-43));
	expect(JSON.stringify(items)).not.toContain(body.key.slice(-43));
});

it("names itself in the audit and the ledger, not whoever made it", async () => {
	const shop = await openShop();
	const { body } = await madeAt(shop, { name: "Warehouse", scopes: ["catalog:write", "catalog:read", "stock:write", "stock:read"] });
	const made = await withKey(body.key, "POST", "/api/v1/products", {
		storeId: shop.storeId,
		name: "KNUD",
		price: "2195.00",
		initialStock: 2,
	});
	expect(made.status).toBe(201);
	expect(await factsOf(shop, "catalog.product_added")).toMatchObject([
		{ actorKind: "system", actorId: body.keyId, actorName: "Warehouse" },
	]);
	expect(await rowsOf(shop, "SELECT actorName FROM stockMovements WHERE businessId = ?", shop.businessId)).toEqual([
		{ actorName: "Warehouse" },
	]);
	expect((await shop.call("GET", `/api/v1/audit?actorId=${body.keyId}`)).body.items.length).toBeGreaterThan(0);
});

describe("making one", () => {
	it("is the owner's, never a key's, and gives no scope that would outlive it", async () => {
		const shop = await openShop();
		const everything = await madeAt(shop, { scopes: keyScopes });
		expect(everything.status).toBe(201);
		for (const [method, path, body] of [
			["GET", "/api/v1/keys", undefined],
			["POST", "/api/v1/keys", { name: "Another", scopes: ["sales:read"] }],
			["POST", `/api/v1/keys/${everything.body.keyId}/rotate`, {}],
			["DELETE", `/api/v1/keys/${everything.body.keyId}`, undefined],
			["POST", "/api/v1/users", { email: "x@shop.example", name: "x", role: "owner", password: "frames on the shelf" }],
			["POST", "/api/v1/employees", { name: "x", storeIds: [shop.storeId] }],
			["POST", "/api/v1/devices", { storeId: shop.storeId }],
			["POST", "/api/v1/auth/password", { currentPassword: "x", newPassword: "another shelf entirely" }],
			["GET", "/api/v1/auth/sessions", undefined],
		] as const)
			expect(await withKey(everything.body.key, method, path, body), `${method} ${path}`).toMatchObject({
				status: 403,
				body: { code: "missing_permission" },
			});
		for (const scope of [
			"keys:write",
			"devices:write",
			"devices:settle",
			"users:write",
			"employees:write",
			"account:own",
			"till:use",
			"everything",
		])
			expect((await madeAt(shop, { scopes: [scope] })).status, scope).toBe(400);
		expect((await madeAt(shop, { scopes: [] })).status).toBe(400);
		const mia = await hire(shop, "Mia", { role: "manager" });
		const till = await tillOf(shop);
		await showPin(till, mia.slug, mia.pin);
		expect((await till.call("POST", "/api/v1/keys", { body: { name: "x", scopes: ["sales:read"] } })).status).toBe(403);
		expect(permissionsOf.manager.has("keys:write")).toBe(false);
	});

	it("twice under one Idempotency-Key makes one, and shows it to the first call only", async () => {
		const shop = await openShop();
		const all = await Promise.all(Array.from({ length: 8 }, () => madeAt(shop, {}, "make-1")));
		expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201]));
		expect(new Set(all.map(({ body }) => body.keyId)).size).toBe(1);
		const shown = all.flatMap(({ body }) => (body.key === null ? [] : [body.key]));
		expect(shown).toHaveLength(1);
		expect((await withKey(shown[0], "GET", "/api/v1/products")).status).toBe(200);
		expect((await madeAt(shop, {}, "make-1")).body.key).toBeNull();
		expect((await madeAt(shop, { name: "Other" }, "make-1")).status).toBe(409);
		expect((await shop.call("GET", "/api/v1/keys")).body.items).toHaveLength(1);
	});
});

describe("an end", () => {
	it("comes at once when it is revoked", async () => {
		const shop = await openShop();
		const { body } = await madeAt(shop);
		expect((await shop.call("DELETE", `/api/v1/keys/${body.keyId}`)).status).toBe(200);
		expect(await withKey(body.key, "GET", "/api/v1/products")).toMatchObject({ status: 401, body: { error: "Invalid token" } });
		expect((await shop.call("DELETE", `/api/v1/keys/${body.keyId}`)).status).toBe(404);
		expect((await shop.call("GET", "/api/v1/keys")).body.items).toEqual([]);
		expect(await factsOf(shop, "identity.key_revoked")).toMatchObject([{ subjectId: body.keyId, actorName: "Owner" }]);
	});

	it("comes after its days", async () => {
		const shop = await openShop();
		const { body } = await madeAt(shop, { days: 2 });
		const at = async (now: number) => {
			const tenant = await tenantOf({ ...testScope(now).scope, token: { via: "bearer", value: body.key } });
			return tenant?.principal().then(
				({ kind }) => kind,
				({ code }) => code,
			);
		};
		expect(await at(Date.now() + 47 * hour)).toBe("key");
		expect(await at(Date.now() + 49 * hour)).toBe("invalid_token");
	});

	it("is put off by rotating: the old one goes on for its hours, the new one for as long as the old was given", async () => {
		const shop = await openShop();
		const { body: old } = await madeAt(shop, { days: 30 });
		const rotated = await shop.call("POST", `/api/v1/keys/${old.keyId}/rotate`, { body: { graceHours: 1 } });
		expect(rotated.status).toBe(201);
		expect(rotated.body.key).not.toBe(old.key);
		for (const key of [old.key, rotated.body.key]) expect((await withKey(key, "GET", "/api/v1/products")).status).toBe(200);
		const { items } = (await shop.call("GET", "/api/v1/keys")).body;
		expect(items).toMatchObject([
			{ id: rotated.body.keyId, name: "Accounting", replacedBy: null },
			{ id: old.keyId, replacedBy: rotated.body.keyId },
		]);
		expect(Date.parse(items[1].expiresAt)).toBeLessThan(Date.now() + 1.1 * hour);
		expect(Date.parse(items[0].expiresAt)).toBeGreaterThan(Date.now() + 29 * 24 * hour);
		expect(await shop.call("POST", `/api/v1/keys/${old.keyId}/rotate`, { body: {} })).toMatchObject({
			status: 409,
			body: { code: "key_rotated" },
		});
	});

	it("may be now, when a key got into the wrong hands", async () => {
		const shop = await openShop();
		const { body: old } = await madeAt(shop);
		const rotated = await shop.call("POST", `/api/v1/keys/${old.keyId}/rotate`, { body: { graceHours: 0 } });
		expect((await withKey(old.key, "GET", "/api/v1/products")).status).toBe(401);
		expect((await withKey(rotated.body.key, "GET", "/api/v1/products")).status).toBe(200);
	});

	it("rotated by two at once has one successor", async () => {
		const shop = await openShop();
		const { body: old } = await madeAt(shop);
		const both = await Promise.all([1, 2].map(() => shop.call("POST", `/api/v1/keys/${old.keyId}/rotate`, { body: {} })));
		expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
		expect((await shop.call("GET", "/api/v1/keys")).body.items).toHaveLength(2);
	});
});

it("is nobody's in another business, in another spelling, and as a cookie", async () => {
	const [shop, other] = await twoShops();
	const { body } = await madeAt(shop);
	const hex = (id: string) => id.replaceAll("-", "");
	for (const forged of [
		body.key.replace(hex(shop.businessId), hex(other.businessId)).replace(`sk_test_${shop.shard}`, `sk_test_${other.shard}`),
		body.key.replace("sk_test_", "sk_live_"),
		`${body.key.slice(0, -1)}${body.key.endsWith("A") ? "B" : "A"}`,
		body.key.slice(0, -1),
		`${body.key}x`,
		body.key.replace("sk_test_0", "sk_test_9").replace("sk_test_1", "sk_test_9"),
	])
		expect((await withKey(forged, "GET", "/api/v1/products")).status, forged).toBe(401);
	for (const name of ["__Host-session", "__Host-EMP_SESS"]) {
		const browser = new Browser();
		browser.jar.set(name, body.key);
		expect((await browser.call("GET", "/api/v1/products")).status).toBe(401);
	}
	expect((await other.call("DELETE", `/api/v1/keys/${body.keyId}`)).status).toBe(404);
});
