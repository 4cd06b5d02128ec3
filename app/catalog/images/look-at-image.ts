import { refuse } from "#app/platform/errors.ts";

/** What a file of a picture is, by its bytes and nothing else: what it calls itself is not asked. Browser-safe. */

export const imageTypes = ["image/png", "image/jpeg", "image/webp", "image/avif"] as const;
export type ImageType = (typeof imageTypes)[number];
export type ImageLook = { type: ImageType; width: number; height: number };

/** A photo of a good telephone is 5 to 8 MiB. */
export const largestImage = 10 * 1024 * 1024;
/** Of those that are sent together, in bytes. */
export const mostAtOnce = 3 * largestImage;
/** Unpacked, a pixel is four bytes wherever the picture is drawn again: a file of kilobytes may claim gigabytes. */
export const mostPixels = 50_000_000;
export const longestSide = 12_000;
/** How many pictures a product may have. */
export const mostImages = 12;

/**
 * Whether a file may become a picture of a product.
 * @throws Refusal `image_missing`, `image_too_large` (bytes), `image_unknown` (no PNG, JPEG, WebP or AVIF), `image_too_many_pixels`
 */
export function lookAtImage(bytes: Uint8Array): ImageLook {
	if (bytes.length === 0) refuse("invalid", "image_missing");
	if (bytes.length > largestImage) refuse("too_large", "image_too_large", { limitMiB: largestImage / 1024 / 1024 });
	const look = imageIn(bytes);
	if (!look) refuse("unsupported_media", "image_unknown");
	const { width, height } = look;
	if (width * height > mostPixels || Math.max(width, height) > longestSide)
		refuse("invalid", "image_too_many_pixels", { width, height, limitMegapixels: mostPixels / 1_000_000, limitSide: longestSide });
	return look;
}

/** The picture a file begins with, and how large it says it is. */
export function imageIn(bytes: Uint8Array): ImageLook | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (const [type, read] of readers) {
		const size = read(bytes, view);
		if (size) return size.width > 0 && size.height > 0 ? { type, ...size } : null;
	}
	return null;
}

type Size = { width: number; height: number };
type Reader = (bytes: Uint8Array, view: DataView) => Size | null;
const readers: [ImageType, Reader][] = [
	["image/png", png],
	["image/jpeg", jpeg],
	["image/webp", webp],
	["image/avif", avif],
];

function says(bytes: Uint8Array, at: number, letters: string): boolean {
	return bytes.length >= at + letters.length && [...letters].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
}

/** ISO/IEC 15948: the signature, and the header chunk right behind it. */
function png(bytes: Uint8Array, view: DataView): Size | null {
	if (bytes.length < 33 || !says(bytes, 0, "\x89PNG\r\n\x1a\n") || !says(bytes, 12, "IHDR")) return null;
	return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** ISO/IEC 10918: segments, until the one that begins a frame. */
function jpeg(bytes: Uint8Array, view: DataView): Size | null {
	if (!says(bytes, 0, "\xff\xd8\xff")) return null;
	let at = 2;
	while (at + 9 < bytes.length) {
		if (bytes[at] !== 0xff) return null;
		const marker = bytes[at + 1] ?? 0;
		if (marker === 0xff) at++;
		else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
		else if (marker === 0xd9 || marker === 0xda) return null;
		else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
			return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
		else at += 2 + view.getUint16(at + 2);
	}
	return null;
}

/** RFC 9649: a RIFF whose first chunk is a lossy frame, a lossless one, or says that more follow. */
function webp(bytes: Uint8Array, view: DataView): Size | null {
	if (bytes.length < 30 || !says(bytes, 0, "RIFF") || !says(bytes, 8, "WEBP")) return null;
	const three = (at: number) => view.getUint16(at, true) + ((bytes[at + 2] ?? 0) << 16) + 1;
	if (says(bytes, 12, "VP8X")) return { width: three(24), height: three(27) };
	if (says(bytes, 12, "VP8 ") && says(bytes, 23, "\x9d\x01\x2a"))
		return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
	if (says(bytes, 12, "VP8L") && bytes[20] === 0x2f) {
		const packed = view.getUint32(21, true);
		return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
	}
	return null;
}

/** ISO/IEC 23000-22: a brand, and the largest of the extents its items are said to have. They stand in front of the picture itself. */
function avif(bytes: Uint8Array, view: DataView): Size | null {
	if (bytes.length < 32 || !says(bytes, 4, "ftyp")) return null;
	const brandsEnd = Math.min(view.getUint32(0), bytes.length, 256);
	const isAvif = Array.from({ length: Math.max(0, (brandsEnd - 8) / 4) }, (_, n) => 8 + n * 4).some((at) => says(bytes, at, "avif"));
	if (!isAvif) return null;
	let size: Size | null = null;
	const end = Math.min(bytes.length - 16, 64 * 1024);
	for (let at = brandsEnd; at < end; at++) {
		if (!says(bytes, at, "ispe")) continue;
		const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
		if (!size || found.width * found.height > size.width * size.height) size = found;
	}
	return size;
}
