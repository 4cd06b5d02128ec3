import { z } from "zod";
import { changeProducts } from "#app/catalog/change-products.server.ts";
import { ChangeProducts } from "#app/catalog/input.ts";
import { undoChange } from "#app/catalog/undo-change.server.ts";
import { type Api, endpoint } from "./endpoint.ts";

const ChangedBody = z
	.object({
		changed: z.int(),
		unchanged: z.int().describe("Were so already"),
		refused: z
			.array(z.object({ productId: z.string(), name: z.string(), code: z.string(), details: z.record(z.string(), z.unknown()).optional() }))
			.describe("Stayed as they were, each with its reason"),
		changeId: z.string().nullable().describe("Takes it back; null when nothing changed"),
	})
	.meta({ id: "ProductsChange" });

const tag = "Products";

export function mountProductChanges(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/products/change",
			tag,
			summary: "Do the same to up to 500 products",
			description:
				"Status, availability, category, vendor, or price by percent or amount. What cannot be done to one is named; the others go through.",
			body: ChangeProducts,
			answers: { 200: ChangedBody },
			refusals: [404, 409, 415],
		},
		async (call) => ({ body: await changeProducts(await call.tenant(), call.body, { key: call.key }) }),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/products/change/{id}/undo",
			tag,
			summary: "Take such a change back",
			description: "Each product is again what it was, unless somebody has changed it since.",
			answers: { 200: ChangedBody },
			refusals: [404, 409],
		},
		async (call) => ({ body: await undoChange(await call.tenant(), { changeId: call.params.id }, { key: call.key }) }),
	);
}
