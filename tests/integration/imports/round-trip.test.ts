import fc from "fast-check";
import { expect, it } from "vitest";
import { addProduct } from "#app/stock/add-product.server.ts";
import { skuKeyOf } from "#app/catalog/rules.ts";
import { firstRecords } from "#app/imports/dialect.ts";
import { openShop, type Shop } from "../../support/world.ts";
import { countsOf, imported } from "./importing.ts";

type Language = "en" | "da";

async function exported(shop: Shop, language: Language): Promise<string> {
	const { status, body } = await shop.call("GET", "/export/products", { headers: { "Accept-Language": language } });
	expect(status).toBe(200);
	return String(body).replace(/^\uFEFF/, "");
}

/** What a table says whichever shop it stands in: by SKU, without what a shop gives of its own. */
function saidBy(csv: string, language: Language): Record<string, string>[] {
	const [header, ...rows] = firstRecords(csv, language === "da" ? ";" : ",", 1000).map(({ cells }) => cells);
	const own = ["id", "createdAt", "updatedAt"];
	return rows
		.map((cells) =>
			Object.fromEntries((header ?? []).map((name, column) => [name, cells[column] ?? ""]).filter(([name = ""]) => !own.includes(name))),
		)
		.sort((a, b) => ((a.sku ?? "") < (b.sku ?? "") ? -1 : 1));
}

const letters = fc.string({ unit: fc.constantFrom(..."aÅø 👓'\"=+-@,;:\\/<>&%.|1".match(/./gu)!), maxLength: 24 });
const word = letters.map((text) => text.trim());
const lines = fc.array(letters, { maxLength: 3 }).map((all) => all.join("\n").trim());
const money = fc.option(
	fc.integer({ min: 0, max: 9_999_999 }).map((amount) => (amount / 100).toFixed(2)),
	{ nil: null },
);
const product = fc.record({
	name: word.filter((text) => text !== ""),
	sku: word.filter((text) => skuKeyOf(text) !== ""),
	barcode: fc.option(fc.constantFrom("5704418001028", "012345678905", "4006381333931", "SHOP-1"), { nil: null }),
	unit: fc.constantFrom("unit", "pair", "æske"),
	vendor: word,
	description: lines,
	price: money,
	cost: money,
	taxRate: fc.option(fc.constantFrom(0, 6, 12.5, 25), { nil: null }),
	attributes: fc.dictionary(
		word.filter((text) => text !== ""),
		word,
		{ maxKeys: 4 },
	),
	imageUrl: fc.option(fc.constantFrom("https://img.example/a,b.jpg", "https://img.example/?a=1&b=%22"), { nil: null }),
	isAvailable: fc.boolean(),
	status: fc.constantFrom("draft" as const, "published" as const),
	initialStock: fc.integer({ min: 0, max: 99 }),
});
const language = fc.constantFrom("en" as const, "da" as const);

it("our export, as either language opens it, goes into another shop as the same table, and into its own changes nothing", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(product, { minLength: 1, maxLength: 20, selector: ({ sku }) => skuKeyOf(sku) }),
			language,
			async (products, language) => {
				const [shop, other] = [await openShop(), await openShop()];
				for (const each of products) await addProduct(await shop.tenant(), { ...each, storeId: shop.storeId });
				const written = await exported(shop, language);
				expect(saidBy(written, language).length).toBe(products.length);

				const nothing = { created: 0, updated: 0, unchanged: products.length, skipped: 0, wrong: 0 };
				expect(countsOf(await imported(shop, written))).toEqual(nothing);
				expect(await exported(shop, language)).toBe(written);

				expect(countsOf(await imported(other, written))).toEqual({ ...nothing, created: products.length, unchanged: 0 });
				const there = await exported(other, language);
				expect(saidBy(there, language)).toEqual(saidBy(written, language));
				expect(countsOf(await imported(other, there, { choices: { quantities: "all", empty: "clear" } }))).toEqual(nothing);
				expect(await exported(other, language)).toBe(there);
			},
		),
		{ numRuns: 6, endOnFailure: true },
	);
}, 120_000);
