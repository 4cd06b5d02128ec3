import { describe, expect, it, vi } from "vitest";
import { sendDeviceCode } from "#app/identity/send-device-code.server.ts";
import { totpCode } from "#app/identity/totp.server.ts";
import { mailsTo } from "../../support/mail.ts";
import { Browser, codeTo, factsOf } from "../../support/till.ts";
import { openShop, password, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";

const start = (browser: Browser, email: string, more: object = {}) =>
	browser.call("POST", "/api/auth/store/start", { body: { email, password, ...more } });
const send = (browser: Browser, body: object = {}) => browser.call("POST", "/api/auth/store/send-code", { body });
const verify = (browser: Browser, code: string, more: object = {}) =>
	browser.call("POST", "/api/auth/store/verify-2fa", { body: { code, ...more } });
const wrongOf = (code: string, n = 1) => String((Number(code) + n) % 1_000_000).padStart(6, "0");

async function atCode(shop: Shop): Promise<{ browser: Browser; code: string }> {
	const browser = new Browser();
	expect((await start(browser, shop.email)).status).toBe(200);
	expect((await send(browser)).status).toBe(200);
	return { browser, code: await codeTo(shop.email) };
}

/** A minute later, as far as the last sending goes. */
const minuteLater = (shop: Shop) =>
	rowsOf(shop, "UPDATE deviceLogins SET sentAt = sentAt - 60000 WHERE businessId = ? RETURNING id", shop.businessId);

it("makes a device a till in three steps, and keeps only hashes", async () => {
	const shop = await openShop();
	const browser = new Browser();
	const begun = await start(browser, shop.email);
	expect(begun.body).toMatchObject({
		method: "email",
		sent: false,
		triesLeft: 5,
		store: { id: shop.storeId },
		stores: [{ id: shop.storeId }],
	});
	expect(begun.body.email).toBe(`o•••@shop.example`);
	expect(begun.headers.get("Set-Cookie")).toMatch(/^__Host-STORE_PENDING=\S+; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=600$/);
	expect((await mailsTo(shop.email)).filter(({ purpose }) => purpose === "device_code")).toEqual([]);
	expect((await send(browser)).body).toMatchObject({ sent: true });
	const code = await codeTo(shop.email);
	const pending = browser.jar.get("__Host-STORE_PENDING") ?? "";

	const enrolled = await verify(browser, code, { name: "Front desk" });
	expect(enrolled.body).toMatchObject({ device: { name: "Front desk" }, store: { id: shop.storeId } });
	expect(enrolled.headers.getSetCookie()[0]).toMatch(
		/^__Host-STORE_SESS=\d\.[0-9a-f-]{36}\.\S{43}; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=15552000$/,
	);
	expect([...browser.jar.keys()]).toEqual(["__Host-STORE_SESS"]);
	const kept = JSON.stringify([
		await rowsOf(shop, "SELECT * FROM devices WHERE businessId = ?", shop.businessId),
		await rowsOf(shop, "SELECT * FROM deviceLogins WHERE businessId = ?", shop.businessId),
		await rowsOf(shop, "SELECT * FROM events WHERE businessId = ?", shop.businessId),
		await rowsOf(shop, "SELECT * FROM idempotencyKeys WHERE businessId = ?", shop.businessId),
	]);
	for (const secret of [code, pending, browser.jar.get("__Host-STORE_SESS") ?? "", password]) expect(kept).not.toContain(secret);

	const me = await browser.call("GET", "/api/auth/me");
	expect(me.body).toMatchObject({
		user: null,
		employee: null,
		store: { id: shop.storeId },
		device: { name: "Front desk" },
		principal: { kind: "device" },
	});
	expect(await factsOf(shop, "identity.device_enrolled")).toMatchObject([
		{ actorId: shop.userId, data: '{"name":"Front desk","by":"login"}' },
	]);
});

it("opens with a store's own login, which opens no other store", async () => {
	const [shop, other] = await twoShops();
	const aarhus = (await shop.call("POST", "/api/stores", { body: { name: "Aarhus" } })).body;
	const email = `aarhus-${crypto.randomUUID()}@shop.example`;
	const own = "lenses in the window";
	expect((await shop.call("PATCH", `/api/store-doors/${aarhus.id}`, { body: { email, password: own } })).status).toBe(200);
	expect(await other.call("PATCH", `/api/store-doors/${other.storeId}`, { body: { email, password: own } })).toMatchObject({
		status: 409,
		body: { code: "store_email_taken" },
	});
	expect((await other.call("PATCH", `/api/store-doors/${aarhus.id}`, { body: { pinLength: 6 } })).body.code).toBe("store_not_yours");

	const browser = new Browser();
	expect((await start(browser, email, { password: own })).body).toMatchObject({ store: { id: aarhus.id }, stores: [{ id: aarhus.id }] });
	expect((await send(browser, { storeId: shop.storeId })).body.code).toBe("store_not_yours");
	expect((await send(browser)).status).toBe(200);
	expect((await verify(browser, await codeTo(email))).body).toMatchObject({ store: { id: aarhus.id } });
	// Taken away, it opens nothing; and is free for somebody else.
	expect((await shop.call("PATCH", `/api/store-doors/${aarhus.id}`, { body: { email: null } })).status).toBe(200);
	expect((await start(new Browser(), email, { password: own })).body.code).toBe("wrong_credentials");
	expect((await other.call("PATCH", `/api/store-doors/${other.storeId}`, { body: { email, password: own } })).status).toBe(200);
	expect(JSON.stringify(await factsOf(shop, "identity.store_door_edited"))).not.toContain(own);
});

it("lets an owner choose among their stores, and nobody else's", async () => {
	const [shop, other] = await twoShops();
	const aarhus = (await shop.call("POST", "/api/stores", { body: { name: "Aarhus" } })).body;
	const browser = new Browser();
	expect((await start(browser, shop.email, { storeId: other.storeId })).body.code).toBe("store_not_yours");
	expect((await start(browser, shop.email)).body.stores).toHaveLength(2);
	expect((await send(browser, { storeId: aarhus.id })).body.store.name).toBe("Aarhus");
	expect((await verify(browser, await codeTo(shop.email))).body.store.id).toBe(aarhus.id);
});

it("refuses a manager's password, however right", async () => {
	const shop = await openShop();
	const email = `mia-${crypto.randomUUID()}@shop.example`;
	await shop.call("POST", "/api/users", { body: { email, name: "Mia", role: "manager", password } });
	expect(await start(new Browser(), email)).toMatchObject({ status: 403, body: { details: { permission: "devices:write" } } });
});

describe("guesses", () => {
	it("at a password get one answer for every e-mail, and ten are judged", async () => {
		const shop = await openShop();
		const known = await start(new Browser(), shop.email, { password: "not this one" });
		const unknown = await start(new Browser(), "nobody@shop.example", { password: "not this one" });
		expect([known.status, known.body.code]).toEqual([401, "wrong_credentials"]);
		expect({ ...unknown.body, requestId: "" }).toEqual({ ...known.body, requestId: "" });
		const more = await Promise.all(Array.from({ length: 40 }, (_, n) => start(new Browser(), shop.email, { password: `guess ${n}` })));
		expect(more.filter(({ status }) => status === 401)).toHaveLength(9);
		expect(more.filter(({ status }) => status === 429)).toHaveLength(31);
	});

	it("at a code are five, of two hundred at once, and a new code gives none back", async () => {
		const shop = await openShop();
		const { browser, code } = await atCode(shop);
		expect(await verify(browser, wrongOf(code))).toMatchObject({ status: 401, body: { code: "wrong_code", details: { left: 4 } } });
		await minuteLater(shop);
		expect((await send(browser)).body.triesLeft).toBe(4);
		const second = await codeTo(shop.email);
		expect(second).not.toBe(code);
		const guesses = await Promise.all(Array.from({ length: 200 }, (_, n) => verify(browser, wrongOf(second, n + 1))));
		expect(guesses.filter(({ status }) => status === 401)).toHaveLength(4);
		expect(guesses.filter(({ status }) => status === 429)).toHaveLength(196);
		expect((await verify(browser, second)).status).toBe(429);
		expect((await send(browser)).body.code).toBe("device_login_locked");
		expect(await rowsOf(shop, "SELECT id FROM devices WHERE businessId = ?", shop.businessId)).toEqual([]);
	});
});

describe("a code", () => {
	it("opens once, also when it is shown twice at once", async () => {
		const shop = await openShop();
		const { browser, code } = await atCode(shop);
		const again = new Browser();
		for (const [name, value] of browser.jar) again.jar.set(name, value);
		const both = await Promise.all([verify(browser, code), verify(again, code)]);
		expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
		expect(await rowsOf(shop, "SELECT id FROM devices WHERE businessId = ?", shop.businessId)).toHaveLength(1);
	});

	it("of another login opens nothing here", async () => {
		const [shop, other] = await twoShops();
		const mine = await atCode(shop);
		const theirs = await atCode(other);
		if (mine.code !== theirs.code) expect((await verify(mine.browser, theirs.code)).body.code).toBe("wrong_code");
		const second = new Browser();
		await start(second, shop.email);
		expect((await verify(second, mine.code)).body.code).toBe("wrong_code");
		expect((await verify(mine.browser, mine.code)).status).toBe(200);
	});

	it("is void once there is a newer one, after ten minutes, and after the password was changed", async () => {
		const shop = await openShop();
		const { browser, code } = await atCode(shop);
		await minuteLater(shop);
		await send(browser);
		const newer = await codeTo(shop.email);
		expect((await verify(browser, code)).body.code).toBe("wrong_code");
		await rowsOf(shop, "UPDATE deviceLogins SET expiresAt = expiresAt - 600000 WHERE businessId = ? RETURNING id", shop.businessId);
		expect(await verify(browser, newer)).toMatchObject({ status: 401, body: { code: "device_login_over" } });

		const later = await atCode(shop);
		await shop.call("POST", "/api/auth/password", { body: { currentPassword: password, newPassword: "another shelf entirely" } });
		expect(await verify(later.browser, later.code)).toMatchObject({ status: 401, body: { code: "device_login_over" } });
	});

	it("is sent again after a minute, five times in an hour, whatever login asks", async () => {
		const shop = await openShop();
		const { browser } = await atCode(shop);
		const soon = await send(browser);
		expect([soon.status, soon.body.code]).toEqual([429, "code_just_sent"]);
		expect(Number(soon.headers.get("Retry-After"))).toBeGreaterThan(50);
		for (let sent = 1; sent < 5; sent++) {
			await minuteLater(shop);
			expect((await send(browser)).status).toBe(200);
		}
		const fresh = new Browser();
		await start(fresh, shop.email);
		expect(await send(fresh)).toMatchObject({ status: 429, body: { code: "too_many_attempts" } });
	});

	it("goes to the address on file in production, elsewhere only to RESEND_TEST_TO", async () => {
		const { scope } = testScope();
		const production = { ...scope, cfg: { ...scope.cfg, ENVIRONMENT: "production" as const, RESEND_TEST_TO: "test@shop.example" } };
		await expect(sendDeviceCode(production, { to: "thief@elsewhere.example" })).rejects.toMatchObject({
			code: "code_goes_to_address_on_file",
		});
		await expect(sendDeviceCode(production, { to: "test@shop.example" })).rejects.toMatchObject({ code: "device_login_over" });
	});

	it("from an app takes the mail's place, and opens once", async () => {
		const shop = await openShop();
		const begun = await shop.call("POST", `/api/store-doors/${shop.storeId}/totp`, { key: "t1" });
		expect(begun.body.address).toMatch(/^otpauth:\/\/totp\/Storekeep:.+secret=[A-Z2-7]{32}&issuer=Storekeep/);
		const secret = String(begun.body.secret);
		expect((await shop.call("POST", `/api/store-doors/${shop.storeId}/totp/confirm`, { body: { code: "000000" } })).body.code).toBe(
			"wrong_app_code",
		);
		const earlier = await totpCode(secret, Date.now() - 30_000);
		expect((await shop.call("POST", `/api/store-doors/${shop.storeId}/totp/confirm`, { body: { code: earlier } })).status).toBe(200);
		const kept = JSON.stringify([
			await rowsOf(shop, "SELECT * FROM storeDoors WHERE businessId = ?", shop.businessId),
			await rowsOf(shop, "SELECT * FROM idempotencyKeys WHERE businessId = ?", shop.businessId),
			await factsOf(shop, "identity.store_door_edited"),
		]);
		expect(kept).not.toContain(secret);

		const browser = new Browser();
		expect((await start(browser, shop.email)).body.method).toBe("app");
		expect((await send(browser)).body).toMatchObject({ method: "app", sent: false });
		expect((await verify(browser, earlier)).body.code).toBe("wrong_code");
		const code = await totpCode(secret, Date.now());
		expect((await verify(browser, code)).status).toBe(200);
		const second = new Browser();
		await start(second, shop.email);
		expect((await verify(second, code)).body.code).toBe("wrong_code");
		expect((await shop.call("DELETE", `/api/store-doors/${shop.storeId}/totp`)).status).toBe(200);
		expect((await start(new Browser(), shop.email)).body.method).not.toBe("app");
	});
});

it("prints the code in the log where mail stays here, and nothing of it in a production", async () => {
	const shop = await openShop();
	const said: string[] = [];
	const spy = vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(line));
	const { browser, code } = await atCode(shop);
	expect(said.filter((line) => line.includes(code))).toEqual([expect.stringContaining('"event":"development.device_code"')]);
	said.length = 0;
	await minuteLater(shop);
	const { scope } = testScope();
	const cfg = { ...scope.cfg, ENVIRONMENT: "production" as const, RESEND_API_KEY: "re_key", RESEND_FROM: "Storekeep <till@shop.example>" };
	await sendDeviceCode({ ...scope, cfg, device: { enrolled: null, pending: browser.jar.get("__Host-STORE_PENDING") ?? "" } }, {});
	const second = await codeTo(shop.email);
	expect(said.filter((line) => line.includes(second))).toEqual([]);
	spy.mockRestore();
	expect((await verify(browser, second)).status).toBe(200);
});

it("tells the audit of every wrong password and code, and of nothing that was typed", async () => {
	const [shop, other] = await twoShops();
	const { browser, code } = await atCode(shop);
	expect((await verify(browser, wrongOf(code))).body.code).toBe("wrong_code");
	expect((await start(new Browser(), shop.email, { password: "not-the-password-7" })).body.code).toBe("wrong_credentials");
	expect((await start(new Browser(), "nobody@shop.example", { password: "not-the-password-7" })).body.code).toBe("wrong_credentials");
	await vi.waitFor(async () => expect(await factsOf(shop, "identity.device_login_refused")).toHaveLength(1));
	expect(await factsOf(shop, "identity.device_login_refused")).toMatchObject([
		{ subjectId: shop.storeId, actorKind: "system", data: JSON.stringify({ email: shop.email }) },
	]);
	expect(await factsOf(shop, "identity.device_code_refused")).toMatchObject([{ subjectId: shop.storeId, data: '{"left":4}' }]);
	expect(await factsOf(other, "identity.device_login_refused")).toEqual([]);
	const said = JSON.stringify(await rowsOf(shop, "SELECT * FROM events WHERE businessId = ?", shop.businessId));
	for (const secret of [wrongOf(code), code, "not-the-password-7"]) expect(said).not.toContain(secret);
});
