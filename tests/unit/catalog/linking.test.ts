import { describe, expect, it } from "vitest";
import { decideLinks } from "#app/catalog/vendors/linking/decide.ts";
import type { Listing } from "#app/catalog/vendors/linking/describe.ts";
import { listingOfItem, listingOfProduct } from "#app/catalog/vendors/linking/listings.ts";
import { measureLinks } from "#app/catalog/vendors/linking/measure.ts";
import { freshEyes } from "../../support/linking/fresh-eyes.ts";
import { givenNames } from "../../support/linking/given-names.ts";
import { labelled } from "../../support/linking/labelled.ts";
import { otherHands } from "../../support/linking/other-hands.ts";
import { spelled } from "../../support/linking/spelled.ts";
import { tints } from "../../support/linking/tints.ts";

const item = (over: Partial<Listing> = {}): Listing => ({
	id: "i1",
	vendor: "MOSCOT",
	name: "THE LEMTOSH Black / 49",
	kind: "Eyeglasses",
	model: "LEMTOSH",
	colour: "Black",
	size: "49",
	sku: "LEM-0200-49",
	...over,
});
const product = (over: Partial<Listing> = {}): Listing => ({
	id: "p1",
	vendor: "Moscot",
	name: "Lemtosh sort 49-24-145",
	sku: null,
	...over,
});
const outcome = (items: Listing[], products: Listing[]) =>
	decideLinks(items, products).map((one) => [one.outcome, one.candidates[0]?.productId]);

describe("a vendor's item", () => {
	it("is our product by its barcode, whatever either is called", () => {
		expect(outcome([item({ barcode: "036000291452" })], [product({ name: "Stel", barcode: "0036000291452" })])).toEqual([["link", "p1"]]);
	});

	it.each([
		["Lemtosh Navy 49 Blue", "Lemtosh Navy 49"],
		["Lemtosh Navy 49", "Lemtosh Navy 49 Blue"],
		["Lemtosh Olive 49 Green", "Lemtosh Olive 49"],
		["Lemtosh Navy 49-24-145 Blue", "Lemtosh Navy 49-24-145"],
		["Lemtosh Navy 49-24-145", "Lemtosh Navy 49□24 Blue"],
		["Lemtosh Navy 49-24 49 mm Blue", "Lemtosh Navy 49-24"],
	])("%j, with colours on both sides of the size, is not %j by itself", (theirs, ours) => {
		const plain = { model: null, colour: null, sku: null, size: null };
		const [decided] = outcome([item({ ...plain, name: theirs })], [product({ name: ours })]);
		expect(decided?.[0]).not.toBe("link");
	});

	it("is our product where its colour has a field of its own and our name says it before the size", () => {
		const theirs = item({ name: "LEMTOSH Navy 49", model: "LEMTOSH", colour: "Navy", size: "49", sku: null });
		expect(outcome([theirs], [product({ name: "Lemtosh Navy 49", colour: "Blue" })])).toEqual([["link", "p1"]]);
	});

	it("is our product where a hue is said beside its kind, the size behind both", () => {
		const plain = { model: null, colour: null, sku: null, size: null };
		for (const [theirs, ours] of [
			["Lemtosh Navy Blue 49", "Lemtosh Navy 49"],
			["Lemtosh Black 49 Matte", "Lemtosh Matte Black 49"],
		] as const)
			expect(outcome([item({ ...plain, name: theirs })], [product({ name: ours })])).toEqual([["link", "p1"]]);
	});

	it("is our product by its SKU, broken over two lines or not", () => {
		expect(outcome([item({ sku: "LEM-0200-\n49 " })], [product({ name: "Stel", sku: "lem-0200-49" })])).toEqual([["link", "p1"]]);
	});

	it("is our product by model, colour and size in any words of ours", () => {
		for (const name of [
			"Moscot Lemtosh sort 49-24-145",
			"LEMTOSH BLK 49",
			"The Lemtosh, Black, 49□24 145",
			"Brillestel Lemtosh noir str. 49",
			"lemtosch black 49 mm",
		])
			expect(outcome([item()], [product({ name })]), name).toEqual([["link", "p1"]]);
	});

	it("is not another size, colour, finish, model, or the same for the sun", () => {
		for (const name of [
			"Lemtosh black 46",
			"Lemtosh Havana 49",
			"Lemtosh matte black 49",
			"Lemtosh Smart black 49",
			"Lemtosh sun black 49",
		])
			expect(outcome([item()], [product({ name })])[0]?.[0], name).not.toBe("link");
	});

	it("is not the same frame with another lens, whichever way either says it", () => {
		const theirs = item({ name: "LEMTOSH SUN Black 49 G-15", model: "LEMTOSH SUN", kind: "Sunglasses", lens: "G-15" });
		const ours = { name: "Lemtosh Sun Black 49 Cosmitan Brown", model: "Lemtosh Sun", colour: "Black", size: "49" };
		for (const lens of ["Cosmitan Brown", null]) {
			const [decision] = decideLinks([theirs], [product({ ...ours, lens })]);
			expect(decision?.outcome).not.toBe("link");
			expect(decision?.candidates).toEqual([]);
		}
		expect(decideLinks([theirs], [product({ name: "Lemtosh Sun Black 49 Cosmitan Brown" })])[0]?.outcome).not.toBe("link");
		for (const same of [{ lens: "G15" }, { lens: "grøn" }, { name: "Lemtosh Sun Black 49" }, { name: "Lemtosh Sun Black 49 G15" }])
			expect(outcome([theirs], [product({ ...ours, name: "Lemtosh Sun", ...same })]), JSON.stringify(same)).toEqual([["link", "p1"]]);
		expect(outcome([theirs], [product({ name: "Lemtosh Sun sort 49 G15" })])).toEqual([["link", "p1"]]);
	});

	it("says its lens where its catalog says it, and ours where an attribute of ours does", () => {
		const said = JSON.stringify({ model: "LEMTOSH SUN", colour: "Black", caliber: "49", lens: "G-15", usage: "sun" });
		const theirs = { catalogId: "i1", title: "LEMTOSH SUN Black 49 G-15", kind: "Sunglasses", sku: null, barcode: null, attributes: said };
		const ours = (glass: string) => ({
			...{ id: "p1", name: "Lemtosh Sun sort", sku: "L-1", barcode: null, vendor: "Moscot" },
			attributes: JSON.stringify({ Model: "Lemtosh Sun", Farve: "sort", Størrelse: "49", Glas: glass }),
		});
		const met = (glass: string) => outcome([listingOfItem(theirs, "MOSCOT")], [listingOfProduct(ours(glass))])[0]?.[0];
		expect(met("Grøn G15")).toBe("link");
		expect(met("Cosmitan Brown")).not.toBe("link");
	});

	it("is nobody's whose SKU another vendor happens to use", () => {
		expect(outcome([item()], [product({ vendor: "Oakfield", name: "Heron black 49", sku: "LEM-0200-49" })])[0]?.[0]).not.toBe("link");
	});

	it("goes to a person when two of ours, or two of theirs, are as like", () => {
		expect(outcome([item()], [product(), product({ id: "p2" })])[0]?.[0]).toBe("review");
		expect(outcome([item(), item({ id: "i2" })], [product({ sku: "LEM-0200-49" })]).map(([what]) => what)).toEqual(["review", "review"]);
	});

	it("stays what a person said it is, and is not", () => {
		const [items, products] = [[item()], [product(), product({ id: "p2", name: "Lemtosh black 49" })]];
		expect(decideLinks(items, products, [{ itemId: "i1", productId: "p2", verdict: "linked" }])).toEqual([]);
		const [decision] = decideLinks(items, products, [{ itemId: "i1", productId: "p2", verdict: "apart" }]);
		expect(decision).toMatchObject({ outcome: "link", candidates: [{ productId: "p1" }] });
	});
});

describe("over labelled pairs full of traps", () => {
	const { items, products, labels } = labelled();
	const measured = measureLinks(items, products, labels);

	it("nearly every link is right, and nearly every pair is found", () => {
		expect(measured.pairs).toBeGreaterThanOrEqual(500);
		expect(measured.precision).toBeGreaterThanOrEqual(0.99);
		expect(measured.recall).toBeGreaterThanOrEqual(0.9);
	});

	it("no trap catches more than one in ten", () => {
		for (const [trap, { pairs, wrong }] of measured.byTrap) expect(wrong / pairs, trap).toBeLessThan(0.1);
	});

	it("does not depend on the order of either catalog", () => {
		const reversed = decideLinks([...items].reverse(), [...products].reverse()).reverse();
		expect(reversed.map(({ itemId, outcome, candidates }) => [itemId, outcome, candidates[0]?.productId])).toEqual(
			decideLinks(items, products).map(({ itemId, outcome, candidates }) => [itemId, outcome, candidates[0]?.productId]),
		);
	});
});

it("holds over pairs made a second time, after the rules", () => {
	const { items, products, labels } = otherHands();
	expect(labels.length).toBeGreaterThan(400);
	const { precision, recall, wrong } = measureLinks(items, products, labels);
	expect(wrong).toEqual([]);
	expect(precision).toBe(1);
	expect(recall).toBeGreaterThan(0.97);
});

it("holds where codes are none, spreadsheets had them, and frames are called otherwise", () => {
	const { items, products, labels } = freshEyes();
	expect(labels.length).toBeGreaterThan(230);
	const { recall, wrong } = measureLinks(items, products, labels);
	expect(wrong).toEqual([]);
	expect(recall).toBe(1);
});

it("holds where frames are called as people and colours are, and have two colours", () => {
	const { items, products, labels } = givenNames();
	expect(labels.length).toBeGreaterThan(400);
	const { recall, wrong } = measureLinks(items, products, labels);
	expect(wrong).toEqual([]);
	expect(recall).toBe(1);
});

it("holds where sunglasses differ in nothing but their lenses", () => {
	const { items, products, labels } = tints();
	expect(labels.length).toBeGreaterThan(900);
	const { recall, wrong } = measureLinks(items, products, labels);
	expect(wrong).toEqual([]);
	expect(recall).toBe(1);
});

it("holds however colours, sizes and codes are written", () => {
	const { items, products, labels } = spelled();
	expect(labels.length).toBeGreaterThan(230);
	const { recall, wrong } = measureLinks(items, products, labels);
	expect(wrong).toEqual([]);
	expect(recall).toBeGreaterThan(0.95);
});
