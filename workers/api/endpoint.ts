import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import { someone, type Viewer } from "#app/identity/viewer.server.ts";
import { issuesOf } from "#app/platform/command.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { entityTag, hasAlready, versionIn, weakTag } from "#app/platform/http/etag.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { requirePermission, type Tenant } from "#app/platform/tenant.server.ts";

export type ApiEnv = { Bindings: { scope: Scope } };
export type Api = OpenAPIHono<ApiEnv>;

/** What a handler is given of a request. Bodies are raw here: the command's own zod object judges them, after it knows who asks. */
export type Call = {
	c: Context<ApiEnv>;
	scope: Scope;
	/** Who asks. @throws Refusal `unauthenticated` */
	tenant(): Promise<Tenant<Viewer>>;
	body: Record<string, unknown>;
	query: Record<string, string>;
	params: Record<string, string>;
	/** The Idempotency-Key, on unsafe methods. */
	key: string | null;
};

/**
 * `version`: of the row the body shows, where a later change may be held against it by `If-Match`. `sameAs`: what makes two answers the same
 * where the body also says when it was worked out; its tag is a weak one.
 */
type Reply = { status?: number; body: unknown; headers?: Record<string, string>; cookies?: string[]; version?: number; sameAs?: unknown };
type Schema = z.ZodType;

export type EndpointSpec = {
	method: "get" | "post" | "put" | "patch" | "delete";
	/** With `{id}` for parameters. */
	path: string;
	tag: string;
	summary: string;
	description?: string;
	/** Anyone may call it. */
	open?: boolean;
	/** It takes no Idempotency-Key: each call is an act of its own (a session), or a second one changes nothing. */
	keyless?: boolean;
	/** It honours `If-Match` (`versionOf`). */
	versioned?: boolean;
	query?: z.ZodObject;
	body?: Schema;
	/** It takes a file of one of these types, or nothing (with `body`: or JSON); the handler reads it as it arrives. */
	file?: string[];
	/** Status → the shape of the answer. */
	answers: Record<number, Schema>;
	/** The answer is text, with nothing around it. */
	plain?: boolean;
	/** Refusals beyond 401, 403, 429, 500 and 503, which every endpoint may give, and 400 and 413, which every unsafe one may. */
	refusals?: (400 | 401 | 403 | 404 | 409 | 413 | 415)[];
};

export const ErrorBody = z
	.object({ error: z.string(), code: z.string(), details: z.record(z.string(), z.unknown()).optional(), requestId: z.string() })
	.meta({ id: "Error", description: "What was refused, why, and what is there now." });

const meanings: Record<number, string> = {
	200: "Done",
	201: "Made",
	204: "Done",
	400: "A field or a rule is named in details.issues",
	401: "No token provided / Invalid token",
	403: "Not your store, or your role may not",
	404: "Nothing you can see answers to that id",
	409: "The present state does not allow it; details say what is there",
	413: "Body too large",
	415: "Not application/json",
	429: "Too many; Retry-After says how long to wait",
	500: "Ours; requestId finds it in the log",
	503: "Busy; repeat with the same Idempotency-Key",
};

export type Mounted = { method: string; path: string; body: Schema | undefined; answers: Record<number, Schema>; refusals: number[] };
/** Everything that was mounted, for whoever wants to hold real answers against what was promised, or to knock at every door. */
export const mounted: Mounted[] = [];

/** Mounts a route and writes it into the OpenAPI document: one act, so that neither can be without the other. */
export function endpoint(app: Api, base: string, spec: EndpointSpec, handle: (call: Call) => Promise<Reply>): void {
	const params = [...spec.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
	// 403 also stands for what another site sent; 413 for any body too large, wanted or not; 503 for a database that is busy.
	const unsafe = spec.method !== "get";
	const refusals = [
		...new Set([
			...(spec.open ? [] : [401]),
			...(spec.open && !unsafe ? [] : [403]),
			...(unsafe ? [400, 413] : []),
			...(spec.refusals ?? []),
			429,
			500,
			503,
		]),
	];
	mounted.push({ method: spec.method.toUpperCase(), path: base + spec.path, body: spec.body, answers: spec.answers, refusals });
	app.openAPIRegistry.registerPath({
		method: spec.method,
		path: base + spec.path,
		tags: [spec.tag],
		summary: spec.summary,
		...(spec.description && { description: spec.description }),
		security: spec.open ? [] : [{ cookie: [] }, { bearer: [] }],
		request: {
			...(params.length > 0 && { params: z.object(Object.fromEntries(params.map((name) => [name, z.string()]))) }),
			...(spec.query && { query: spec.query }),
			...((spec.body || spec.file) && {
				body: {
					required: spec.body !== undefined,
					content: {
						...Object.fromEntries((spec.file ?? []).map((type) => [type, { schema: z.unknown() }])),
						...(spec.body && { "application/json": { schema: spec.body } }),
					},
				},
			}),
			headers: unsafe
				? z.object({
						...(!spec.keyless && { "Idempotency-Key": z.string().min(1).max(255).optional() }),
						...(spec.versioned && {
							"If-Match": z.string().optional().describe("The ETag the change was made from: 409 when it is another by now"),
						}),
					})
				: z.object({ "If-None-Match": z.string().optional().describe("The ETag of an answer you have: 304 when it still holds") }),
		},
		responses: Object.fromEntries([
			...Object.entries(spec.answers).map(([status, schema]) => [
				status,
				{
					description: meanings[Number(status)] ?? "Done",
					...(Number(status) !== 204 && { content: { [spec.plain ? "text/plain" : "application/json"]: { schema } } }),
				},
			]),
			...(unsafe ? [] : [[304, { description: "What you have still holds" }]]),
			...refusals.map((status) => [
				String(status),
				{ description: meanings[status] ?? "", content: { "application/json": { schema: ErrorBody } } },
			]),
		]),
	});
	app.on(spec.method.toUpperCase(), base + spec.path.replace(/\{(\w+)\}/g, ":$1"), async (c) => {
		const { scope } = c.env;
		const reply = await handle({
			c,
			scope,
			tenant: () => someone(scope),
			body: spec.body && !isOneOf(c, spec.file) ? await jsonBody(c, spec.open ?? false) : {},
			query: c.req.query(),
			params: c.req.param(),
			key: unsafe && !spec.keyless ? idempotencyKey(c) : null,
		});
		for (const [name, value] of Object.entries(reply.headers ?? {})) c.header(name, value, { append: name === "Set-Cookie" });
		for (const cookie of reply.cookies ?? []) c.header("Set-Cookie", cookie, { append: true });
		if (reply.status === 204) return c.body(null, 204);
		if (spec.plain) return c.text(String(reply.body));
		const body = JSON.stringify(reply.body);
		if (!unsafe || reply.version !== undefined) {
			const tag = reply.sameAs === undefined ? await entityTag(body, reply.version) : await weakTag(JSON.stringify(reply.sameAs));
			c.header("ETag", tag);
			// Whoever asked may keep it, and must ask again each time.
			if (!unsafe) c.header("Cache-Control", "private, no-cache");
			if (!unsafe && hasAlready(c.req.header("If-None-Match"), tag)) return c.body(null, 304);
		}
		c.header("Content-Type", "application/json");
		return c.body(body, (reply.status ?? 200) as 200);
	});
}

/** Whether what was sent calls itself one of these types. */
export function isOneOf(c: Context<ApiEnv>, types: readonly string[] = []): boolean {
	const type = (c.req.header("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
	return types.includes(type);
}

/** The body as an object. Somebody without a token learns that first, and nothing about their JSON. @throws Refusal `unsupported_media_type`, `invalid_json` */
async function jsonBody(c: Context<ApiEnv>, open: boolean): Promise<Record<string, unknown>> {
	const { scope } = c.env;
	async function wrong(kind: "invalid" | "unsupported_media", code: string): Promise<never> {
		if (!open) await (await someone(scope)).principal();
		refuse(kind, code);
	}
	const text = await c.req.text();
	if (text === "") return {};
	if (!/^application\/json(;|$)/i.test((c.req.header("Content-Type") ?? "").trim()))
		return wrong("unsupported_media", "unsupported_media_type");
	try {
		const body: unknown = JSON.parse(text);
		if (body && typeof body === "object" && !Array.isArray(body)) return body as Record<string, unknown>;
	} catch {
		// said below
	}
	return wrong("invalid", "invalid_json");
}

function idempotencyKey(c: Context<ApiEnv>): string | null {
	const key = c.req.header("Idempotency-Key");
	if (key === undefined) return null;
	if (!/^[\x21-\x7e]{1,255}$/.test(key)) refuse("invalid", "idempotency_key_invalid", { field: "Idempotency-Key" });
	return key;
}

/** The version a change was made from: in If-Match, or in the body. */
export function versionOf(call: Call): { version?: unknown } {
	const version = versionIn(call.c.req.header("If-Match"));
	if (version !== null) return { version };
	return "version" in call.body ? { version: call.body.version } : {};
}

/** Judges a body by a stricter object than its command's own (PUT sends the whole), after it is known who asks. @throws Refusal `validation_failed` */
export async function demand(tenant: Tenant<Viewer>, permission: string, input: z.ZodType, wanted: unknown): Promise<void> {
	const parsed = input.safeParse(wanted);
	if (parsed.success) return;
	requirePermission(await tenant.principal(), permission);
	refuseInput(issuesOf(parsed.error));
}
