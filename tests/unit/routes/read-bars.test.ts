import { toSVG } from "bwip-js/generic";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRow } from "../../../app/routes/counter/read-bars.ts";

/** A row of pixels as a camera would see a printed code: so many pixels a module, blurred, in uneven light. */
function pictureOf(bcid: string, text: string, { module = 3, blur = 1, from = 30, to = 210, quiet = 12 } = {}): number[] {
	const svg = toSVG({ bcid, text, height: 12, includetext: false, paddingwidth: 0, scale: 1 });
	const width = Number(/viewBox="0 0 ([\d.]+)/.exec(svg)?.[1]);
	const bits = Array.from({ length: width }, () => 1);
	for (const [, stroke, path = ""] of svg.matchAll(/stroke-width="([\d.]+)" d="([^"]+)"/g))
		for (const [, x] of path.matchAll(/M([\d.]+) /g)) {
			const from = Number(x) - Number(stroke) / 2;
			for (let at = from; at < from + Number(stroke); at++) bits[at] = 0;
		}
	const white = Array.from({ length: quiet }, () => 1);
	const sharp = [...white, ...bits, ...white].flatMap((bit) => Array.from({ length: Math.round(module) }, () => bit));
	return sharp.map((_, at) => {
		const near = sharp.slice(Math.max(0, at - blur), at + blur + 1);
		const light = 0.7 + (0.3 * at) / sharp.length;
		return (from + (to - from) * (near.reduce((sum, bit) => sum + bit, 0) / near.length)) * light;
	});
}

describe("a barcode in a row of pixels", () => {
	it.each([
		["ean13", "5704418001097"],
		["ean13", "4006381333931"],
		["ean13", "9780201379624"],
		["ean8", "96385074"],
		["code128", "R000123"],
		["code128", "KN-HAV-49"],
		["code128", "LE-SV-167"],
		["code128", "1234567890"],
	])("%s %s is read either way round", (bcid, text) => {
		const row = pictureOf(bcid, text);
		expect(readRow(row)).toBe(text);
		expect(readRow(row.toReversed())).toBe(text);
	});

	it("reads every EAN-13 there is, blurred and badly lit", () => {
		const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
		fc.assert(
			fc.property(digits, fc.integer({ min: 3, max: 7 }), fc.integer({ min: 0, max: 1 }), (twelve, module, blur) => {
				const sum = twelve.reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3), 0);
				const code = [...twelve, (10 - (sum % 10)) % 10].join("");
				expect(readRow(pictureOf("ean13", code, { module, blur }))).toBe(code);
			}),
			{ numRuns: 200 },
		);
	});

	it("reads nothing out of noise, stripes or half a code", () => {
		expect(readRow(Array.from({ length: 600 }, (_, at) => (at % 6 < 3 ? 20 : 220)))).toBeNull();
		expect(readRow(pictureOf("ean13", "5704418001097").slice(0, 220))).toBeNull();
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 300, maxLength: 600 }), (row) => {
				const read = readRow(row);
				expect(read === null || read.length > 0).toBe(true);
			}),
			{ numRuns: 50 },
		);
		expect(readRow([])).toBeNull();
	});
});
