import { expect, it } from "vitest";
import { columnsOf } from "#app/imports/columns.ts";
import { judgeRow } from "#app/imports/judge.ts";
import { firstRecords } from "#app/imports/dialect.ts";
import type { Choices } from "#app/imports/input.ts";
import { rowReader } from "#app/imports/rows.ts";

/** A Shopify file as the rows of products it is, each judged by itself. */
function read(csv: string) {
	const [header, ...records] = firstRecords(csv, ",", 100);
	const { format, mapping } = columnsOf(header?.cells ?? []);
	expect(format).toBe("shopify");
	const rows = rowReader(mapping, null);
	const choices: Choices = {
		existing: "update",
		newStatus: "file",
		storeId: "s",
		quantities: "new",
		empty: "keep",
		makeCategories: true,
		makeSkus: false,
	};
	return records.flatMap((record, index) => {
		const row = rows.take(record, index + 2);
		return row ? [judgeRow(row, { mapping, format, decimals: "point", choices })] : [];
	});
}

const header =
	"Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Qty,Variant Price,Variant Barcode,Image Src,Variant Image,Status";

it("says of every variant what the first row of its handle said for all", () => {
	const rows = read(
		[
			header,
			`lemtosh,LEMTOSH,"<p>Round &amp; bold.</p><ul><li>Acetate</li></ul>",MOSCOT,Frames,"icon, acetate",Color,Black,Size,46,LEM-BLK-46,3,2195.00,'5704418001028,https://img.example/1.jpg,,active`,
			"lemtosh,,,,,,,Black,,49,LEM-BLK-49,0,2195.00,,,https://img.example/49.jpg,",
			"lemtosh,,,,,,,,,,,,,,https://img.example/2.jpg,,",
			"lemtosh,,,,,,,Tortoise,,49,LEM-TOR-49,-2,2295.00,,https://img.example/3.jpg,,",
			"case,Hard case,,MOSCOT,Accessories,,Title,Default Title,,,CASE,12,95.00,,,,draft",
		].join("\n"),
	);
	expect(rows.map(({ row, said }) => [row, said.name, said.style, said.sku, said.price, said.attributes])).toEqual([
		[2, "LEMTOSH / Black / 46", "LEMTOSH", "LEM-BLK-46", "2195.00", { colour: "Black", size: "46", tags: "icon, acetate" }],
		[3, "LEMTOSH / Black / 49", "LEMTOSH", "LEM-BLK-49", "2195.00", { colour: "Black", size: "49", tags: "icon, acetate" }],
		[5, "LEMTOSH / Tortoise / 49", "LEMTOSH", "LEM-TOR-49", "2295.00", { colour: "Tortoise", size: "49", tags: "icon, acetate" }],
		// The option Shopify writes for a product that has none is no attribute, and such a product needs no style.
		[6, "Hard case", undefined, "CASE", "95.00", { tags: null }],
	]);
	expect(rows.map(({ said }) => [said.vendor, said.category, said.status, said.imageUrl, said.barcode])).toEqual([
		["MOSCOT", ["Frames"], "published", "https://img.example/1.jpg", "5704418001028"],
		["MOSCOT", ["Frames"], "published", "https://img.example/49.jpg", null],
		["MOSCOT", ["Frames"], "published", "https://img.example/3.jpg", null],
		["MOSCOT", ["Accessories"], "draft", null, null],
	]);
	expect(rows[0]?.said.description).toBe("Round & bold.\n\nAcetate");
	expect(rows.map(({ issues }) => issues.map(({ field, rule }) => `${field} ${rule}`))).toEqual([[], [], ["quantity too_small"], []]);
});

it("gives a row whose handle stands apart from the others no name, rather than its options or the product above", () => {
	const rows = read(
		[header, "a,Anna,,,,,Color,Red,,,A-1,,1,,,,", "b,Bodil,,,,,,,,,B-1,,1,,,,", "a,,,,,,Color,Blue,,,A-2,,1,,,,"].join("\n"),
	);
	expect(rows.map(({ said }) => [said.name, said.sku])).toEqual([
		["Anna / Red", "A-1"],
		["Bodil", "B-1"],
		[null, "A-2"],
	]);
});

it("goes on inside a product when reading was broken off there", () => {
	const [head, ...records] = firstRecords(
		[header, "a,Anna,,Ibsen,,,Color,Red,,,A-1,,1,,,,", "a,,,,,,,Blue,,,A-2,,1,,,,"].join("\n"),
		",",
		10,
	);
	const { mapping } = columnsOf(head?.cells ?? []);
	const before = rowReader(mapping, null);
	before.take(records[0]!, 2);
	const after = rowReader(mapping, JSON.parse(JSON.stringify(before.carry())));
	expect(after.take(records[1]!, 3)?.values).toMatchObject({ title: "Anna", vendor: "Ibsen", "option1.name": "Color", sku: "A-2" });
});
