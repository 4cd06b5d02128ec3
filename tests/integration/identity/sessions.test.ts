import { expect, it } from "vitest";
import { call, openShop, origin, password, rowsOf, testScope, twoShops } from "../../support/world.ts";
import { tenantOf } from "#app/identity/viewer.server.ts";
import { day } from "#app/platform/time.ts";

const withBearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

it("answers 401 in the words clients know", async () => {
	expect(await call("GET", "/api/auth/me")).toMatchObject({ status: 401, body: { error: "No token provided", code: "no_token" } });
	for (const token of ["nonsense", "a.b.c", "0.00000000-0000-7000-8000-000000000000.x"]) {
		expect(await call("GET", "/api/auth/me", withBearer(token))).toMatchObject({
			status: 401,
			body: { error: "Invalid token", code: "invalid_token" },
		});
		expect(await call("GET", "/api/auth/me", { headers: { Cookie: `__Host-session=${token}` } })).toMatchObject({ status: 401 });
	}
});

it("keeps only a hash of the token", async () => {
	const shop = await openShop();
	const secret = shop.token.split(".")[2] ?? "";
	const dump = JSON.stringify([
		await rowsOf(shop, "SELECT * FROM sessions"),
		await rowsOf(shop, "SELECT * FROM events"),
		await rowsOf(shop, "SELECT * FROM users"),
		await rowsOf(shop, "SELECT * FROM idempotencyKeys"),
	]);
	expect(dump).not.toContain(secret);
	expect(dump).not.toContain(password);
	expect(dump).not.toContain(shop.bearer);
});

it("ends the bearer token with the session, and tolerates a second logout", async () => {
	const shop = await openShop();
	const out = await shop.call("POST", "/api/auth/logout");
	expect(out.status).toBe(200);
	expect(out.headers.get("Set-Cookie")).toMatch(/Max-Age=0/);
	expect((await call("GET", "/api/auth/me", withBearer(shop.bearer))).status).toBe(401);
	expect((await shop.call("POST", "/api/auth/logout")).status).toBe(200);
	expect((await call("POST", "/api/auth/logout")).status).toBe(200);
});

it("ends every other session when the password changes, and refuses a wrong present one", async () => {
	const shop = await openShop();
	const { body: other } = await call("POST", "/api/auth/login", { body: { email: shop.email, password } });
	expect(
		await shop.call("POST", "/api/auth/password", { body: { currentPassword: "not this", newPassword: "another good one" } }),
	).toMatchObject({
		status: 400,
		body: { details: { issues: [{ field: "currentPassword" }] } },
	});
	expect(
		(await shop.call("POST", "/api/auth/password", { body: { currentPassword: password, newPassword: "another good one" } })).status,
	).toBe(200);
	expect((await shop.call("GET", "/api/auth/me")).status).toBe(200);
	expect((await call("GET", "/api/auth/me", withBearer(other.token))).status).toBe(401);
	expect((await call("POST", "/api/auth/login", { body: { email: shop.email, password } })).status).toBe(401);
	expect((await call("POST", "/api/auth/login", { body: { email: shop.email, password: "another good one" } })).status).toBe(200);
});

it("lists and ends one's own sessions only", async () => {
	const [first, second] = await twoShops();
	const { body: other } = await call("POST", "/api/auth/login", { body: { email: first.email, password } });
	const { body } = await first.call("GET", "/api/auth/sessions");
	expect(body.items).toHaveLength(2);
	const theirs = body.items.find((session: { isThis: boolean }) => !session.isThis);
	expect((await second.call("DELETE", `/api/auth/sessions/${theirs.id}`)).status).toBe(404);
	expect((await first.call("DELETE", `/api/auth/sessions/${theirs.id}`)).status).toBe(200);
	expect((await call("GET", "/api/auth/me", withBearer(other.token))).status).toBe(401);
});

it("lets a session run out after seven days unused, and slides it when used", async () => {
	const shop = await openShop();
	const now = Date.now();
	const at = async (instant: number) => {
		const { scope, settle } = testScope(instant);
		const tenant = await tenantOf({ ...scope, token: { via: "cookie", value: shop.token } });
		await settle();
		return tenant;
	};
	await expect((await at(now + 8 * day))?.principal()).rejects.toThrow("invalid_token");
	await expect((await at(now + 6 * day))?.principal()).resolves.toBeTruthy();
});

it("does not take a token of one business for another's", async () => {
	const [first, second] = await twoShops();
	const forged = `${second.shard}.${second.businessId}.${first.token.split(".")[2]}`;
	expect((await call("GET", "/api/auth/me", { headers: { Cookie: `__Host-session=${forged}` } })).status).toBe(401);
});

it("refuses what another site sends with our cookie, whatever the method and the form", async () => {
	const shop = await openShop();
	const cookie = `__Host-session=${shop.token}`;
	for (const headers of [
		{ Origin: "https://evil.example" },
		{ Origin: "null" },
		{ "Sec-Fetch-Site": "cross-site" },
		{ "Sec-Fetch-Site": "same-site" },
		{ "Sec-Fetch-Site": "none" },
		{},
	] as Record<string, string>[]) {
		for (const [method, path] of [
			["POST", "/api/auth/logout"],
			["PATCH", "/api/settings"],
			["DELETE", `/api/users/${shop.userId}`],
			["POST", "/sign-in"],
			["POST", "/settings"],
		] as const) {
			const { status } = await call(method, path, { body: {}, headers: { Cookie: cookie, ...headers } });
			expect(status, `${method} ${path} ${JSON.stringify(headers)}`).toBe(403);
		}
	}
	expect((await call("POST", "/api/auth/logout", { headers: { Cookie: cookie, Origin: origin } })).status).toBe(200);
});
