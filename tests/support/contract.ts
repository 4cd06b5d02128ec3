import { exports } from "cloudflare:workers";
import { expect } from "vitest";
import { z } from "zod";
import type { OpenApiDocument, Operation } from "#app/platform/openapi.ts";
import { documentPath } from "../../workers/api/document.ts";
import { type Mounted, mounted } from "../../workers/api/endpoint.ts";

export type Answer = { method: string; path: string; sent: unknown; status: number; body: unknown };

/** The routes that answered well since this was last emptied: setup.ts writes them to each test's `meta`, and scripts/unanswered.mjs looks for those no test names. */
export const answeredWell = new Set<string>();

/**
 * Holds a real answer, and what was sent for it, against the OpenAPI document as it is served: the status is named, the body has the shape that is said
 * there and no field beside, and what was taken is what the document says it takes. `call()` runs it on every API call of every test.
 */
export async function keepsItsPromise({ method, path, sent, status, body }: Answer): Promise<void> {
	const pathname = path.split("?")[0] ?? "";
	const route = mounted.find((candidate) => candidate.method === method && pattern(candidate.path).test(pathname));
	if (!route) return;
	const what = `${method} ${route.path} → ${status}`;
	const operation = await operationOf(route);
	const answer = operation.responses?.[status];
	if (status < 300) answeredWell.add(`${method} ${route.path}`);
	expect(answer, `${what} is in the document`).toBeDefined();
	if (status === 304 || status === 204) return expect(body, what).toBe("");
	const [type] = Object.keys(answer?.content ?? {});
	expect(problems(`${what} ${type}`, answer?.content?.[type ?? ""]?.schema, body), what).toEqual([]);
	const known = route.answers[status]?.safeParse(body);
	if (known) expect(known.data, `${what} has no field beside its schema`).toEqual(body);
	if (status >= 300 || keepsAnything.has(route.path)) return;
	const taken = operation.requestBody?.content?.["application/json"]?.schema;
	if (taken && isObject(sent)) expect(problems(`${what} takes`, taken, sent), `${what} took what the document says it takes`).toEqual([]);
}

/** What a till sold without the network is kept as it came, also where nobody can read it. */
const keepsAnything = new Set(["/api/tills/replay", "/api/v1/tills/replay"]);

const isObject = (value: unknown) => typeof value === "object" && value !== null;

function pattern(path: string): RegExp {
	return new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`);
}

let served: OpenApiDocument | undefined;

async function operationOf({ method, path }: Mounted): Promise<Operation> {
	served ??= await (await exports.default.fetch(new Request(`http://storekeep.test${documentPath}`))).json<OpenApiDocument>();
	const methods: Record<string, Operation> = served.paths?.[path] ?? {};
	return methods[method.toLowerCase()] ?? {};
}

const judges = new Map<string, z.ZodType>();

/** What the document's own words have against a value. `name` says which of its schemas it is. */
function problems(name: string, schema: unknown, value: unknown): z.core.$ZodIssue[] {
	const judge = judges.get(name) ?? judgeOf(schema);
	judges.set(name, judge);
	return judge.safeParse(value).error?.issues ?? [];
}

/** A schema of the document as something that judges: read back from the JSON that was served, not from what it was written from. */
function judgeOf(schema: unknown): z.ZodType {
	const whole = JSON.stringify({ ...(schema as object), $defs: served?.components?.schemas });
	return z.fromJSONSchema(
		JSON.parse(whole.replaceAll('"#/components/schemas/', '"#/$defs/'), (key, value) =>
			// Read without code points by zod, so `\\p{…}` would be letters; doors/safety.test.ts looks at these by themselves.
			key === "pattern" && String(value).includes("\\p{") ? undefined : value,
		),
	);
}
