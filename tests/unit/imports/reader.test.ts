import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it, test } from "vitest";
import { decimalVotes, delimiterOf } from "#app/imports/dialect.ts";
import { decoderOf, encodingOf, isOtherFile, sizeIn } from "#app/imports/encoding.ts";
import { type CsvRecord, csvReader } from "#app/imports/reader.ts";
import { csvLines } from "#app/platform/csv.ts";
import { unguarded } from "#app/platform/formula-guard.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const cellsOf = (records: CsvRecord[]) => records.map(({ cells }) => cells);

function readAll(text: string, delimiter = ",") {
	const reader = csvReader(delimiter, sizeIn("utf-8"));
	const records = reader.feed(text);
	return { isOpen: reader.isOpen(), records: reader.isOpen() ? records : [...records, ...reader.finish()] };
}

/** Cells as people and attackers write them; a lone half of a letter is no text of a file. */
const cell = fc.oneof(
	fc.string({ unit: "grapheme", maxLength: 12 }),
	fc.string({
		unit: fc.constantFrom('"', ",", ";", "\r", "\n", "'", "=", "+", "-", "@", "＝", "＠", "|", "\t", "ø", "👓", " "),
		maxLength: 8,
	}),
);
const language = fc.constantFrom("en" as const, "da" as const);
const table = fc
	.integer({ min: 1, max: 5 })
	.chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));

describe("what we write", () => {
	it("is read back as what it was, whatever stands in it and whichever language it was written in", () => {
		fc.assert(
			fc.property(table, language, (rows, language) => {
				const { records } = readAll(csvLines(rows, language), language === "da" ? ";" : ",");
				expect(cellsOf(records).map((cells) => cells.map(unguarded))).toEqual(rows);
			}),
			{ numRuns: 300 },
		);
	});

	it("has no cell that begins like a formula, whatever a spreadsheet takes for the separator", () => {
		fc.assert(
			fc.property(table, language, fc.constantFrom(",", ";", "\t", "|"), (rows, language, delimiter) => {
				const written = csvLines(
					rows.map((row) => ["text", -1.5, { decimal: "-2.50" }, ...row, -3]),
					language,
				);
				const read = [
					...Papa.parse<string[]>(written, { delimiter }).data,
					...readAll(written, delimiter).records.map(({ cells }) => cells),
				];
				for (const cell of read.flat()) if (!/^-[\d.,]+$/.test(cell)) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠\t\r]/);
			}),
			{ numRuns: 500 },
		);
	});

	it("is not run by a Danish spreadsheet, which reads by semicolon, from a file with commas", () => {
		const [cells] = Papa.parse<string[]>(csvLines([["id1", "Frame;=1+1;x", "SKU"]]), { delimiter: ";" }).data;
		expect(cells).toEqual(["id1,Frame", "'=1+1", "x,SKU"]);
	});

	it("has the separator and the decimal mark of its language", () => {
		const row = ["Stel, sort", 12.5, { decimal: "2195.00" }, null, -3];
		expect([csvLines([row], "en"), csvLines([row], "da")]).toEqual([
			'"Stel, sort",12.5,2195.00,,-3\r\n',
			"Stel, sort;12,5;2195,00;;-3\r\n",
		]);
	});
});

describe("a file cut anywhere", () => {
	it("is the same file: every cut of its bytes, and going on from the end of any record", () => {
		const encoding = fc.constantFrom("utf-8" as const, "utf-16le" as const, "utf-16be" as const);
		fc.assert(
			fc.property(table, encoding, fc.array(fc.nat(), { maxLength: 4 }), (rows, encoding, cuts) => {
				const text = csvLines(rows);
				const bytes = encoded(text, encoding);
				const whole = readBytes(bytes, encoding, 0, []);
				expect(whole.at(-1)?.end).toBe(bytes.length);
				expect(readBytes(bytes, encoding, 0, cuts)).toEqual(whole);
				whole.forEach(({ end }, index) => {
					expect(readBytes(bytes, encoding, end, cuts)).toEqual(whole.slice(index + 1));
				});
			}),
			{ numRuns: 150 },
		);
	});

	function encoded(text: string, encoding: "utf-8" | "utf-16le" | "utf-16be"): Uint8Array {
		if (encoding === "utf-8") return bytesOf(text);
		const bytes = new Uint8Array(text.length * 2);
		const view = new DataView(bytes.buffer);
		for (let index = 0; index < text.length; index++) view.setUint16(index * 2, text.charCodeAt(index), encoding === "utf-16le");
		return bytes;
	}

	function readBytes(bytes: Uint8Array, encoding: "utf-8" | "utf-16le" | "utf-16be", from: number, cuts: number[]): CsvRecord[] {
		const reader = csvReader(",", sizeIn(encoding), from);
		const decoder = decoderOf(encoding);
		const rest = bytes.subarray(from);
		const places = [...new Set([0, ...cuts.map((cut) => cut % (rest.length + 1)), rest.length])].sort((a, b) => a - b);
		const records = places.slice(1).flatMap((to, index) => reader.feed(decoder.decode(rest.subarray(places[index], to))));
		return [...records, ...reader.feed(decoder.decode()), ...reader.finish()];
	}
});

describe("what other programs write", () => {
	test.each<[string, string, string[][]]>([
		[
			"a last line without its end",
			"a,b\nc,d",
			[
				["a", "b"],
				["c", "d"],
			],
		],
		[
			"lines that end as on an old Macintosh",
			"a,b\rc,d\r",
			[
				["a", "b"],
				["c", "d"],
			],
		],
		["letters behind a closing quote", '"a"b,c\n', [["ab", "c"]]],
		["a quote in the middle of a cell", '6" frame,x\n', [['6" frame', "x"]]],
		["a cell that holds lines and separators", '"a\r\nb, ""c""",d\n', [['a\r\nb, "c"', "d"]]],
		["NUL bytes, which no rule of a field lets through", "a\0b,c\n", [["a\0b", "c"]]],
		["nothing", "", []],
		["a row shorter than the rest", "a,b\nc\n", [["a", "b"], ["c"]]],
	])("%s", (_, text, cells) => {
		expect(cellsOf(readAll(text).records)).toEqual(cells);
	});

	it("a quote that is never closed is known to stand open, and what is behind it is no row", () => {
		const { isOpen, records } = readAll('a,b\n"c,d\ne,f\n');
		expect([isOpen, cellsOf(records)]).toEqual([true, [["a", "b"]]]);
	});

	it("ten megabytes of one line are read as long as they are, and kept as long as a field may be", () => {
		const { records } = readAll(`a,${"x".repeat(10 * 1024 * 1024)},c\n${",".repeat(2_000_000)}\n`);
		expect(records[0]?.cells.map(({ length }) => length)).toEqual([1, 50_001, 1]);
		expect([records[1]?.cells.length, records[1]?.beyond]).toEqual([500, 1_999_501]);
		expect(records[0]?.end).toBe(10 * 1024 * 1024 + 5);
	});

	test.each([
		["sep=|\na,b;c|d\n", "|"],
		["navn;pris\nAnna;1,50\nBodil;2,50\n", ";"],
		["name\tprice\nAnna, Inc.\t1,50\n", "\t"],
		['name,price\n"a;b;c;d",1\n', ","],
		["only one column\nx\n", ","],
	])("%j is separated by %j", (text, delimiter) => {
		expect(delimiterOf(text)).toBe(delimiter);
	});

	test.each([
		[["2.195,00", "95,50"], { point: 0, comma: 2 }],
		[["2,195.00", "19.9", "95"], { point: 2, comma: 0 }],
		[["1.234", "1,234", "12"], { point: 0, comma: 0 }],
		[["19,95 kr.", "DKK 19.95"], { point: 1, comma: 1 }],
	])("%j votes %j", (texts, votes) => {
		expect(decimalVotes(texts)).toEqual(votes);
	});
});

describe("the bytes", () => {
	test.each<[string, number[], string, number, boolean]>([
		["a mark of UTF-8", [0xef, 0xbb, 0xbf, 0x61], "utf-8", 3, false],
		["a mark of UTF-8 that is not kept to", [0xef, 0xbb, 0xbf, 0xe6], "windows-1252", 3, true],
		["UTF-16 of either order", [0xfe, 0xff, 0, 0x61], "utf-16be", 2, false],
		["UTF-16 without its mark", [0x61, 0, 0x62, 0], "utf-16le", 0, false],
		["plain letters", [0x61, 0x2c], "utf-8", 0, false],
		["a letter of old Windows", [0x61, 0xe6, 0x2c], "windows-1252", 0, true],
		["a letter that is cut off", [0x61, 0xc3], "windows-1252", 0, true],
	])("%s", (_, bytes, encoding, start, isGuess) => {
		expect(encodingOf(Uint8Array.from(bytes))).toEqual({ encoding, start, isGuess });
	});

	it("of spreadsheets, archives and documents are known for that", () => {
		for (const sign of ["PK\u0003\u0004", "PK\u0005\u0006", "%PDF-1.7"]) expect(isOtherFile(bytesOf(sign)), sign).toBe(true);
		expect(isOtherFile(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))).toBe(true);
		expect(isOtherFile(bytesOf("PK,name\n"))).toBe(false);
	});
});
