import { expect, it } from "vitest";
import { resetPassword } from "#app/identity/reset-password.server.ts";
import { hour } from "#app/platform/time.ts";
import { mailsTo, tokenTo } from "../../support/mail.ts";
import { call, openShop, password, rowsOf, testScope, twoShops } from "../../support/world.ts";

const forgot = (email: string, headers?: Record<string, string>) =>
	call("POST", "/api/auth/forgot-password", { body: { email }, ...(headers && { headers }) });
const reset = (token: string, newPassword = "a new one of five words") =>
	call("POST", "/api/auth/reset-password", { body: { token, newPassword } });
const tokenFor = async (email: string) => {
	expect((await forgot(email)).status).toBe(200);
	return tokenTo(email, "/reset-password");
};

it("answers the same for known and unknown addresses, and mails only the known", async () => {
	const shop = await openShop();
	const nobody = `nobody-${crypto.randomUUID()}@shop.example`;
	const [known, unknown] = [await forgot(shop.email.toUpperCase()), await forgot(nobody)];
	expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
	const trips = ({ headers }: typeof known) => /trips=(\d+)/.exec(headers.get("Server-Timing") ?? "")?.[1];
	expect(trips(known)).toBe(trips(unknown));
	expect((await mailsTo(shop.email)).filter(({ purpose }) => purpose === "reset_password")).toHaveLength(1);
	expect(await mailsTo(nobody)).toEqual([]);
});

it("sets a new password: every session ends, a fresh one begins, the e-mail counts as verified, and the person is told", async () => {
	const shop = await openShop();
	const token = await tokenFor(shop.email);
	const { status, body, headers } = await reset(token);
	expect(status).toBe(200);
	expect(body).toMatchObject({ user: { id: shop.userId, email: shop.email } });
	expect(JSON.stringify(body)).not.toContain(token.split(".")[2]);
	const cookie = headers.get("Set-Cookie")?.split(";")[0] ?? "";
	expect(cookie).not.toContain(shop.token);
	expect((await call("GET", "/api/auth/me", { headers: { Cookie: cookie } })).status).toBe(200);
	expect((await shop.call("GET", "/api/auth/me")).status).toBe(401);
	expect((await call("GET", "/api/auth/me", { headers: { Authorization: `Bearer ${shop.bearer}` } })).status).toBe(401);
	expect((await call("POST", "/api/auth/login", { body: { email: shop.email, password } })).status).toBe(401);
	expect((await call("POST", "/api/auth/login", { body: { email: shop.email, password: "a new one of five words" } })).status).toBe(200);
	expect((await mailsTo(shop.email)).map(({ subject }) => subject)).toContain("Your password was changed");
	const [user] = await rowsOf<{ emailVerifiedAt: number }>(shop, "SELECT emailVerifiedAt FROM users WHERE id = ?", shop.userId);
	expect(user?.emailVerifiedAt).toBeGreaterThan(0);
});

it("is used once, by one of many at the same time, and takes the account's other links along", async () => {
	const shop = await openShop();
	const verification = await tokenTo(shop.email, "/verify-email");
	const token = await tokenFor(shop.email);
	const all = await Promise.all(Array.from({ length: 6 }, (_, n) => reset(token, `word number ${n} of many`)));
	expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
	expect(all.filter(({ status, body }) => status === 409 && body.code === "link_used")).toHaveLength(5);
	expect((await reset(token)).body.code).toBe("link_used");
	expect((await call("POST", "/api/auth/verify-email", { body: { token: verification } })).body.code).toBe("link_used");
});

it("answers a repeat with the same key as it answered first", async () => {
	const shop = await openShop();
	const body = { token: await tokenFor(shop.email), newPassword: "a new one of five words" };
	const both = [];
	for (let n = 0; n < 2; n++) both.push(await call("POST", "/api/auth/reset-password", { body, key: "reset-1" }));
	expect(both.map(({ status, body }) => [status, body.user.id])).toEqual([
		[200, shop.userId],
		[200, shop.userId],
	]);
	const other = await call("POST", "/api/auth/reset-password", { body: { ...body, newPassword: "yet another of words" }, key: "reset-1" });
	expect(other.body.code).toBe("idempotency_key_reused");
	await call("POST", "/api/auth/forgot-password", { body: { email: shop.email }, key: "forgot-1" });
	await call("POST", "/api/auth/forgot-password", { body: { email: shop.email }, key: "forgot-1" });
	expect((await mailsTo(shop.email)).filter(({ purpose }) => purpose === "reset_password")).toHaveLength(2);
});

it("opens by the newest link only, for an hour", async () => {
	const shop = await openShop();
	const older = await tokenFor(shop.email);
	const newer = await tokenFor(shop.email);
	expect(newer).not.toBe(older);
	expect((await reset(older)).body.code).toBe("link_used");
	await expect(
		resetPassword(testScope(Date.now() + hour + 1).scope, { token: newer, newPassword: "a new one of five words" }, { userAgent: "" }),
	).rejects.toMatchObject({ code: "link_expired" });
	expect(await reset(newer, "short")).toMatchObject({ status: 400, body: { details: { issues: [{ field: "newPassword" }] } } });
	expect((await reset(newer)).status).toBe(200);
});

it("changes nobody else: the link of one business opens nothing in another", async () => {
	const [first, second] = await twoShops();
	const token = await tokenFor(first.email);
	const [, , secret] = token.split(".");
	expect((await reset(`${second.shard}.${second.businessId}.${secret}`)).body.code).toBe("link_unknown");
	expect((await reset(token)).body.user.id).toBe(first.userId);
	expect((await second.call("GET", "/api/auth/me")).status).toBe(200);
});

it("lets a locked-out account back in", async () => {
	const shop = await openShop();
	for (let n = 0; n < 11; n++) await call("POST", "/api/auth/login", { body: { email: shop.email, password: `guess ${n}` } });
	expect((await reset(await tokenFor(shop.email))).status).toBe(200);
	expect((await call("POST", "/api/auth/login", { body: { email: shop.email, password: "a new one of five words" } })).status).toBe(200);
});

it("mails links to PUBLIC_URL, whatever Host the request named", async () => {
	const shop = await openShop();
	await forgot(shop.email, { Host: "evil.example", "X-Forwarded-Host": "evil.example" });
	const text = (await mailsTo(shop.email)).map((mail) => mail.text + mail.html).join();
	expect(text).toContain("http://storekeep.test/reset-password?token=");
	expect(text).not.toContain("evil.example");
});

it("judges exactly five askings an hour for an account, known or not", async () => {
	for (const email of [(await openShop()).email, `nobody-${crypto.randomUUID()}@shop.example`]) {
		const all = await Promise.all(Array.from({ length: 20 }, () => forgot(email, { "CF-Connecting-IP": "203.0.113.78" })));
		expect(all.filter(({ status }) => status === 200)).toHaveLength(5);
		expect(all.filter(({ status, body }) => status === 429 && body.details.retryAfter > 0)).toHaveLength(15);
	}
});

it("reads an address as people mean it, and no look-alike for it", async () => {
	const shop = await openShop();
	expect((await forgot(`  ${shop.email.toUpperCase()} `)).status).toBe(200);
	for (const lookalike of [shop.email.replace("o", "о"), shop.email.replace("@", "＠"), `${shop.email}\u0000`, "not an address"])
		expect((await forgot(lookalike)).status, lookalike).toBe(400);
	expect((await mailsTo(shop.email)).filter(({ purpose }) => purpose === "reset_password")).toHaveLength(1);
});

it("runs out of guesses", async () => {
	const [shard, business] = ["0", crypto.randomUUID()];
	const headers = { "CF-Connecting-IP": "203.0.113.77" };
	const guesses = await Promise.all(
		Array.from({ length: 120 }, (_, n) =>
			call("POST", "/api/auth/verify-email", { body: { token: `${shard}.${business}.guess${n}` }, headers }),
		),
	);
	expect(guesses.filter(({ status }) => status === 404)).toHaveLength(100);
	expect(guesses.filter(({ status }) => status === 429)).toHaveLength(20);
});
