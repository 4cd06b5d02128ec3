import { Refusal, type RefusalDetails } from "../errors.ts";
import { errorFields, log } from "../log.server.ts";

/** The API's form of an error (SPEC §15). */
export type ErrorBody = { error: string; code: string; details?: RefusalDetails; requestId: string };

/** What to say of anything that was thrown. The unknown is logged and becomes a 500 that tells nothing but its request id. */
export function refusalOf(
	error: unknown,
	requestId: string,
): { status: number; code: string; details?: RefusalDetails; retryAfter?: number } {
	if (error instanceof Refusal) {
		const retryAfter = typeof error.details?.retryAfter === "number" ? error.details.retryAfter : undefined;
		return {
			status: error.status,
			code: error.code,
			...(error.details && { details: error.details }),
			...(retryAfter !== undefined && { retryAfter }),
		};
	}
	if (isOverloaded(error)) {
		log("warn", "database.unavailable", { requestId, ...errorFields(error) });
		return { status: 503, code: "try_again", retryAfter: 2 };
	}
	log("error", "unexpected", { requestId, ...errorFields(error) });
	return { status: 500, code: "unexpected" };
}

/** D1 says so when it is too busy or lost the connection; the same request with the same key may be sent again. */
function isOverloaded(error: unknown): boolean {
	return (
		error instanceof Error &&
		/overloaded|Network connection lost|storage caused object to be reset|Cannot resolve D1 DB/.test(error.message)
	);
}
