import fc from "fast-check";
import { expect, it } from "vitest";
import {
	fileKeyOf,
	lengthOfSealed,
	newFileKey,
	only,
	opening,
	type Part,
	piecesOf,
	sealedLength,
	sealing,
} from "#app/platform/sealed-files.server.ts";

const ring: [string, string][] = [["k1", btoa("a-key-of-thirty-two-bytes-is-her")]];
const place = { businessId: "b", table: "files", rowId: "chats/b/c/m", column: "key" };
const piece = 64 * 1024;

/** Bytes as a stream, in chunks of whatever sizes. */
function streamOf(bytes: Uint8Array<ArrayBuffer>, chunk = 10_007): ReadableStream<Uint8Array<ArrayBuffer>> {
	let at = 0;
	return new ReadableStream({
		pull(out) {
			if (at >= bytes.length) return out.close();
			out.enqueue(bytes.slice(at, at + chunk));
			at += chunk;
		},
	});
}
const bytesOf = async (stream: ReadableStream) => new Uint8Array(await new Response(stream).arrayBuffer());
/** Bytes that differ from place to place. */
const fileOf = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) * 7 + (i >> 16) * 3) & 255);
const read = async (key: CryptoKey, sealed: Uint8Array<ArrayBuffer>, part?: Part) => {
	const length = lengthOfSealed(sealed.length);
	const { first, sealed: range, skip } = piecesOf(length, part ?? { offset: 0, length });
	const bytes = streamOf(sealed.slice(range.offset, range.offset + range.length));
	return bytesOf(bytes.pipeThrough(opening(key, length, first)).pipeThrough(only({ skip, length: part?.length ?? length })));
};
const around = fc.oneof(
	fc.integer({ min: 1, max: 300 }),
	fc.constantFrom(1, 2, 3).chain((n) => fc.integer({ min: -2, max: 2 }).map((off) => n * piece + off)),
);

it("gives back what was sealed, whole or a part of it, and says how long it is", async () => {
	const { key, sealed: kept } = await newFileKey(ring, place);
	const same = await fileKeyOf(ring, place, kept);
	await fc.assert(
		fc.asyncProperty(around, fc.nat(), fc.nat(), fc.integer({ min: 1000, max: 200_000 }), async (length, from, most, chunk) => {
			const file = fileOf(length);
			const sealed = await bytesOf(streamOf(file, chunk).pipeThrough(sealing(key, length)));
			expect(sealed.length).toBe(sealedLength(length));
			expect(lengthOfSealed(sealed.length)).toBe(length);
			expect(Buffer.compare(await read(same, sealed), file)).toBe(0);
			const offset = from % length;
			const part = { offset, length: 1 + (most % (length - offset)) };
			expect(Buffer.compare(await read(same, sealed, part), file.slice(offset, offset + part.length))).toBe(0);
		}),
		{ numRuns: 40 },
	);
	expect([sealedLength(0), lengthOfSealed(0)]).toEqual([0, 0]);
});

it("opens nothing that was changed, moved, cut off, or lies at another place", async () => {
	const { key, sealed: kept } = await newFileKey(ring, place);
	const length = 2 * piece + 5;
	const sealed = await bytesOf(streamOf(fileOf(length)).pipeThrough(sealing(key, length)));
	const step = piece + 16;
	const changed = sealed.slice();
	changed[step + 9]! ^= 1;
	const moved = new Uint8Array([...sealed.slice(step, 2 * step), ...sealed.slice(0, step), ...sealed.slice(2 * step)]);
	for (const bytes of [changed, moved, sealed.slice(0, 2 * step), sealed.slice(0, -1), sealed.slice(step)])
		await expect(read(key, bytes)).rejects.toThrow();
	// Of one with a changed piece, the others still open.
	expect((await read(key, changed, { offset: 0, length: piece })).length).toBe(piece);
	await expect(fileKeyOf(ring, { ...place, rowId: "chats/b/c/n" }, kept)).rejects.toThrow();
	await expect(fileKeyOf([["k2", ring[0]![1]]], place, kept)).rejects.toThrow();
});
