import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { matrixOf } from "#app/catalog/variants.ts";
import { buildCatalog, catalogText } from "../../../demo/catalog.ts";
import { gtinCheckDigit, isEan13 } from "../../../demo/gtin.ts";
import { LUND_OG_LYS, OPTIK_VEST, optikVestProducts } from "../../../demo/people.ts";
import { demoProducts } from "../../../demo/products.ts";

const root = new URL("../../../", import.meta.url);
const catalog = buildCatalog();
const products = demoProducts(catalog);

describe("the demo's catalog", () => {
	it("has about sixty styles and six hundred products in five categories", () => {
		expect(catalog.products.length).toBeGreaterThanOrEqual(55);
		expect(products.length).toBeGreaterThanOrEqual(560);
		expect(products.length).toBeLessThanOrEqual(640);
		expect(new Set(products.map((product) => product.category))).toEqual(
			new Set(["Frames", "Sunglasses", "Lenses", "Contacts", "Accessories"]),
		);
		expect(new Set(products.map((product) => product.status))).toEqual(new Set(["published", "draft", "archived"]));
	});

	it("has unique handles, SKUs and barcodes, whatever their case", () => {
		expect(new Set(catalog.products.map((product) => product.handle)).size).toBe(catalog.products.length);
		expect(new Set(products.map((product) => product.sku.toLowerCase())).size).toBe(products.length);
		expect(new Set(products.map((product) => product.barcode)).size).toBe(products.length);
	});

	it("has Danish EAN-13 barcodes with the right check digit", () => {
		expect(products.filter((product) => !isEan13(product.barcode) || !product.barcode.startsWith("57"))).toEqual([]);
	});

	it("keeps the matrix of KNUD with its three gaps", () => {
		const knud = products.filter((product) => product.styleName === "KNUD");
		expect(knud).toHaveLength(21);
		expect(knud.find((product) => product.sku === "MF-KNU-HAV-49")).toMatchObject({
			name: "KNUD Havana 49",
			price: 219500,
			imageUrl: "/demo/knud-havana.svg",
			attributes: { model: "KNUD", colour: "Havana", size: "49", bridge: "21", temple: "145", material: "Acetate" },
		});
	});

	it("earns something on everything", () => {
		expect(products.filter((product) => product.cost <= 0 || product.cost >= product.price / 1.25)).toEqual([]);
	});

	it("is what the generator wrote, with one picture of at most 2 KB for each it names", () => {
		expect(readFileSync(new URL("demo/products.json", root), "utf8")).toBe(catalogText(catalog));
		const named = new Set(catalog.products.flatMap((product) => product.images.map((image) => image.src.replace("/demo/", ""))));
		expect(new Set(readdirSync(new URL("public/demo/", root)))).toEqual(named);
		const large = [...named].filter((name) => readFileSync(new URL(`public/demo/${name}`, root)).length > 2048);
		expect(large).toEqual([]);
	});
});

describe("a GTIN's check digit", () => {
	it.each([
		["400638133393", 1],
		["03600029145", 2],
		["9638507", 4],
		["978142786082", 8],
		["123456789012", 8],
	])("it is right for %s", (body, digit) => {
		expect(gtinCheckDigit(body)).toBe(digit);
	});
});

describe("the demo's people", () => {
	it("has two businesses on two shards that share SKUs, with passwords long enough", () => {
		expect(LUND_OG_LYS.shard).not.toBe(OPTIK_VEST.shard);
		expect(optikVestProducts(catalog)).toHaveLength(15);
		for (const login of [...LUND_OG_LYS.logins, ...OPTIK_VEST.logins]) expect(login.password.length).toBeGreaterThanOrEqual(12);
	});
});

it("gives every style the axes its products differ by, each place of its matrix to one of them", () => {
	const axesOf = new Map(products.map(({ styleHandle, axes }) => [styleHandle, axes]));
	for (const [handle, axes] of axesOf) {
		expect(axes.rowAxis, handle).not.toBe(axes.columnAxis);
		const variants = products.filter(({ styleHandle }) => styleHandle === handle);
		expect(
			matrixOf(variants, axes).rows.filter(({ again }) => again > 0),
			handle,
		).toEqual([]);
	}
	expect(axesOf.get("daglys-1-day")).toEqual({ rowAxis: "power", columnAxis: "size" });
});
