import { expect, it } from "vitest";
import { listEvents } from "#app/audit/queries.server.ts";
import { editProduct } from "#app/catalog/edit-product.server.ts";
import { changeStatus } from "#app/catalog/change-status.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { adjustStock } from "#app/stock/adjust.server.ts";
import { listProducts, matchingProducts, mostMatching } from "#app/stock/product-list.server.ts";
import { listInventory } from "#app/stock/queries.server.ts";
import { setReorderPoint } from "#app/stock/set-reorder-point.server.ts";
import { openShop, rowsOf, type Shop } from "../../support/world.ts";
import { addStore, shardOf, stocked } from "./shelves.ts";

/** What reads cost: the rare thing in a large catalog, and in a long history, costs what it costs in a small one. */

/** So many products with one piece each on the first store's shelf, of which some are archived; written past the ledger, as nothing here asks it. */
async function catalogOf(shop: Shop, count: number): Promise<void> {
	const many = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1)";
	const database = shardOf(shop);
	await database.batch([
		database
			.prepare(
				`${many} INSERT INTO products (businessId, id, name, sku, skuKey, currency, shortId, status, createdAt, updatedAt)
				SELECT ?2, printf('019a%08d', n), 'Frame ' || printf('%06d', n), 'F' || n, 'F' || n, 'DKK', 'f' || n, iif(n % 3 = 0, 'archived', 'published'), 0, 0 FROM n`,
			)
			.bind(count, shop.businessId),
		database
			.prepare(
				`${many} INSERT INTO stockLevels (businessId, productId, storeId, onHand, updatedAt) SELECT ?2, printf('019a%08d', n), ?3, 1, 0 FROM n`,
			)
			.bind(count, shop.businessId, shop.storeId),
	]);
}

/** A shop of so many products in which few are out, low, hidden, or in Aarhus; and what each read of it costs and finds. */
async function costs(count: number): Promise<Record<string, { read: number; found: string[] }>> {
	const shop = await openShop();
	await catalogOf(shop, count);
	const aarhus = await addStore(shop, "Aarhus");
	const act = async <Result>(command: (tenant: Tenant<Viewer>, input: unknown) => Promise<Result>, input: object) =>
		command(await shop.tenant(), input);
	await stocked(shop, { name: "Zero" });
	const low = await stocked(shop, { name: "Yellow", initialStock: 2 });
	await stocked(shop, { name: "Xenon", initialStock: 2, isAvailable: false });
	const there = await stocked(shop, { name: "Window", initialStock: 2 });
	const gone = await stocked(shop, { name: "Vanished", initialStock: 2 });
	await act(setReorderPoint, { productId: low.id, storeId: shop.storeId, reorderPoint: 2 });
	for (const productId of [there.id, gone.id]) await act(adjustStock, { productId, storeId: aarhus, quantity: 1 });
	await act(changeStatus, { productId: gone.id, status: "published" });
	await act(changeStatus, { productId: gone.id, status: "archived" });

	const spent: Record<string, { read: number; found: string[] }> = {};
	async function measure(name: string, ask: (tenant: Tenant<Viewer>) => Promise<{ items: { name: string }[] }>) {
		const tenant = await shop.tenant();
		const { items } = await ask(tenant);
		spent[name] = { read: tenant.scope.meter.rowsRead, found: items.map((item) => item.name) };
	}
	const products = (input: Parameters<typeof listProducts>[1]) => (tenant: Tenant<Viewer>) => listProducts(tenant, { limit: 10, ...input });
	await measure("a store of one shelf", products({ storeId: aarhus }));
	await measure("a store of one shelf, newest", products({ storeId: aarhus, sort: "newest" }));
	await measure("a store's inventory", (tenant) => listInventory(tenant, { storeId: aarhus }));
	await measure("out, in a store", products({ storeId: shop.storeId, stock: "out" }));
	await measure("low, in a store", products({ storeId: shop.storeId, stock: "low" }));
	await measure("out, anywhere", products({ stock: "out" }));
	await measure("out, anywhere, newest", products({ stock: "out", sort: "newest" }));
	await measure("low, anywhere", products({ stock: "low" }));
	await measure("not for sale", products({ isAvailable: "false" }));
	await measure("one letter", products({ q: "z" }));
	await measure("two words, one a letter", products({ q: "zero s" }));
	await measure("the first page", products({}));
	return spent;
}

it("finds the rare thing in a catalog of 2,000 with as many rows read as in one of 200", async () => {
	const [few, many] = [await costs(200), await costs(2000)];
	expect(few).toMatchObject({
		"a store of one shelf": { found: ["Window"] },
		"a store of one shelf, newest": { found: ["Window"] },
		"a store's inventory": { found: ["Window"] },
		"out, in a store": { found: ["Zero"] },
		"low, in a store": { found: ["Yellow"] },
		"out, anywhere": { found: ["Zero"] },
		"out, anywhere, newest": { found: ["Zero"] },
		"low, anywhere": { found: ["Yellow"] },
		"not for sale": { found: ["Xenon"] },
		"one letter": { found: ["Zero"] },
		"two words, one a letter": { found: [] },
	});
	for (const [name, { read, found }] of Object.entries(few)) {
		expect(many[name]?.found, name).toEqual(found);
		expect([name, Math.abs((many[name]?.read ?? 0) - read) <= 3 ? read : many[name]?.read]).toEqual([name, read]);
		expect(read, name).toBeLessThan(150);
	}
}, 60_000);

it("a broad search looks at each of its hits a few times, and at nothing else", async () => {
	const shop = await openShop();
	await catalogOf(shop, 3000);
	const tenant = await shop.tenant();
	const { items } = await listProducts(tenant, { q: "frame", limit: 10 });
	expect(items).toHaveLength(10);
	expect(tenant.scope.meter.rowsRead).toBeLessThan(3000 * 4);
}, 60_000);

it("a filter on what was typed loses none of its hits, however many: in the list, page after page, and in an act on all of them", async () => {
	const shop = await openShop();
	await catalogOf(shop, 1200);
	const database = shardOf(shop);
	const theLast = "businessId = ?1 AND productId IN ('019a00001196', '019a00001198', '019a00001199')";
	await database.prepare(`UPDATE stockLevels SET reorderPoint = 5 WHERE ${theLast}`).bind(shop.businessId).run();
	const low = { q: "frame", storeId: shop.storeId, stock: "low" } as const;
	const { items } = await listProducts(await shop.tenant(), low);
	expect(items.map(({ name }) => name)).toEqual(["Frame 001196", "Frame 001198", "Frame 001199"]);
	expect(await matchingProducts(await shop.tenant(), low)).toHaveLength(3);

	for (const sort of ["name", "newest"] as const) {
		const seen = new Set<string>();
		let cursor: string | undefined;
		do {
			const page = await listProducts(await shop.tenant(), { q: "frame", status: "any", sort, limit: 200, cursor });
			for (const { id } of page.items) seen.add(id);
			cursor = page.nextCursor ?? undefined;
		} while (cursor);
		expect([sort, seen.size]).toEqual([sort, 1200]);
	}
	expect(await matchingProducts(await shop.tenant(), { q: "frame", status: "any" })).toHaveLength(1200);
}, 60_000);

it("a search that matches more than one act may be about says so", async () => {
	const shop = await openShop();
	await catalogOf(shop, mostMatching + 500);
	expect(await matchingProducts(await shop.tenant(), { q: "frame", status: "any" })).toHaveLength(mostMatching + 1);
}, 60_000);

it("keeps name, listing and the state over all stores true, whatever is done to product and shelves", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const { id: productId } = await stocked(shop, { name: "Before", initialStock: 1 });
	const found = async (input: Parameters<typeof listProducts>[1]) =>
		(await listProducts(await shop.tenant(), input)).items.map(({ name }) => name);
	const shelf = async () => (await rowsOf<{ shelf: string }>(shop, "SELECT shelf FROM products WHERE id = ?", productId))[0]?.shelf;
	const set = async (storeId: string, quantity: number) => adjustStock(await shop.tenant(), { productId, storeId, quantity });
	expect(await shelf()).toBe("in");
	await set(aarhus, 0);
	expect(await shelf()).toBe("low");
	await set(shop.storeId, 0);
	expect(await shelf()).toBe("out");
	await set(aarhus, 5);
	await set(shop.storeId, 5);
	expect(await shelf()).toBe("in");
	await setReorderPoint(await shop.tenant(), { productId, storeId: aarhus, reorderPoint: 5 });
	expect(await shelf()).toBe("low");
	expect(await found({ stock: "low" })).toEqual(["Before"]);
	await editProduct(await shop.tenant(), { productId, name: "After" });
	expect(await found({ storeId: aarhus })).toEqual(["After"]);
	for (const status of ["published", "archived"] as const) await changeStatus(await shop.tenant(), { productId, status });
	expect(await found({ storeId: aarhus })).toEqual([]);
	expect(await found({ storeId: aarhus, status: "archived" })).toEqual(["After"]);
	await changeStatus(await shop.tenant(), { productId, status: "draft" });
	expect(await found({ storeId: aarhus })).toEqual(["After"]);
});

it("looks at a bounded stretch of the history for a rare store, and goes on from there", async () => {
	const shop = await openShop();
	const aarhus = await addStore(shop, "Aarhus");
	const database = shardOf(shop);
	const write = (from: number, count: number, storeId: string) =>
		database
			.prepare(
				`WITH RECURSIVE n (n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1 + ?2 - 1)
				INSERT INTO events (businessId, id, type, subjectType, subjectId, storeId, actorKind, actorId, actorName, requestId, at, data)
				SELECT ?3, printf('01000000-%06d', n), 'test.rang', 'bell', 'bell' || n % 7, ?4, 'user', 'me', 'Me', 'r', n, '{}' FROM n`,
			)
			.bind(from, count, shop.businessId, storeId)
			.run();
	await write(0, 1, aarhus);
	await write(1, 4000, shop.storeId);
	const everything = async (input: Parameters<typeof listEvents>[1]) => {
		const found: number[] = [];
		let most = 0;
		let cursor: string | undefined;
		for (let pages = 0; pages < 20; pages++) {
			const tenant = await shop.tenant();
			const { items, nextCursor } = await listEvents(tenant, { ...input, type: "test.rang", limit: 10, cursor });
			most = Math.max(most, tenant.scope.meter.rowsRead);
			found.push(...items.map(({ at }) => at));
			if (!nextCursor) return { found, most, pages };
			cursor = nextCursor;
		}
		throw new Error("no end");
	};
	const { found, most, pages } = await everything({ storeId: aarhus });
	expect(found).toEqual([0]);
	expect(pages).toBe(4);
	expect(most).toBeLessThan(4200);
	expect((await everything({ storeId: aarhus, until: "1970-01-01T00:00:00Z" })).found).toEqual([]);
});
