import { type ErrorBody, refusalOf } from "#app/platform/http/refusals.server.ts";
import { filledIn } from "#app/platform/refusal-words.ts";
import atTheDoors from "../../messages/en/errors.json";
import inside from "../../messages/en/officeErrors.json";

const sentences: Record<string, string> = { ...atTheDoors, ...inside };

/** What was thrown, as the API says it: `{ error, code, details?, requestId }`, with Retry-After and WWW-Authenticate where they belong. */
export function refusalResponse(error: unknown, requestId: string): Response {
	const { status, code, details, retryAfter } = refusalOf(error, requestId);
	const body: ErrorBody = { error: filledIn(sentences[code] ?? code, details ?? {}), code, ...(details && { details }), requestId };
	const headers = new Headers({ "Content-Type": "application/json" });
	if (retryAfter !== undefined) headers.set("Retry-After", String(retryAfter));
	if (status === 405 && Array.isArray(details?.allowed)) headers.set("Allow", details.allowed.join(", "));
	if (status === 401) headers.set("WWW-Authenticate", "Bearer");
	return new Response(JSON.stringify(body), { status, headers });
}
