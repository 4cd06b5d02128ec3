/** Pictures made of nothing but numbers, so that no test needs a file. */

const table = Uint32Array.from({ length: 256 }, (_, n) => {
	let value = n;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
	return value >>> 0;
});

function crc(bytes: Uint8Array): number {
	let value = 0xffffffff;
	for (const byte of bytes) value = (table[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
	return (value ^ 0xffffffff) >>> 0;
}

export function joined(...parts: (Uint8Array | string)[]): Uint8Array<ArrayBuffer> {
	const all = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : part));
	const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of all) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
	const body = joined(type, data);
	const [length, sum] = [new Uint8Array(4), new Uint8Array(4)];
	new DataView(length.buffer).setUint32(0, data.length);
	new DataView(sum.buffer).setUint32(0, crc(body));
	return joined(length, body, sum);
}

/** The beginning of a PNG of some size. */
export function pngHead(width: number, height: number): Uint8Array<ArrayBuffer> {
	const head = new Uint8Array(13);
	const view = new DataView(head.buffer);
	view.setUint32(0, width);
	view.setUint32(4, height);
	head.set([8, 2, 0, 0, 0], 8);
	return joined(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), chunk("IHDR", head));
}

/** A PNG of one colour, readable by anybody. `more`: chunks before its end. */
export async function png(
	width: number,
	height: number,
	colour: [number, number, number] = [11, 92, 102],
	more: Uint8Array[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
	const rows = new Uint8Array((width * 3 + 1) * height);
	for (let at = 0; at < rows.length; at++) {
		const column = at % (width * 3 + 1);
		if (column > 0) rows[at] = colour[(column - 1) % 3] ?? 0;
	}
	const packed = new Response(new Blob([rows]).stream().pipeThrough(new CompressionStream("deflate")));
	return joined(
		pngHead(width, height),
		...more,
		chunk("IDAT", new Uint8Array(await packed.arrayBuffer())),
		chunk("IEND", new Uint8Array()),
	);
}

/** What people hide in a PNG: a text chunk. */
export const textChunk = (text: string) => chunk("tEXt", new TextEncoder().encode(`Comment\0${text}`));
