import createClient, { type Client, type Middleware } from "openapi-fetch";
import type { components, paths } from "./types.d.ts";

export type Schemas = components["schemas"];
export type ShopApi = Client<paths>;

/** What the API refused: its status, its code, and its sentence as the message. */
export class Refused extends Error {
	readonly status: number;
	readonly code: string;
	constructor(status: number, { error, code, requestId }: Schemas["Error"]) {
		super(`${status} ${code}: ${error} (request ${requestId})`);
		this.status = status;
		this.code = code;
	}
}

/**
 * A client of the API whose paths, fields and answers are those of the OpenAPI document. An unsafe call carries an `Idempotency-Key`, so that
 * repeating it after a lost answer has no second effect; a refusal is thrown as `Refused`.
 */
export function openApi(url: string, token?: string): ShopApi {
	const api = createClient<paths>({ baseUrl: url });
	const manners: Middleware = {
		onRequest({ request }) {
			if (token) request.headers.set("Authorization", `Bearer ${token}`);
			if (request.method !== "GET" && !request.headers.has("Idempotency-Key")) request.headers.set("Idempotency-Key", crypto.randomUUID());
		},
		async onResponse({ response }) {
			if (response.status < 400) return;
			throw new Refused(response.status, await response.json());
		},
		onError: ({ error }) => new Error(`${url} does not answer${reasonOf(error)}.`, { cause: error }),
	};
	api.use(manners);
	return api;
}

/** What fetch says was the matter is in the cause. */
function reasonOf(error: unknown): string {
	const cause = error instanceof Error ? error.cause : undefined;
	return cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
}

/** Every item of a list, page after page. `read` is given the cursor of the page. */
export async function* everyItem<Item>(
	read: (cursor: string | undefined) => Promise<{ data?: { items: Item[]; nextCursor: string | null } | undefined }>,
): AsyncGenerator<Item> {
	let cursor: string | undefined;
	do {
		const { data } = await read(cursor);
		if (!data) return;
		yield* data.items;
		cursor = data.nextCursor ?? undefined;
	} while (cursor);
}
