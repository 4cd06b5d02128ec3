import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { call, password, rowsOf, type Shop, twoShops } from "../../support/world.ts";

/** The front page, settings, operations and the doors, as forms and documents. */

const look = (shop: Shop, path: string) => shop.call("GET", path, { headers: { Accept: "text/html" } });
const asForm = { Accept: "text/html", "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" };
const send = (shop: Shop, path: string, fields: Record<string, string>) =>
	shop.call("POST", path, { headers: asForm, body: new URLSearchParams(fields).toString() });
const events = (shop: Shop, type: string) => rowsOf(shop, "SELECT id FROM events WHERE businessId = ? AND type = ?", shop.businessId, type);

/** An employee of the shop, as the cookie they would send. */
async function hire(shop: Shop, role: string): Promise<string> {
	const email = `${role}-${crypto.randomUUID().slice(0, 8)}@shop.example`;
	expect((await shop.call("POST", "/api/users", { body: { email, name: "Fatima", role, password } })).status).toBe(201);
	const { headers } = await call("POST", "/api/auth/login", { body: { email, password } });
	return headers.get("Set-Cookie")?.split(";")[0] ?? "";
}

async function bury(shop: Shop, error: string): Promise<string> {
	const [event] = await rowsOf<{ id: string }>(shop, "SELECT id FROM events WHERE businessId = ? LIMIT 1", shop.businessId);
	const id = crypto.randomUUID();
	const database = shop.shard === 0 ? env.SHARD_0 : env.SHARD_1;
	await database
		.prepare(
			"INSERT INTO deadLetters (businessId, id, eventId, eventType, error, deliveries, state, diedAt) VALUES (?, ?, ?, 'stock.received', ?, 8, 'dead', ?)",
		)
		.bind(shop.businessId, id, event?.id ?? "", error, Date.now())
		.run();
	return id;
}
const stateOf = async (shop: Shop, id: string) =>
	(await rowsOf<{ state: string }>(shop, "SELECT state FROM deadLetters WHERE businessId = ? AND id = ?", shop.businessId, id))[0]?.state;

it("the pages cost two round trips, proof of the session included", async () => {
	const [shop] = await twoShops();
	for (const path of [
		"/",
		`/?store=${shop.storeId}`,
		"/settings",
		"/orders",
		"/orders?q=frame&payment=paid&from=2026-11-01",
		"/search?q=frame",
		"/operations",
		"/operations/events",
		"/operations/events?type=identity.logged_in",
	]) {
		const answered = await look(shop, path);
		expect(answered.status, path).toBe(200);
		expect(answered.headers.get("Server-Timing"), path).toMatch(/trips=[12] /);
	}
});

it("home and the products cost one round trip: who asks is proven by what is asked", async () => {
	const [shop, other] = await twoShops();
	await shop.call("POST", "/api/products", { body: { name: "KNUD Black 46", price: "2195", storeId: shop.storeId, initialStock: 6 } });
	for (const path of ["/", `/?store=${shop.storeId}`, "/?store=all", "/products", `/products?store=${shop.storeId}&q=knud`]) {
		const answered = await look(shop, path);
		expect(answered.status, path).toBe(200);
		expect(answered.headers.get("Server-Timing"), path).toContain("trips=1 ");
		if (path.startsWith("/products")) expect(answered.body).toContain("KNUD Black 46");
	}
	// A store that is nobody's, or somebody else's, is all of them.
	for (const store of [other.storeId, crypto.randomUUID(), "x".repeat(100), "'"]) {
		for (const path of ["/", "/products"]) {
			const answered = await look(shop, `${path}?store=${store}`);
			expect(answered.status, `${path} ${store}`).toBe(200);
			expect(answered.headers.get("Server-Timing"), path).toMatch(/trips=[12] /);
			if (path === "/products") expect(answered.body).toContain("KNUD Black 46");
		}
	}
	for (const path of ["/", "/products"]) {
		const nobody = await call("GET", path, { headers: { Accept: "text/html" } });
		expect([nobody.status, nobody.headers.get("Location")?.startsWith("/sign-in")], path).toEqual([302, true]);
	}
});

it("a dead letter is shown with its reason, sent again once, and is nobody else's", async () => {
	const [shop, other] = await twoShops();
	const [letterId, theirs] = [await bury(shop, "the bell is cracked"), await bury(other, "not for your eyes")];
	const page = await look(shop, "/operations");
	expect(page.body).toContain("the bell is cracked");
	expect(page.body).toContain("Stock received");
	expect(page.body).not.toContain("not for your eyes");

	const fields = { intent: "replay", letterId, commandId: crypto.randomUUID() };
	for (let time = 0; time < 2; time++) {
		const sent = await send(shop, "/operations", fields);
		expect([sent.status, sent.headers.get("Location")]).toEqual([303, "/operations?said=replay"]);
	}
	expect(await stateOf(shop, letterId)).toBe("replayed");
	expect(await events(shop, "audit.letter_replayed")).toHaveLength(1);

	const settled = await send(shop, "/operations", { intent: "discard", letterId, commandId: crypto.randomUUID() });
	expect(settled.status).toBe(409);
	expect(settled.body).toContain("The letter is settled already (replayed).");
	expect((await send(shop, "/operations", { intent: "discard", letterId: theirs })).status).toBe(404);
	expect(await stateOf(other, theirs)).toBe("dead");
	expect((await send(shop, "/operations", { intent: "explode", letterId })).status).toBe(400);
});

it("whoever may only look at operations is offered nothing else, and the forms say no", async () => {
	const [shop] = await twoShops();
	const letterId = await bury(shop, "the bell is cracked");
	const Cookie = await hire(shop, "manager");
	const page = await call("GET", "/operations", { headers: { Accept: "text/html", Cookie } });
	expect(page.body).toContain("the bell is cracked");
	expect(page.body).not.toContain('value="replay"');
	const acted = await call("POST", "/operations", {
		headers: { ...asForm, Cookie },
		body: new URLSearchParams({ intent: "replay", letterId }).toString(),
	});
	expect(acted.status).toBe(403);
	expect(await stateOf(shop, letterId)).toBe("dead");
	expect((await call("GET", "/operations", { headers: { Accept: "text/html", Cookie: await hire(shop, "employee") } })).status).toBe(403);
});

it("a shelf that drifted is found, brought together once by a form, and by nobody who may not", async () => {
	const [shop, other] = await twoShops();
	const { body: product } = await shop.call("POST", "/api/products", {
		body: { name: "KNUD", price: "100", initialStock: 6, storeId: shop.storeId },
	});
	const onHand = async () =>
		(
			await rowsOf<{ onHand: number }>(
				shop,
				"SELECT onHand FROM stockLevels WHERE businessId = ? AND productId = ?",
				shop.businessId,
				product.id,
			)
		)[0]?.onHand;
	expect((await send(shop, "/operations", { intent: "check" })).body).toContain("Every shelf agrees with its ledger");
	await rowsOf(shop, "UPDATE stockLevels SET onHand = 9 WHERE businessId = ? AND productId = ?", shop.businessId, product.id);
	const found = await send(shop, "/operations", { intent: "check" });
	expect(found.body).toContain("KNUD");
	expect(found.body).toContain('value="repair"');

	const repair = { intent: "repair", productId: product.id, storeId: shop.storeId, quantity: "6", commandId: crypto.randomUUID() };
	const employee = await hire(shop, "employee");
	const refused = await call("POST", "/operations", {
		headers: { ...asForm, Cookie: employee },
		body: new URLSearchParams(repair).toString(),
	});
	expect(refused.status).toBe(403);
	expect([403, 404]).toContain((await send(other, "/operations", repair)).status);
	expect(await onHand()).toBe(9);
	for (let time = 0; time < 2; time++) {
		const repaired = await send(shop, "/operations", repair);
		expect(repaired.status).toBe(200);
		expect(repaired.body).toContain("Every shelf agrees with its ledger");
	}
	expect(await onHand()).toBe(6);
	expect(await events(shop, "stock.drift_repaired")).toHaveLength(1);
});

it("a settings form sent twice has one effect, and its other kinds of wrong are said", async () => {
	const [shop, other] = await twoShops();
	const store = { intent: "store", name: "Ribe", kind: "shop", commandId: crypto.randomUUID() };
	for (let time = 0; time < 2; time++) expect((await send(shop, "/settings", store)).headers.get("Location")).toBe("/settings?saved=store");
	expect(await rowsOf(shop, "SELECT id FROM stores WHERE businessId = ?", shop.businessId)).toHaveLength(2);
	expect(await events(shop, "identity.store_added")).toHaveLength(1);

	const taken = await send(shop, "/settings", { ...store, commandId: crypto.randomUUID() });
	expect(taken.status).toBe(409);
	expect(taken.body).toContain("There is a store of that name already.");

	expect((await send(shop, "/settings", { intent: "removal", userId: other.userId })).status).toBe(404);
	expect((await send(shop, "/settings", { intent: "role", userId: other.userId, role: "employee" })).status).toBe(404);
	const [session] = await rowsOf<{ id: string }>(other, "SELECT id FROM sessions WHERE businessId = ?", other.businessId);
	expect((await send(shop, "/settings", { intent: "session", sessionId: session?.id ?? "" })).status).toBe(404);
	expect((await other.call("GET", "/api/auth/me")).status).toBe(200);

	const stale = await send(shop, "/settings", { intent: "business", name: "Lund", taxRate: "25", version: "7" });
	expect(stale.status).toBe(409);
	for (const [field, value] of [
		["taxRate", "101"],
		["taxRate", "12.345"],
		["timeZone", "Mars/Olympus"],
		["name", "x".repeat(121)],
		["locale", "sv"],
	] as const) {
		const refused = await send(shop, "/settings", { intent: "business", name: "Lund", taxRate: "25", [field]: value });
		expect([refused.status, field], value).toEqual([400, field]);
		expect(refused.body, `${field} ${value}`).toContain('aria-invalid="true"');
	}
	expect((await send(shop, "/settings", { intent: "everything" })).status).toBe(400);
	expect(await events(shop, "identity.settings_edited")).toHaveLength(0);
});

it("an employee changes nothing of the business, whatever they send", async () => {
	const [shop] = await twoShops();
	const Cookie = await hire(shop, "employee");
	const forms: Record<string, string>[] = [
		{ intent: "business", name: "Mine now", taxRate: "0" },
		{ intent: "store", name: "Mine" },
		{ intent: "person", name: "A", email: "a@b.example", role: "owner", password },
		{ intent: "role", userId: shop.userId, role: "employee" },
		{ intent: "removal", userId: shop.userId },
	];
	for (const fields of forms) {
		const answered = await call("POST", "/settings", { headers: { ...asForm, Cookie }, body: new URLSearchParams(fields).toString() });
		expect(answered.status, fields.intent).toBe(403);
	}
});

it("the doors refuse in the page, keep what was typed, and never send a password back", async () => {
	const wrong = await call("POST", "/sign-in?next=/settings", {
		headers: asForm,
		body: new URLSearchParams({ email: "nobody@shop.example", password: "secret of mine" }).toString(),
	});
	expect(wrong.status).toBe(401);
	expect(wrong.body).toContain("The name or the password is wrong.");
	expect(wrong.body).toContain("nobody@shop.example");
	expect(wrong.body).not.toContain("secret of mine");
	const [shop] = await twoShops();
	const right = await call("POST", "/sign-in?next=//evil.example", {
		headers: asForm,
		body: new URLSearchParams({ email: shop.email, password }).toString(),
	});
	expect([right.status, right.headers.get("Location")]).toEqual([303, "/"]);
	expect(right.headers.get("Set-Cookie")).toMatch(/^__Host-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax/);
	const out = await call("POST", "/sign-out", { headers: { ...asForm, Cookie: right.headers.get("Set-Cookie")?.split(";")[0] ?? "" } });
	expect([out.status, out.headers.get("Location")]).toEqual([303, "/sign-in"]);
	expect(out.headers.get("Set-Cookie")).toContain("Max-Age=0");
});

it("a registration sent twice is one business, and a body that is no form is the sender's fault", async () => {
	const email = `owner-${crypto.randomUUID()}@shop.example`;
	const fields = {
		name: "Karen",
		businessName: "Lund & Lys",
		storeName: "Ribe",
		email,
		password,
		currency: "DKK",
		locale: "da",
		commandId: crypto.randomUUID(),
	};
	const answers = [];
	for (let time = 0; time < 2; time++)
		answers.push(await call("POST", "/register", { headers: asForm, body: new URLSearchParams(fields).toString() }));
	for (const { status, headers } of answers) expect([status, headers.get("Location")]).toEqual([303, "/"]);
	const [one, two] = answers.map(({ headers }) => /__Host-session=\d\.([^.]+)/.exec(headers.get("Set-Cookie") ?? "")?.[1]);
	expect(one).toBeTruthy();
	expect(two).toBe(one);
	const again = await call("POST", "/register", {
		headers: asForm,
		body: new URLSearchParams({ ...fields, commandId: crypto.randomUUID() }).toString(),
	});
	expect(again.status).toBe(409);
	expect(again.body).toContain(`Somebody signs in with ${email} already.`);
	const json = await call("POST", "/sign-in", {
		body: { email, password },
		headers: { Accept: "text/html", "Sec-Fetch-Site": "same-origin" },
	});
	expect(json.status).toBe(400);
});
