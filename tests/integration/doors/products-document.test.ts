import { expect, it } from "vitest";
import { call } from "../../support/world.ts";

it("stands in the document, at both addresses", async () => {
	const { status, body } = await call("GET", "/api/openapi.json");
	expect(status).toBe(200);
	for (const base of ["/api", "/api/v1"]) {
		for (const [path, methods] of [
			["/products", "get post"],
			["/products/{id}", "get put patch delete"],
			["/products/{id}/status", "post"],
			["/products/{id}/stock", "patch"],
			["/products/{id}/receive", "post"],
			["/products/{id}/reorder-point", "put"],
			["/products/{id}/movements", "get"],
			["/categories", "get post"],
			["/categories/{id}", "get put patch delete"],
			["/inventory", "get"],
		] as const) {
			expect(Object.keys(body.paths[base + path] ?? {}).sort(), base + path).toEqual(methods.split(" ").sort());
		}
	}
	expect(Object.keys(body.components.schemas)).toEqual(
		expect.arrayContaining(["Product", "Inventory", "Category", "StockMovement", "StockLevel", "ProductChanged"]),
	);
	const filters = body.paths["/api/products"].get.parameters.map(({ name }: { name: string }) => name);
	expect(filters).toEqual(
		expect.arrayContaining(["limit", "cursor", "storeId", "q", "status", "categoryId", "vendor", "styleId", "stock", "sort"]),
	);
});
