import { env } from "cloudflare:workers";
import { beforeEach, expect, it, vi } from "vitest";
import { acceptInvite } from "#app/identity/accept-invite.server.ts";
import { sweepAfter, sweepReservations } from "#app/identity/settle.server.ts";
import { newId } from "#app/platform/ids.ts";
import { day } from "#app/platform/time.ts";
import { mailsTo, tokenTo } from "../../support/mail.ts";
import { call, openShop, password, rowsOf, type Shop, testScope, twoShops } from "../../support/world.ts";

beforeEach(() => () => vi.restoreAllMocks());

const someone = () => `guest-${crypto.randomUUID().slice(0, 8)}@shop.example`;
const invite = (shop: Shop, email: string, more: object = {}, key?: string) =>
	shop.call("POST", "/api/invites", { body: { email, role: "agent", ...more }, ...(key && { key }) });
const accept = (token: string, name = "Guest") => call("POST", "/api/invites/accept", { body: { token, name, password } });
const loginsOf = async (email: string) =>
	(await env.DIRECTORY.prepare("SELECT * FROM logins WHERE name = ?").bind(email).all<{ state: string; userId: string }>()).results;
const usersOf = (shop: Shop, email: string) =>
	rowsOf<{ id: string; state: string }>(shop, "SELECT id, state FROM users WHERE email = ?", email);

it("asks by mail, and whoever follows the link works in the same business, with the e-mail verified", async () => {
	const shop = await openShop("Lund & Lys");
	const email = someone();
	const { status, body } = await invite(shop, email.toUpperCase(), { name: "Ida", role: "manager" });
	expect(status).toBe(201);
	expect(body).toMatchObject({ email, name: "Ida", role: "manager", state: "open", invitedBy: "Owner" });
	const [mail] = await mailsTo(email);
	expect(mail?.subject).toBe("Owner invites you to Lund & Lys");
	expect(mail?.text).toMatch(/^Hello Ida,\n\nOwner would like you to work in Lund & Lys as a manager\./);
	const token = await tokenTo(email, "/invite");
	expect(JSON.stringify(body)).not.toContain(token.split(".")[2]);
	expect((await call("GET", `/invite?token=${token}`)).body).toContain("Join Lund &amp; Lys");
	const joined = await accept(token, "Ida Holm");
	expect(joined).toMatchObject({
		status: 201,
		body: { user: { email, name: "Ida Holm", role: "manager" }, business: { id: shop.businessId } },
	});
	expect((await call("POST", "/api/auth/login", { body: { email, password } })).status).toBe(200);
	const [user] = await rowsOf<{ emailVerifiedAt: number | null }>(shop, "SELECT emailVerifiedAt FROM users WHERE email = ?", email);
	expect(user?.emailVerifiedAt).toBeGreaterThan(0);
	expect((await shop.call("GET", `/api/invites/${body.id}`)).body.state).toBe("accepted");
	expect((await mailsTo(email)).map(({ purpose }) => purpose)).toEqual(["invite"]);
});

it("is answered once with the same key, and refused under the same key for somebody else", async () => {
	const shop = await openShop();
	const email = someone();
	const all = await Promise.all(Array.from({ length: 5 }, () => invite(shop, email, {}, "invite-1")));
	expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
	expect(new Set(all.map(({ body }) => body.id)).size).toBe(1);
	expect((await invite(shop, someone(), {}, "invite-1")).body.code).toBe("idempotency_key_reused");
	expect(await invite(shop, email)).toMatchObject({ status: 409, body: { code: "invite_exists", details: { current: email } } });
	expect(await mailsTo(email)).toHaveLength(1);
});

it("refuses an e-mail that signs in anywhere, a role that is none, and whoever may not invite", async () => {
	const [first, second] = await twoShops();
	expect(await invite(second, first.email)).toMatchObject({ status: 409, body: { code: "email_taken", details: { field: "email" } } });
	expect((await invite(first, someone(), { role: "king" })).body.details.issues[0].field).toBe("role");
	expect((await invite(first, "kаren@shop.example")).body.details.issues[0].field).toBe("email");
	const manager = someone();
	await first.call("POST", "/api/users", { body: { email: manager, name: "M", role: "manager", password } });
	const { body } = await call("POST", "/api/auth/login", { body: { email: manager, password } });
	const headers = { Authorization: `Bearer ${body.token}` };
	expect((await call("POST", "/api/invites", { body: { email: someone(), role: "agent" }, headers })).status).toBe(403);
	expect((await call("GET", "/api/invites", { headers })).status).toBe(200);
});

it("takes one of many who accept at once, in one business only", async () => {
	const [first, second] = await twoShops();
	const email = someone();
	await invite(first, email);
	const one = await tokenTo(email, "/invite");
	await invite(second, email);
	const other = await tokenTo(email, "/invite");
	const all = await Promise.all([...Array.from({ length: 4 }, () => accept(one)), ...Array.from({ length: 4 }, () => accept(other))]);
	expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
	for (const { status, body } of all.filter(({ status }) => status !== 201))
		expect([409, body.code], JSON.stringify(body)).toEqual([status, expect.stringMatching(/^(invite_accepted|email_taken)$/)]);
	expect(await loginsOf(email)).toMatchObject([{ state: "active" }]);
	const users = [...(await usersOf(first, email)), ...(await usersOf(second, email))];
	expect(users).toMatchObject([{ state: "active" }]);
});

it("answers a repeat of joining with the same key as it answered first", async () => {
	const shop = await openShop();
	const email = someone();
	await invite(shop, email);
	const body = { token: await tokenTo(email, "/invite"), name: "Guest", password };
	const all = await Promise.all(Array.from({ length: 3 }, () => call("POST", "/api/invites/accept", { body, key: "join-1" })));
	expect(all.map(({ status }) => status)).toEqual([201, 201, 201]);
	expect(new Set(all.map(({ body }) => body.user.id)).size).toBe(1);
});

it("cannot be accepted after it was taken back, ran out, or was sent again", async () => {
	const shop = await openShop();
	const email = someone();
	const { body } = await invite(shop, email);
	const first = await tokenTo(email, "/invite");
	expect((await shop.call("POST", `/api/invites/${body.id}/resend`, { key: "again" })).status).toBe(200);
	expect((await shop.call("POST", `/api/invites/${body.id}/resend`, { key: "again" })).status).toBe(200);
	const second = await tokenTo(email, "/invite");
	expect(await mailsTo(email)).toHaveLength(2);
	expect((await accept(first)).body.code).toBe("link_unknown");
	await expect(
		acceptInvite(testScope(Date.now() + 7 * day + 1).scope, { token: second, name: "Late", password }, { userAgent: "" }),
	).rejects.toMatchObject({ code: "link_expired" });
	expect((await shop.call("DELETE", `/api/invites/${body.id}`)).body).toEqual({ revoked: body.id });
	expect((await accept(second)).body.code).toBe("invite_revoked");
	expect((await shop.call("DELETE", `/api/invites/${body.id}`)).body.code).toBe("invite_settled");
	expect((await shop.call("POST", `/api/invites/${body.id}/resend`)).body.code).toBe("invite_settled");
	expect((await invite(shop, email)).status).toBe(201);
});

it("that ran out gives way to a new one", async () => {
	const shop = await openShop();
	const email = someone();
	const { body } = await invite(shop, email);
	const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	await database.prepare("UPDATE invites SET expiresAt = 1 WHERE id = ?").bind(body.id).run();
	expect((await shop.call("GET", `/api/invites/${body.id}`)).body.state).toBe("expired");
	expect((await invite(shop, email)).status).toBe(201);
	expect((await shop.call("GET", "/api/invites")).body.items.map(({ state }: { state: string }) => state)).toEqual(["open", "revoked"]);
});

it("is not seen, sent or taken back by another business", async () => {
	const [first, second] = await twoShops();
	const { body } = await invite(first, someone());
	for (const [method, path] of [
		["GET", ""],
		["POST", "/resend"],
		["DELETE", ""],
	] as const)
		expect(await second.call(method, `/api/invites/${body.id}${path}`)).toMatchObject({ status: 404, body: { code: "invite_not_found" } });
	expect((await second.call("GET", "/api/invites")).body.items).toEqual([]);
	expect((await first.call("GET", `/api/invites/${body.id}`)).body.state).toBe("open");
});

/** The next batch on a shard's database fails before or after it took effect, as a kill or a lost connection does. */
function cutOff(shop: Shop, when: "before" | "after") {
	const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	const real = database.batch.bind(database);
	let cut = false;
	vi.spyOn(database, "batch").mockImplementation(async (statements) => {
		const writes = statements.some((statement) => JSON.stringify(statement).includes("INSERT INTO users"));
		if (cut || !writes) return real(statements);
		cut = true;
		if (when === "after") await real(statements);
		throw new Error("D1_ERROR: Network connection lost.");
	});
}

it.each(["before", "after"] as const)("finishes what a cut between the two databases left, %s the shard wrote", async (when) => {
	const shop = await openShop();
	const email = someone();
	await invite(shop, email);
	const token = await tokenTo(email, "/invite");
	const body = { token, name: "Guest", password };
	const { scope } = testScope();
	cutOff(shop, when);
	await expect(acceptInvite(scope, body, { userAgent: "" })).rejects.toThrow("Network connection lost");
	vi.restoreAllMocks();
	expect((await loginsOf(email))[0]?.state).toBe("pending");
	if (when === "before") expect((await accept(token)).status).toBe(201);
	else {
		expect((await accept(token)).body.code).toBe("invite_accepted");
		expect((await call("POST", "/api/auth/login", { body: { email, password } })).status).toBe(200);
	}
	expect(await loginsOf(email)).toMatchObject([{ state: "active" }]);
	expect(await usersOf(shop, email)).toMatchObject([{ state: "active" }]);
});

it("frees the e-mail of a join that died before its shard was written, and the invite can still be accepted", async () => {
	const shop = await openShop();
	const email = someone();
	await invite(shop, email);
	const token = await tokenTo(email, "/invite");
	const createdAt = Date.now() - sweepAfter - 1000;
	await env.DIRECTORY.prepare(
		"INSERT INTO logins (name, userId, businessId, shard, state, request, createdAt) VALUES (?, ?, ?, ?, 'pending', 'dead', ?)",
	)
		.bind(email, newId(createdAt), shop.businessId, shop.shard, createdAt)
		.run();
	expect(await sweepReservations(testScope().scope)).toMatchObject({ freed: 1 });
	expect((await accept(token)).status).toBe(201);
	expect(await usersOf(shop, email)).toHaveLength(1);
});
