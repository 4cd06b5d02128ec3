import fc from "fast-check";
import { expect, it } from "vitest";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { addVendor } from "#app/catalog/vendors/add-vendor.server.ts";
import { listVendors } from "#app/catalog/vendors/queries.server.ts";
import { addUser } from "#app/identity/add-user.server.ts";
import { employeesPage } from "#app/identity/employees-page.server.ts";
import { home } from "#app/insights/home.server.ts";
import { knownVendors } from "#app/purchasing/known-vendors.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { listInventory } from "#app/stock/queries.server.ts";
import { listStyleShelves } from "#app/stock/style-list.server.ts";
import { openShop, password, type Shop, twoShops } from "../../support/world.ts";
import { write } from "../sales/goods.ts";

/** As the shop's reader orders them. `aa` is two letters to us: vendors' names from elsewhere hold it too. */
const asDanesDo = new Intl.Collator("da", { sensitivity: "base" });

type Listed = { items: { name: string }[]; nextCursor: string | null };

/** Every name of a list, page after page of three. */
async function walked(page: (cursor: string | undefined) => Promise<Listed>): Promise<string[]> {
	const names: string[] = [];
	let cursor: string | undefined;
	for (;;) {
		const { items, nextCursor } = await page(cursor);
		names.push(...items.map(({ name }) => name));
		if (!nextCursor) return names;
		cursor = nextCursor;
	}
}

const upTo = "FROM json_each(?) AS n";

async function called(shop: Shop, names: string[], onHand = 0): Promise<void> {
	const list = JSON.stringify(names);
	await write(shop, [
		[
			`INSERT INTO styles (businessId, id, name, vendor, createdAt, updatedAt) SELECT ?, 's' || n.key, n.value, 'V' || n.key, 0, 0 ${upTo}`,
			shop.businessId,
			list,
		],
		[
			`INSERT INTO products (businessId, id, name, sku, skuKey, currency, shortId, status, isAvailable, vendor, attributes, createdAt, updatedAt)
			SELECT ?, printf('019a%08d', n.key), n.value, 'N' || n.key, 'N' || n.key, 'DKK', 'n' || n.key, 'published', 0, 'Lund', '{"colour":"Blå"}', 0, 0 ${upTo}`,
			shop.businessId,
			list,
		],
		[
			`INSERT INTO stockLevels (businessId, productId, storeId, onHand, reorderPoint, updatedAt) SELECT ?, printf('019a%08d', n.key), ?, ?, 2, 0 ${upTo}`,
			shop.businessId,
			shop.storeId,
			onHand,
			list,
		],
	]);
}

/** Every list by name, however it is narrowed: each is read along an index of its own. */
async function lists(shop: Shop): Promise<Record<string, string[]>> {
	const { storeId } = shop;
	const found: Record<string, string[]> = {};
	for (const wish of [
		{},
		{ storeId },
		{ status: "published" },
		{ vendor: "Lund" },
		{ isAvailable: "false" },
		{ stock: "out" },
		{ storeId, stock: "out" },
		{ attributes: { colour: "Blå" } },
		{ q: "lund" },
	] as const)
		found[JSON.stringify(wish)] = await walked(async (cursor) =>
			listProducts(await shop.tenant(), { ...wish, sort: "name", limit: 3, ...(cursor && { cursor }) }),
		);
	for (const wish of [{}, { storeId }])
		found[`inventory ${JSON.stringify(wish)}`] = await walked(async (cursor) =>
			listInventory(await shop.tenant(), { ...wish, limit: 3, ...(cursor && { cursor }) }),
		);
	found.styles = await walked(async (cursor) => listStyleShelves(await shop.tenant(), { limit: 3, ...(cursor && { cursor }) }));
	return found;
}

it("stands in every list by name where a Dane looks for it, page after page", async () => {
	const [shop, other] = await twoShops();
	const names = [
		"Zoo",
		"Ærø",
		"åse",
		"Østerbro",
		"apollo",
		"Ål",
		"ébène",
		"Eden",
		"Banan",
		"øre",
		"zebra",
		"Ünder",
		"Ypsilon",
		"Ängla",
		"Lund",
	];
	await called(shop, names);
	await called(other, ["Andres"]);
	const inOrder = "apollo, Banan, ébène, Eden, Lund, Ünder, Ypsilon, zebra, Zoo, Ängla, Ærø, øre, Østerbro, Ål, åse";
	for (const [list, found] of Object.entries(await lists(shop))) expect(found.join(", "), list).toBe(inOrder);
	// A new name moves it, on its shelves and among its attributes too.
	await write(shop, [["UPDATE products SET name = 'Åberg' WHERE businessId = ? AND name = 'Banan'", shop.businessId]]);
	for (const wish of [{}, { storeId: shop.storeId }, { attributes: { colour: "Blå" } }])
		expect((await listProducts(await shop.tenant(), { ...wish, sort: "name", limit: 50 })).items.map(({ name }) => name)).toEqual(
			[...names.filter((name) => name !== "Banan"), "Åberg"].sort(asDanesDo.compare),
		);
});

it("stands so in short lists too: vendors, colleagues, and shelves that are equally short", async () => {
	const shop = await openShop();
	const names = ["Zoo", "Ærø", "åse", "Østerbro", "apollo", "ébène"];
	const inOrder = ["apollo", "ébène", "Zoo", "Ærø", "Østerbro", "åse"];
	await called(shop, names);
	await write(shop, [["UPDATE products SET vendor = name WHERE businessId = ?", shop.businessId]]);
	for (const name of names) {
		await addVendor(await shop.tenant(), { name, source: "upload" });
		await addUser(await shop.tenant(), { email: `${crypto.randomUUID()}@shop.example`, name, role: "employee", password });
	}
	expect((await catalogFilters(await shop.tenant(), {})).vendors).toEqual(inOrder);
	expect((await listVendors(await shop.tenant(), {})).map(({ name }) => name)).toEqual(inOrder);
	expect(await knownVendors(await shop.tenant(), {})).toEqual(inOrder);
	const { people } = await employeesPage(await shop.tenant(), {});
	expect(people.map(({ name }) => name).filter((name) => names.includes(name))).toEqual(inOrder);
	expect((await home(await shop.tenant(), {})).lowStock.map(({ name }) => name)).toEqual(inOrder);
});

it("orders any words as Danes do, and loses none between two pages", async () => {
	const letter = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzæøåÆØÅABCXYZéèüäö");
	const word = fc
		.array(letter, { minLength: 1, maxLength: 4 })
		.map((letters) => letters.join(""))
		// Two of them are an å to a Dane's dictionary, whatever stands above the second; to us they are two letters.
		.filter((text) => !/[aä][aäå]/i.test(text));
	await fc.assert(
		fc.asyncProperty(fc.uniqueArray(word, { minLength: 4, maxLength: 12, selector: (text) => text.toLowerCase() }), async (names) => {
			const shop = await openShop();
			await called(shop, names);
			const found = await walked(async (cursor) =>
				listProducts(await shop.tenant(), { sort: "name", limit: 3, ...(cursor && { cursor }) }),
			);
			expect([...found].sort()).toEqual([...names].sort());
			for (const [n, name] of found.entries())
				if (n > 0) expect(asDanesDo.compare(found[n - 1]!, name), found.join()).toBeLessThanOrEqual(0);
		}),
		{ numRuns: 12 },
	);
});
