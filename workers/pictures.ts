import { pictureAt } from "#app/platform/pictures.ts";
import { keyOfPicture } from "#app/catalog/images/store.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";

export const picturesPath = "/pictures/";

/**
 * Serves a drawing to whoever knows its address, which says nothing and cannot be guessed: shoppers have no session, nor do mail programs. What it
 * shows never changes, so it is kept for good; it is a WebP we drew, is taken for nothing else, and could run nothing if it were.
 * @throws Refusal `not_found`, `method_not_allowed`
 */
export async function picture(request: Request, pathname: string, scope: Scope): Promise<Response> {
	const { method } = request;
	if (method !== "GET" && method !== "HEAD") refuse("method_not_allowed", "method_not_allowed", { allowed: ["GET", "HEAD"] });
	const at = pictureAt(pathname);
	if (!at) refuse("not_found", "not_found");
	const object = await scope.env.FILES.get(keyOfPicture(at, at.width), { onlyIf: withoutRanges(request.headers) });
	if (!object) refuse("not_found", "not_found");
	const headers = new Headers({
		"Cache-Control": "public, max-age=31536000, immutable",
		"Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
		"Content-Disposition": "inline",
		ETag: object.httpEtag,
	});
	if (!("body" in object)) return new Response(null, { status: 304, headers });
	headers.set("Content-Type", "image/webp");
	headers.set("Content-Length", String(object.size));
	if (method === "HEAD") await object.body.cancel();
	return new Response(method === "HEAD" ? null : object.body, { headers });
}

/** Whoever has it already needs only to hear so. */
function withoutRanges(headers: Headers): Headers {
	const known = headers.get("If-None-Match");
	return new Headers(known === null ? {} : { "If-None-Match": known });
}
