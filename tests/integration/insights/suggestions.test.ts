import { expect, it } from "vitest";
import { addStore } from "#app/identity/add-store.server.ts";
import { calculateOutlooks } from "#app/insights/calculate-outlooks.server.ts";
import { fillUp } from "#app/insights/fill-up.ts";
import { sellingOfVendor, suggestions } from "#app/insights/suggestions.server.ts";
import { day } from "#app/platform/time.ts";
import { chargePurchaseOrder } from "#app/purchasing/charge-purchase-order.server.ts";
import { draftPurchaseOrder } from "#app/purchasing/draft-purchase-order.server.ts";
import { editVendorTerms } from "#app/purchasing/edit-vendor-terms.server.ts";
import { receivePurchaseOrder } from "#app/purchasing/receive-purchase-order.server.ts";
import { sendPurchaseOrder } from "#app/purchasing/send-purchase-order.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, rowsOf, testScope } from "../../support/world.ts";
import { stock } from "../sales/goods.ts";

const noon = Date.UTC(2026, 10, 20, 11);

it("suggests what runs out, by vendor and with its arithmetic, and no more once it is ordered", async () => {
	const shop = await openShop();
	const [fast, idle] = [await stock(shop, { quantity: 30 }), await stock(shop, { quantity: 30 })];
	const aarhus = await addStore(await shop.tenant(), { name: "Aarhus" });
	await rowsOf(shop, "UPDATE products SET vendor = 'Marlow & Finch', cost = 500 WHERE businessId = ?", shop.businessId);
	for (let ago = 0; ago < 28; ago += 1)
		await sell(await shop.tenant(noon - ago * day), { storeId: shop.storeId, productId: fast.id, quantity: 1 });
	await calculateOutlooks(testScope(noon).scope, shop.shard);
	const ask = async (input: object = {}) => (await suggestions(await shop.tenant(noon), input)).items;

	const [first, ...others] = await ask();
	expect(others).toEqual([]);
	expect(first).toMatchObject({ productId: fast.id, available: 2, incoming: 0, leadDays: 14, coverDays: 30, vendor: "Marlow & Finch" });
	expect(first?.order).toBe((first?.upTo ?? 0) - 2);
	expect(await ask({ vendor: "MARLOW & finch" })).toHaveLength(1);
	expect(await ask({ vendor: "somebody else" })).toEqual([]);
	expect(await ask({ storeId: aarhus.id })).toEqual([]);

	await editVendorTerms(await shop.tenant(noon), { vendor: "marlow & finch", leadDays: 2, coverDays: 10, packSize: 6 });
	const [packed] = await ask();
	expect(packed).toMatchObject({ leadDays: 2, coverDays: 10, packSize: 6 });
	expect((packed?.order ?? 1) % 6).toBe(0);

	const { id: purchaseOrderId } = await draftPurchaseOrder(await shop.tenant(noon), {
		vendor: "Marlow & Finch",
		storeId: shop.storeId,
		lines: [{ productId: fast.id, quantity: packed?.order }],
	});
	expect(await ask()).toHaveLength(1);
	await sendPurchaseOrder(await shop.tenant(noon), { purchaseOrderId, mail: false });
	expect(await ask()).toEqual([]);
	expect(idle.id).not.toBe(fast.id);
	const tenant = await shop.tenant(noon);
	await suggestions(tenant, {});
	expect(tenant.scope.meter).toMatchObject({ trips: 1, rowsWritten: 0 });
	// What neither sells nor is low is not looked at, however much of it there is.
	const looked = tenant.scope.meter.rowsRead;
	for (let more = 0; more < 12; more += 1) await stock(shop, { quantity: 3 });
	await calculateOutlooks(testScope(noon + day).scope, shop.shard);
	const again = await shop.tenant(noon + day);
	await suggestions(again, {});
	expect(again.scope.meter.rowsRead).toBeLessThanOrEqual(looked);
	await expect(suggestions(await (await openShop()).tenant(noon), { storeId: shop.storeId })).rejects.toMatchObject({
		code: "store_not_yours",
	});
});

it("says how far an order is from the vendor's least, and fills it up by what runs out next when asked", async () => {
	const [shop, other] = [await openShop(), await openShop()];
	const goods = [await stock(shop, { quantity: 30 }), await stock(shop, { quantity: 90 }), await stock(shop, { quantity: 90 })];
	const [low, high, still] = goods as [(typeof goods)[0], (typeof goods)[0], (typeof goods)[0]];
	await rowsOf(shop, "UPDATE products SET vendor = 'Marlow & Finch', cost = 10000 WHERE businessId = ?", shop.businessId);
	for (let ago = 0; ago < 28; ago += 1)
		for (const { id } of [low, high])
			await sell(await shop.tenant(noon - ago * day), { storeId: shop.storeId, productId: id, quantity: 1 });
	await calculateOutlooks(testScope(noon).scope, shop.shard);
	const [needed] = (await suggestions(await shop.tenant(noon), {})).items;
	const proposed = (needed?.order ?? 0) * 10_000;
	const look = async (query: string) => (await shop.call("GET", `/purchasing${query}`, { headers: { Accept: "text/html" } })).body;
	expect(await look("")).not.toContain("Takes orders from");

	await editVendorTerms(await shop.tenant(noon), { vendor: "marlow & finch", minimum: String(proposed / 100) });
	expect((await suggestions(await shop.tenant(noon), {})).items[0]).toMatchObject({ productId: low.id, minimum: proposed });
	expect(await look("")).toMatch(/Takes orders from.*reached\./s);
	await editVendorTerms(await shop.tenant(noon), { vendor: "marlow & finch", minimum: String(proposed / 100 + 5000) });
	const short = await look("");
	expect(short).toContain("Fill up with what runs out next");
	expect(short).not.toContain(high.name);

	const filled = await look("?fill=1");
	expect(filled).toContain("Filled up in whole packs");
	expect(filled).toContain("for the least order");
	expect(filled).toMatch(/Takes orders from.*reached\./s);
	expect(filled).not.toContain(still.name);
	expect(filled).toContain("Back to what runs out");
	expect(short).not.toContain("Back to what runs out");
	// What nobody can price leaves it unsaid, unless what is known is enough.
	const priced = async (cost: number | null) =>
		rowsOf(shop, "UPDATE products SET cost = ? WHERE businessId = ? AND id = ?", cost, shop.businessId, low.id);
	await priced(null);
	expect(await look("?fill=1")).toContain("a cost is not known");
	await priced(10_000);
	// Another vendor's list opens as it is, and is not filled up unasked.
	await rowsOf(shop, "UPDATE products SET vendor = 'Oakfield' WHERE businessId = ? AND id = ?", shop.businessId, still.id);
	await rowsOf(
		shop,
		"UPDATE stockLevels SET reorderPoint = 95, reorderTo = 99 WHERE businessId = ? AND productId = ?",
		shop.businessId,
		still.id,
	);
	const [theirs = ""] = /\/purchasing\?[^"]*vendor=Oakfield[^"]*/.exec(await look("?fill=1&vendor=Marlow+%26+Finch")) ?? [];
	expect(theirs).toContain("at=");
	expect(theirs).not.toContain("fill");
	// What could be added is asked for only then, and is nobody else's.
	const tenant = await shop.tenant(noon);
	const { items } = await sellingOfVendor(tenant, { vendor: "MARLOW & Finch", storeId: shop.storeId });
	expect(items.map(({ productId, order }) => [productId, order > 0])).toEqual([
		[low.id, true],
		[high.id, false],
	]);
	expect(tenant.scope.meter).toMatchObject({ trips: 1, rowsWritten: 0 });
	await expect(sellingOfVendor(await other.tenant(noon), { vendor: "Marlow & Finch", storeId: shop.storeId })).rejects.toMatchObject({
		code: "store_not_yours",
	});
});

it("reckons with what the vendor takes, and not with what it came to with freight, so that what is reached can be sent", async () => {
	const shop = await openShop();
	const { id: productId } = await stock(shop, { quantity: 30 });
	await rowsOf(shop, "UPDATE products SET vendor = 'Marlow & Finch' WHERE businessId = ?", shop.businessId);
	for (let ago = 0; ago < 28; ago += 1) await sell(await shop.tenant(noon - ago * day), { storeId: shop.storeId, productId, quantity: 1 });
	const vendor = { vendor: "Marlow & Finch", storeId: shop.storeId };
	const draft = async (quantity: number, more: object = {}) =>
		draftPurchaseOrder(await shop.tenant(noon), { ...vendor, lines: [{ productId, quantity, ...more }] });
	const { id: purchaseOrderId } = await draft(1, { unitCost: "100" });
	await sendPurchaseOrder(await shop.tenant(noon), { purchaseOrderId, mail: false });
	await receivePurchaseOrder(await shop.tenant(noon), { purchaseOrderId, lines: [{ productId, received: 1 }] });
	await chargePurchaseOrder(await shop.tenant(noon), { purchaseOrderId, charges: [{ kind: "freight", amount: "20.00" }], keepCosts: true });
	expect(await rowsOf(shop, "SELECT cost FROM products WHERE businessId = ?", shop.businessId)).toEqual([{ cost: 12_000 }]);
	await calculateOutlooks(testScope(noon).scope, shop.shard);
	const [needed] = (await suggestions(await shop.tenant(noon), {})).items;
	expect(needed?.cost).toBe(10_000);
	// At 120.00 it would be enough.
	const minimum = (needed?.order ?? 0) * 11_000;
	await editVendorTerms(await shop.tenant(noon), { vendor: vendor.vendor, minimum: String(minimum / 100) });
	expect((await shop.call("GET", "/purchasing", { headers: { Accept: "text/html" } })).body).toContain("are missing.");
	const short = await draft(needed?.order ?? 0);
	await expect(sendPurchaseOrder(await shop.tenant(noon), { purchaseOrderId: short.id, mail: false })).rejects.toMatchObject({
		code: "below_minimum",
	});
	const { items } = await sellingOfVendor(await shop.tenant(noon), vendor);
	const extra = fillUp(items, minimum)?.extras[0]?.extra ?? 0;
	const enough = await draft((needed?.order ?? 0) + extra);
	const read = async () => {
		const tenant = await shop.tenant(noon);
		await suggestions(tenant, {});
		return tenant.scope.meter.rowsRead;
	};
	// However many orders it was on before.
	const before = await read();
	for (let times = 0; times < 12; times += 1) await draft(1);
	expect(await read()).toBe(before);
	await sendPurchaseOrder(await shop.tenant(noon), { purchaseOrderId: enough.id, mail: false });
});

it("sums what is to be ordered in each currency by itself, and holds a least order against none but its own", async () => {
	const shop = await openShop();
	const [ours, theirs] = [await stock(shop, { quantity: 30 }), await stock(shop, { quantity: 30 })];
	await rowsOf(shop, "UPDATE products SET vendor = 'Marlow & Finch', cost = 10000 WHERE businessId = ?", shop.businessId);
	for (let ago = 0; ago < 28; ago += 1)
		for (const { id: productId } of [ours, theirs])
			await sell(await shop.tenant(noon - ago * day), { storeId: shop.storeId, productId, quantity: 1 });
	await rowsOf(shop, "UPDATE products SET currency = 'EUR' WHERE businessId = ? AND id = ?", shop.businessId, theirs.id);
	await calculateOutlooks(testScope(noon).scope, shop.shard);
	const { items } = await suggestions(await shop.tenant(noon), {});
	expect(items.map(({ currency, cost }) => [currency, cost]).toSorted()).toEqual([
		["DKK", 10_000],
		["EUR", 10_000],
	]);
	const shown = async (path: string): Promise<string> =>
		(await shop.call("GET", path, { headers: { Accept: "text/html" } })).body.replace(/<!--.*?-->|<[^>]+>/g, "");
	const sums = (await shown("/purchasing")).match(/(DKK.|€)[\d,]+\.00 \+ (DKK.|€)[\d,]+\.00/)?.[0].split(" + ");
	const amount = (order: number) => `${(order * 100).toLocaleString("en")}.00`;
	expect(sums?.toSorted()).toEqual(
		items.map(({ currency, order }) => `${currency === "EUR" ? "€" : "DKK\u00a0"}${amount(order)}`).toSorted(),
	);

	// The store buys in euros, the vendor's least is said in the business's kroner.
	await rowsOf(shop, "UPDATE stores SET currency = 'EUR' WHERE businessId = ?", shop.businessId);
	await editVendorTerms(await shop.tenant(noon), { vendor: "Marlow & Finch", minimum: "5000" });
	const { id } = await draftPurchaseOrder(await shop.tenant(noon), {
		vendor: "Marlow & Finch",
		storeId: shop.storeId,
		lines: [{ productId: theirs.id, quantity: 1, unitCost: "100" }],
	});
	const order = await shown(`/purchasing/orders/${id}`);
	expect(order).toContain("€100.00");
	expect(order).toContain("Takes orders from DKK\u00a05,000.00: a cost is not known, or is in another currency");
	expect(order).not.toContain("€5,000.00");
	await sendPurchaseOrder(await shop.tenant(noon), { purchaseOrderId: id, mail: false });
});

it.each([
	["Ørgreen Optics", "ØRGREEN  optics"],
	["Marlow  &   Finch", "marlow & finch"],
	["ÅRHUS Brillen", "århus brillen"],
])("finds the terms of %j under the name they were given, and no other vendor's", async (spelled, asked) => {
	const shop = await openShop();
	const goods = [await stock(shop, { quantity: 60 }), await stock(shop, { quantity: 60 })];
	const [ours, others] = goods as [(typeof goods)[0], (typeof goods)[0]];
	const call = async (id: string, name: string) =>
		rowsOf(shop, "UPDATE products SET vendor = ?, cost = 500 WHERE businessId = ? AND id = ?", name, shop.businessId, id);
	await call(ours.id, spelled);
	await call(others.id, "Æblegård & Søn");
	for (let ago = 0; ago < 28; ago += 1)
		for (const { id } of goods) await sell(await shop.tenant(noon - ago * day), { storeId: shop.storeId, productId: id, quantity: 1 });
	await calculateOutlooks(testScope(noon).scope, shop.shard);
	// 32 are left of each: nothing to order at the usual lead time.
	expect((await suggestions(await shop.tenant(noon), {})).items).toEqual([]);
	await editVendorTerms(await shop.tenant(noon), { vendor: asked, leadDays: 60, coverDays: 10, packSize: 6 });
	const tenant = await shop.tenant(noon);
	const { items } = await suggestions(tenant, {});
	expect(items).toMatchObject([{ productId: ours.id, vendor: spelled, leadDays: 60, coverDays: 10, packSize: 6 }]);
	expect(tenant.scope.meter).toMatchObject({ trips: 1, rowsWritten: 0 });
	expect((await suggestions(await shop.tenant(noon), { vendor: asked })).items).toHaveLength(1);
	expect((await suggestions(await shop.tenant(noon), { vendor: "æblegård & søn" })).items).toEqual([]);
});
