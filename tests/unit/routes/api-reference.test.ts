import { expect, it } from "vitest";
import { fieldsOf, referenceOf, typeOf } from "#app/routes/api-reference.ts";
import type { OpenApiDocument } from "#app/platform/openapi.ts";

const refusal = (description: string) => ({
	description,
	content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
});
const document: OpenApiDocument = {
	info: { title: "Storekeep", version: "1" },
	servers: [{ url: "https://shop.example" }],
	components: {
		schemas: {
			Error: { type: "object", properties: { error: { type: "string" } }, required: ["error"] },
			Product: { type: "object", properties: { id: { type: "string" }, shelf: { $ref: "#/components/schemas/Shelf" } }, required: ["id"] },
			Shelf: { type: "object", description: "One store's", properties: { quantity: { type: "integer" } } },
			Unused: { type: "object" },
		},
	},
	paths: {
		"/api/v1/products/{id}": {
			put: {
				tags: ["Products"],
				summary: "Replace a product",
				security: [{ bearer: [] }],
				parameters: [
					{ name: "id", in: "path", required: true, schema: { type: "string" } },
					{ name: "Idempotency-Key", in: "header", schema: { type: "string" } },
				],
				requestBody: {
					content: {
						"application/json": {
							schema: {
								type: "object",
								properties: {
									name: { type: "string", minLength: 1, maxLength: 200 },
									lines: {
										type: "array",
										items: { type: "object", properties: { quantity: { type: "integer", minimum: 1 } }, required: ["quantity"] },
									},
									note: { type: ["string", "null"] },
								},
								required: ["name", "lines"],
							},
						},
					},
				},
				responses: {
					200: { description: "Done", content: { "application/json": { schema: { $ref: "#/components/schemas/Product" } } } },
					404: refusal("Nothing there"),
					500: refusal("Ours"),
				},
			},
		},
		"/api/products/{id}": { put: { tags: ["Products"], summary: "Its literal twin", responses: { 500: refusal("Ours") } } },
		"/auth/login": {
			post: { tags: ["Auth"], summary: "Sign in", security: [], responses: { 200: { description: "Done" }, 500: refusal("Ours") } },
		},
	},
};

it("the contents name every call once, by its canonical path, and it tells of no subject that was not asked for", () => {
	const { contents, subject } = referenceOf(document, null);
	expect(contents.map(({ tag, operations }) => [tag, ...operations.map(({ method, path }) => `${method} ${path}`)])).toEqual([
		["Products", "put /api/v1/products/{id}"],
		["Auth", "post /auth/login"],
	]);
	expect(subject).toBeNull();
	expect(referenceOf(document, "No such subject").subject).toBeNull();
});

it("what every call may refuse with is said once, and not again beside each", () => {
	const { always, subject } = referenceOf(document, "Products");
	expect(always).toEqual([{ status: "500", meaning: "Ours" }]);
	expect(subject?.operations[0]?.refusals).toEqual([{ status: "404", meaning: "Nothing there" }]);
});

it("a call tells what it needs, and a shape brings the shapes it is made of", () => {
	const { subject } = referenceOf(document, "Products");
	const [put] = subject?.operations ?? [];
	expect(put).toMatchObject({ id: "put-api-v1-products-id", open: false, keyed: true });
	expect(put?.inBody.map(({ name, type, required }) => [name, type, required])).toEqual([
		["name", "string", true],
		["lines", "object[]", true],
		["lines[].quantity", "integer", true],
		["note", "string | null", false],
	]);
	expect(put?.inBody[0]?.rules).toEqual([
		{ rule: "notEmpty", value: "" },
		{ rule: "maxLength", value: "200" },
	]);
	expect(subject?.shapes.map(({ name, note }) => [name, note])).toEqual([
		["Product", ""],
		["Shelf", "One store's"],
	]);
});

it("the example can be pasted: ids from the environment, the required fields, a token and a key where they are needed", () => {
	const example = referenceOf(document, "Products").subject?.operations[0]?.curl ?? "";
	expect(example.split(" \\\n  ")).toEqual([
		'curl -X PUT "https://shop.example/api/v1/products/$ID"',
		'-H "Authorization: Bearer $TOKEN"',
		'-H "Idempotency-Key: $(uuidgen)"',
		'-H "Content-Type: application/json"',
		`-d '{"name":"KNUD Havana 49","lines":[{"quantity":1}]}'`,
	]);
	expect(referenceOf(document, "Auth").subject?.operations[0]?.curl).toBe('curl -X POST "https://shop.example/auth/login"');
});

it.each([
	[{ type: "array", items: { $ref: "#/components/schemas/Product" } }, "Product[]"],
	[{ type: "array", items: { type: ["string", "null"] } }, "(string | null)[]"],
	[{ anyOf: [{ type: "number" }, { type: "string" }, { type: "null" }] }, "number | string | null"],
	[{ type: "object", additionalProperties: { type: "number" } }, "{ [name]: number }"],
	[{ const: true }, "true"],
	[{}, "any"],
])("the type of %j is written %s", (schema, type) => expect(typeOf(schema)).toBe(type));

it("fields that come from several parts stand together", () => {
	const schemas = { Person: { type: "object", properties: { name: { type: "string" } } } };
	const fields = fieldsOf(
		{ allOf: [{ $ref: "#/components/schemas/Person" }, { type: "object", properties: { role: { type: "string" } } }] },
		schemas,
	);
	expect(fields.map(({ name }) => name)).toEqual(["name", "role"]);
});
