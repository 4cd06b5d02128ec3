import { expect, it } from "vitest";
import { call, openShop, password, rowsOf, type Shop, twoShops } from "../../support/world.ts";

const path = (shop: Shop) => `/api/v1/stores/${shop.storeId}`;
const sold = async (shop: Shop, at: string) => {
	const { body } = await shop.call("POST", "/api/products", { body: { name: "Frame", price: "100.00", initialStock: 9 } });
	const tenant = await shop.tenant(Date.parse(at));
	const { sell } = await import("#app/sales/sell.server.ts");
	await sell(tenant, { storeId: shop.storeId, lines: [{ productId: body.id, quantity: 1 }] });
	return body.id as string;
};

it("changes a store's name, zone and currency, and everybody sees it at once", async () => {
	const shop = await openShop();
	const changed = await shop.call("PATCH", path(shop), { body: { name: "Østerbro", timeZone: "america/new_york", currency: "eur" } });
	expect(changed).toMatchObject({
		status: 200,
		body: { id: shop.storeId, name: "Østerbro", slug: "oesterbro", timeZone: "America/New_York", currency: "EUR", version: 2 },
	});
	expect((await shop.call("GET", path(shop))).body).toEqual(changed.body);
	expect((await shop.call("GET", "/api/v1/stores")).body.items).toEqual([changed.body]);
	expect((await shop.call("GET", "/api/auth/me")).body.stores).toEqual([changed.body]);
	const [event] = await rowsOf<{ data: string }>(
		shop,
		"SELECT data FROM events WHERE businessId = ? AND type = 'identity.store_edited'",
		shop.businessId,
	);
	expect(JSON.parse(event?.data ?? "{}").before).toEqual({ name: "Shop One", currency: "DKK", timeZone: "Europe/Copenhagen" });
});

it("says which field is wrong, demands the whole of a PUT, and may be the owner's only", async () => {
	const shop = await openShop();
	for (const [body, field] of [
		[{ name: " " }, "name"],
		[{ name: "a\u0000b" }, "name"],
		[{ name: "a\u202eb" }, "name"],
		[{ timeZone: "Mars/Olympus" }, "timeZone"],
		[{ timeZone: "+01:00" }, "timeZone"],
		[{ currency: "KRONER" }, "currency"],
	] as const)
		expect(await shop.call("PATCH", path(shop), { body }), JSON.stringify(body)).toMatchObject({
			status: 400,
			body: { details: { issues: [{ field }] } },
		});
	expect(await shop.call("PUT", path(shop), { body: { name: "Half" } })).toMatchObject({ status: 400 });
	const whole = { name: "Whole", timeZone: "Europe/Oslo", currency: "NOK" };
	expect(await shop.call("PUT", path(shop), { body: whole })).toMatchObject({ status: 200, body: whole });
	const manager = { email: `manager-${crypto.randomUUID()}@shop.example`, name: "Manager", role: "manager", password };
	await shop.call("POST", "/api/users", { body: manager });
	const { body } = await call("POST", "/api/auth/login", { body: { email: manager.email, password } });
	const theirs = { body: { name: "Mine" }, headers: { Authorization: `Bearer ${body.token}` } };
	expect(await call("PATCH", path(shop), theirs)).toMatchObject({ status: 403, body: { code: "missing_permission" } });
});

it("refuses a name another of its stores has, and a change made from an older one", async () => {
	const shop = await openShop();
	await shop.call("POST", "/api/stores", { body: { name: "Aarhus" } });
	expect(await shop.call("PATCH", path(shop), { body: { name: "aarhus" } })).toMatchObject({
		status: 409,
		body: { code: "store_taken", details: { field: "name" } },
	});
	const tag = (await shop.call("GET", path(shop))).headers.get("ETag") ?? "";
	expect((await shop.call("PATCH", path(shop), { body: { name: "First" }, headers: { "If-Match": tag } })).status).toBe(200);
	expect(await shop.call("PATCH", path(shop), { body: { name: "Second" }, headers: { "If-Match": tag } })).toMatchObject({
		status: 409,
		body: { code: "version_changed", details: { current: 2 } },
	});
});

it("answers a repeat under the same key with what the first call answered, whatever happened since", async () => {
	const shop = await openShop();
	const first = await shop.call("PATCH", path(shop), { body: { name: "Once" }, key: "s1" });
	await shop.call("PATCH", path(shop), { body: { name: "Twice" } });
	expect(await shop.call("PATCH", path(shop), { body: { name: "Once" }, key: "s1" })).toMatchObject({ status: 200, body: first.body });
	expect((await shop.call("GET", path(shop))).body.name).toBe("Twice");
	expect((await shop.call("PATCH", path(shop), { body: { name: "Other" }, key: "s1" })).body.code).toBe("idempotency_key_reused");
});

it("keeps the currency of a store that has sold, or has priced goods on its shelves", async () => {
	const shop = await openShop();
	const toEuro = () => shop.call("PATCH", path(shop), { body: { currency: "EUR" } });
	const { body: product } = await shop.call("POST", "/api/products", { body: { name: "Frame", price: "100.00", initialStock: 3 } });
	expect(await toEuro()).toMatchObject({ status: 409, body: { code: "store_has_prices", details: { current: "DKK" } } });
	await shop.call("DELETE", `/api/products/${product.id}`);
	expect((await toEuro()).status).toBe(200);
	expect((await shop.call("PATCH", path(shop), { body: { currency: "DKK" } })).status).toBe(200);
	const id = await sold(shop, "2026-03-02T12:00:00Z");
	await shop.call("DELETE", `/api/products/${id}`);
	expect(await toEuro()).toMatchObject({ status: 409, body: { code: "store_has_sold", details: { field: "currency" } } });
	expect((await shop.call("PATCH", path(shop), { body: { name: "Still mine", currency: "DKK" } })).status).toBe(200);
});

it("a sale and a change of currency at once never leave a sale in the other currency", async () => {
	for (let round = 0; round < 5; round++) {
		const shop = await openShop();
		const { body: product } = await shop.call("POST", "/api/products", { body: { name: "Lens cloth", initialStock: 3 } });
		const sale = { storeId: shop.storeId, productId: product.id, quantity: 1, unitPrice: "10.00" };
		await Promise.all([shop.call("PATCH", path(shop), { body: { currency: "EUR" } }), shop.call("POST", "/api/sales", { body: sale })]);
		const [store] = await rowsOf<{ currency: string }>(shop, "SELECT currency FROM stores WHERE businessId = ?", shop.businessId);
		const orders = await rowsOf<{ currency: string }>(shop, "SELECT currency FROM orders WHERE businessId = ?", shop.businessId);
		expect(orders.map(({ currency }) => currency)).toEqual(orders.map(() => store?.currency));
	}
});

it("a changed zone holds from now on: days that are over stay as they were counted", async () => {
	const shop = await openShop();
	// 23:30 on 1 March in Copenhagen, 17:30 in New York.
	await sold(shop, "2026-03-01T22:30:00Z");
	await shop.call("PATCH", path(shop), { body: { timeZone: "America/New_York" } });
	// 00:30 on 3 March in Copenhagen, 18:30 on the 2nd in New York.
	await sold(shop, "2026-03-02T23:30:00Z");
	expect(await rowsOf(shop, "SELECT day, hour, orders FROM hourlyTotals WHERE businessId = ? ORDER BY day", shop.businessId)).toEqual([
		{ day: "2026-03-01", hour: 23, orders: 1 },
		{ day: "2026-03-02", hour: 18, orders: 1 },
	]);
});

it("is nobody else's: another business's store is 403, existing or not", async () => {
	const [ours, theirs] = await twoShops();
	for (const id of [ours.storeId, crypto.randomUUID()])
		for (const [method, body] of [
			["GET"],
			["PATCH", { name: "Mine" }],
			["PUT", { name: "Mine", timeZone: "UTC", currency: "DKK" }],
		] as const)
			expect(await theirs.call(method, `/api/v1/stores/${id}`, body ? { body } : {}), method).toMatchObject({
				status: 403,
				body: { code: "store_not_yours" },
			});
	expect((await ours.call("GET", path(ours))).body.name).toBe("First One");
});
