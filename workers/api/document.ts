import type { OpenApiDocument } from "#app/platform/openapi.ts";
import type { Api } from "./endpoint.ts";

const written = new WeakMap<Api, OpenApiDocument>();

/** The OpenAPI 3.1 document of everything mounted. Written once: it takes a tenth of a second, and anybody may ask. */
export function document(api: Api, origin: string): OpenApiDocument {
	const whole = written.get(api) ?? write(api);
	written.set(api, whole);
	return { ...whole, servers: [{ url: origin }] };
}

function write(api: Api): OpenApiDocument {
	return api.getOpenAPI31Document({
		openapi: "3.1.0",
		info: {
			title: "Storekeep",
			version: "1",
			description: "The back office of a small retail chain. Amounts are decimal strings, instants ISO 8601, ids UUIDv7.",
		},
	});
}

/** Mounts the document itself. Its browsable form is a page (app/routes/docs.tsx). */
export function mountDocs(api: Api): void {
	api.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer", bearerFormat: "JWT" });
	api.openAPIRegistry.registerComponent("securitySchemes", "cookie", { type: "apiKey", in: "cookie", name: "__Host-session" });
	api.get("/api/openapi.json", (c) => c.json(document(api, c.env.scope.origin)));
}
