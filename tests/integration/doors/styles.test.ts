import { expect, it } from "vitest";
import { sell } from "#app/sales/sell.server.ts";
import { openShop, type Shop, twoShops } from "../../support/world.ts";
import { now, styled, styleOf } from "../stock/matrices.ts";
import { ledgerHolds, stocked } from "../stock/shelves.ts";

it("answers through the API as promised", async () => {
	const shop = await openShop();
	const { status, body: style } = await shop.call("POST", "/api/styles", { body: { name: "KNUD" } });
	expect(status).toBe(201);
	const path = `/api/styles/${style.id}`;
	const { body: added } = await shop.call("POST", `${path}/variants`, {
		body: { storeId: shop.storeId, variants: [{ row: "Black", column: "49" }] },
	});
	const [variant] = added.items;
	const cells = [
		{ productId: variant.id, fact: "onHand", value: 3, was: 0 },
		{ productId: variant.id, fact: "price", value: "2195.00", was: null },
	];
	expect((await shop.call("PUT", `${path}/matrix`, { body: { storeId: shop.storeId, cells } })).body).toEqual({
		saved: 2,
		products: 1,
		units: 3,
	});
	expect((await shop.call("PUT", `${path}/matrix`, { body: { storeId: shop.storeId, cells: [{ ...cells[0], value: 9 }] } })).status).toBe(
		409,
	);
	const read = await shop.call("GET", `${path}/matrix?storeId=${shop.storeId}`);
	expect(read.body.variants).toMatchObject([{ onHand: 3, price: "2195.00" }]);
	expect((await shop.call("GET", "/api/styles")).body.items).toMatchObject([
		{ products: 1, lowest: "2195.00", inventory: { available: 3 } },
	]);
	const { headers } = await shop.call("GET", path);
	expect(
		(await shop.call("PATCH", path, { body: { description: "Round" }, headers: { "If-Match": headers.get("ETag") ?? "" } })).body,
	).toMatchObject({ description: "Round" });
	expect((await shop.call("PATCH", path, { body: { description: "x" }, headers: { "If-Match": headers.get("ETag") ?? "" } })).status).toBe(
		409,
	);
	expect((await shop.call("PUT", path, { body: { name: "KNUD 2" } })).body).toMatchObject({ name: "KNUD 2", description: "" });
	expect((await shop.call("PUT", path, { body: {} })).status).toBe(400);
	expect((await shop.call("DELETE", `${path}/products`, { body: { productIds: [variant.id] } })).body).toEqual({ changed: 1, products: 0 });
	expect((await shop.call("POST", `${path}/products`, { body: { productIds: [variant.id] } })).body).toEqual({ changed: 1, products: 1 });
	expect((await shop.call("DELETE", path)).status).toBe(409);
	await shop.call("DELETE", `${path}/products`, { body: { productIds: [variant.id] } });
	expect((await shop.call("DELETE", path)).body).toEqual({ removed: style.id });
	expect((await shop.call("GET", path)).status).toBe(404);
});

const html = { Accept: "text/html" };
const asForm = { ...html, "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" };
const send = (shop: Shop, path: string, fields: Record<string, string>) =>
	shop.call("POST", path, { headers: asForm, body: new URLSearchParams(fields).toString() });
const look = (shop: Shop, path: string) => shop.call("GET", path, { headers: html });

it("has pages of two round trips, whole before scripts, and nobody else's", async () => {
	const [shop, other] = await twoShops();
	const { matrix } = await styleOf(shop, 60);
	const path = `/styles/${matrix.styleId}`;
	for (const each of ["/styles", "/styles?q=big", "/styles/new", path, `${path}?fact=price`, `${path}/details`]) {
		const { status, headers, body } = await look(shop, each);
		expect(status, each).toBe(200);
		expect(headers.get("Server-Timing"), each).toMatch(/trips=[12] /);
		if (each.startsWith(`${path}?`)) expect(body.match(/value="100\.00"/g)).toHaveLength(60);
	}
	expect((await shop.call("GET", "/palette?q=big")).body.styles).toMatchObject([{ id: matrix.styleId, name: "Big", products: 60 }]);
	expect((await other.call("GET", "/palette?q=big")).body.styles).toEqual([]);
	for (const each of [path, `${path}/details`]) expect((await look(other, each)).status, each).toBe(404);
	expect((await send(other, path, { intent: "generate", rows: "Red", columns: "1" })).status).toBe(404);
});

it("is a plain form: one fact of all products, of which only what was changed is saved", async () => {
	const shop = await openShop();
	const { styleId, ids } = await styled(shop);
	const path = `/styles/${styleId}?fact=onHand`;
	const [a = "", b = "", c = ""] = ids;
	const opened = JSON.stringify(Object.fromEntries(ids.map((id) => [id, [4, "DKK"]])));
	const typed = { intent: "save", fact: "onHand", storeId: shop.storeId, opened, ...Object.fromEntries(ids.map((id) => [`c.${id}`, "4"])) };
	await sell(await shop.tenant(), { storeId: shop.storeId, productId: c, quantity: 1 });

	const bad = await send(shop, path, { ...typed, [`c.${a}`]: "9", [`c.${b}`]: "few" });
	expect([bad.status, bad.body.includes('value="few"'), bad.body.includes('value="9"')]).toEqual([400, true, true]);
	const moved = await send(shop, path, { ...typed, [`c.${a}`]: "9", [`c.${c}`]: "7" });
	expect(moved.status).toBe(409);
	expect(moved.body).toContain("Now 3, was 4 when you opened it. Your 7 is not saved.");
	expect((await now(shop, { styleId, ids })).get(a)).toMatchObject({ onHand: 4 });

	const commandId = crypto.randomUUID();
	for (let twice = 0; twice < 2; twice++) {
		const { status, headers } = await send(shop, path, { ...typed, commandId, [`c.${a}`]: "+5", [`c.${b}`]: "0" });
		expect([status, headers.get("Location")]).toEqual([303, `${path}&said=saved`]);
	}
	const after = await now(shop, { styleId, ids });
	expect([a, b, c].map((id) => after.get(id)?.onHand)).toEqual([9, 0, 3]);
	expect((await send(shop, path, typed)).headers.get("Location")).toContain("said=");

	// A hatched cell, and rows and columns by name.
	expect((await send(shop, path, { add: "Black\t54", storeId: shop.storeId })).status).toBe(303);
	const made = await send(shop, path, {
		intent: "generate",
		rows: "Cobalt, Black",
		columns: "",
		skuPattern: "C-{row}-{column}",
		currency: "DKK",
		price: "1995",
	});
	expect(made.status).toBe(303);
	const all = [...(await now(shop, { styleId, ids })).values()];
	expect(all).toHaveLength(14);
	expect(all.at(-1)).toMatchObject({ status: "draft", price: 199_500, sku: expect.stringMatching(/^C-COB-/) });
	expect((await send(shop, path, { intent: "generate", rows: "Cobalt", columns: "" })).status).toBe(400);
	await ledgerHolds(shop);
});

it("is added, edited, given a product and removed by forms", async () => {
	const shop = await openShop();
	const commandId = crypto.randomUUID();
	const fields = { name: "PERLE", vendor: "Marlow", rowAxis: "colour", columnAxis: "size", commandId };
	const { headers } = await send(shop, "/styles/new", fields);
	const path = (headers.get("Location") ?? "").replace("?said=created", "");
	expect(path).toMatch(/^\/styles\/[0-9a-f-]{36}$/);
	expect((await send(shop, "/styles/new", { ...fields, commandId: "" })).status).toBe(409);
	expect(
		(await send(shop, `${path}/details`, { ...fields, commandId: "", intent: "edit", version: "1", columnAxis: "Colour" })).status,
	).toBe(400);
	expect(
		(await send(shop, `${path}/details`, { ...fields, commandId: "", intent: "edit", version: "1", columnAxis: "bridge" })).status,
	).toBe(303);
	const product = await stocked(shop, { sku: "PER-1" });
	expect((await send(shop, `${path}/details`, { intent: "attach", product: "nobody" })).status).toBe(400);
	expect((await send(shop, `${path}/details`, { intent: "attach", product: "per-1" })).status).toBe(303);
	expect((await send(shop, `${path}/details`, { intent: "remove" })).status).toBe(409);
	expect((await send(shop, `${path}/details`, { intent: "detach", productId: product.id })).status).toBe(303);
	expect((await send(shop, `${path}/details`, { intent: "remove" })).headers.get("Location")).toBe("/styles?said=removed");
});
