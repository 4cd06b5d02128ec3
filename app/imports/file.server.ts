import type { Scope } from "#app/platform/scope.server.ts";
import { decoderOf, type Encoding, sizeIn } from "./encoding.ts";
import { type CsvRecord, csvReader } from "./reader.ts";

/** The files of imports in R2, each under the hash of its bytes, so the same file lies there once. */

function keyOf(businessId: string, hash: string): string {
	return `imports/${businessId}/${hash}.csv`;
}

/** Keeps a file. @returns the SHA-256 of its bytes, in hex */
export async function keepFile(scope: Scope, businessId: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
	const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
	await scope.env.FILES.put(keyOf(businessId, hash), bytes, {
		onlyIf: new Headers({ "If-None-Match": "*" }),
		httpMetadata: { contentType: "text/csv", contentDisposition: "attachment" },
	});
	return hash;
}

/** What a file is read by. */
export type FileSpec = { fileHash: string; encoding: Encoding; delimiter: string };

/** A file from some byte on: records as they come, a piece of the file at a time. `isOpen` after the last: it ended inside quotes. */
export type OpenFile = { records: AsyncGenerator<CsvRecord[]>; isOpen(): boolean };

/** @returns null when the file is gone */
export async function openFile(
	scope: Scope,
	businessId: string,
	{ fileHash, encoding, delimiter }: FileSpec,
	from: number,
): Promise<OpenFile | null> {
	const key = keyOf(businessId, fileHash);
	const head = await scope.env.FILES.head(key);
	if (!head) return null;
	const reader = csvReader(delimiter, sizeIn(encoding), from);
	if (from >= head.size) return { records: none(), isOpen: () => false };
	const object = await scope.env.FILES.get(key, { range: { offset: from } });
	if (!object) return null;
	return { records: recordsOf(object.body, encoding, reader), isOpen: reader.isOpen };
}

async function* none(): AsyncGenerator<CsvRecord[]> {}

async function* recordsOf(
	body: ReadableStream<Uint8Array>,
	encoding: Encoding,
	reader: ReturnType<typeof csvReader>,
): AsyncGenerator<CsvRecord[]> {
	const decoder = decoderOf(encoding);
	const source = body.getReader();
	try {
		for (;;) {
			const { done, value } = await source.read();
			if (done) break;
			const records = reader.feed(decoder.decode(value));
			if (records.length > 0) yield records;
		}
		yield reader.feed(decoder.decode());
		if (!reader.isOpen()) yield reader.finish();
	} finally {
		// Who stops in the middle has read enough.
		await source.cancel().catch(() => {});
	}
}

/** The rows of an import that say a product another row said before: `[row, first row]`. Found once for the whole file, needed at every piece of it. */
export async function keepTwins(
	scope: Scope,
	where: { businessId: string; importId: string; attempt: number },
	twins: [number, number][],
): Promise<void> {
	await scope.env.FILES.put(twinsKey(where), JSON.stringify(twins));
}

export async function twinsOf(
	scope: Scope,
	where: { businessId: string; importId: string; attempt: number },
): Promise<Map<number, number>> {
	const object = await scope.env.FILES.get(twinsKey(where));
	return new Map(object ? await object.json<[number, number][]>() : []);
}

function twinsKey({ businessId, importId, attempt }: { businessId: string; importId: string; attempt: number }): string {
	return `imports/${businessId}/${importId}/twins-${attempt}.json`;
}
