import { createHash } from "node:crypto";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";

/**
 * Where the bytes of catalogs lie: what was read as it came, each object under the SHA-256 of its bytes and never written again. Pages of the last
 * reading lie beside them, so that "not modified" has something to stand for.
 */

/** What keeps one vendor's bytes apart from everybody else's. */
export type Shelf = { bucket: R2Bucket; snapshot(hash: string): string; page(hash: string): string; incoming(): string };

export function shelfOf(tenant: Tenant, vendorId: string): Shelf {
	const prefix = `${tenant.businessId}/vendors/${vendorId}`;
	return {
		bucket: tenant.scope.env.FILES,
		snapshot: (hash) => `${prefix}/snapshots/${hash}`,
		page: (hash) => `${prefix}/pages/${hash}`,
		incoming: () => `${prefix}/incoming/${newId()}`,
	};
}

/** No catalog of a vendor is larger; the platform takes a hundred in one request. */
export const mostBytes = 96 * 1024 * 1024;
/** What is held of it at once: the platform's parts are five at least. */
const partSize = 8 * 1024 * 1024;

/**
 * Keeps bytes as a snapshot while they arrive; the same bytes are the same object. Holds eight megabytes at most.
 * @returns hex SHA-256 and length
 * @throws Refusal `too_large / body_too_large`
 */
export async function keepSnapshot(shelf: Shelf, bytes: AsyncIterable<Uint8Array>): Promise<{ hash: string; bytes: number }> {
	const digest = createHash("sha256");
	const parts = partsInto(shelf);
	let length = 0;
	try {
		for await (const chunk of bytes) {
			length += chunk.byteLength;
			if (length > mostBytes) refuse("too_large", "body_too_large", { limitMiB: mostBytes / 1024 / 1024 });
			digest.update(chunk);
			await parts.take(chunk);
		}
		const hash = digest.digest("hex");
		await parts.finish(shelf.snapshot(hash));
		return { hash, bytes: length };
	} catch (error) {
		await parts.abort();
		throw error;
	}
}

/** Keeps one text under its hash. @returns the hash */
export async function keepPageText(shelf: Shelf, text: string): Promise<{ hash: string; bytes: number }> {
	const bytes = new TextEncoder().encode(text);
	const hash = createHash("sha256").update(bytes).digest("hex");
	await putOnce(shelf.bucket, shelf.page(hash), bytes);
	return { hash, bytes: bytes.byteLength };
}

/** @throws Refusal `unavailable / snapshot_missing` */
export async function openObject(bucket: R2Bucket, key: string): Promise<ReadableStream<Uint8Array>> {
	const object = await bucket.get(key);
	return object?.body ?? refuse("unavailable", "snapshot_missing");
}

async function putOnce(bucket: R2Bucket, key: string, bytes: Uint8Array | ReadableStream): Promise<void> {
	await bucket.put(key, bytes, { onlyIf: new Headers({ "If-None-Match": "*" }) });
}

/** Small contents are put at once under their name; larger ones go up in parts, under a name of the moment, and are renamed by copying. */
function partsInto({ bucket, incoming }: Shelf) {
	let held = new Uint8Array(0);
	let filled = 0;
	let upload: R2MultipartUpload | null = null;
	const uploaded: R2UploadedPart[] = [];

	async function sendPart(): Promise<void> {
		upload ??= await bucket.createMultipartUpload(incoming());
		uploaded.push(await upload.uploadPart(uploaded.length + 1, held.slice(0, filled)));
		filled = 0;
	}
	return {
		async take(chunk: Uint8Array): Promise<void> {
			let from = 0;
			while (from < chunk.byteLength) {
				if (held.byteLength - filled === 0 && held.byteLength < partSize) held = grown(held, filled, chunk.byteLength - from);
				const take = Math.min(chunk.byteLength - from, held.byteLength - filled);
				held.set(chunk.subarray(from, from + take), filled);
				filled += take;
				from += take;
				if (filled === partSize) await sendPart();
			}
		},
		async finish(key: string): Promise<void> {
			if (!upload) return putOnce(bucket, key, held.subarray(0, filled));
			if (filled > 0) await sendPart();
			const whole = await upload.complete(uploaded);
			const object = await bucket.get(whole.key);
			if (object && !(await bucket.head(key))) await putOnce(bucket, key, object.body);
			else await object?.body.cancel();
			await bucket.delete(whole.key);
		},
		async abort(): Promise<void> {
			await upload?.abort().catch(() => {});
		},
	};
}

/** Doubling, so that a small catalog holds little, up to the size of a part. */
function grown(held: Uint8Array<ArrayBuffer>, filled: number, more: number): Uint8Array<ArrayBuffer> {
	const size = Math.min(partSize, Math.max(64 * 1024, held.byteLength * 2, filled + more));
	const larger = new Uint8Array(size);
	larger.set(held.subarray(0, filled));
	return larger;
}
