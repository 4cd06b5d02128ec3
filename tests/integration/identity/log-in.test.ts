import { expect, it } from "vitest";
import { call, openShop, password, twoShops } from "../../support/world.ts";

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
