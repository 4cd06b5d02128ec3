import { describe, expect, it, test } from "vitest";
import { imageIn, largestImage, lookAtImage } from "#app/catalog/images/look-at-image.ts";
import { pictureAt, pictureSet, pictureUrl } from "#app/platform/pictures.ts";
import { joined, pngHead } from "../../support/drawings.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);
const pad = (length: number) => new Uint8Array(length);

const jpeg = joined(
	bytes(0xff, 0xd8, 0xff, 0xe1, 0, 6, 1, 2, 3, 4),
	bytes(0xff, 0xff, 0xdb, 0, 4, 0, 0),
	bytes(0xff, 0xc2, 0, 11, 8, 0x02, 0x58, 0x03, 0x20, 1, 1, 0x11, 0),
);
const riff = (chunk: string, ...rest: number[]) => joined("RIFF", pad(4), "WEBP", chunk, pad(4), bytes(...rest), pad(20));
const ispe = (width: number, height: number) =>
	joined(pad(4), "ispe", pad(4), bytes(0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255));
const avif = joined(bytes(0, 0, 0, 24), "ftyp", "mif1", pad(4), "mif1avif", pad(8), ispe(64, 64), ispe(800, 600), pad(20));

describe("a picture is known by its bytes", () => {
	test.each([
		["PNG", pngHead(800, 600), "image/png"],
		["JPEG, behind what cameras write before the frame", jpeg, "image/jpeg"],
		["WebP with losses", riff("VP8 ", 0, 0, 0, 0x9d, 1, 0x2a, 0x20, 0x03, 0x58, 0x02), "image/webp"],
		["WebP without", riff("VP8L", 0x2f, ...[0, 8, 16, 24].map((shift) => (((800 - 1) | ((600 - 1) << 14)) >>> shift) & 255)), "image/webp"],
		["WebP of several parts", riff("VP8X", 0, 0, 0, 0, 0x1f, 0x03, 0, 0x57, 0x02, 0), "image/webp"],
		["AVIF, by the largest of its items", avif, "image/avif"],
	])("%s", (_, file, type) => {
		expect(imageIn(file)).toEqual({ type, width: 800, height: 600 });
	});

	test.each([
		["SVG", joined('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">', pad(200))],
		["HTML", joined("<!doctype html><script>alert(1)</script>", pad(200))],
		["HTML behind a byte order mark", joined("\uFEFF<html>", pad(200))],
		["GIF, which a script can be too", joined("GIF89a/*", pad(200))],
		["PDF", joined("%PDF-1.7", pad(200))],
		["a film of the same family as AVIF", joined(bytes(0, 0, 0, 24), "ftyp", "isom", pad(4), "isommp42", pad(8), ispe(8, 8), pad(20))],
		["a JPEG without a frame", joined(bytes(0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xda), pad(40))],
		["a JPEG whose segment has no length", joined(bytes(0xff, 0xd8, 0xff, 0xe0, 0, 0), pad(40))],
		["a PNG of no height", pngHead(800, 0)],
		["a PNG that is cut off in its head", pngHead(8, 8).subarray(0, 20)],
		["a picture that begins later", joined(" ", pngHead(8, 8))],
	])("%s is none", (_, file) => {
		expect(imageIn(file)).toBeNull();
		expect(() => lookAtImage(file)).toThrow("image_unknown");
	});

	it("and no beginning of one takes anybody anywhere else", () => {
		for (const file of [pngHead(8, 8), jpeg, riff("VP8X", 0, 0, 0, 0, 7, 0, 0, 7, 0, 0), avif])
			for (let length = 0; length <= file.length; length++) expect(() => imageIn(file.slice(0, length))).not.toThrow();
	});
});

describe("a picture may be", () => {
	it("ten mebibytes and no byte more, and not nothing", () => {
		expect(() => lookAtImage(joined(pngHead(8, 8), pad(largestImage - 33)))).not.toThrow();
		expect(() => lookAtImage(joined(pngHead(8, 8), pad(largestImage - 32)))).toThrow("image_too_large");
		expect(() => lookAtImage(pad(0))).toThrow("image_missing");
	});

	test.each([
		[8000, 6000, true],
		[12_000, 4000, true],
		[12_001, 10, false],
		[8000, 6251, false],
		[4_294_967_295, 4_294_967_295, false],
	])("%d × %d pixels: %s", (width, height, may) => {
		const look = () => lookAtImage(pngHead(width, height));
		if (may) expect(look()).toEqual({ type: "image/png", width, height });
		else expect(look).toThrow("image_too_many_pixels");
	});
});

describe("the address of a drawing", () => {
	const business = "01a1fd7e-f8c7-70b9-b3c6-b8792f7e7048";
	const token = "AbCdEfGhIjKlMnOpQrStUv";

	it("is read back, and names every size for browsers to choose from", () => {
		expect(pictureAt(pictureUrl(business, token, 1280))).toEqual({ businessId: business, token, width: 1280 });
		expect(pictureSet(pictureUrl(business, token))).toBe(
			[160, 480, 1280].map((width) => `/pictures/${business}/${token}-${width}.webp ${width}w`).join(", "),
		);
	});

	test.each([
		`/pictures/${business}/${token}-481.webp`,
		`/pictures/${business}/${token}.webp`,
		`/pictures/${business}/short-480.webp`,
		`/pictures/${business}/../${token}-480.webp`,
		`/pictures/${business}%2F${token}-480.webp`,
		`https://elsewhere.example/pictures/${business}/${token}-480.webp`,
		"https://img.example/a.jpg",
	])("%s is none of ours", (path) => {
		expect(pictureAt(path)).toBeUndefined();
		expect(pictureSet(path)).toBeUndefined();
	});
});
