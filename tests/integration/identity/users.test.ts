import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { deliverEvents } from "../../../workers/queues/deliver.ts";
import { call, openShop, rowsOf, testScope, twoShops } from "../../support/world.ts";

const jonas = { email: "", name: "Jonas", role: "manager", password: "coffee before ten" };
const fresh = () => ({ ...jonas, email: `jonas-${crypto.randomUUID().slice(0, 8)}@shop.example` });

it("adds a manager who can sign in, read and receive, but not add people", async () => {
	const shop = await openShop();
	const person = fresh();
	const added = await shop.call("POST", "/api/users", { body: person });
	expect(added).toMatchObject({ status: 201, body: { email: person.email, role: "manager", version: 1 } });
	const { body } = await call("POST", "/api/auth/login", { body: { email: person.email, password: person.password } });
	const refused = await call("POST", "/api/v1/users", { body: fresh(), headers: { Authorization: `Bearer ${body.token}` } });
	expect(refused).toMatchObject({ status: 403, body: { code: "missing_permission", details: { permission: "users:write" } } });
});

it("refuses an e-mail that signs in anywhere, also in another business, and writes nothing", async () => {
	const [first, second] = await twoShops();
	const refused = await second.call("POST", "/api/users", { body: { ...fresh(), email: first.email } });
	expect(refused).toMatchObject({ status: 409, body: { code: "email_taken", details: { field: "email" } } });
	expect(await rowsOf(second, "SELECT * FROM users WHERE businessId = ?", second.businessId)).toHaveLength(1);
});

it("names the field and the rule of each bad input", async () => {
	const shop = await openShop();
	const { status, body } = await shop.call("POST", "/api/users", { body: { email: "nobody", name: " ", role: "king", password: "short" } });
	expect(status).toBe(400);
	expect(new Set(body.details.issues.map((issue: { field: string }) => issue.field))).toEqual(
		new Set(["email", "name", "password", "role"]),
	);
});

it("keeps the last owner, and lets one of two go", async () => {
	const shop = await openShop();
	expect(await shop.call("DELETE", `/api/users/${shop.userId}`)).toMatchObject({ status: 409, body: { code: "last_owner" } });
	expect(await shop.call("PATCH", `/api/users/${shop.userId}`, { body: { role: "agent" } })).toMatchObject({
		status: 409,
		body: { code: "last_owner" },
	});
	const { body: partner } = await shop.call("POST", "/api/users", { body: { ...fresh(), role: "owner" } });
	const both = await Promise.all([
		shop.call("PATCH", `/api/users/${shop.userId}`, { body: { role: "manager" } }),
		shop.call("PATCH", `/api/users/${partner.id}`, { body: { role: "manager" } }),
	]);
	expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200]);
	expect(
		await rowsOf(shop, "SELECT id FROM users WHERE businessId = ? AND role = 'owner' AND state = 'active'", shop.businessId),
	).toHaveLength(1);
});

it("frees the name of a person who was removed, and ends their sessions at once", async () => {
	const shop = await openShop();
	const person = fresh();
	const { body: added } = await shop.call("POST", "/api/users", { body: person });
	const { body: signedIn } = await call("POST", "/api/auth/login", { body: { email: person.email, password: person.password } });
	expect((await shop.call("DELETE", `/api/users/${added.id}`)).status).toBe(200);
	expect(await call("GET", "/api/auth/me", { headers: { Authorization: `Bearer ${signedIn.token}` } })).toMatchObject({
		status: 401,
		body: { error: "Invalid token" },
	});
	expect((await shop.call("POST", "/api/users", { body: person })).status).toBe(201);
});

it("frees the name also when the removal was cut off between the two databases", async () => {
	const shop = await openShop();
	const person = fresh();
	const { body: added } = await shop.call("POST", "/api/users", { body: person });
	const [login] = (await env.DIRECTORY.prepare("SELECT * FROM logins WHERE name = ?").bind(person.email).all()).results;
	await shop.call("DELETE", `/api/users/${added.id}`);
	// What a kill after the shard's batch leaves: the name still stands, the event is still due.
	await env.DIRECTORY.prepare("INSERT INTO logins (name, userId, businessId, shard, state, createdAt) VALUES (?, ?, ?, ?, 'active', ?)")
		.bind(person.email, added.id, shop.businessId, shop.shard, login?.createdAt)
		.run();
	const [event] = await rowsOf<{ id: string }>(
		shop,
		"UPDATE events SET dueAt = 1 WHERE businessId = ? AND type = 'identity.user_removed' RETURNING id",
		shop.businessId,
	);
	expect(await shop.call("POST", "/api/users", { body: person })).toMatchObject({ status: 409, body: { code: "email_taken" } });
	await deliverEvents(testScope().scope, [{ ...shop, eventId: event?.id ?? "" }]);
	expect((await shop.call("POST", "/api/users", { body: person })).status).toBe(201);
	// Told once more, it takes nothing from whoever has the name by now.
	await rowsOf(shop, "UPDATE events SET dueAt = 1 WHERE businessId = ? AND id = ?", shop.businessId, event?.id);
	await deliverEvents(testScope().scope, [{ ...shop, eventId: event?.id ?? "" }]);
	expect((await call("POST", "/api/auth/login", { body: { email: person.email, password: person.password } })).status).toBe(200);
});

it("removes nobody who was changed since the caller looked", async () => {
	const shop = await openShop();
	const { body: added, headers } = await shop.call("POST", "/api/users", { body: fresh() });
	const tag = headers.get("ETag") ?? "";
	await shop.call("PATCH", `/api/users/${added.id}`, { body: { name: "Jonas Lys" } });
	const path = `/api/users/${added.id}`;
	expect(await shop.call("DELETE", path, { headers: { "If-Match": tag } })).toMatchObject({
		status: 409,
		body: { code: "version_changed", details: { current: 2 } },
	});
	const now = (await shop.call("GET", path)).headers.get("ETag") ?? "";
	expect((await shop.call("DELETE", path, { headers: { "If-Match": now } })).status).toBe(200);
});

it("lists people as Danish orders names, a page at a time", async () => {
	const shop = await openShop();
	const names = ["Ågot", "Østen", "Ærø", "Zenia", "Émile", "anders", "Bo", "Ole", "Öberg"];
	for (const name of names) await shop.call("POST", "/api/users", { body: { ...fresh(), name } });
	const seen: string[] = [];
	for (let cursor: string | null = ""; cursor !== null; ) {
		const { body } = await shop.call("GET", `/api/users?limit=2${cursor && `&cursor=${cursor}`}`);
		seen.push(...body.items.map((user: { name: string }) => user.name));
		cursor = body.nextCursor;
	}
	expect(seen).toEqual(["anders", "Bo", "Émile", "Ole", "Owner", "Zenia", "Ærø", "Öberg", "Østen", "Ågot"]);
});

it("does not see, change or remove another business's people", async () => {
	const [first, second] = await twoShops();
	for (const [method, body] of [["GET"], ["PATCH", { name: "Mine" }], ["PUT", { name: "Mine", role: "agent" }], ["DELETE"]] as const) {
		expect(await second.call(method, `/api/users/${first.userId}`, body ? { body } : {}), method).toMatchObject({
			status: 404,
			body: { code: "user_not_found" },
		});
	}
	const { body } = await second.call("GET", "/api/users");
	expect(body.items.map((user: { id: string }) => user.id)).toEqual([second.userId]);
});

it("refuses to write over a change it has not seen", async () => {
	const shop = await openShop();
	expect(
		(await shop.call("PATCH", `/api/users/${shop.userId}`, { body: { name: "Karen" }, headers: { "If-Match": '"1"' } })).body.version,
	).toBe(2);
	expect(await shop.call("PATCH", `/api/users/${shop.userId}`, { body: { name: "Karin" }, headers: { "If-Match": '"1"' } })).toMatchObject({
		status: 409,
		body: { code: "version_changed", details: { current: 2 } },
	});
});

it("demands the whole of a PUT", async () => {
	const shop = await openShop();
	expect(await shop.call("PUT", `/api/users/${shop.userId}`, { body: { name: "Karen" } })).toMatchObject({
		status: 400,
		body: { code: "validation_failed" },
	});
});

it("adds one person for one key however often it is sent, and refuses the key for another", async () => {
	const shop = await openShop();
	const person = fresh();
	const all = await Promise.all(Array.from({ length: 6 }, () => shop.call("POST", "/api/users", { body: person, key: "add-1" })));
	expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
	expect(new Set(all.map(({ body }) => body.id)).size).toBe(1);
	expect((await shop.call("POST", "/api/users", { body: person, key: "add-1" })).body.id).toBe(all[0]?.body.id);
	for (const other of [{ ...person, name: "Somebody else" }, fresh()])
		expect(await shop.call("POST", "/api/users", { body: other, key: "add-1" })).toMatchObject({
			status: 409,
			body: { code: "idempotency_key_reused" },
		});
	expect(await shop.call("POST", "/api/users", { body: person, key: "add-2" })).toMatchObject({
		status: 409,
		body: { code: "email_taken" },
	});
	expect(await rowsOf(shop, "SELECT id FROM users WHERE businessId = ? AND state = 'active'", shop.businessId)).toHaveLength(2);
});
