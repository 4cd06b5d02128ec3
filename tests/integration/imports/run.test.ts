import { expect, it } from "vitest";
import { openShop, rowsOf } from "../../support/world.ts";
import { countsOf, imported, previewed, productsOf } from "./importing.ts";

const frames = `sku;navn;pris;kostpris;farve;antal;kategori;leverandør
MF-1;KNUD Sort 49;2.195,00;730;Sort;4;Frames;Marlow
MF-2;KNUD Havana 49;2.195,50;730;Havana;0;Frames > Acetate;Marlow
`;

it("says what would become of a file, and writes nothing", async () => {
	const shop = await openShop();
	const found = await previewed(shop, frames);
	expect(found).toMatchObject({ state: "ready", delimiter: ";", decimals: "comma", format: "other", totalRows: 2 });
	expect(found.mapping).toEqual(["sku", "name", "price", "cost", "attr:colour", "quantity", "category", "vendor"]);
	expect(countsOf(found)).toEqual({ created: 1, updated: 0, unchanged: 0, skipped: 0, wrong: 1 });
	expect(found.sample.map(({ row, outcome }) => [row, outcome])).toEqual([
		[2, "created"],
		[3, "wrong"],
	]);
	expect(found.sample[1]?.issues).toEqual([{ column: 6, field: "category", rule: "category_unknown", value: "Frames > Acetate" }]);
	expect(await productsOf(shop)).toEqual([]);
});

it("lets a file in: products, categories, shelves and what stands on them", async () => {
	const shop = await openShop();
	const done = await imported(shop, frames, { choices: { makeCategories: true } });
	expect(done.state).toBe("done");
	expect(countsOf(done)).toEqual({ created: 2, updated: 0, unchanged: 0, skipped: 0, wrong: 0 });
	const [havana, sort] = await productsOf(shop);
	expect(havana).toMatchObject({
		sku: "MF-2",
		price: 219550,
		cost: 73000,
		status: "draft",
		vendor: "Marlow",
		attributes: '{"colour":"Havana"}',
	});
	expect(sort).toMatchObject({ sku: "MF-1", price: 219500 });
	expect(
		await rowsOf(
			shop,
			"SELECT c.name, p.name AS parent FROM categories AS c LEFT JOIN categories AS p ON p.businessId = c.businessId AND p.id = c.parentId WHERE c.businessId = ? AND c.id = ?",
			shop.businessId,
			havana?.categoryId,
		),
	).toEqual([{ name: "Acetate", parent: "Frames" }]);
	expect(
		await rowsOf(
			shop,
			"SELECT reason, delta, actorName, referenceType, referenceId FROM stockMovements WHERE businessId = ?",
			shop.businessId,
		),
	).toEqual([{ reason: "initial", delta: 4, actorName: "Owner", referenceType: "import", referenceId: done.id }]);
	expect(
		(await rowsOf(shop, "SELECT onHand FROM stockLevels WHERE businessId = ? ORDER BY onHand", shop.businessId)).map(
			({ onHand }) => onHand,
		),
	).toEqual([0, 4]);
});
