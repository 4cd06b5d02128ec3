import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { inviteUser } from "#app/identity/invite-user.server.ts";
import { speaksForMailbox } from "#app/identity/rules.ts";
import { handleRequest } from "../../../workers/http.ts";
import { type Fault, fakeGoogle } from "../../support/fakes/google.ts";
import { tokenTo } from "../../support/mail.ts";
import { logged } from "../../support/quiet.ts";
import { call, openShop, origin, password, rowsOf, type Shop } from "../../support/world.ts";

const client = { clientId: "storekeep.apps.example", clientSecret: "google-secret-for-tests" };
const google = fakeGoogle(client);
const configured = { ...env, GOOGLE_CLIENT_ID: client.clientId, GOOGLE_CLIENT_SECRET: client.clientSecret };

/** The network, on which only Google's token endpoint answers. */
beforeEach(() => {
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
		const request = new Request(input, init);
		if (request.url !== "https://oauth2.googleapis.com/token") throw new Error(`nothing answers at ${request.url}`);
		return google.fetch(request);
	});
	return () => vi.restoreAllMocks();
});

/** A browser: its cookies, and where it was sent. */
function browser(cookies: Record<string, string> = {}) {
	const jar = new Map(Object.entries(cookies));
	async function visit(path: string, form?: Record<string, string>) {
		const execution = createExecutionContext();
		const request = new Request(new URL(path, origin), {
			redirect: "manual",
			headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "), "Sec-Fetch-Site": "same-origin" },
			...(form && { method: "POST", body: new URLSearchParams(form) }),
		});
		const response = await handleRequest(request, configured as never, execution as never);
		for (const line of response.headers.getSetCookie()) {
			const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (/Max-Age=0\b/.test(line)) jar.delete(name);
			else jar.set(name, value);
		}
		const text = await response.text();
		await waitOnExecutionContext(execution);
		return { status: response.status, to: response.headers.get("Location") ?? "", text };
	}
	/** To Google and back, as `as`; returns where it leads. */
	async function throughGoogle(query: string, as: Record<string, string>) {
		const { to } = await visit(`/sign-in/google${query}`);
		const answer = await answerTo(to, as);
		return visit(answer);
	}
	const me = async () =>
		(await call("GET", "/api/auth/me", { headers: { Cookie: `__Host-session=${jar.get("__Host-session")}` } })).body.user;
	return { jar, visit, throughGoogle, me };
}

/** What Google sends the browser back with. */
async function answerTo(address: string, as: Record<string, string>): Promise<string> {
	const url = new URL(address);
	expect(url.origin + url.pathname).toBe("https://accounts.google.com/o/oauth2/v2/auth");
	expect((await google.request(url.pathname + url.search)).status).toBe(200);
	for (const [name, value] of Object.entries(as)) url.searchParams.set(name, value);
	return (await google.request(`/continue${url.search}`)).headers.get("Location") ?? "";
}

const gmail = () => `person.${crypto.randomUUID().slice(0, 8)}@gmail.com`;

/** A shop whose owner signs in with this e-mail, verified or not. */
async function shopOf(email: string, verified: boolean): Promise<Shop> {
	const shop = await openShop();
	const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	await env.DIRECTORY.prepare("UPDATE logins SET name = ? WHERE name = ?").bind(email, shop.email).run();
	await database
		.prepare("UPDATE users SET email = ?, emailVerifiedAt = ? WHERE id = ?")
		.bind(email, verified ? 1 : null, shop.userId)
		.run();
	return { ...shop, email };
}
const providerOf = async (shop: Shop) =>
	(
		await rowsOf<{ loginProvider: string; providerAccountId: string | null }>(
			shop,
			"SELECT loginProvider, providerAccountId FROM users WHERE id = ?",
			shop.userId,
		)
	)[0];

describe("somebody new", () => {
	it("opens a shop without a password, signs in again, and is the same person", async () => {
		const email = gmail();
		const one = browser();
		expect((await one.throughGoogle("?next=/settings", { email, name: "Karen" })).to).toBe("/register?next=%2Fsettings");
		expect(one.jar.has("__Host-google")).toBe(false);
		const form = await one.visit("/register?next=%2Fsettings");
		expect(form.text).toContain(email);
		expect(form.text).not.toContain('name="password"');
		const done = await one.visit("/register?next=%2Fsettings", {
			google: "yes",
			name: "Karen",
			businessName: "K",
			storeName: "K1",
			currency: "DKK",
		});
		expect(done).toMatchObject({ status: 303, to: "/settings" });
		expect(one.jar.has("__Host-google-person")).toBe(false);
		const me = await one.me();
		expect(me).toMatchObject({ email, role: "owner" });
		const two = browser();
		expect((await two.throughGoogle("", { email })).to).toBe("/");
		expect((await two.me()).id).toBe(me.id);
		expect(two.jar.get("__Host-session")).not.toBe(one.jar.get("__Host-session"));
		// There is no password to guess, and one can be chosen by mail.
		expect((await call("POST", "/api/auth/login", { body: { email, password: "anything at all" } })).status).toBe(401);
		await call("POST", "/api/auth/forgot-password", { body: { email } });
		const token = await tokenTo(email, "/reset-password");
		expect((await call("POST", "/api/auth/reset-password", { body: { token, newPassword: password } })).status).toBe(200);
	});

	it("is refused while Google itself has not checked the e-mail", async () => {
		const one = browser();
		expect((await one.throughGoogle("", { email: gmail(), fault: "unverified" })).to).toBe("/sign-in?google=google_unverified");
		expect((await one.visit("/sign-in?google=google_unverified")).text).toContain("Google has not checked");
	});

	it("cannot register under an e-mail they only typed: the form's own is not asked", async () => {
		const email = gmail();
		const one = browser();
		await one.throughGoogle("", { email });
		await one.visit("/register", { google: "yes", name: "N", businessName: "B", storeName: "S", email: "boss@shop.example", password });
		expect((await one.me()).email).toBe(email);
	});
});

describe("an e-mail that signs in here already", () => {
	it("is linked when Google hands out the address and it is verified here", async () => {
		const shop = await shopOf(gmail(), true);
		const one = browser();
		expect((await one.throughGoogle("", { email: shop.email.toUpperCase() })).to).toBe("/");
		expect((await one.me()).id).toBe(shop.userId);
		expect(await providerOf(shop)).toMatchObject({ loginProvider: "GOOGLE", providerAccountId: expect.any(String) });
		expect(
			await rowsOf(shop, "SELECT id FROM events WHERE type = 'identity.google_linked' AND businessId = ?", shop.businessId),
		).toHaveLength(1);
	});

	it.each([
		["not verified here", gmail(), false, {}],
		["not an address of Google's own", `person-${crypto.randomUUID()}@shop.example`, true, {}],
		["not even verified there", gmail(), true, { fault: "unverified" as Fault }],
	])("is not linked when it is %s", async (_, email, verified, more) => {
		const shop = await shopOf(email, verified);
		const one = browser();
		const { to } = await one.throughGoogle("", { email, ...more });
		expect(to).toMatch(/^\/sign-in\?google=google_(link_first|unverified)$/);
		expect(one.jar.has("__Host-session")).toBe(false);
		expect(await providerOf(shop)).toEqual({ loginProvider: "EMAIL", providerAccountId: null });
	});

	it("is linked from settings by whoever is signed in, and unlinked only with a password", async () => {
		const shop = await openShop();
		const one = browser({ "__Host-session": shop.token });
		const email = gmail();
		expect((await one.throughGoogle("?link=", { email })).to).toBe("/settings?saved=googleLink");
		expect(await providerOf(shop)).toMatchObject({ loginProvider: "GOOGLE" });
		const two = browser();
		await two.throughGoogle("", { email });
		expect((await two.me()).id).toBe(shop.userId);
		const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
		const [user] = await rowsOf<{ passwordHash: string }>(shop, "SELECT passwordHash FROM users WHERE id = ?", shop.userId);
		await database.prepare("UPDATE users SET passwordHash = NULL WHERE id = ?").bind(shop.userId).run();
		expect((await one.visit("/settings", { intent: "googleUnlink" })).status).toBe(409);
		await database.prepare("UPDATE users SET passwordHash = ? WHERE id = ?").bind(user?.passwordHash, shop.userId).run();
		expect((await one.visit("/settings", { intent: "googleUnlink" })).to).toBe("/settings?saved=googleUnlink");
		expect((await browser().throughGoogle("", { email })).to).toMatch(/^\/register/);
	});
});

it("gives one Google account to one person, also when two claim it at once", async () => {
	const email = gmail();
	const [first, second] = [await openShop(), await openShop()];
	const both = await Promise.all(
		[first, second].map((shop) => browser({ "__Host-session": shop.token }).throughGoogle("?link=", { email })),
	);
	expect(both.map(({ to }) => to).sort()).toEqual(["/settings?google=google_taken", "/settings?saved=googleLink"]);
	const { results } = await env.DIRECTORY.prepare("SELECT userId FROM providerAccounts WHERE userId IN (?, ?)")
		.bind(first.userId, second.userId)
		.all();
	expect(results).toHaveLength(1);
	const linked = [await providerOf(first), await providerOf(second)].filter((provider) => provider?.providerAccountId !== null);
	expect(linked).toHaveLength(1);
});

it("takes over a claim that a kill left behind, once it is old", async () => {
	const email = gmail();
	const shop = await openShop();
	const probe = browser({ "__Host-session": (await openShop()).token });
	await probe.throughGoogle("?link=", { email });
	await probe.visit("/settings", { intent: "googleUnlink" });
	const accountId = `2${[...email]
		.reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1e15, 7)
		.toString()
		.padStart(20, "0")}`;
	await env.DIRECTORY.prepare(
		"INSERT INTO providerAccounts (provider, accountId, userId, businessId, shard, createdAt) VALUES ('GOOGLE', ?, 'gone', 'gone', 0, ?)",
	)
		.bind(accountId, Date.now())
		.run();
	const one = browser({ "__Host-session": shop.token });
	expect((await one.throughGoogle("?link=", { email })).to).toBe("/settings?google=google_taken");
	await env.DIRECTORY.prepare("UPDATE providerAccounts SET createdAt = 0 WHERE accountId = ?").bind(accountId).run();
	expect((await one.throughGoogle("?link=", { email })).to).toBe("/settings?saved=googleLink");
});

describe("an answer that is not right", () => {
	it.each(["wrong_aud", "wrong_nonce", "wrong_iss", "expired", "no_token", "broken"] satisfies Fault[])(
		"%s signs nobody in, and says so in words",
		async (fault) => {
			const shop = await shopOf(gmail(), true);
			const one = browser();
			expect((await one.throughGoogle("", { email: shop.email, fault })).to).toBe("/sign-in?google=google_failed");
			expect(one.jar.size).toBe(0);
			logged();
		},
	);

	it("cancelled, foreign, late, replayed or brought to another browser begins no session", async () => {
		const shop = await shopOf(gmail(), true);
		const one = browser();
		const { to } = await one.visit("/sign-in/google");
		const answer = await answerTo(to, { email: shop.email });
		// Another browser: an attacker's answer under a victim's nose, and the other way round.
		expect((await browser().visit(answer)).to).toBe("/sign-in?google=google_expired");
		const other = browser();
		await other.visit("/sign-in/google");
		expect((await other.visit(answer)).to).toBe("/sign-in?google=google_state");
		expect(other.jar.size).toBe(0);
		const cookie = one.jar.get("__Host-google") ?? "";
		expect((await one.visit(answer)).to).toBe("/");
		// The same answer with the same cookie: the code is used up.
		expect((await browser({ "__Host-google": cookie }).visit(answer)).to).toBe("/sign-in?google=google_expired");
		const third = browser();
		const state = new URL((await third.visit("/sign-in/google")).to).searchParams.get("state");
		expect((await third.visit(`/sign-in/google/callback?error=access_denied&state=${state}`)).to).toBe("/sign-in?google=google_cancelled");
		expect((await third.visit("/sign-in/google/callback")).to).toBe("/sign-in?google=google_expired");
	});

	it("cannot be made of another cookie of ours, nor a session of it", async () => {
		const shop = await openShop();
		const one = browser();
		await one.visit("/sign-in/google");
		const flow = one.jar.get("__Host-google") ?? "";
		expect((await call("GET", "/api/auth/me", { headers: { Authorization: `Bearer ${flow}` } })).status).toBe(401);
		expect((await browser({ "__Host-google": shop.bearer }).visit("/sign-in/google/callback?code=x&state=undefined")).to).toBe(
			"/sign-in?google=google_expired",
		);
		expect((await browser({ "__Host-google-person": flow }).visit("/register")).text).toContain('name="password"');
	});

	it("links nothing to whoever is signed in by then", async () => {
		const [shop, other] = [await openShop(), await openShop()];
		const one = browser({ "__Host-session": shop.token });
		const { to } = await one.visit("/sign-in/google?link=");
		one.jar.set("__Host-session", other.token);
		expect((await one.visit(await answerTo(to, { email: gmail() }))).to).toBe("/settings?google=google_state");
		expect(await providerOf(other)).toEqual({ loginProvider: "EMAIL", providerAccountId: null });
	});
});

it("leads nowhere off this site", async () => {
	const shop = await shopOf(gmail(), true);
	for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example"])
		expect((await browser().throughGoogle(`?next=${encodeURIComponent(next)}`, { email: shop.email })).to).toBe("/");
	expect((await browser().visit(`/sign-in/google/forget?next=${encodeURIComponent("//evil.example")}`)).to).toBe("/");
});

it("is not there where it is not configured", async () => {
	expect((await call("GET", "/sign-in/google")).status).toBe(404);
	expect((await call("GET", "/sign-in")).body).not.toContain("Continue with Google");
	expect((await browser().visit("/sign-in")).text).toContain("Continue with Google");
});

it("joins by an invite, under the e-mail that was invited", async () => {
	const shop = await openShop();
	const invited = `guest-${crypto.randomUUID()}@shop.example`;
	await inviteUser(await shop.tenant(), { email: invited, role: "manager" });
	const token = await tokenTo(invited, "/invite");
	const one = browser();
	const back = await one.throughGoogle(`?invite=${encodeURIComponent(token)}`, { email: gmail(), name: "Guest" });
	expect(back.to).toBe(`/invite?token=${encodeURIComponent(token)}`);
	expect((await one.visit(back.to, { google: "yes", token, name: "Guest" })).to).toBe("/");
	expect(await one.me()).toMatchObject({ email: invited, role: "manager", name: "Guest" });
});

it.each([
	["a gmail address", "karen@gmail.com", true, null, true],
	["a Workspace address of its own domain", "karen@lundoglys.dk", true, "LundOgLys.dk", true],
	["a Workspace address of another domain", "karen@lundoglys.dk", true, "elsewhere.dk", false],
	["somebody else's address", "karen@lundoglys.dk", true, null, false],
	["an unverified gmail address", "karen@gmail.com", false, null, false],
	["a look-alike of gmail", "karen@gmail.com.evil.dk", true, null, false],
	["gmail as a part before the at", "gmail.com@evil.dk", true, null, false],
])("Google speaks for %s: %s", (_, email, emailVerified, hd, speaks) =>
	expect(speaksForMailbox({ accountId: "1", email, emailVerified, hd, name: "", picture: null })).toBe(speaks),
);
