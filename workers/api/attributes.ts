import { z } from "zod";
import { listAttributes } from "#app/catalog/attributes.server.ts";
import { KeepAttribute, OrderAttributes, RenameAttribute } from "#app/catalog/input.ts";
import { dropAttribute, keepAttribute } from "#app/catalog/keep-attribute.server.ts";
import { orderAttributes } from "#app/catalog/order-attributes.server.ts";
import { renameAttribute } from "#app/catalog/rename-attribute.server.ts";
import { type Api, endpoint } from "./endpoint.ts";

const AttributeBody = z
	.object({
		name: z.string(),
		isKept: z.boolean().describe("One that product forms ask for; others are on some product all the same"),
		values: z.array(z.string()).describe("What products say, up to some hundreds"),
	})
	.meta({ id: "Attribute" });

const tag = "Attributes";

export function mountAttributes(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/attributes",
			tag,
			summary: "What products are described by, in order, with the values there are",
			answers: { 200: z.object({ items: z.array(AttributeBody), nextCursor: z.null() }) },
		},
		async (call) => ({ body: { items: await listAttributes(await call.tenant(), {}), nextCursor: null } }),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/attributes",
			tag,
			summary: "Ask every product for an attribute",
			body: KeepAttribute,
			answers: { 201: z.object({ name: z.string() }) },
			refusals: [409, 415],
		},
		async (call) => ({ status: 201, body: await keepAttribute(await call.tenant(), call.body, { key: call.key }) }),
	);

	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/attributes/order",
			tag,
			summary: "Give the attributes their order",
			body: OrderAttributes,
			answers: { 200: z.object({ names: z.array(z.string()) }) },
			refusals: [409, 415],
		},
		async (call) => ({ body: await orderAttributes(await call.tenant(), call.body, { key: call.key }) }),
	);

	endpoint(
		api,
		base,
		{
			method: "patch",
			path: "/attributes/{name}",
			tag,
			summary: "Rename an attribute on every product that carries it",
			body: RenameAttribute.omit({ name: true }),
			answers: { 200: z.object({ name: z.string(), products: z.int() }) },
			refusals: [404, 409, 415],
		},
		async (call) => ({
			body: await renameAttribute(await call.tenant(), { ...call.body, name: call.params.name }, { key: call.key }),
		}),
	);

	endpoint(
		api,
		base,
		{
			method: "delete",
			path: "/attributes/{name}",
			tag,
			summary: "No longer ask products for an attribute",
			description: "What they say of it stays.",
			answers: { 200: z.object({ name: z.string(), position: z.int() }) },
			refusals: [404],
		},
		async (call) => ({ body: await dropAttribute(await call.tenant(), { name: call.params.name }, { key: call.key }) }),
	);
}
