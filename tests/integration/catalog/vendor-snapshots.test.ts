import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { catalogOf, product, products } from "../../support/vendors/catalogs.ts";
import { openShop, rowsOf, type Shop, twoShops } from "../../support/world.ts";

const push = async (shop: Shop, text: string) =>
	(await shop.call("POST", "/api/catalog/moscot/sync", { body: text, headers: { "Content-Type": "application/json" } })).body;
const compare = (shop: Shop, query: Record<string, string> = {}) =>
	shop.call("GET", `/api/catalog/moscot/compare?${new URLSearchParams(query)}`);
const titles = async (shop: Shop) =>
	(await shop.call("GET", "/api/catalog/moscot?limit=200")).body.items.map(
		(item: { title: string; price: string }) => `${item.title} ${item.price}`,
	);
const restore = (shop: Shop, hash: string, key?: string) =>
	shop.call("POST", `/api/catalog/moscot/snapshots/${hash}/restore`, key ? { key } : {});

/** One style dearer, one cheaper, one renamed, one with barcodes, one gone, one new: 8 variants each. */
const later = () => [
	product(1, { price: "350.00" }),
	product(2, { price: "300.00" }),
	product(3, { title: "THE OTHER 3" }),
	{ ...product(4), variants: product(4).variants.map((one, n) => ({ ...one, barcode: `900000000000${n}` })) },
	...products(10).slice(4, 9),
	product(11),
];

it("tells of two snapshots what is new, gone, dearer, cheaper, renamed and has another barcode", async () => {
	const shop = await openShop();
	const { snapshot: first } = await push(shop, catalogOf(products(10)));
	expect((await compare(shop)).body).toMatchObject({ code: "snapshot_not_found" });
	const { snapshot: second } = await push(shop, catalogOf(later()));
	const { status, body } = await compare(shop);
	expect(status).toBe(200);
	expect(body).toMatchObject({
		current: second,
		from: { hash: first, items: 80, waits: false },
		to: { hash: second, items: 80, waits: false },
		counts: { created: 8, gone: 8, dearer: 8, cheaper: 8, renamed: 8, barcode: 8, sku: 0 },
		found: 48,
	});
	const dearer = (await compare(shop, { kind: "dearer" })).body;
	expect(dearer.found).toBe(8);
	expect(dearer.counts).toEqual(body.counts);
	expect(dearer.changes[0]).toMatchObject({
		kinds: ["dearer"],
		before: { title: "THE MODEL 1 Black 44", price: "340.00", currency: "USD" },
		after: { price: "350.00" },
	});
	// The other way round everything is its opposite.
	expect((await compare(shop, { from: second, to: first })).body.counts).toMatchObject({ created: 8, gone: 8, dearer: 8, cheaper: 8 });
	expect((await compare(shop, { from: second, to: first, kind: "cheaper" })).body.changes[0].after.title).toBe("THE MODEL 1 Black 44");
	expect((await compare(shop, { from: "0".repeat(64) })).status).toBe(404);
	expect((await compare(shop, { from: "nonsense" })).status).toBe(400);
});

it("holds any two against each other, however many have been read since", async () => {
	const shop = await openShop();
	const { snapshot: first } = await push(shop, catalogOf(products(10)));
	const { snapshot: second } = await push(shop, catalogOf(later()));
	await rowsOf(
		shop,
		`INSERT INTO vendorSnapshots (businessId, vendorId, hash, format, bytes, items, contentHash, runId, takenAt)
			SELECT businessId, vendorId, printf('%064d', value), format, bytes, items, contentHash, runId, takenAt + value
			FROM vendorSnapshots, (SELECT key + 1 AS value FROM json_each('[' || rtrim(replace(hex(zeroblob(60)), '00', '0,0,'), ',') || ']'))
			WHERE businessId = ? AND hash = ?`,
		...[shop.businessId, second],
	);
	const both = { from: { hash: first }, to: { hash: second }, counts: { created: 8, gone: 8, dearer: 8, cheaper: 8, renamed: 8 } };
	expect((await compare(shop, { from: first, to: second })).body).toMatchObject(both);
	// Without the earlier being named it is the one before.
	expect((await compare(shop, { to: second })).body).toMatchObject(both);
	expect((await compare(shop, { from: second, to: first })).body).toMatchObject({ from: { hash: second }, to: { hash: first } });
	const [theirs] = await twoShops();
	await push(theirs, catalogOf(products(10)));
	expect((await compare(theirs, { from: first, to: second })).status).toBe(404);
});

it("holds a catalog that asks against the one that stands", async () => {
	const shop = await openShop();
	const { snapshot: first } = await push(shop, catalogOf(products(10)));
	const { snapshot: waiting } = await push(shop, catalogOf(products(6)));
	expect((await compare(shop)).body).toMatchObject({
		current: first,
		from: { hash: first },
		to: { hash: waiting, waits: true },
		counts: { gone: 32, created: 0 },
	});
	expect((await restore(shop, waiting)).body).toMatchObject({ code: "snapshot_not_found" });
});

it("holds no part of a catalog against a whole one", async () => {
	const shop = await openShop();
	const { snapshot: first } = await push(shop, catalogOf(products(10)));
	const { snapshot: second } = await push(shop, catalogOf(products(10, { price: "350.00" })));
	const { snapshot: part, status } = await push(shop, catalogOf([product(1, { price: "360.00" }), product(11)], { complete: false }));
	expect(status).toBe("done");
	expect((await compare(shop)).body).toMatchObject({
		from: { hash: first },
		to: { hash: second },
		counts: { dearer: 80, gone: 0, created: 0 },
	});
	const { items } = (await shop.call("GET", "/api/catalog/moscot/snapshots")).body;
	expect(items.map(({ hash }: { hash: string }) => hash)).toEqual([second, first]);
	expect((await compare(shop, { to: part })).status).toBe(404);
	// What the part changed is undone by going back to the whole one before it.
	expect((await restore(shop, second)).body).toMatchObject({ status: "done", updated: 8, missing: 8 });
});

it("lets go of parts that were once kept as if they were whole", async () => {
	const shop = await openShop();
	const { snapshot: first } = await push(shop, catalogOf(products(10)));
	const { snapshot: second } = await push(shop, catalogOf(products(10, { price: "350.00" })));
	const { id: runId, snapshot: part } = await push(shop, catalogOf([product(1, { price: "360.00" }), product(11)], { complete: false }));
	// As it was written then.
	await rowsOf(
		shop,
		"INSERT INTO vendorSnapshots SELECT businessId, vendorId, ?2, format, bytes, 16, 'then', id, finishedAt FROM vendorSyncRuns WHERE businessId = ?1 AND id = ?3",
		shop.businessId,
		part,
		runId,
	);
	await rowsOf(shop, "UPDATE vendorSyncStates SET snapshotHash = ?2, contentHash = 'then' WHERE businessId = ?1", shop.businessId, part);
	expect((await compare(shop)).body).toMatchObject({ to: { hash: part }, counts: { gone: 72 } });

	const { queries } = env.TEST_SHARD_MIGRATIONS.find(({ name }) => name.startsWith("0118"))!;
	// Twice is once.
	for (const query of [...queries, ...queries]) await rowsOf(shop, query);
	expect((await compare(shop)).body).toMatchObject({
		current: null,
		from: { hash: first },
		to: { hash: second },
		counts: { gone: 0, dearer: 80 },
	});
	expect((await restore(shop, part)).body.code).toBe("snapshot_not_found");
	// The next whole reading is the catalog again.
	expect(await push(shop, catalogOf(products(10, { price: "350.00" })))).toMatchObject({ status: "done", updated: 8 });
	expect((await compare(shop)).body).toMatchObject({ current: second });
});

it("makes the catalog what it was, smaller or not, in one act that counts once", async () => {
	const shop = await openShop();
	const { snapshot: first } = await push(shop, catalogOf(products(3)));
	const before = await titles(shop);
	const { snapshot: second } = await push(shop, catalogOf(products(12, { price: "500.00" })));
	expect((await restore(shop, second)).body).toMatchObject({ code: "snapshot_is_current" });
	const { status, body } = await restore(shop, first, "back");
	expect(status).toBe(200);
	expect(body).toMatchObject({ status: "done", updated: 24, missing: 72, created: 0, approvedBy: "Owner", snapshot: first });
	expect(await titles(shop)).toEqual(before);
	expect((await restore(shop, first, "back")).body.id).toBe(body.id);
	expect((await shop.call("GET", "/api/catalog/moscot/runs")).body.items).toHaveLength(3);
	// And forward again.
	expect((await restore(shop, second)).body).toMatchObject({ status: "done", updated: 96, missing: 0 });
	expect(await titles(shop)).toHaveLength(96);
});

it("shows another business nothing of it", async () => {
	const [ours, theirs] = await twoShops();
	const { snapshot } = await push(ours, catalogOf(products(3)));
	await push(ours, catalogOf(products(4)));
	await push(theirs, catalogOf([product(40)]));
	await push(theirs, catalogOf([product(40), product(41)]));
	expect((await compare(theirs, { from: snapshot })).status).toBe(404);
	expect((await restore(theirs, snapshot)).status).toBe(404);
});
