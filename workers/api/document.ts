import { entityTag, hasAlready } from "#app/platform/http/etag.server.ts";
import type { OpenApiDocument } from "#app/platform/openapi.ts";
import type { Api } from "./endpoint.ts";

/** Where the document is. */
export const documentPath = "/api/openapi.json";

const written = new WeakMap<Api, OpenApiDocument>();

/** The OpenAPI 3.1 document of everything mounted. Written once: it takes a tenth of a second, and anybody may ask. */
export function document(api: Api, origin: string): OpenApiDocument {
	const whole = written.get(api) ?? write(api);
	written.set(api, whole);
	return { ...whole, servers: [{ url: origin }] };
}

/** Half a megabyte, said to one origin as a rule: the last one is kept, with its tag. */
let told: { origin: string; text: string; tag: string } | undefined;

async function tagged(api: Api, origin: string): Promise<{ text: string; tag: string }> {
	if (told?.origin !== origin) {
		const text = JSON.stringify(document(api, origin));
		told = { origin, text, tag: await entityTag(text) };
	}
	return told;
}

function write(api: Api): OpenApiDocument {
	const whole = api.getOpenAPI31Document({
		openapi: "3.1.0",
		info: {
			title: "Storekeep",
			version: "1",
			description: "The back office of a small retail chain. Amounts are decimal strings, instants ISO 8601, ids UUIDv7.",
		},
	});
	return JSON.parse(JSON.stringify(whole), (key, value) => (key === "pattern" && typeof value === "string" ? withoutFlags(value) : value));
}

/**
 * The generator leaves an expression's `/u` behind it, where a validator looks for it in the text. JSON Schema reads by code points without being told, and
 * none of ours has another flag.
 */
function withoutFlags(pattern: string): string {
	return pattern.replace(/(?<!\\)\/u$/, "");
}

/** Mounts the document itself. Its browsable form is a page (app/routes/docs.tsx). */
export function mountDocs(api: Api): void {
	api.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer", bearerFormat: "JWT" });
	api.openAPIRegistry.registerComponent("securitySchemes", "cookie", { type: "apiKey", in: "cookie", name: "__Host-session" });
	api.get(documentPath, async (c) => {
		const { text, tag } = await tagged(api, c.env.scope.origin);
		c.header("ETag", tag);
		// Whoever has it may keep it, and must ask again each time.
		c.header("Cache-Control", "no-cache");
		if (hasAlready(c.req.header("If-None-Match"), tag)) return c.body(null, 304);
		c.header("Content-Type", "application/json");
		return c.body(text);
	});
}
