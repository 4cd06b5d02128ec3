import { describe, expect, it, vi } from "vitest";
import { deviceGuesses, pinGuesses } from "#app/identity/rules.ts";
import { employeeCookie } from "#app/platform/http/cookies.ts";
import { upgrade } from "../../support/listening.ts";
import { Browser, factsOf, hire, showPin, tillOf } from "../../support/till.ts";
import { call, openShop, origin, rowsOf, type Shop, twoShops } from "../../support/world.ts";

/** As if everybody's wait at this shop were over. */
const waitOver = (shop: Shop) =>
	rowsOf(shop, "UPDATE pinGuards SET lockedUntil = 0 WHERE businessId = ? RETURNING subject", shop.businessId);
const me = (till: Browser) => till.call("GET", "/api/v1/auth/me");

it("signs somebody in with their PIN for four hours, keeps only hashes, and says who and where", async () => {
	const shop = await openShop();
	const anna = await hire(shop, "Anna Holm");
	expect(anna.slug).toBe("anna");
	const till = await tillOf(shop);
	const { status, body, headers } = await showPin(till, "anna", anna.pin);
	expect([status, body]).toMatchObject([
		200,
		{ employee: { id: anna.id, slug: "anna", name: "Anna Holm", role: "employee" }, store: { id: shop.storeId } },
	]);
	expect(headers.getSetCookie()).toEqual(
		expect.arrayContaining([expect.stringMatching(/^__Host-EMP_SESS=\S+; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=14400$/)]),
	);
	expect((await me(till)).body).toMatchObject({
		user: { id: anna.userId, email: null, role: "employee" },
		store: { id: shop.storeId },
		employee: { id: anna.id, slug: "anna" },
		device: { id: till.deviceId },
		principal: { kind: "employee", id: anna.id, role: "employee" },
	});
	const tables = ["employees", "employeeSessions", "events", "idempotencyKeys", "pinGuards"];
	const kept = JSON.stringify(
		await Promise.all(tables.map((table) => rowsOf(shop, `SELECT * FROM ${table} WHERE businessId = ?`, shop.businessId))),
	);
	for (const secret of [anna.pin, till.jar.get(employeeCookie) ?? "", "argon2"]) expect(kept).not.toContain(secret);
	expect(await factsOf(shop, "identity.employee_logged_in")).toMatchObject([
		{ actorKind: "user", actorId: anna.userId, actorName: "Anna Holm", deviceId: till.deviceId, deviceName: "Till 1" },
	]);
});

it("sells as the employee, at the till, in its store only", async () => {
	const shop = await openShop();
	const aarhus = (await shop.call("POST", "/api/stores", { body: { name: "Aarhus" } })).body;
	const made = await shop.call("POST", "/api/products", {
		body: { storeId: shop.storeId, name: "KNUD", price: "2195.00", initialStock: 6 },
	});
	const anna = await hire(shop, "Anna");
	const till = await tillOf(shop);
	await showPin(till, "anna", anna.pin);
	const sold = await till.call("POST", "/api/v1/sales", { body: { storeId: shop.storeId, productId: made.body.id, quantity: 2 } });
	expect(sold.status).toBe(201);
	expect(await till.call("POST", "/api/v1/sales", { body: { storeId: aarhus.id, productId: made.body.id, quantity: 1 } })).toMatchObject({
		status: 403,
		body: { code: "store_not_yours" },
	});
	expect(await factsOf(shop, "order.completed")).toMatchObject([{ actorId: anna.userId, actorName: "Anna", deviceId: till.deviceId }]);
	expect(await rowsOf(shop, "SELECT actorName FROM stockMovements WHERE businessId = ? AND reason = 'sale'", shop.businessId)).toEqual([
		{ actorName: "Anna" },
	]);
});

it("gives a PIN no more than a till needs, whatever its role", async () => {
	const shop = await openShop();
	const mia = await hire(shop, "Mia", { role: "manager" });
	const till = await tillOf(shop);
	await showPin(till, mia.slug, mia.pin);
	for (const [method, path, body] of [
		["GET", "/api/v1/users", undefined],
		["GET", "/api/v1/audit", undefined],
		["POST", "/api/v1/auth/password", { currentPassword: "x", newPassword: "another shelf entirely" }],
		["GET", "/api/v1/auth/sessions", undefined],
		["POST", "/api/v1/employees", { name: "Ida", storeIds: [shop.storeId] }],
	] as const)
		expect(await till.call(method, path, { body }), path).toMatchObject({ status: 403, body: { code: "missing_permission" } });
	expect((await me(till)).body.principal.permissions).toContain("sales:refund");
});

it("costs as much among many people and tills as among few", async () => {
	const shop = await openShop();
	const [anna, till] = [await hire(shop, "Anna"), await tillOf(shop)];
	const rowsRead = async () => {
		const [, trips, read] =
			/trips=(\d+) read=(\d+)/.exec((await showPin(till, anna.slug, anna.pin)).headers.get("Server-Timing") ?? "") ?? [];
		expect(trips).toBe("2");
		return Number(read);
	};
	await rowsRead();
	const alone = await rowsRead();
	for (let n = 0; n < 6; n++) await showPin(await tillOf(shop), (await hire(shop, `Person ${n}`)).slug, "7391");
	// The end of a range is seen at the row behind it, once there is one.
	expect((await rowsRead()) - alone).toBeLessThanOrEqual(1);
});

describe("guessing", () => {
	it("judges exactly five of a thousand at once", async () => {
		const shop = await openShop();
		const anna = await hire(shop, "Anna");
		const till = await tillOf(shop);
		const guesses: number[] = [];
		// Batches of a hundred: one isolate carries no thousand hashes at once.
		for (let from = 0; from < 1000; from += 100) {
			const some = await Promise.all(Array.from({ length: 100 }, (_, n) => showPin(till, "anna", String(9000 - from - n))));
			guesses.push(...some.map(({ status }) => status));
		}
		expect(guesses.filter((status) => status === 401)).toHaveLength(pinGuesses.free);
		expect(guesses.filter((status) => status === 429)).toHaveLength(1000 - pinGuesses.free);
		expect((await showPin(till, "anna", anna.pin)).status).toBe(429);
		expect(await factsOf(shop, "identity.pin_refused")).toHaveLength(5);
	}, 60_000);

	it("waits longer after each further one, stops after ten, and goes on when a manager says so", async () => {
		const shop = await openShop();
		const anna = await hire(shop, "Anna");
		const till = await tillOf(shop);
		for (let n = 0; n < 5; n++) expect((await showPin(till, "anna", `900${n}`)).body.details.left).toBe(4 - n);
		const waits: number[] = [];
		for (let n = 5; n < 10; n++) {
			const waiting = await showPin(till, "anna", anna.pin);
			expect(waiting.body.code).toBe("pin_locked");
			waits.push(Math.round(Number(waiting.headers.get("Retry-After")) / 60));
			await waitOver(shop);
			expect((await showPin(till, "anna", `900${n}`)).status).toBe(401);
		}
		expect(waits).toEqual([15, 30, 60, 120, 240]);
		await waitOver(shop);
		expect(await showPin(till, "anna", anna.pin)).toMatchObject({ status: 403, body: { code: "pin_blocked" } });
		expect((await shop.call("GET", `/api/v1/employees/${anna.id}`)).body).toMatchObject({ blocked: true });

		const mia = await hire(shop, "Mia", { role: "manager", pin: "6284" });
		await showPin(till, "mia", mia.pin);
		expect((await till.call("POST", `/api/v1/employees/${anna.id}/unlock`)).status).toBe(200);
		expect(await till.call("POST", `/api/v1/employees/${mia.id}/unlock`)).toMatchObject({ status: 403, body: { code: "not_your_own" } });
		expect((await showPin(till, "anna", anna.pin)).status).toBe(200);
	});

	it("counts anew after a right one", async () => {
		const shop = await openShop();
		const anna = await hire(shop, "Anna");
		const till = await tillOf(shop);
		for (let round = 0; round < 3; round++) {
			for (let n = 0; n < 4; n++) expect((await showPin(till, "anna", `900${n}`)).status).toBe(401);
			expect((await showPin(till, "anna", anna.pin)).status).toBe(200);
		}
	});

	it("makes the device wait after twenty in an hour, over all its people and names nobody has", async () => {
		const shop = await openShop();
		const people = await Promise.all(["Anna", "Bo", "Carl", "Dina"].map((name) => hire(shop, name)));
		const till = await tillOf(shop);
		const slugs = [...people.map(({ slug }) => slug), "nobody"];
		const guesses = await Promise.all(Array.from({ length: 60 }, (_, n) => showPin(till, slugs[n % 5] ?? "", "9001")));
		expect(guesses.filter(({ status }) => status === 401)).toHaveLength(deviceGuesses.perHour);
		const anna = people[0]!;
		const waiting = await showPin(till, anna.slug, anna.pin);
		expect([waiting.status, waiting.body.code]).toEqual([429, "device_locked"]);
		expect(Number(waiting.headers.get("Retry-After"))).toBeGreaterThan(14 * 60);
		// The next till is not to blame, nor are its people.
		const second = await tillOf(shop);
		await shop.call("POST", `/api/v1/employees/${anna.id}/unlock`);
		expect((await showPin(second, anna.slug, anna.pin)).status).toBe(200);
		expect((await shop.call("POST", `/api/v1/devices/${till.deviceId}/unlock`)).status).toBe(200);
		expect((await showPin(till, anna.slug, anna.pin)).status).toBe(200);
	});
});

it("knows nobody at a device of another business, of another store, or of none", async () => {
	const [shop, other] = await twoShops();
	const anna = await hire(shop, "Anna");
	const aarhus = (await shop.call("POST", "/api/stores", { body: { name: "Aarhus" } })).body;
	expect((await showPin(await tillOf(other), "anna", anna.pin)).body.code).toBe("wrong_pin");
	expect((await showPin(await tillOf(shop, aarhus.id), "anna", anna.pin)).body.code).toBe("wrong_pin");
	expect(await showPin(new Browser(), "anna", anna.pin)).toMatchObject({ status: 401, body: { code: "device_unknown" } });

	const till = await tillOf(shop);
	await showPin(till, "anna", anna.pin);
	// The employee's cookie counts only beside the device's it was begun at.
	const thief = await tillOf(other);
	thief.jar.set(employeeCookie, till.jar.get(employeeCookie) ?? "");
	expect((await me(thief)).status).toBe(401);
	const second = await tillOf(shop);
	second.jar.set(employeeCookie, till.jar.get(employeeCookie) ?? "");
	expect((await me(second)).status).toBe(401);
	expect((await me(till)).status).toBe(200);
});

it("has one person at a till: the next one puts the first one out, and an old cookie stays old", async () => {
	const shop = await openShop();
	const [anna, bo] = [await hire(shop, "Anna"), await hire(shop, "Bo", { pin: "6284" })];
	const till = await tillOf(shop);
	await showPin(till, anna.slug, anna.pin);
	const first = till.jar.get(employeeCookie) ?? "";
	await showPin(till, bo.slug, bo.pin);
	expect(till.jar.get(employeeCookie)).not.toBe(first);
	expect((await me(till)).body.employee.slug).toBe("bo");
	till.jar.set(employeeCookie, first);
	expect((await me(till)).status).toBe(401);
});

it("ends where the till is locked, left alone, or four hours old", { timeout: 60_000 }, async () => {
	const shop = await openShop();
	const anna = await hire(shop, "Anna");
	const till = await tillOf(shop);
	await showPin(till, anna.slug, anna.pin);
	const locked = await till.call("POST", "/lock?next=/counter");
	expect([locked.status, locked.headers.get("Location")]).toEqual([303, "/login?next=%2Fcounter"]);
	expect(till.jar.has(employeeCookie)).toBe(false);

	const age = (column: string, minutes: number) =>
		rowsOf(
			shop,
			`UPDATE employeeSessions SET ${column} = ${column} - ? WHERE businessId = ? RETURNING id`,
			minutes * 60_000,
			shop.businessId,
		);
	await showPin(till, anna.slug, anna.pin);
	await age("seenAt", 11);
	expect((await me(till)).status).toBe(401);
	await shop.call("PATCH", `/api/store-doors/${shop.storeId}`, { body: { lockMinutes: 0 } });
	expect((await me(till)).status).toBe(200);
	await age("expiresAt", 240);
	expect((await me(till)).status).toBe(401);
});

it("stays whoever's while they touch it", async () => {
	const shop = await openShop();
	const anna = await hire(shop, "Anna");
	const till = await tillOf(shop);
	await showPin(till, anna.slug, anna.pin);
	await rowsOf(shop, "UPDATE employeeSessions SET seenAt = seenAt - 540000 WHERE businessId = ? RETURNING id", shop.businessId);
	const { status } = await till.call("GET", "/lock?awake");
	expect(status).toBe(204);
	await vi.waitFor(async () => {
		const [row] = await rowsOf<{ seenAt: number }>(shop, "SELECT seenAt FROM employeeSessions WHERE businessId = ?", shop.businessId);
		expect(Date.now() - (row?.seenAt ?? 0)).toBeLessThan(60_000);
	});
});

describe("whose way in ends at once", () => {
	const ends: [string, (shop: Shop, anna: { id: string; userId: string }, deviceId: string) => Promise<{ status: number }>][] = [
		["a revoked till's", (shop, _, deviceId) => shop.call("DELETE", `/api/v1/devices/${deviceId}`)],
		["a disabled employee's", (shop, { id }) => shop.call("PATCH", `/api/v1/employees/${id}`, { body: { state: "disabled" } })],
		["somebody's with a new PIN", (shop, { id }) => shop.call("POST", `/api/v1/employees/${id}/pin`, { body: { pin: "6284" } })],
		["a removed person's", (shop, { userId }) => shop.call("DELETE", `/api/v1/users/${userId}`)],
	];
	it.each(ends)("%s", async (_, end) => {
		const shop = await openShop();
		const anna = await hire(shop, "Anna");
		const till = await tillOf(shop);
		await showPin(till, anna.slug, anna.pin);
		const response = await upgrade(null, { headers: { Cookie: [...till.jar].map(([name, value]) => `${name}=${value}`).join("; ") } });
		expect(response.status).toBe(101);
		let closed = 0;
		response.webSocket?.addEventListener("close", ({ code }) => {
			closed = code;
		});
		response.webSocket?.accept();
		expect((await end(shop, anna, till.deviceId)).status).toBe(200);
		expect((await me(till)).status).toBe(401);
		expect((await till.call("POST", "/api/v1/sales", { body: {} })).status).toBe(401);
		await vi.waitFor(() => expect(closed).toBe(4401), { timeout: 5000 });
	});
});

it("leads to the door before: a device's, then a person's; and back", async () => {
	const shop = await openShop();
	const anna = await hire(shop, "Anna");
	const nobody = new Browser();
	const to = async (browser: Browser, path: string) => (await browser.call("GET", path)).headers.get("Location");
	expect(await to(nobody, "/counter?store=x")).toBe("/store/login?next=%2Fcounter%3Fstore%3Dx");
	expect(await to(nobody, "/products")).toBe("/sign-in?next=%2Fproducts");
	expect(await to(nobody, "/login")).toBe("/store/login?next=%2Fcounter");
	const till = await tillOf(shop);
	expect(await to(till, "/counter")).toBe("/login?next=%2Fcounter");
	const door = await till.call("GET", "/login?next=//evil.example");
	expect(door.body).toContain("Anna");
	const wrong = await till.form("/login?who=anna", { slug: "anna", pin: "9001" });
	expect([wrong.status, String(wrong.body).includes("9001")]).toEqual([401, false]);
	const right = await till.form("/login?next=//evil.example", { slug: "anna", pin: anna.pin });
	expect([right.status, right.headers.get("Location")]).toEqual([303, "/counter"]);
	const counter = await till.call("GET", "/counter");
	expect([counter.status, String(counter.body).includes("Anna")]).toEqual([200, true]);
	expect(await to(till, "/products")).toBe("/sign-in?next=%2Fproducts");
	expect(await to(till, "/")).toBe("/sign-in");
	// A till that was revoked begins again at the first door.
	await shop.call("DELETE", `/api/v1/devices/${till.deviceId}`);
	expect(await to(till, "/counter")).toBe("/login?next=%2Fcounter");
	expect(await to(till, "/login?next=%2Fcounter")).toBe("/store/login?next=%2Fcounter");
	expect(till.jar.has("__Host-STORE_SESS")).toBe(false);
});

it("leaves the counter to whoever is signed in to the back office, as long as nobody has shown a PIN there", async () => {
	const shop = await openShop();
	const anna = await hire(shop, "Anna");
	expect((await shop.call("GET", "/counter")).status).toBe(200);
	const till = await tillOf(shop);
	till.jar.set("__Host-session", shop.token);
	expect((await me(till)).body.principal).toMatchObject({ kind: "user" });
	await showPin(till, anna.slug, anna.pin);
	expect((await me(till)).body.principal).toMatchObject({ kind: "employee" });
	expect((await till.call("GET", "/products")).status).toBe(200);
	// A PIN that ran out never turns into the owner: the sale would carry her name.
	await rowsOf(shop, "DELETE FROM employeeSessions WHERE businessId = ? RETURNING id", shop.businessId);
	expect((await till.call("POST", "/api/v1/sales", { body: {} })).status).toBe(401);
	expect((await till.call("GET", "/counter")).headers.get("Location")).toBe("/login?next=%2Fcounter");
});

it("does not become the owner's who is signed in beside it, when a PIN's four hours are over or the till was locked, unless they say so", async () => {
	const shop = await openShop();
	const anna = await hire(shop, "Anna");
	const till = await tillOf(shop);
	till.jar.set("__Host-session", shop.token);
	const ends: (() => Promise<unknown>)[] = [
		// The browser drops the cookie by itself.
		async () => till.jar.delete("__Host-EMP_SESS"),
		() => till.form("/lock", {}),
		() => till.call("POST", "/api/v1/auth/logout", { body: {} }),
	];
	for (const end of ends) {
		await showPin(till, anna.slug, anna.pin);
		expect((await till.call("GET", "/counter")).status).toBe(200);
		await end();
		expect(till.jar.has("__Host-EMP_SESS")).toBe(false);
		expect((await till.call("POST", "/api/v1/sales", { body: {} })).status).toBe(401);
		for (const path of ["/counter", "/counter.data", "/counter/receipts"]) {
			const answered = await till.call("GET", path);
			expect(`${path} ${answered.headers.get("Location") ?? answered.body}`).toContain("/login?next=");
		}
		expect((await till.form("/counter", { sell: "x" })).headers.get("Location")).toContain("/login");
		// The back office is still theirs.
		expect((await till.call("GET", "/products")).status).toBe(200);
	}
	const door = await till.call("GET", "/login");
	expect(door.body).toContain('name="goOn"');
	expect(await till.form("/login?next=%2Fcounter", { goOn: "1" })).toMatchObject({ status: 303 });
	expect((await till.call("GET", "/counter")).status).toBe(200);
	expect((await me(till)).body.principal).toMatchObject({ kind: "user" });
	// And it is the next one's who shows a PIN.
	await showPin(till, anna.slug, anna.pin);
	expect((await me(till)).body.principal).toMatchObject({ kind: "employee" });
});

it("answers the pages of the back office as their owner, and never the till's, in a browser in which a PIN was shown", async () => {
	const shop = await openShop();
	const anna = await hire(shop, "Anna");
	const till = await tillOf(shop);
	till.jar.set("__Host-session", shop.token);
	await showPin(till, anna.slug, anna.pin);
	const kindFrom = async (page: string) => {
		const { status, body } = await till.call("GET", "/api/v1/auth/me", { headers: { Referer: page } });
		return status === 200 ? body.principal.kind : status;
	};
	const offices = [`${origin}/stock/counts/c`, `${origin}/purchasing/orders/o?page=2`, `${origin}/counters`];
	const others = [`${origin}/counter`, `${origin}/counter/drawer?store=x`, `${origin}/login`, "https://evil.example/stock", "stock", ""];
	for (const page of offices) expect(await kindFrom(page), page).toBe("user");
	for (const page of others) expect(await kindFrom(page), page).toBe("employee");
	till.jar.delete(employeeCookie);
	for (const page of offices) expect(await kindFrom(page), page).toBe("user");
	// A till with nobody at it is itself, and sells nothing in the owner's name.
	for (const page of others) {
		expect(await kindFrom(page), page).toBe("device");
		expect((await till.call("POST", "/api/v1/sales", { body: {}, headers: { Referer: page } })).status, page).toBe(401);
	}
});

it.each(["/api/auth/logout", "/api/v1/auth/logout"])("signs the owner out of a browser in which a PIN was shown, at %s", async (path) => {
	const shop = await openShop();
	const anna = await hire(shop, "Anna");
	const till = await tillOf(shop);
	till.jar.set("__Host-session", shop.token);
	await showPin(till, anna.slug, anna.pin);
	// First whoever is at the till, then the other.
	await till.call("POST", path, { body: {} });
	expect([till.jar.has(employeeCookie), till.jar.has("__Host-session")]).toEqual([false, true]);
	await till.call("POST", path, { body: {} });
	expect(till.jar.has("__Host-session")).toBe(false);
	expect((await shop.call("GET", "/api/v1/auth/me")).status).toBe(401);
});

it("takes no cross-site form at a till", async () => {
	const shop = await openShop();
	await hire(shop, "Anna");
	const till = await tillOf(shop);
	const cookie = `__Host-STORE_SESS=${till.jar.get("__Host-STORE_SESS")}`;
	const body = { slug: "anna", pin: "7391" };
	const others: Record<string, string>[] = [{ "Sec-Fetch-Site": "cross-site" }, { Origin: "https://evil.example" }, {}];
	for (const headers of others)
		expect(await call("POST", "/api/auth/employee/login", { body, headers: { Cookie: cookie, ...headers } })).toMatchObject({
			status: 403,
			body: { code: "cross_site" },
		});
	expect((await call("POST", "/api/auth/employee/login", { body, headers: { Cookie: cookie, Origin: origin } })).status).toBe(200);
});
