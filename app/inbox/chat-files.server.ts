import { isSealedWithOldKey, open, seal } from "#app/platform/keyring.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
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
import type { Tenant } from "#app/platform/tenant.server.ts";
import { isSealedNow } from "./sealed-words.server.ts";

/**
 * Files of chats where they lie: readable, or sealed with a key of their own, as the business chose. The sealed key lies with the file (`sealed`), so whoever
 * comes by its place knows which it is, and one writing turns it from one into the other.
 */

export function filesOf(businessId: string): string {
	return `chats/${businessId}/`;
}

export function mediaPlace(businessId: string, chatId: string, mediaId: string): string {
	return `${filesOf(businessId)}${chatId}/${mediaId}`;
}

const keyPlace = (businessId: string, place: string) => ({ businessId, table: "files", rowId: place, column: "key" });

/** Puts a file down as the business has its conversations kept; where that is switched meanwhile, as it then does. */
export async function putFile(tenant: Tenant, place: string, bytes: Uint8Array<ArrayBuffer>, mime: string): Promise<void> {
	for (let isSealed = await isSealedNow(tenant); ; ) {
		await write(tenant, place, bytes, { length: bytes.byteLength, mime, isSealed });
		const is = await isSealedNow(tenant);
		if (is === isSealed) return;
		isSealed = is;
	}
}

type Wish = { length: number; mime: string | undefined; isSealed: boolean; onlyIf?: R2Conditional };

async function write(
	{ scope, businessId }: Tenant,
	place: string,
	plain: ReadableStream | Uint8Array<ArrayBuffer>,
	{ length, mime, isSealed, onlyIf }: Wish,
) {
	const options = { httpMetadata: mime === undefined ? {} : { contentType: mime }, ...(onlyIf && { onlyIf }) };
	if (!isSealed) {
		const bytes = plain instanceof ReadableStream ? plain.pipeThrough(new FixedLengthStream(length)) : plain;
		return scope.env.FILES.put(place, bytes, options);
	}
	const { key, sealed } = await newFileKey(scope.cfg.ENCRYPTION_KEYS, keyPlace(businessId, place));
	const stream = plain instanceof ReadableStream ? plain : new Blob([plain]).stream();
	const bytes = stream.pipeThrough(sealing(key, length)).pipeThrough(new FixedLengthStream(sealedLength(length)));
	return scope.env.FILES.put(place, bytes, { ...options, customMetadata: { sealed } });
}

/** A file as whoever may read it has it. `read`: all of it, or a part; null: it has gone meanwhile. */
export type ChatFile = { length: number; mime: string; etag: string; read(part?: Part): Promise<ReadableStream | null> };

/** What lies at a place; null: nothing. `locked`: it is sealed with a key that is not here. */
export async function findFile({ env, cfg }: Scope, businessId: string, place: string): Promise<ChatFile | "locked" | null> {
	const head = await env.FILES.head(place);
	if (!head) return null;
	const { sealed } = head.customMetadata ?? {};
	const [mime, etag] = [head.httpMetadata?.contentType ?? "application/octet-stream", head.httpEtag];
	// Another file may have been put there since: what is read is what was looked at.
	const onlyIf = { etagMatches: head.etag };
	const bodyOf = (object: R2ObjectBody | R2Object | null) => (object && "body" in object ? object.body : null);
	if (sealed === undefined)
		return {
			length: head.size,
			mime,
			etag,
			read: async (range) => bodyOf(await env.FILES.get(place, { onlyIf, ...(range && { range }) })),
		};
	const key = await fileKeyOf(cfg.ENCRYPTION_KEYS, keyPlace(businessId, place), sealed).catch(() => null);
	if (key === null) return "locked";
	const length = lengthOfSealed(head.size);
	return {
		...{ length, mime, etag },
		async read(part = { offset: 0, length }) {
			if (part.length === 0) return new Response("").body;
			const { first, sealed: range, skip } = piecesOf(length, part);
			const body = bodyOf(await env.FILES.get(place, { onlyIf, range }));
			const opened = body?.pipeThrough(opening(key, length, first)).pipeThrough(only({ skip, length: part.length }));
			return opened?.pipeThrough(new FixedLengthStream(part.length)) ?? null;
		},
	};
}

/**
 * Brings a file to what the business chose, as a listing shows it. One that is deleted or put there anew meanwhile is left alone.
 * @returns `locked`: it cannot be opened, and stays as it is
 */
export async function bringFile(tenant: Tenant, isSealed: boolean, listed: R2Object): Promise<"right" | "brought" | "locked"> {
	const { scope, businessId } = tenant;
	const [ring, place] = [scope.cfg.ENCRYPTION_KEYS, keyPlace(businessId, listed.key)];
	const { sealed } = listed.customMetadata ?? {};
	if (isSealed ? sealed !== undefined && !isSealedWithOldKey(ring, sealed) : sealed === undefined) return "right";
	const onlyIf = { etagMatches: listed.etag };
	const object = await scope.env.FILES.get(listed.key, { onlyIf });
	if (!object || !("body" in object)) return "right";
	const { httpMetadata = {} } = object;
	const mime = httpMetadata.contentType;
	if (sealed === undefined) {
		await write(tenant, listed.key, object.body, { length: object.size, mime, isSealed, onlyIf });
		return "brought";
	}
	const key = await open(ring, place, sealed).catch(() => null);
	if (key === null) {
		await object.body.cancel();
		return "locked";
	}
	if (isSealed) {
		// Its own key stays, and its bytes; only what that key is sealed with is new.
		const bytes = object.body.pipeThrough(new FixedLengthStream(object.size));
		await scope.env.FILES.put(listed.key, bytes, { onlyIf, httpMetadata, customMetadata: { sealed: await seal(ring, place, key) } });
		return "brought";
	}
	const length = lengthOfSealed(object.size);
	const plain = object.body.pipeThrough(opening(await fileKeyOf(ring, place, sealed), length));
	try {
		await write(tenant, listed.key, plain, { length, mime, isSealed, onlyIf });
	} catch (error) {
		// Not what was sealed there: it stays as it is, like one whose key is not here.
		if (error instanceof Error && error.name === "OperationError") return "locked";
		throw error;
	}
	return "brought";
}

/** Deletes every file of a chat. */
export async function forgetFilesOf({ scope, businessId }: Tenant, chatId: string): Promise<void> {
	let cursor: string | undefined;
	do {
		const page = await scope.env.FILES.list({ prefix: `${filesOf(businessId)}${chatId}/`, ...(cursor !== undefined && { cursor }) });
		if (page.objects.length > 0) await scope.env.FILES.delete(page.objects.map(({ key }) => key));
		cursor = page.truncated ? page.cursor : undefined;
	} while (cursor !== undefined);
}
