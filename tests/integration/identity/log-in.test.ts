import { expect, it } from "vitest";
import { addressOf, reserveAttempt } from "#app/identity/attempts.server.ts";
import { directoryOf } from "#app/platform/database.server.ts";
import { type ExactLimit, limits } from "#app/platform/limits.ts";
import { call, openShop, password, testScope, twoShops } from "../../support/world.ts";

it("places two businesses on two shards", async () => {
	const [first, second] = await twoShops();
	expect(first.shard).not.toBe(second.shard);
});

it("signs in by e-mail whatever its case, and says who it is", async () => {
	const shop = await openShop();
	const { status, body, headers } = await call("POST", "/api/auth/login", { body: { email: shop.email.toUpperCase(), password } });
	expect(status).toBe(200);
	expect(headers.get("Set-Cookie")).toMatch(
		/^__Host-session=\d\.[0-9a-f-]{36}\..{43}; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=604800$/,
	);
	const me = await call("GET", "/api/auth/me", { headers: { Authorization: `Bearer ${body.token}` } });
	expect(me.body).toMatchObject({ user: { email: shop.email, role: "owner" }, employee: null, principal: { kind: "user" } });
});

it("judges exactly ten of two hundred wrong guesses at once", async () => {
	const shop = await openShop();
	const guesses = await Promise.all(
		Array.from({ length: 200 }, (_, n) => call("POST", "/api/auth/login", { body: { email: shop.email, password: `wrong guess ${n}` } })),
	);
	expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10);
	const refused = guesses.filter(({ status }) => status === 429);
	expect(refused).toHaveLength(190);
	expect(Number(refused[0]?.headers.get("Retry-After"))).toBeGreaterThan(0);
	expect((await call("POST", "/api/auth/login", { body: { email: shop.email, password } })).status).toBe(429);
});

/** Uses up what a limit leaves a line of IPv6, but for one, from as many of its addresses as there are attempts. */
async function useUp(limit: ExactLimit, line: string): Promise<void> {
	const { scope } = testScope();
	const all = Array.from({ length: limits[limit].count - 1 }, (_, n) =>
		reserveAttempt(scope, limit, addressOf({ ...scope, ip: `${line}::${n.toString(16)}` })),
	);
	await directoryOf(scope).write(all);
}

it("judges a hundred guesses an hour from one line, whatever accounts they are for and whichever of its addresses they come from", async () => {
	const shops = [await openShop(), await openShop()];
	const guess = (ip: string, email = shops[0]?.email) =>
		call("POST", "/api/auth/login", { body: { email, password: "wrong guess" }, headers: { "CF-Connecting-IP": ip } });
	const line = `2001:db8:${crypto.randomUUID().slice(0, 4)}:1`;
	await useUp("loginPerAddress", line);
	expect((await guess(`${line}:1::1`)).status).toBe(401);
	const refused = await guess(`${line}:2::2`, shops[1]?.email);
	expect(refused).toMatchObject({ status: 429, body: { code: "too_many_attempts", details: { limit: "loginPerAddress" } } });
	expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
	expect((await guess(`${line.slice(0, -1)}2::1`)).status).toBe(401);
});

it("lets one line register three hundred businesses an hour", async () => {
	const line = `2001:db8:${crypto.randomUUID().slice(0, 4)}:1`;
	const register = (ip: string) =>
		call("POST", "/api/auth/register", {
			body: { email: `${crypto.randomUUID()}@shop.example`, password, businessName: "Line" },
			headers: { "CF-Connecting-IP": ip },
		});
	await useUp("registerPerAddress", line);
	expect((await register(`${line}:1::1`)).status).toBe(201);
	expect(await register(`${line}:2::2`)).toMatchObject({
		status: 429,
		body: { code: "too_many_attempts", details: { limit: "registerPerAddress" } },
	});
});
