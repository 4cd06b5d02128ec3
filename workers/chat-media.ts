import { someone } from "#app/identity/viewer.server.ts";
import { shownTypes } from "#app/inbox/file-types.ts";
import { mediaPlace, proofOf, readMedia } from "#app/inbox/media.server.ts";
import { sha256 } from "#app/platform/digest.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";

export const chatMediaPath = "/media/";

/**
 * Serves a file of a chat: to whoever is signed in and may read chats (`/media/<id>`), or to a platform that was given an address for a while
 * (`/media/open/…`). Only what can run nothing is shown in a page; everything else is a file to be saved.
 * @throws Refusal `method_not_allowed`, `unauthenticated`, `forbidden / missing_permission`, `not_found`
 */
export async function chatMedia(request: Request, pathname: string, scope: Scope): Promise<Response> {
	if (request.method !== "GET" && request.method !== "HEAD")
		refuse("method_not_allowed", "method_not_allowed", { allowed: ["GET", "HEAD"] });
	const { place, name } = await whatFor(request, pathname.slice(chatMediaPath.length).split("/"), scope);
	const object = await scope.env.FILES.get(place);
	if (!object) refuse("not_found", "media_not_found");
	const mime = object.httpMetadata?.contentType ?? "application/octet-stream";
	const isShown = shownTypes.has(mime);
	const called = name === "" ? "" : `; filename*=UTF-8''${encodeURIComponent(name)}`;
	const headers = new Headers({
		"Cache-Control": "private, max-age=86400, immutable",
		"Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
		"Content-Disposition": `${isShown ? "inline" : "attachment"}${called}`,
		"Content-Length": String(object.size),
		"Content-Type": isShown ? mime : "application/octet-stream",
		"X-Content-Type-Options": "nosniff",
		ETag: object.httpEtag,
	});
	if (request.method === "HEAD") await object.body.cancel();
	return new Response(request.method === "HEAD" ? null : object.body, { headers });
}

async function whatFor(request: Request, path: string[], scope: Scope): Promise<{ place: string; name: string }> {
	const [first = "", businessId = "", chatId = "", mediaId = ""] = path;
	if (first === "open" && path.length === 4) {
		const { searchParams } = new URL(request.url);
		const until = Number(searchParams.get("until"));
		const proof = await proofOf(scope, { businessId, chatId, mediaId }, until);
		// Digests are compared, so that how long it takes says nothing of the proof.
		if (!(until > scope.now) || (await sha256(proof)) !== (await sha256(searchParams.get("proof") ?? "")))
			refuse("not_found", "media_not_found");
		return { place: mediaPlace(businessId, chatId, mediaId), name: "" };
	}
	if (path.length !== 1) refuse("not_found", "media_not_found");
	const tenant = await someone(scope);
	const media = await readMedia(tenant, { mediaId: first });
	return { place: mediaPlace(tenant.businessId, media.chatId, media.id), name: media.name };
}
