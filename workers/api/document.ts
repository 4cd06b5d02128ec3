import type { Api } from "./endpoint.ts";

/** The OpenAPI 3.1 document of everything mounted. */
export function document(api: Api, origin: string) {
	return api.getOpenAPI31Document({
		openapi: "3.1.0",
		info: { title: "Storekeep", version: "1", description: "The back office of a small retail chain. Amounts are decimal strings, instants ISO 8601, ids UUIDv7." },
		servers: [{ url: origin }],
	});
}

/** Mounts the document itself. Its browsable form is a page (app/routes/docs.tsx). */
export function mountDocs(api: Api): void {
	api.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer", bearerFormat: "JWT" });
	api.openAPIRegistry.registerComponent("securitySchemes", "cookie", { type: "apiKey", in: "cookie", name: "__Host-session" });
	api.get("/api/openapi.json", (c) => c.json(document(api, c.env.scope.origin)));
}
