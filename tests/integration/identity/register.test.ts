import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { findLogin } from "#app/identity/directory.server.ts";
import { grace, settle, sweepAfter, sweepReservations } from "#app/identity/settle.server.ts";
import { call, password, testScope } from "../../support/world.ts";

const someEmail = () => `new-${crypto.randomUUID().slice(0, 8)}@shop.example`;
const register = (body: object, key?: string) => call("POST", "/api/auth/register", { body, ...(key && { key }) });
const directory = <R>(sql: string, ...params: unknown[]) =>
	env.DIRECTORY.prepare(sql)
		.bind(...params)
		.all<R>()
		.then(({ results }) => results);

it("opens a business with its store, owner and first categories, signed in", async () => {
	const email = someEmail();
	const { status, body, headers } = await register({
		email,
		password,
		name: "Karen Lund",
		businessName: "Lund & Lys",
		storeName: "Nørrebro",
		currency: "dkk",
	});
	expect(status).toBe(201);
	expect(body).toMatchObject({
		user: { email, name: "Karen Lund", role: "owner" },
		business: { name: "Lund & Lys", currency: "DKK" },
		store: { name: "Nørrebro", currency: "DKK", slug: "noerrebro" },
	});
	const cookie = headers.get("Set-Cookie")?.split(";")[0] ?? "";
	expect((await call("GET", "/api/auth/me", { headers: { Cookie: cookie } })).status).toBe(200);
	const [login] = await directory<{ state: string; shard: number }>("SELECT * FROM logins WHERE name = ?", email);
	expect(login?.state).toBe("active");
	const shard = login?.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	const { results } = await shard
		.prepare("SELECT name FROM categories WHERE businessId = ? ORDER BY position")
		.bind(body.business.id)
		.all();
	expect(results.map((row) => row.name)).toEqual(["Frames", "Sunglasses", "Lenses", "Contacts", "Accessories"]);
});

it("refuses an e-mail that signs in already, in any case, and takes one of twenty at once", async () => {
	const email = someEmail();
	const all = await Promise.all(Array.from({ length: 20 }, (_, n) => register({ email: n % 2 ? email : email.toUpperCase(), password })));
	expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
	expect(all.filter(({ status, body }) => status === 409 && body.code === "email_taken")).toHaveLength(19);
	expect(await directory("SELECT * FROM logins WHERE name = ?", email)).toHaveLength(1);
});

it("finishes with the same key what it began, and is one business however often it is sent", async () => {
	const email = someEmail();
	const first = await register({ email, password, businessName: "Once" }, "reg-1");
	const second = await register({ email, password, businessName: "Once" }, "reg-1");
	expect([first.status, second.status]).toEqual([201, 201]);
	expect(second.body.business.id).toBe(first.body.business.id);
});

it("refuses the same key for anything else: another body opens no second business", async () => {
	const email = someEmail();
	const key = crypto.randomUUID();
	const first = await register({ email, password, businessName: "Once" }, key);
	for (const other of [
		{ email, password, businessName: "Twice" },
		{ email: someEmail(), password },
		{ email, password: "another password" },
	])
		expect(await register(other, key)).toMatchObject({ status: 409, body: { code: "idempotency_key_reused" } });
	expect((await register({ email, password, businessName: "Once" }, key)).body.business.id).toBe(first.body.business.id);
	expect(await directory("SELECT 1 FROM registrationKeys WHERE businessId = ?", first.body.business.id)).toHaveLength(1);
});

it("is one business for six of the same at once, each of them signed in", async () => {
	const [email, key] = [someEmail(), crypto.randomUUID()];
	const all = await Promise.all(Array.from({ length: 6 }, () => register({ email, password, businessName: "Crowd" }, key)));
	expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
	expect(new Set(all.map(({ body }) => `${body.business.id} ${body.user.id} ${body.store.id}`)).size).toBe(1);
	for (const { headers } of all) {
		const cookie = headers.get("Set-Cookie")?.split(";")[0] ?? "";
		expect((await call("GET", "/api/auth/me", { headers: { Cookie: cookie } })).status).toBe(200);
	}
});

it("does not let the old request in once the password is another", async () => {
	const [email, key] = [someEmail(), crypto.randomUUID()];
	const { headers } = await register({ email, password }, key);
	const cookie = headers.get("Set-Cookie")?.split(";")[0] ?? "";
	await call("POST", "/api/auth/password", {
		body: { currentPassword: password, newPassword: "another long password" },
		headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin" },
	});
	expect(await register({ email, password }, key)).toMatchObject({ status: 409, body: { code: "email_taken" } });
});

it("gives businesses of one name slugs that tell nothing of each other", async () => {
	const slugs = await Promise.all(
		[0, 1].map(async () => (await register({ email: someEmail(), password, businessName: "Lund & Lys" })).body.business.slug),
	);
	for (const slug of slugs) expect(slug).toMatch(/^lund-og-lys-[0-9a-f]{8}$/);
	expect(slugs[0]).not.toBe(slugs[1]);
	expect(await directory("SELECT slug FROM businesses WHERE slug = ?", slugs[0])).toHaveLength(1);
});

it("signs in by user name beside an e-mail field left empty", async () => {
	const username = `user-${crypto.randomUUID().slice(0, 8)}`;
	await register({ username, password });
	expect((await call("POST", "/api/auth/login", { body: { email: "", username, password } })).status).toBe(200);
	expect((await call("POST", "/api/auth/login", { body: { email: " ", username, password } })).status).toBe(200);
});

it("registers and signs in by user name on the literal paths", async () => {
	const username = `user-${crypto.randomUUID().slice(0, 8)}`;
	expect(await call("POST", "/auth/register", { body: { username, password } })).toMatchObject({
		status: 201,
		body: { message: "User registered successfully" },
	});
	expect(await call("POST", "/auth/login", { body: { username, password } })).toMatchObject({
		status: 200,
		body: { token: expect.any(String), user: { username } },
	});
	expect((await call("POST", "/auth/register", { body: { username, password } })).body.code).toBe("username_taken");
});

it("puts the first store in the zone it was told; without one, a Danish shop in Copenhagen and any other in UTC", async () => {
	const zoneOf = async (more: object) => {
		const { status, body } = await register({ email: someEmail(), password, ...more });
		return status === 201 ? [body.business.timeZone, body.store.timeZone] : body.details.issues[0].field;
	};
	expect(await zoneOf({ timeZone: "America/Lima", locale: "da" })).toEqual(["America/Lima", "America/Lima"]);
	expect(await zoneOf({ locale: "da" })).toEqual(["Europe/Copenhagen", "Europe/Copenhagen"]);
	expect(await zoneOf({})).toEqual(["UTC", "UTC"]);
	expect(await zoneOf({ timeZone: "Mars/Olympus" })).toBe("timeZone");
});

it("the page sends the browser's zone, and a zone nobody typed is no mistake", async () => {
	const open = async (timeZone: string) => {
		const fields = { email: someEmail(), password, name: "A", businessName: "B", storeName: "C", currency: "DKK", locale: "da", timeZone };
		const { headers } = await call("POST", "/register", {
			body: new URLSearchParams(fields).toString(),
			headers: { "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" },
		});
		const me = await call("GET", "/api/auth/me", { headers: { Cookie: headers.get("Set-Cookie")?.split(";")[0] ?? "" } });
		return me.body.store.timeZone;
	};
	expect(await open("Pacific/Auckland")).toBe("Pacific/Auckland");
	expect(await open("")).toBe("Europe/Copenhagen");
	expect(await open("Etc/Nowhere")).toBe("Europe/Copenhagen");
});

/** What a kill after the directory's batch leaves behind. */
async function reservedOnly(email: string, age: number) {
	const businessId = crypto.randomUUID();
	const createdAt = Date.now() - age;
	await env.DIRECTORY.batch([
		env.DIRECTORY.prepare("INSERT INTO businesses (id, shard, slug, state, createdAt) VALUES (?, 0, ?, 'pending', ?)").bind(
			businessId,
			businessId,
			createdAt,
		),
		env.DIRECTORY.prepare("INSERT INTO logins (name, userId, businessId, shard, state, createdAt) VALUES (?, ?, ?, 0, 'pending', ?)").bind(
			email,
			crypto.randomUUID(),
			businessId,
			createdAt,
		),
	]);
	return businessId;
}

it("frees a name whose registration died before its shard was written, by the sweeper", async () => {
	const email = someEmail();
	await reservedOnly(email, sweepAfter + 1000);
	expect(await sweepReservations(testScope().scope)).toMatchObject({ freed: 1 });
	expect((await register({ email, password })).status).toBe(201);
});

it("settles a reserved business that no name is reserved for, either way", async () => {
	const given = crypto.randomUUID();
	const { body } = await register({ email: someEmail(), password });
	await env.DIRECTORY.batch([
		env.DIRECTORY.prepare("INSERT INTO businesses (id, shard, slug, state, createdAt) VALUES (?, 1, ?, 'pending', 0)").bind(given, given),
		env.DIRECTORY.prepare("UPDATE businesses SET state = 'pending', createdAt = 0 WHERE id = ?").bind(body.business.id),
	]);
	expect(await sweepReservations(testScope().scope)).toEqual({ confirmed: 1, freed: 1 });
	expect(await directory("SELECT id, state FROM businesses WHERE id IN (?, ?)", given, body.business.id)).toEqual([
		{ id: body.business.id, state: "active" },
	]);
});

it("frees it for whoever asks again after the grace, and not before", async () => {
	const young = someEmail();
	await reservedOnly(young, 0);
	expect((await register({ email: young, password })).status).toBe(409);
	const old = someEmail();
	await reservedOnly(old, grace + 1000);
	expect((await register({ email: old, password })).status).toBe(201);
});

it("confirms a registration that died after its shard was written", async () => {
	const email = someEmail();
	const { body } = await register({ email, password });
	await env.DIRECTORY.batch([
		env.DIRECTORY.prepare("UPDATE logins SET state = 'pending', createdAt = 0 WHERE name = ?").bind(email),
		env.DIRECTORY.prepare("UPDATE businesses SET state = 'pending', createdAt = 0 WHERE id = ?").bind(body.business.id),
	]);
	expect(await sweepReservations(testScope().scope)).toMatchObject({ confirmed: 1 });
	expect((await call("POST", "/api/auth/login", { body: { email, password } })).status).toBe(200);
});

it("cannot be finished late once it was given up: the shard refuses the batch that comes after the sweeper", async () => {
	const email = someEmail();
	const businessId = await reservedOnly(email, sweepAfter + 1000);
	const { scope } = testScope();
	const login = await findLogin(scope, email);
	if (!login) throw new Error("not reserved");
	expect(await settle(scope, login)).toEqual([]);
	const late = env.SHARD_0.prepare(
		"INSERT INTO businesses (businessId, name, slug, currency, timeZone, locale, taxIncluded, taxRate, state, createdAt, updatedAt) VALUES (?, 'Late', 'late', 'DKK', 'UTC', 'en', 1, 0, 'active', 0, 0)",
	).bind(businessId);
	await expect(late.run()).rejects.toThrow(/UNIQUE/);
});

it("says which field is wrong, and writes nothing", async () => {
	for (const [body, field] of [
		[{ password }, "email"],
		[{ email: "no", password }, "email"],
		[{ email: someEmail() }, "password"],
		[{ email: someEmail(), password: "short" }, "password"],
		[{ email: someEmail(), password: "password123" }, "password"],
		[{ email: someEmail(), password, currency: "KRONER" }, "currency"],
		[{ email: someEmail(), password: 12345678 }, "password"],
	] as const) {
		const { status, body: answer } = await register(body);
		expect(status).toBe(400);
		expect(answer.details.issues[0].field).toBe(field);
	}
});
