import { describe, expect, it, test } from "vitest";
import { columnsOf, isTarget, tellsRowsApart } from "#app/imports/columns.ts";

const mappingOf = (header: string, separator = ",") => columnsOf(header.split(separator)).mapping;

/** The header Shopify writes over an export of products, and the columns older and newer shops have beside it. */
const shopify =
	"Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option1 Linked To,Option2 Name,Option2 Value,Option2 Linked To,Option3 Name,Option3 Value,Option3 Linked To,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Fulfillment Service,Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,SEO Title,SEO Description,Variant Image,Variant Weight Unit,Cost per item,Status";

describe("the columns of a file", () => {
	it("are Shopify's by its header, and what it says of carriage and search is left out", () => {
		const { format, mapping, twins } = columnsOf(shopify.split(","));
		expect([format, twins]).toEqual(["shopify", []]);
		const found = Object.fromEntries(shopify.split(",").map((header, column) => [header, mapping[column]]));
		expect(Object.fromEntries(Object.entries(found).filter(([, target]) => target !== null))).toEqual({
			Handle: "handle",
			Title: "title",
			"Body (HTML)": "description",
			Vendor: "vendor",
			Type: "category",
			Tags: "attr:tags",
			"Option1 Name": "option1.name",
			"Option1 Value": "option1.value",
			"Option2 Name": "option2.name",
			"Option2 Value": "option2.value",
			"Option3 Name": "option3.name",
			"Option3 Value": "option3.value",
			"Variant SKU": "sku",
			"Variant Inventory Qty": "quantity",
			"Variant Price": "price",
			"Variant Barcode": "barcode",
			"Image Src": "imageUrl",
			"Variant Image": "imageUrl.variant",
			"Cost per item": "cost",
			Status: "status",
		});
	});

	it("are our own export's by its ids, whose counted and dated columns say nothing to follow", () => {
		const header =
			"id,name,sku,barcode,status,price,cost,currency,taxRate,unit,vendor,categoryId,styleId,attributes,description,imageUrl,isAvailable,onHand,available,createdAt,updatedAt";
		expect(columnsOf(header.split(","))).toEqual({
			format: "ours",
			twins: [],
			mapping: [
				...["id", "name", "sku", "barcode", "status", "price", "cost", "currency", "taxRate", "unit", "vendor", "categoryId"],
				...["styleId", "attributes", "description", "imageUrl", "isAvailable", "quantity", null, null, null],
			],
		});
	});

	test.each([
		["Danish", "Varenr.;Varenavn;Salgspris;Kostpris;Lagerbeholdning;Varegruppe;Leverandør;Stregkode;Momssats;Beskrivelse"],
		["English", "Item no.;Product name;Retail price;Cost price;Stock quantity;Product category;Supplier;EAN-13;VAT rate;Long_description"],
		["shouted", "VARENUMMER;NAVN;PRIS;KOSTPRIS;ANTAL;KATEGORI;MÆRKE;EAN;MOMS;TEKST"],
	])("are found by what people call them: %s", (_, header) => {
		expect(mappingOf(header, ";")).toEqual([
			...["sku", "name", "price", "cost", "quantity", "category", "vendor", "barcode", "taxRate", "description"],
		]);
	});

	test.each([
		["Farve", "attr:colour"],
		["Color", "attr:colour"],
		["Næsebro", "attr:bridge"],
		["Attr: Lens width", "attr:Lens width"],
		["attribute:farve", "attr:colour"],
		["attr:constructor", null],
		["attr:", null],
		["Our own remark", null],
		["toString", null],
		["", null],
	])("%j is %j", (header, target) => {
		expect(mappingOf(header)).toEqual([target]);
	});

	it("that say the same thing twice are read once, from the left, and named", () => {
		expect(columnsOf(["EAN", "Stregkode", "Navn", "", ""])).toEqual({
			format: "other",
			mapping: ["barcode", null, "name", null, null],
			twins: [{ column: 1, first: 0, header: "Stregkode" }],
		});
	});

	it("tell rows apart by an id, a SKU, a barcode or a name, and by nothing else", () => {
		for (const header of ["sku", "ean", "navn", "id"]) expect(tellsRowsApart(mappingOf(`price,${header}`)), header).toBe(true);
		expect(tellsRowsApart(mappingOf("price,vendor,farve"))).toBe(false);
	});

	it("are asked for by our words only", () => {
		expect(["sku", "attr:lens", "option2.value"].every(isTarget)).toBe(true);
		expect(["SKU", "attr:", "attr:__proto__", "businessId", "toString", ""].some(isTarget)).toBe(false);
	});
});
