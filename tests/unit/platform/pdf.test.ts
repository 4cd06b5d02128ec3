import fc from "fast-check";
import { expect, it } from "vitest";
import { fitted, type PdfPage, pdfOf, widthOf, wrapped } from "#app/platform/pdf.ts";

const page = (...texts: string[]): PdfPage => ({ texts: texts.map((text, at) => ({ x: 48, y: 60 + at * 15, text })), rules: [] });
const fileOf = (pages: PdfPage[]) => new TextDecoder("latin1").decode(pdfOf(pages, { title: "Ordre 1 – Ærø", language: "da" }));

/** What stands on the pages, read back by the file's own table of objects, as a reader of PDF does. */
function readBack(file: string): string[][] {
	const table = file.slice(Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]));
	const offsets = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
	const objects = offsets.map((offset, at) => {
		expect(file.slice(offset)).toMatch(new RegExp(`^${at + 1} 0 obj\n`));
		return file.slice(offset, file.indexOf("endobj", offset));
	});
	expect(table).toContain(`/Size ${objects.length + 1} `);
	return objects.flatMap((object) => {
		const stream = /<< \/Length (\d+) >>\nstream\n/.exec(object);
		if (!stream) return [];
		const from = stream.index + stream[0].length;
		const content = object.slice(from, from + Number(stream[1]));
		expect(object.slice(from + Number(stream[1]))).toBe("\nendstream\n");
		const texts = [...content.matchAll(/<([0-9a-f]*)> Tj/g)].map(([, hex = ""]) => windows.decode(bytesOf(hex)));
		return [texts];
	});
}
const windows = new TextDecoder("windows-1252");
const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

it("is a file whose pages a reader finds and reads", () => {
	const file = fileOf([page("Ærø Øl å – 12 €", "(escaped) \\ >> endstream"), page("")]);
	expect(file).toMatch(/^%PDF-1\.7\n/);
	expect(file).toContain("/Count 2");
	expect(readBack(file)).toEqual([["Ærø Øl å – 12 €", "(escaped) \\ >> endstream"], [""]]);
});

it("writes the nearest Latin letter where a letter is not one of its own", () => {
	expect(readBack(fileOf([page("Łódź Ăţ −5 日本")]))).toEqual([["Lódz At -5 ??"]]);
});

const anyText = fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes));

it("holds any text as text, whatever it says", () => {
	fc.assert(
		fc.property(fc.array(anyText, { minLength: 1, maxLength: 6 }), (texts) => {
			expect(readBack(fileOf([page(...texts)]))[0]).toHaveLength(texts.length);
		}),
	);
});

it("is the same bytes for the same pages", () => {
	expect(fileOf([page("once")])).toBe(fileOf([page("once")]));
});

it("knows how wide its letters are, cuts what is too long and breaks lines between words", () => {
	expect(widthOf("1.234,50", 10)).toBeCloseTo((6 * 556 + 2 * 278) / 100);
	expect(widthOf("é")).toBe(widthOf("e"));
	expect(fitted("LEMTOSH", 200)).toBe("LEMTOSH");
	expect(fitted("LEMTOSH Black with clip", 60)).toMatch(/^LEMTOSH.*…$/);
	expect(wrapped("one two three\nfour", widthOf("one two"))).toEqual(["one two", "three", "four"]);
	fc.assert(
		fc.property(fc.string(), fc.integer({ min: 20, max: 300 }), (text, width) => {
			for (const line of wrapped(text, width)) expect(widthOf(line)).toBeLessThanOrEqual(width);
			expect(widthOf(fitted(text, width))).toBeLessThanOrEqual(width);
		}),
	);
});
