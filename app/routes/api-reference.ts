import { type Method, methods, type OpenApiDocument, type Operation, type Schema } from "#app/platform/openapi.ts";
import { curlOf } from "./api-curl.ts";

/** An OpenAPI document as people read it: grouped, flattened, references by name. Pure. */

/** One rule of a field; its words are `docs.rules.<rule>`. */
export type FieldRule = {
	rule:
		| "notEmpty"
		| "minLength"
		| "maxLength"
		| "minimum"
		| "maximum"
		| "minItems"
		| "maxItems"
		| "pattern"
		| "noControl"
		| "format"
		| "oneOf"
		| "default";
	value: string;
};
/** `shape` names the section that holds the fields of what this field is, or is a list of. */
export type FieldView = { name: string; type: string; shape: string | null; required: boolean; rules: FieldRule[]; note: string };
export type AnswerView = { status: string; meaning: string; type: string; shape: string | null; fields: FieldView[] };
export type OperationView = {
	id: string;
	method: Method;
	path: string;
	summary: string;
	note: string;
	open: boolean;
	/** Takes an Idempotency-Key. */
	keyed: boolean;
	inPath: FieldView[];
	inQuery: FieldView[];
	inBody: FieldView[];
	answers: AnswerView[];
	refusals: { status: string; meaning: string }[];
	curl: string;
};
export type Shape = { name: string; note: string; fields: FieldView[] };
/** What can be called, without how. */
export type Contents = { tag: string; operations: Pick<OperationView, "id" | "method" | "path" | "summary">[] }[];
export type Reference = {
	origin: string;
	contents: Contents;
	/** What every operation may refuse with; said once. */
	always: { status: string; meaning: string }[];
	/** The operations of one subject, and every shape they speak of. */
	subject: { tag: string; operations: OperationView[]; shapes: Shape[] } | null;
};

const canonical = "/api/v1/";
type Schemas = Record<string, Schema>;

type Call = { path: string; method: Method; operation: Operation };

/**
 * Reads the document: what there is, and all about the calls of one subject (`tag`). A literal path (`/api/…`) that has a canonical twin
 * is the same thing, and shown once.
 */
export function referenceOf(document: OpenApiDocument, tag: string | null): Reference {
	const origin = document.servers?.[0]?.url ?? "";
	const paths = document.paths ?? {};
	const schemas = document.components?.schemas ?? {};
	const isTwin = (path: string) => path.startsWith("/api/") && !path.startsWith(canonical) && path.replace("/api/", canonical) in paths;
	const shown = Object.entries(paths).filter(([path]) => !isTwin(path));
	const every = shown.flatMap(([path, item]) =>
		methods.flatMap((method): Call[] => (item[method] ? [{ path, method, operation: item[method] }] : [])),
	);
	const responses = every[0]?.operation.responses ?? {};
	const everywhere = Object.keys(responses).filter(
		(status) => isRefusal(status) && every.every(({ operation }) => operation.responses?.[status]),
	);

	const byTag = new Map<string, Call[]>();
	for (const call of every) {
		const name = call.operation.tags?.[0] ?? "";
		byTag.set(name, [...(byTag.get(name) ?? []), call]);
	}
	const operations = (byTag.get(tag ?? "") ?? []).map((call) => operationView(origin, call, schemas, new Set(everywhere)));
	return {
		origin,
		contents: [...byTag].map(([name, calls]) => ({
			tag: name,
			operations: calls.map((call) => ({ id: idOf(call), method: call.method, path: call.path, summary: call.operation.summary ?? "" })),
		})),
		always: everywhere.map((status) => ({ status, meaning: responses[status]?.description ?? "" })),
		subject: tag !== null && operations.length > 0 ? { tag, operations, shapes: shapesOf(operations, schemas) } : null,
	};
}

function idOf({ method, path }: Call): string {
	return `${method}-${path.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "")}`.toLowerCase();
}

/** The shapes named by these operations, and by those shapes in turn. */
function shapesOf(operations: OperationView[], schemas: Schemas): Shape[] {
	const found = new Map<string, Shape>();
	function look(fields: { shape: string | null }[]) {
		for (const { shape: name } of fields) {
			const schema = name === null ? undefined : schemas[name];
			if (name === null || !schema || found.has(name)) continue;
			const shape = { name, note: schema.description ?? "", fields: fieldsOf(schema, schemas) };
			found.set(name, shape);
			look(shape.fields);
		}
	}
	for (const { inBody, answers } of operations) look([...inBody, ...answers, ...answers.flatMap(({ fields }) => fields)]);
	return [...found.values()];
}

function isRefusal(status: string): boolean {
	return Number(status) >= 400;
}

function operationView(origin: string, call: Call, schemas: Schemas, everywhere: Set<string>): OperationView {
	const { path, method, operation } = call;
	const { parameters = [], responses = {}, security = [] } = operation;
	const given = (where: string) =>
		parameters
			.filter((parameter) => parameter.in === where)
			.map(({ name = "", required = false, schema = {}, description }) => ({
				...fieldView(name, schema, required),
				note: description ?? schema.description ?? "",
			}));
	const body = schemaIn(operation.requestBody?.content);
	const open = security.length === 0;
	const keyed = given("header").some(({ name }) => name === "Idempotency-Key");
	const told = Object.entries(responses);
	return {
		id: idOf(call),
		method,
		path,
		open,
		keyed,
		summary: operation.summary ?? "",
		note: operation.description ?? "",
		inPath: given("path"),
		inQuery: given("query"),
		inBody: body ? fieldsOf(body, schemas) : [],
		answers: told
			.filter(([status]) => !isRefusal(status))
			.map(([status, { description = "", content }]) => answerView(status, description, schemaIn(content), schemas)),
		refusals: told
			.filter(([status]) => isRefusal(status) && !everywhere.has(status))
			.map(([status, { description = "" }]) => ({ status, meaning: description })),
		curl: curlOf({ origin, path, method, open, keyed, body, schemas }),
	};
}

function schemaIn(content: Record<string, { schema?: Schema }> | undefined): Schema | undefined {
	return content?.["application/json"]?.schema;
}

function answerView(status: string, meaning: string, schema: Schema | undefined, schemas: Schemas): AnswerView {
	if (!schema) return { status, meaning, type: "", shape: null, fields: [] };
	const shape = shapeOf(schema);
	return { status, meaning, type: typeOf(schema), shape, fields: shape ? [] : fieldsOf(schema, schemas) };
}

/** The fields of an object, those of objects inside it under dotted names. Named shapes are not opened: they have their own section. */
export function fieldsOf(schema: Schema, schemas: Schemas, prefix = ""): FieldView[] {
	const whole = schema.$ref ? (schemas[nameOf(schema.$ref)] ?? {}) : schema;
	const parts = [...(whole.allOf ?? []), ...(whole.anyOf ?? []), ...(whole.oneOf ?? [])].flatMap((part) => fieldsOf(part, schemas, prefix));
	const required = new Set(whole.required);
	const own = Object.entries(whole.properties ?? {}).flatMap(([name, field]) => {
		const view = fieldView(prefix + name, field, required.has(name));
		const inside = field.properties ? field : field.items?.properties ? field.items : undefined;
		return inside ? [view, ...fieldsOf(inside, schemas, `${prefix}${name}${field.items ? "[]" : ""}.`)] : [view];
	});
	return [...parts, ...own];
}

function fieldView(name: string, schema: Schema, required: boolean): FieldView {
	return { name, type: typeOf(schema), shape: shapeOf(schema), required, rules: rulesOf(schema), note: schema.description ?? "" };
}

function nameOf(ref: string): string {
	return ref.slice(ref.lastIndexOf("/") + 1);
}

/** The named shape of a schema, of its items, or of what it is when it is not null. */
function shapeOf(schema: Schema): string | null {
	if (schema.$ref) return nameOf(schema.$ref);
	if (schema.items) return shapeOf(schema.items);
	for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) {
		const shape = shapeOf(part);
		if (shape) return shape;
	}
	return null;
}

/** The type in the notation programmers share: `string | null`, `Product[]`. */
export function typeOf(schema: Schema): string {
	if (schema.$ref) return nameOf(schema.$ref);
	const several = schema.anyOf ?? schema.oneOf ?? schema.allOf;
	if (several) return [...new Set(several.map(typeOf))].join(" | ");
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	const types = (Array.isArray(schema.type) ? schema.type : [schema.type ?? "any"]).map((type) => {
		if (type === "array") return listOf(typeOf(schema.items ?? {}));
		if (type === "object" && typeof schema.additionalProperties === "object") return `{ [name]: ${typeOf(schema.additionalProperties)} }`;
		return type;
	});
	return types.join(" | ");
}

function listOf(type: string): string {
	return type.includes(" | ") ? `(${type})[]` : `${type}[]`;
}

function rulesOf(schema: Schema): FieldRule[] {
	const rules: FieldRule[] = [];
	const add = (rule: FieldRule["rule"], value: unknown) =>
		rules.push({ rule, value: typeof value === "string" ? value : JSON.stringify(value) });
	if (schema.enum) add("oneOf", schema.enum.map(String).join(", "));
	if (schema.minLength === 1) add("notEmpty", "");
	else if (schema.minLength !== undefined) add("minLength", schema.minLength);
	for (const rule of ["maxLength", "minItems", "maxItems"] as const) if (schema[rule] !== undefined) add(rule, schema[rule]);
	// The bounds of every integer there is say nothing about this one.
	for (const rule of ["minimum", "maximum"] as const)
		if (schema[rule] !== undefined && Math.abs(schema[rule]) < Number.MAX_SAFE_INTEGER) add(rule, schema[rule]);
	if (schema.format) add("format", schema.format);
	if (schema.pattern)
		add(schema.pattern.includes("\\u0000-\\u0008") || schema.pattern.includes("\u0000") ? "noControl" : "pattern", schema.pattern);
	if (schema.default !== undefined && schema.default !== "") add("default", schema.default);
	return rules;
}
