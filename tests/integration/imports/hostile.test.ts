import { expect, it } from "vitest";
import { addImport } from "#app/imports/add-import.server.ts";
import { openShop, rowsOf } from "../../support/world.ts";
import { bytesOf, countsOf, imported, previewed, productsOf, quiet } from "./importing.ts";

const rulesOf = (sample: { row: number; issues: { field: string; rule: string }[] }[]) =>
	sample.map(({ row, issues }) => [row, issues.map(({ field, rule }) => `${field} ${rule}`)]);

it("keeps formulas as the text they are, and runs none", async () => {
	const shop = await openShop();
	await imported(shop, `sku,name,vendor\nF-1,"=HYPERLINK(""http://x"",""y"")",@SUM(A1)\nF-2,'+45 12 34,'-x\n`);
	const [phone, link] = await productsOf(shop);
	expect(link).toMatchObject({ name: '=HYPERLINK("http://x","y")', vendor: "@SUM(A1)" });
	expect(phone).toMatchObject({ name: "+45 12 34", vendor: "-x" });
});

it("names duplicates in the file by both rows, and lets the first in", async () => {
	const shop = await openShop();
	const found = await imported(shop, "sku,name\nA,Anna\nB,Bodil\n a ,Another Anna\n");
	expect(countsOf(found)).toMatchObject({ created: 2, wrong: 1 });
	const [wrong] = await rowsOf<{ row: number; issues: string }>(
		shop,
		"SELECT row, issues FROM importErrors WHERE importId = ? AND phase = 'run'",
		found.id,
	);
	expect([wrong?.row, JSON.parse(wrong?.issues ?? "")]).toEqual([
		4,
		[{ column: 0, field: "sku", rule: "twice_in_file", value: "a", details: { row: 2 } }],
	]);
});

it("finds the product another row of the file means, also in a later piece", async () => {
	const shop = await openShop();
	const filler = Array.from({ length: 300 }, (_, n) => `X-${n},,Filler ${n}`).join("\n");
	const done = await imported(shop, `sku,barcode,name\nA,4006381333931,Anna\n${filler}\n,4006381333931,Anna again\n`, {
		choices: { existing: "update" },
	});
	// The claim was seen when the whole file was looked through.
	expect(countsOf(done)).toMatchObject({ created: 301, wrong: 1 });
});

it("says which cells break which rules", async () => {
	const shop = await openShop();
	const found = await previewed(
		shop,
		[
			"sku,name,price,barcode,quantity,status,image url,tax rate",
			"A,Anna,1.234,4006381333931,1,draft,https://x.example/a.jpg,25",
			"B,,12.3456,4.00638E+12,-1,gone,javascript:alert(1),101",
			",Nameless sku,1,,1.5,,,",
			`C,${"x".repeat(201)},2,,2,,,`,
			'D,"two\nlines",,,,,,,surplus',
		].join("\n"),
	);
	expect(rulesOf(found.sample)).toEqual([
		[2, ["price ambiguous_amount"]],
		[
			3,
			[
				"barcode rounded_by_spreadsheet",
				"status unknown_status",
				"taxRate too_big",
				"imageUrl invalid_format",
				"quantity too_small",
				"price too_many_decimals",
				"name name_missing",
			],
		],
		[4, ["quantity invalid_type", "sku sku_missing"]],
		[5, ["name too_big"]],
		[6, [" too_many_cells", "name invalid_format"]],
	]);
});

it("reads a cell of ten megabytes without keeping it", async () => {
	const shop = await openShop();
	const found = await previewed(shop, `sku,name,notes\nA,Anna,"${"n".repeat(10 * 1024 * 1024)}"\nB,Bodil,\n`);
	expect(countsOf(found)).toMatchObject({ created: 2, wrong: 0 });
	const named = await previewed(shop, `sku,name\nA,"${"n".repeat(10 * 1024 * 1024)}"\nB,Bodil\n`);
	expect(rulesOf(named.sample)).toEqual([
		[2, ["name too_big"]],
		[3, []],
	]);
	expect(JSON.stringify(named.sample).length).toBeLessThan(2000);
});

it("takes a number written the other way for neither, and NUL bytes and half letters for no text", async () => {
	const shop = await openShop();
	const danish = "varenr.;varenavn;salgspris;lagerbeholdning;momssats\n";
	const found = await previewed(
		shop,
		`${danish}A;Anna;2.195,00;3;25\nB;Bodil;2,195.00;3;25\nC;Clara;2.195;1.000;12,5\nD;Dagny;19.95;3.5;25\nE;Else;1.2.3;3;25\nF;"F\0rida";1;3;25\nG;Gr\u202Eete;95,-;3;25 %\nH;Hanne;9,5;3;\nI;Ida;9,95;3;\nJ;Jo;19,95;3;\n`,
	);
	expect(found).toMatchObject({ decimals: "comma", format: "other" });
	expect(rulesOf(found.sample)).toEqual([
		[2, []],
		// Both marks stand there: which is the decimal one can be seen.
		[3, []],
		[4, []],
		[5, ["quantity invalid_type"]],
		[6, ["price not_an_amount"]],
		[7, ["name invalid_format"]],
		[8, ["name invalid_format"]],
		...[9, 10, 11].map((row) => [row, []]),
	]);
	await imported(shop, `${danish}A;Anna;2.195,00;3;25\nB;Bodil;2,195.00;3;25\nC;Clara;2.195;1.000;12,5\n`, { decimals: "comma" });
	expect((await productsOf(shop)).map(({ price, taxRate }) => [price, taxRate])).toEqual([
		[219500, 2500],
		[219500, 2500],
		[219500, 1250],
	]);
	// The same letters in a file whose numbers have points: a lone separator before three digits is a thousand or nothing.
	const english = await previewed(shop, 'sku,name,price\nA,Anna,19.95\nB,Bodil,2.195\nC,Clara,"2,195"\n');
	expect([english.decimals, rulesOf(english.sample)]).toEqual([
		"point",
		[
			[2, []],
			[3, ["price ambiguous_amount"]],
			[4, []],
		],
	]);
});

it("refuses what is no table, and says why", async () => {
	const shop = await openShop();
	const tenant = await quiet(shop);
	const refused = async (bytes: Uint8Array<ArrayBuffer>) =>
		addImport(tenant, { bytes, fileName: "x.csv" }, {}).then(
			() => "let in",
			(error) => error.code,
		);
	expect(await refused(new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]))).toBe("import_not_csv");
	expect(await refused(new Uint8Array([0x1f, 0x8b, 8]))).toBe("import_not_csv");
	expect(await refused(bytesOf("\0\0\0\0sku,name\0\n"))).toBe("import_not_csv");
	expect(await refused(bytesOf(""))).toBe("import_empty");
	expect(await refused(bytesOf(" \n\n"))).toBe("import_empty");
	expect(await refused(bytesOf(`${"c,".repeat(1_000_000)}c\n1\n`))).toBe("import_too_wide");
	expect(await refused(bytesOf(`${Array.from({ length: 600 }, (_, n) => `c${n}`).join(",")}\n1\n`))).toBe("import_too_wide");
	expect(await refused(new Uint8Array(16 * 1024 * 1024 + 1).fill(65))).toBe("import_too_large");
});

it("says of a quote that is never closed where it was read to, and of too many rows how many there may be", async () => {
	const shop = await openShop();
	expect(await previewed(shop, 'sku,name\nA,Anna\nB,"Bodil\nC,Clara\n')).toMatchObject({
		state: "failed",
		problem: { code: "quote_not_closed", details: { row: 3 } },
	});
	expect(await previewed(shop, "sku,name\n\n,\n")).toMatchObject({ state: "failed", problem: { code: "no_rows" } });
	expect(await previewed(shop, `sku,name\n${"A,B\n".repeat(50_001)}`)).toMatchObject({
		state: "failed",
		problem: { code: "too_many_rows" },
	});
	expect(await productsOf(shop)).toEqual([]);
});

it("takes names of prototypes for names", async () => {
	const shop = await openShop();
	const done = await imported(shop, "sku,name,__proto__,constructor,attr:__proto__,attr:toString,toString\nA,Anna,x,y,z,own,w\n");
	expect(done.mapping).toEqual(["sku", "name", null, null, null, "attr:toString", null]);
	expect((await productsOf(shop))[0]).toMatchObject({ attributes: '{"toString":"own"}' });
	const polluted: Record<string, unknown> = {};
	expect([polluted.x, polluted.polluted]).toEqual([undefined, undefined]);
	const sent = await shop.call("POST", "/api/v1/imports", { body: { csv: "a,b\n1,2\n", mapping: ["sku", "attr:__proto__"] } });
	expect(sent).toMatchObject({ status: 400, body: { code: "validation_failed" } });
});

it("leaves out a header that stands there twice, and says so", async () => {
	const shop = await openShop();
	const found = await previewed(shop, "SKU,Name,sku,Name ,Notes,Notes\nA,Anna,B,Bodil,1,2\n");
	expect(found.mapping).toEqual(["sku", "name", null, null, null, null]);
	expect(found.twins).toEqual([
		{ column: 2, first: 0, header: "sku" },
		{ column: 3, first: 1, header: "Name" },
		{ column: 5, first: 4, header: "Notes" },
	]);
	expect(found.sample[0]).toMatchObject({ sku: "A", name: "Anna" });
});

it("reads UTF-16, byte order marks, and old Windows letters", async () => {
	const shop = await openShop();
	const text = "sku;navn\nÆ-1;Læsebrille – 1,5 €\n";
	const utf16 = new Uint8Array(2 + text.length * 2);
	utf16.set([0xff, 0xfe]);
	for (let index = 0; index < text.length; index++) utf16.set([text.charCodeAt(index) & 255, text.charCodeAt(index) >> 8], 2 + index * 2);
	const windows = Uint8Array.from([...text].map((letter) => ({ "–": 0x96, "€": 0x80 })[letter] ?? letter.charCodeAt(0)));
	const bigEndian = utf16.map((_, index) => utf16[index ^ 1] ?? 0);
	for (const [bytes, encoding, isGuess] of [
		[utf16, "utf-16le", false],
		[bigEndian, "utf-16be", false],
		[utf16.subarray(2), "utf-16le", false],
		[windows, "windows-1252", true],
		[bytesOf(`\uFEFF${text}`), "utf-8", false],
	] as const) {
		const found = await previewed(shop, bytes);
		expect(found).toMatchObject({ encoding, encodingIsGuess: isGuess, delimiter: ";", state: "ready" });
		expect(found.sample[0]).toMatchObject({ sku: "Æ-1", name: "Læsebrille – 1,5 €" });
	}
});
