import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { askEmailChange } from "#app/identity/ask-email-change.server.ts";
import { changeEmail } from "#app/identity/change-email.server.ts";
import { settle, sweepAfter, sweepReservations } from "#app/identity/settle.server.ts";
import { day } from "#app/platform/time.ts";
import { deliverAll, mailsTo, tokenTo } from "../../support/mail.ts";
import { call, openShop, password, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";

const someEmail = () => `karen-${crypto.randomUUID().slice(0, 8)}@shop.example`;
const ask = (shop: Shop, email: string, more: { key?: string; currentPassword?: string } = {}) =>
	shop.call("POST", "/api/auth/email", {
		body: { email, currentPassword: more.currentPassword ?? password },
		...(more.key && { key: more.key }),
	});
const change = (token: string, key?: string) => call("POST", "/api/auth/change-email", { body: { token }, ...(key && { key }) });
const signIn = async (email: string) => (await call("POST", "/api/auth/login", { body: { email, password } })).status;
const me = async (shop: Shop) => (await shop.call("GET", "/api/auth/me")).body.user?.email;
const names = async (shop: Shop) =>
	(await env.DIRECTORY.prepare("SELECT name, state FROM logins WHERE userId = ? ORDER BY name").bind(shop.userId).all()).results;

it("changes nothing until the link is used; then the new one signs in, the old one does not, and sessions stay", async () => {
	const shop = await openShop();
	const email = someEmail();
	expect(await ask(shop, email.toUpperCase())).toMatchObject({ status: 200, body: { asked: true } });
	const token = await tokenTo(email, "/change-email");
	expect((await mailsTo(shop.email)).map(({ purpose }) => purpose)).toEqual(["verify_email", "email_change_asked"]);
	expect([await me(shop), await signIn(shop.email), await signIn(email)]).toEqual([shop.email, 200, 401]);
	expect((await call("GET", `/change-email?token=${token}`)).status).toBe(200);
	expect(await me(shop)).toBe(shop.email);

	expect(await change(token)).toMatchObject({ status: 200, body: { email } });
	expect([await me(shop), await signIn(shop.email), await signIn(email)]).toEqual([email, 401, 200]);
	expect(await names(shop)).toEqual([{ name: email, state: "active" }]);
	expect((await mailsTo(shop.email)).map(({ purpose }) => purpose)).toEqual(["verify_email", "email_change_asked", "email_changed"]);
	expect(await mailsTo(email)).toHaveLength(1);
	const [user] = await rowsOf<{ emailVerifiedAt: number }>(shop, "SELECT emailVerifiedAt FROM users WHERE id = ?", shop.userId);
	expect(user?.emailVerifiedAt).toBeGreaterThan(0);
	// The old address is anybody's again.
	expect((await call("POST", "/api/auth/register", { body: { email: shop.email, password } })).status).toBe(201);
});

it("asks for the password, names the field, and guesses run out", async () => {
	const shop = await openShop();
	const wrong = await ask(shop, someEmail(), { currentPassword: "not the password" });
	expect(wrong).toMatchObject({ status: 400, body: { details: { issues: [{ field: "currentPassword", rule: "wrong" }] } } });
	expect((await ask(shop, shop.email)).body.details.issues[0]).toMatchObject({ field: "email", rule: "same" });
	expect((await ask(shop, "nowhere")).body.details.issues[0].field).toBe("email");
	for (let guess = 0; guess < 3; guess++) await ask(shop, someEmail(), { currentPassword: "not the password" });
	expect(await ask(shop, someEmail())).toMatchObject({ status: 429, body: { code: "too_many_attempts" } });
});

it("refuses an e-mail somebody signs in with, when it is asked for and when it was taken since", async () => {
	const [shop, other] = await twoShops();
	expect(await ask(shop, other.email)).toMatchObject({ status: 409, body: { code: "email_taken", details: { field: "email" } } });
	const email = someEmail();
	await ask(shop, email);
	const token = await tokenTo(email, "/change-email");
	await call("POST", "/api/auth/register", { body: { email, password } });
	expect(await change(token)).toMatchObject({ status: 409, body: { code: "email_taken" } });
	expect([await me(shop), await names(shop)]).toEqual([shop.email, [{ name: shop.email, state: "active" }]]);
});

it("of two businesses that ask for one address at once, one has it", async () => {
	const [shop, other] = await twoShops();
	const email = someEmail();
	await Promise.all([ask(shop, email), ask(other, email)]);
	await deliverAll();
	const tokens = (await mailsTo(email)).map(({ text }) => /token=(\S+)/.exec(text)?.[1] ?? "");
	const both = await Promise.all(tokens.map((token) => change(token)));
	expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
	expect([await me(shop), await me(other)].filter((now) => now === email)).toHaveLength(1);
	expect([...(await names(shop)), ...(await names(other))].map(({ state }) => state)).toEqual(["active", "active"]);
});

it("takes a link once, the newest only, in time; a link for something else opens nothing here", async () => {
	const shop = await openShop();
	const [first, second] = [someEmail(), someEmail()];
	await ask(shop, first);
	const old = await tokenTo(first, "/change-email");
	await ask(shop, second);
	const token = await tokenTo(second, "/change-email");
	expect(await change(old)).toMatchObject({ status: 409, body: { code: "link_used" } });
	expect(await change(await tokenTo(shop.email, "/verify-email"))).toMatchObject({ status: 404, body: { code: "link_unknown" } });
	expect(await call("POST", "/api/auth/verify-email", { body: { token } })).toMatchObject({ status: 404 });
	await expect(changeEmail(testScope(Date.now() + day + 1).scope, { token })).rejects.toMatchObject({ code: "link_expired" });
	const all = await Promise.all(Array.from({ length: 5 }, () => change(token)));
	expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
	expect(await me(shop)).toBe(second);
});

it("answers a repeat under the same key with the first answer, and mails once", async () => {
	const shop = await openShop();
	const email = someEmail();
	expect((await ask(shop, email, { key: "a1" })).status).toBe(200);
	expect((await ask(shop, email, { key: "a1" })).status).toBe(200);
	expect((await ask(shop, someEmail(), { key: "a1" })).body.code).toBe("idempotency_key_reused");
	expect(await mailsTo(email)).toHaveLength(1);
	const token = await tokenTo(email, "/change-email");
	expect(await change(token, "c1")).toMatchObject({ status: 200, body: { email } });
	expect(await change(token, "c1")).toMatchObject({ status: 200, body: { email } });
});

it("a new password stops a change that was asked for with the old one", async () => {
	const shop = await openShop();
	const email = someEmail();
	await ask(shop, email);
	const token = await tokenTo(email, "/change-email");
	await shop.call("POST", "/api/auth/password", { body: { currentPassword: password, newPassword: "another long password" } });
	expect(await change(token)).toMatchObject({ status: 409, body: { code: "link_used" } });
});

/** The directory as a kill between the two databases leaves it: the new name reserved, the old one standing. */
async function cutOff(shop: Shop, email: string, age: number): Promise<void> {
	await env.DIRECTORY.batch([
		env.DIRECTORY.prepare("DELETE FROM logins WHERE userId = ?").bind(shop.userId),
		...[
			[shop.email, "active", 0],
			[email, "pending", Date.now() - age],
		].map(([name, state, at]) =>
			env.DIRECTORY.prepare("INSERT INTO logins (name, userId, businessId, shard, state, createdAt) VALUES (?, ?, ?, ?, ?, ?)").bind(
				name,
				shop.userId,
				shop.businessId,
				shop.shard,
				state,
				at,
			),
		),
	]);
}

it("cut off after the shard changed: the new name signs in at once, and the event's reaction lets the old one go", async () => {
	const shop = await openShop();
	const email = someEmail();
	await ask(shop, email);
	await change(await tokenTo(email, "/change-email"));
	await cutOff(shop, email, 0);
	expect(await signIn(email)).toBe(200);
	await cutOff(shop, email, 0);
	await rowsOf(shop, "UPDATE events SET dueAt = 1 WHERE businessId = ? AND type = 'identity.email_changed'", shop.businessId);
	await deliverAll();
	expect(await names(shop)).toEqual([{ name: email, state: "active" }]);
});

it("cut off before the shard changed: the sweeper frees the name, and a late batch cannot take it after all", async () => {
	const shop = await openShop();
	const email = someEmail();
	await ask(shop, email);
	const token = await tokenTo(email, "/change-email");
	await cutOff(shop, email, sweepAfter + 1000);
	expect(await sweepReservations(testScope().scope)).toEqual({ confirmed: 0, freed: 1 });
	expect(await names(shop)).toEqual([{ name: shop.email, state: "active" }]);
	expect(await change(token)).toMatchObject({ status: 409, body: { code: "link_used" } });
	expect([await me(shop), await signIn(shop.email)]).toEqual([shop.email, 200]);
	expect((await call("POST", "/api/auth/register", { body: { email, password } })).status).toBe(201);
});

it("a name under way is left alone by whoever settles the person meanwhile", async () => {
	const shop = await openShop();
	const email = someEmail();
	await cutOff(shop, email, 1000);
	expect(await settle(testScope().scope, shop)).toEqual([shop.email]);
	expect(await names(shop)).toHaveLength(2);
});

it("is for who has a password, and mail to send the link with", async () => {
	const shop = await openShop();
	await rowsOf(shop, "UPDATE users SET passwordHash = NULL WHERE businessId = ? AND id = ?", shop.businessId, shop.userId);
	expect(await ask(shop, someEmail())).toMatchObject({ status: 409, body: { code: "password_needed" } });
	const tenant = await (await openShop()).tenant();
	tenant.scope.cfg = { ...tenant.scope.cfg, ENVIRONMENT: "production" };
	await expect(askEmailChange(tenant, { email: someEmail(), currentPassword: password })).rejects.toMatchObject({
		code: "mail_not_configured",
	});
});
