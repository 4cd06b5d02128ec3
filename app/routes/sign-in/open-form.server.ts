import { data, type RouterContextProvider } from "react-router";
import { requestContext } from "#app/platform/context.ts";
import { Refusal } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { fieldsOf, refused } from "../door.server.ts";

/** Runs a form that anybody may send, signed in or not. A refusal comes back as `Refused` with its status, and says how long to wait. */
export async function openForm<T>(
	{ request, context }: { request: Request; context: Readonly<RouterContextProvider> },
	act: (scope: Scope, fields: FormData) => Promise<T>,
) {
	const fields = await fieldsOf(request);
	try {
		return await act(context.get(requestContext), fields);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const retryAfter = error.details?.retryAfter;
		return data(refused(error, fields), {
			status: error.status,
			headers: typeof retryAfter === "number" ? { "Retry-After": String(retryAfter) } : {},
		});
	}
}

/** A field as it was typed, empty or not: the rules say what they think of an empty one. */
export function typed(fields: FormData, name: string): string | undefined {
	const value = fields.get(name);
	return typeof value === "string" ? value : undefined;
}

/** The browser's name for itself, kept with the session so that its owner can tell it from the others. */
export function userAgentOf(request: Request): string {
	return request.headers.get("User-Agent") ?? "";
}
