import { expect, it } from "vitest";
import { undoChange } from "#app/catalog/undo-change.server.ts";
import { compareSnapshots } from "#app/catalog/vendors/compare-snapshots.server.ts";
import { takePrices } from "#app/catalog/vendors/take-prices.server.ts";
import { allPricesToTake } from "#app/insights/all-changes.server.ts";
import { meaningOf } from "#app/insights/change-meaning.ts";
import { productsOfItems } from "#app/insights/change-meanings.server.ts";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { instant } from "#app/platform/time.ts";
import { goOnAdding } from "#app/purchasing/vendor-additions/go-on-adding.server.ts";
import { linkLast, linkNow, quietScope } from "../../support/linking/linked.ts";
import { deliverAll } from "../../support/mail.ts";
import { catalogOf, product, products } from "../../support/vendors/catalogs.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";
import { refuses, tenantAs } from "../stock/shelves.ts";

const push = async (shop: Shop, text: string) =>
	shop.call("POST", "/api/catalog/moscot/sync", { body: text, headers: { "Content-Type": "application/json" } });
const prices = async (shop: Shop) =>
	(await rowsOf<{ price: number }>(shop, "SELECT price FROM products WHERE businessId = ? ORDER BY skuKey", shop.businessId)).map(
		({ price }) => price,
	);

/** Two frames of a vendor's that we sell for 2,000 and 2,400 kroner; then the vendor asks 374 dollars instead of 340. */
async function raised(shop: Shop): Promise<void> {
	await push(shop, catalogOf(products(3)));
	for (const [sku, size, price] of [
		["M1-0-44", "44", "2000"],
		["M1-0-46", "46", "2400"],
	])
		await shop.call("POST", "/api/products", {
			body: { storeId: shop.storeId, name: `MODEL 1 Black ${size}`, vendor: "MOSCOT", sku, price, status: "published" },
		});
	await linkNow(shop, "moscot");
	await push(shop, catalogOf([product(1, { price: "374.00" }), ...products(3).slice(1)]));
}

/** What the page of changes offers to take over: what it makes of ours, of each. */
async function offered(shop: Shop) {
	const tenant = await shop.tenant();
	const compared = await compareSnapshots(tenant, { vendor: "moscot", kind: "dearer" });
	const changes = compared?.changes ?? [];
	const ours = await productsOfItems(tenant, { vendor: "moscot", catalogIds: changes.map(({ catalogId }) => catalogId) });
	return changes.flatMap((change) => {
		const one = ours.find(({ catalogId }) => catalogId === change.catalogId);
		const act = one && meaningOf(change, one).acts.find((each) => each.act === "price");
		return one && act?.act === "price"
			? [{ productId: one.productId, version: one.version, price: act.price, theirs: change.after?.price ?? 0 }]
			: [];
	});
}

it("takes all prices over in one act, once, and takes them back in one", async () => {
	const shop = await openShop();
	await raised(shop);
	const all = await offered(shop);
	expect(all.map(({ price, theirs }) => [price, theirs]).toSorted()).toEqual([
		[220_000, 37_400],
		[264_000, 37_400],
	]);
	const take = async () => takePrices(await shop.tenant(), { vendor: "moscot", prices: all }, { key: "press" });
	const done = await take();
	expect(done).toMatchObject({ changed: 2, unchanged: 0, refused: [] });
	expect(await take()).toEqual(done);
	expect(await prices(shop)).toEqual([220_000, 264_000]);
	// The same rise is not offered a second time, nor done by a page that was opened before.
	expect(await offered(shop)).toEqual([]);
	expect(await takePrices(await shop.tenant(), { vendor: "moscot", prices: all })).toMatchObject({
		changed: 0,
		refused: [{ code: "changed_since" }, { code: "changed_since" }],
	});
	expect(await prices(shop)).toEqual([220_000, 264_000]);

	expect(await undoChange(await shop.tenant(), { changeId: done.changeId })).toMatchObject({ changed: 2 });
	expect(await prices(shop)).toEqual([200_000, 240_000]);
	expect(await offered(shop)).toHaveLength(2);
});

it("does not raise by the same rise what somebody has rounded since, however much was taken over meanwhile", async () => {
	const shop = await openShop();
	await raised(shop);
	const [first, second] = await offered(shop);
	await takePrices(await shop.tenant(), { vendor: "moscot", prices: [first] });
	await shop.call("PATCH", `/api/products/${first?.productId}`, { body: { price: "2199" } });
	let version = second?.version ?? 0;
	for (let times = 0; times < 51; times += 1) {
		const theirs = 30_000 + times;
		await takePrices(await shop.tenant(), { vendor: "moscot", prices: [{ ...second, version, theirs, price: 200_000 + 100 * times }] });
		version += 1;
	}
	expect((await offered(shop)).map(({ productId }) => productId)).toEqual([second?.productId]);
});

it("passes over what somebody has changed since, says so, and takes the others", async () => {
	const shop = await openShop();
	await raised(shop);
	const all = await offered(shop);
	const [first] = all;
	await shop.call("PATCH", `/api/products/${first?.productId}`, { body: { price: "1999" } });
	const done = await takePrices(await shop.tenant(), { vendor: "moscot", prices: all });
	expect(done).toMatchObject({ changed: 1, refused: [{ productId: first?.productId, code: "changed_since" }] });
	expect((await prices(shop)).toSorted((a, b) => a - b)[0]).toBe(199_900);
});

/** Until nothing more comes of what was read: a catalog is linked anew after each reading. */
async function settled(shop: Shop): Promise<void> {
	const due = () => rowsOf(shop, "SELECT 1 FROM events WHERE businessId = ? AND dueAt IS NOT NULL LIMIT 1", shop.businessId);
	for (let tries = 0; tries < 20 && (tries === 0 || (await due()).length > 0); tries += 1) {
		await deliverAll();
		await linkLast(shop);
	}
}

it("refuses another business's products and vendors, amounts below nothing, and an employee's hand", async () => {
	const [shop, other] = await twoShops();
	await raised(shop);
	const all = await offered(shop);
	const before = await prices(shop);
	const theirs = async () => takePrices(await other.tenant(), { vendor: "moscot", prices: all });
	await push(other, catalogOf(products(3)));
	await settled(shop);
	expect(await theirs()).toMatchObject({ changed: 0, refused: [{ code: "product_not_found" }, { code: "product_not_found" }] });
	await refuses(shop, async () => takePrices(await shop.tenant(), { vendor: "nobody", prices: all }), {
		kind: "not_found",
		code: "vendor_not_found",
	});
	const below = all.map((one) => ({ ...one, price: -1 }));
	await refuses(shop, async () => takePrices(await shop.tenant(), { vendor: "moscot", prices: below }), { code: "validation_failed" });
	const employee = await tenantAs(shop, "employee");
	await refuses(shop, () => takePrices(employee, { vendor: "moscot", prices: all }), { kind: "forbidden", code: "missing_permission" });
	expect(await prices(shop)).toEqual(before);
});

it("takes over and adds what the list is too long to show, in one act, and says when there is none", { timeout: 120_000 }, async () => {
	const shop = await openShop();
	// Without pictures: nothing outside is asked when they are added.
	const faceless = (n: number, price: string) => ({ ...product(n + 10, { price }), images: [] });
	const many = Array.from({ length: 70 }, (_, n) => faceless(n, "300.00"));
	const last = (price: string) => product(1, { title: "ZOLMAN", price });
	await push(shop, catalogOf([...many.slice(0, 30), last("340.00")]));
	for (const size of ["44", "46"])
		await shop.call("POST", "/api/products", {
			body: {
				storeId: shop.storeId,
				name: `ZOLMAN Black ${size}`,
				vendor: "MOSCOT",
				sku: `M1-${size === "44" ? 0 : 1}-${size}`,
				price: "2000",
				status: "published",
			},
		});
	await linkNow(shop, "moscot");
	// All that was there is dearer, and as much again is new: the two of ours are the last of it.
	const dearer = many.map((one, n) => (n < 30 ? faceless(n, "330.00") : one));
	await push(shop, catalogOf([...dearer, last("374.00")]));
	const compared = await compareSnapshots(await shop.tenant(), { vendor: "moscot" });
	expect([compared?.found, compared?.changes.length, compared?.counts.created]).toEqual([568, 500, 320]);
	expect(compared?.changes.some(({ after }) => after?.title.includes("ZOLMAN"))).toBe(false);

	const [from, to] = [compared!.from.hash, compared!.to.hash];
	const press = (of: Shop, intent: string, kind = "") =>
		of.call("POST", "/vendors/moscot/changes", {
			body: new URLSearchParams({ intent, commandId: `${intent} ${kind} once`, kind, from, to }).toString(),
			headers: { Accept: "text/html", "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" },
		});
	expect((await allPricesToTake(await shop.tenant(), { vendor: "moscot", kind: "created" })).these).toEqual([]);
	const page = await press(shop, "prices-found");
	expect(page.body).toContain("2 products changed");
	expect(page.body).toContain("Take over every new price of what you sell, of 248");
	expect(await prices(shop)).toEqual([220_000, 220_000]);
	expect(await allPricesToTake(await shop.tenant(), { vendor: "moscot" })).toEqual({ these: [], more: false });
	const changeIds = /name="changeIds" value="([^"]*)"/.exec(page.body)?.[1] ?? "";
	await undoChange(await shop.tenant(), { changeId: changeIds });
	expect(await prices(shop)).toEqual([200_000, 200_000]);

	expect((await press(shop, "add-found", "created")).status).toBe(303);
	const adding = "SELECT id, state, items, added FROM vendorAdditions WHERE businessId = ?";
	const [begun] = await rowsOf<{ id: string }>(shop, adding, shop.businessId);
	expect(begun).toMatchObject({ state: "adding", items: 0, added: 0 });
	await goOnAdding(() => machineTenant({ ...quietScope(), now: instant() }, shop, "purchasing.go-on-adding"), begun!.id);
	expect(await rowsOf(shop, adding, shop.businessId)).toMatchObject([{ state: "done", items: 320, added: 320 }]);
	expect((await press(await openShop(), "prices-found")).status).toBe(404);
});

// Two pages are transformed while it waits for them.
it("the page offers it before scripts are there, and says what was done with what takes it back", { timeout: 240_000 }, async () => {
	const shop = await openShop();
	await raised(shop);
	const html = { Accept: "text/html" };
	const page = (await shop.call("GET", "/vendors/moscot/changes?kind=dearer", { headers: html })).body;
	expect(page).toContain("Take over 2 prices");
	const held = /name="prices" value="([^"]*)"/.exec(page)?.[1]?.replaceAll("&quot;", '"') ?? "";
	expect(JSON.parse(held)).toHaveLength(2);
	const answer = await shop.call("POST", "/vendors/moscot/changes?kind=dearer", {
		body: new URLSearchParams({ intent: "prices", commandId: "one", prices: held }).toString(),
		headers: { ...html, "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" },
	});
	expect(answer.status).toBe(200);
	expect(answer.body).toContain("2 products changed");
	expect(answer.body).toContain('name="changeIds"');
	expect(answer.body).not.toContain("Take over 2 prices");
	expect(await prices(shop)).toEqual([220_000, 264_000]);
});

it("an act of many parts is taken back whole, the last part first", async () => {
	const shop = await openShop();
	await raised(shop);
	const [{ id } = { id: "" }] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM products WHERE businessId = ? ORDER BY skuKey",
		shop.businessId,
	);
	const changeIds: string[] = [];
	for (let price = 210_001; price <= 210_006; price++) {
		const [{ version } = { version: 0 }] = await rowsOf<{ version: number }>(shop, "SELECT version FROM products WHERE id = ?", id);
		const { changeId } = await takePrices(await shop.tenant(), {
			vendor: "moscot",
			prices: [{ productId: id, version, price, theirs: 37_400 }],
		});
		changeIds.push(changeId ?? "");
	}
	const answer = await shop.call("POST", "/vendors/moscot/changes", {
		body: new URLSearchParams({ intent: "undo", commandId: "all", changeIds: changeIds.join() }).toString(),
		headers: { Accept: "text/html", "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" },
	});
	expect(answer.status).toBe(200);
	expect(await prices(shop)).toEqual([200_000, 240_000]);
});
