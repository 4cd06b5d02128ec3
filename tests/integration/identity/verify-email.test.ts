import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { askVerification } from "#app/identity/ask-verification.server.ts";
import { forgetLinks } from "#app/identity/links.server.ts";
import { verifyEmail } from "#app/identity/verify-email.server.ts";
import { shardOf } from "#app/platform/database.server.ts";
import { day, hour } from "#app/platform/time.ts";
import { mailsTo, tokenTo } from "../../support/mail.ts";
import { call, openShop, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";

const verify = (token: string) => call("POST", "/api/auth/verify-email", { body: { token } });
const verifiedAt = async (shop: Shop) =>
	(await rowsOf<{ emailVerifiedAt: number | null }>(shop, "SELECT emailVerifiedAt FROM users WHERE id = ?", shop.userId))[0]
		?.emailVerifiedAt;

it("mails a link on registering, to an address of ours, and opening the page alone changes nothing", async () => {
	const shop = await openShop();
	const [mail, ...others] = await mailsTo(shop.email);
	expect(others).toEqual([]);
	expect(mail).toMatchObject({ purpose: "verify_email", subject: "Is this your e-mail?", state: "kept" });
	const token = await tokenTo(shop.email, "/verify-email");
	expect(mail?.text).toContain(`http://storekeep.test/verify-email?token=${token}`);
	expect(await verifiedAt(shop)).toBeNull();
	expect((await call("GET", `/verify-email?token=${token}`)).status).toBe(200);
	expect(await verifiedAt(shop)).toBeNull();
	expect(await verify(token)).toMatchObject({ status: 200, body: { email: shop.email } });
	expect(await verifiedAt(shop)).toBeGreaterThan(0);
});

it("takes a link once, however many show it at the same time", async () => {
	const shop = await openShop();
	const token = await tokenTo(shop.email, "/verify-email");
	const all = await Promise.all(Array.from({ length: 10 }, () => verify(token)));
	expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
	expect(all.filter(({ status, body }) => status === 409 && body.code === "link_used")).toHaveLength(9);
	expect(
		await rowsOf(shop, "SELECT id FROM events WHERE businessId = ? AND type = 'identity.email_verified'", shop.businessId),
	).toHaveLength(1);
});

it("refuses what is none of ours, what is for something else, and what ran out", async () => {
	const [shop, other] = await twoShops();
	const token = await tokenTo(shop.email, "/verify-email");
	const [shard, , secret] = token.split(".");
	for (const wrong of ["nonsense", `${shard}.${other.businessId}.${secret}`, `9.${shop.businessId}.${secret}`, `${token.slice(0, -1)}_`])
		expect(await verify(wrong), wrong).toMatchObject({ status: 404, body: { code: "link_unknown" } });
	expect(await call("POST", "/api/auth/reset-password", { body: { token, newPassword: "another of four words" } })).toMatchObject({
		status: 404,
		body: { code: "link_unknown" },
	});
	expect((await verify("")).body.details.issues[0].field).toBe("token");
	await expect(verifyEmail(testScope(Date.now() + day + 1).scope, { token })).rejects.toMatchObject({ code: "link_expired" });
	expect(await verifiedAt(shop)).toBeNull();
	expect((await verify(token)).status).toBe(200);
});

it("sends the link again, after which only the newest opens, and no oftener than five times an hour", async () => {
	const shop = await openShop();
	const first = await tokenTo(shop.email, "/verify-email");
	expect(await shop.call("POST", "/api/auth/resend-verification", { body: {}, key: "again" })).toMatchObject({ status: 200 });
	expect(await shop.call("POST", "/api/auth/resend-verification", { body: {}, key: "again" })).toMatchObject({ status: 200 });
	const second = await tokenTo(shop.email, "/verify-email");
	expect(second).not.toBe(first);
	expect(await mailsTo(shop.email)).toHaveLength(2);
	expect((await verify(first)).body.code).toBe("link_used");
	const tries = [];
	for (let n = 0; n < 6; n++) tries.push((await shop.call("POST", "/api/auth/resend-verification", { body: {} })).status);
	expect(tries.slice(-1)).toEqual([429]);
	expect((await verify(await tokenTo(shop.email, "/verify-email"))).status).toBe(200);
	expect((await shop.call("POST", "/api/auth/resend-verification", { body: {} })).body.code).toBe("email_verified");
});

it("speaks the reader's language", async () => {
	const shop = await openShop();
	await askVerification(await shop.tenant(), { locale: "da" });
	expect((await mailsTo(shop.email)).at(-1)).toMatchObject({ subject: "Er det din e-mail?" });
});

it("keeps the token out of rows, events and the audit, and mails once however often the event is delivered", async () => {
	const shop = await openShop();
	const token = await tokenTo(shop.email, "/verify-email");
	const [event] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM events WHERE type = 'identity.verification_asked' AND businessId = ?",
		shop.businessId,
	);
	await shardOf(testScope().scope, shop.shard).write([
		sql`UPDATE events SET dueAt = 1 WHERE businessId = ${shop.businessId} AND id = ${event?.id}`,
	]);
	expect(await mailsTo(shop.email)).toHaveLength(1);
	const secret = token.split(".")[2] ?? "";
	const everything = await Promise.all(
		["events", "links", "idempotencyKeys", "sessions", "users"].map((table) =>
			rowsOf(shop, `SELECT * FROM ${table} WHERE businessId = ?`, shop.businessId),
		),
	);
	expect(JSON.stringify(everything)).not.toContain(secret);
	expect(JSON.stringify((await shop.call("GET", "/api/audit")).body)).not.toContain(secret);
	expect((await env.DIRECTORY.prepare("SELECT * FROM logins").all()).results.some((row) => JSON.stringify(row).includes(secret))).toBe(
		false,
	);
});

it("does not mail a link that was closed before its event was delivered", async () => {
	const shop = await openShop();
	expect(await mailsTo(shop.email)).toHaveLength(1);
	// No queue is quicker than whoever asks again.
	const tenant = await shop.tenant();
	const nowhere = { send: async () => undefined, sendBatch: async () => undefined };
	const slow = { ...tenant, scope: { ...tenant.scope, env: { ...env, EVENTS: nowhere } as unknown as Env } };
	await askVerification(slow, {});
	await askVerification(slow, {});
	expect(await mailsTo(shop.email)).toHaveLength(2);
});

it("forgets links a day after they ran out", async () => {
	const shop = await openShop();
	const left = () => rowsOf(shop, "SELECT id FROM links WHERE businessId = ?", shop.businessId);
	await forgetLinks(testScope(Date.now() + day + hour).scope, shop.shard);
	expect(await left()).toHaveLength(1);
	await forgetLinks(testScope(Date.now() + 2 * day + hour).scope, shop.shard);
	expect(await left()).toHaveLength(0);
});
