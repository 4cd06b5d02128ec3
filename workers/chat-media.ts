import { someone } from "#app/identity/viewer.server.ts";
import { shownTypes } from "#app/inbox/file-types.ts";
import { findFile, mediaPlace } from "#app/inbox/chat-files.server.ts";
import { proofOf, readMedia } from "#app/inbox/media.server.ts";
import { sha256 } from "#app/platform/digest.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";

export const chatMediaPath = "/media/";

/**
 * Serves a file of a chat: to whoever is signed in and may read chats (`/media/<id>`), or to a platform that was given an address for a while
 * (`/media/open/…`). Only what can run nothing is shown in a page; everything else is a file to be saved.
 * @throws Refusal `method_not_allowed`, `unauthenticated`, `forbidden / missing_permission`, `not_found`, `conflict / media_locked`
 */
export async function chatMedia(request: Request, pathname: string, scope: Scope): Promise<Response> {
	if (request.method !== "GET" && request.method !== "HEAD")
		refuse("method_not_allowed", "method_not_allowed", { allowed: ["GET", "HEAD"] });
	const { businessId, place, name } = await whatFor(request, pathname.slice(chatMediaPath.length).split("/"), scope);
	const file = await findFile(scope, businessId, place);
	if (file === "locked") refuse("conflict", "media_locked");
	if (!file) refuse("not_found", "media_not_found");
	const { mime, etag } = file;
	const isShown = shownTypes.has(mime);
	const called = name === "" ? "" : `; filename*=UTF-8''${encodeURIComponent(name)}`;
	const headers = new Headers({
		"Cache-Control": "private, no-cache",
		"Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
		"Content-Disposition": `${isShown ? "inline" : "attachment"}${called}`,
		"Content-Type": isShown ? mime : "application/octet-stream",
		"X-Content-Type-Options": "nosniff",
		"Accept-Ranges": "bytes",
		ETag: etag,
	});
	const asked = request.headers;
	if (asked.get("If-None-Match")?.includes(etag)) return new Response(null, { status: 304, headers });
	// Somebody who has a part of another file than this is given all of it.
	const isSame = [null, etag].includes(asked.get("If-Range"));
	const part = isSame ? partOf(asked.get("Range"), file.length) : null;
	if (part?.length === 0) {
		headers.set("Content-Range", `bytes */${file.length}`);
		return new Response(null, { status: 416, headers });
	}
	headers.set("Content-Length", String(part?.length ?? file.length));
	if (part) headers.set("Content-Range", `bytes ${part.offset}-${part.offset + part.length - 1}/${file.length}`);
	const body = request.method === "HEAD" ? null : await file.read(part ?? undefined);
	if (request.method !== "HEAD" && !body) refuse("not_found", "media_not_found");
	return new Response(body, { status: part ? 206 : 200, headers });
}

/** The part of a file a player asks for; null: all of it; of length 0: there is no such part. More parts than one are answered with all of it. */
function partOf(range: string | null, size: number): { offset: number; length: number } | null {
	const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
	if (from === "" && to === "") return null;
	const offset = from === "" ? Math.max(0, size - Number(to)) : Number(from);
	const end = from === "" || to === "" ? size : Math.min(size, Number(to) + 1);
	if (from !== "" && to !== "" && Number(to) < offset) return null;
	return { offset, length: Math.max(0, end - offset) };
}

async function whatFor(request: Request, path: string[], scope: Scope): Promise<{ businessId: string; place: string; name: string }> {
	const [first = "", businessId = "", chatId = "", mediaId = ""] = path;
	if (first === "open" && path.length === 4) {
		const { searchParams } = new URL(request.url);
		const until = Number(searchParams.get("until"));
		const proof = await proofOf(scope, { businessId, chatId, mediaId }, until);
		// Digests are compared, so that how long it takes says nothing of the proof.
		if (!(until > scope.now) || (await sha256(proof)) !== (await sha256(searchParams.get("proof") ?? "")))
			refuse("not_found", "media_not_found");
		return { businessId, place: mediaPlace(businessId, chatId, mediaId), name: "" };
	}
	if (path.length !== 1) refuse("not_found", "media_not_found");
	const tenant = await someone(scope);
	const media = await readMedia(tenant, { mediaId: first });
	return { businessId: tenant.businessId, place: mediaPlace(tenant.businessId, media.chatId, media.id), name: media.name };
}
