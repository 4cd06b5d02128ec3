import { data, type RouterContextProvider, redirect } from "react-router";
import { slide, someone, type Viewer } from "#app/identity/viewer.server.ts";
import { requestContext } from "#app/platform/context.ts";
import { type FieldIssue, Refusal } from "#app/platform/errors.ts";
import { isTillPath } from "#app/platform/http/request-scope.server.ts";
import { setSession } from "#app/platform/http/cookies.ts";
import { sessionLifetime } from "#app/identity/tokens.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";

type Door = { request: Request; context: Readonly<RouterContextProvider> };

/** What a form is told when its act was refused: problems per field, and the refusal itself for the rest. Safe to send to the browser. */
export type Refused = {
	ok: false;
	code: string;
	details: Record<string, unknown>;
	problems: Record<string, FieldIssue[]>;
	values: Record<string, string>;
};

/**
 * Where whoever is nobody yet goes, and comes back from: at the till the PIN door of a device, or the door that makes one; everywhere else the
 * sign-in page.
 */
function doorTo(request: Request, scope: Scope): string {
	const path = pathOf(request);
	const next = `?next=${encodeURIComponent(path)}`;
	if (!isTillPath(new URL(path, scope.origin).pathname)) return `/sign-in${next}`;
	return scope.device.enrolled ? `/login${next}` : `/store/login${next}`;
}

/**
 * Answers a page: opens the tenant, asks its queries, and translates refusals once. Nobody signed in → the door before it and back;
 * anything else refused → the error page with its status.
 */
export async function page<T>({ request, context }: Door, ask: (tenant: Tenant<Viewer>) => Promise<T>): Promise<T> {
	const scope = context.get(requestContext);
	try {
		return await ask(await someone(scope));
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		if (error.kind === "unauthenticated") throw redirect(doorTo(request, scope));
		throw refusedPage(error, scope.requestId);
	}
}

/** A refusal as the error page says it (components/error-state.tsx). */
export function refusedPage({ code, details = {}, status }: Refusal, requestId: string) {
	return data({ code, details, requestId }, { status });
}

/**
 * Runs a form's command. Refusals come back as `Refused` with their status, to be said beside the field; `act` returns what the page is
 * told, or a redirect.
 */
export async function form<T>({ request, context }: Door, act: (tenant: Tenant<Viewer>, fields: FormData) => Promise<T>) {
	const scope = context.get(requestContext);
	const fields = await fieldsOf(request);
	try {
		return await act(await someone(scope), fields);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		if (error.kind === "unauthenticated") throw redirect(doorTo(request, scope));
		return data(refused(error, fields), { status: error.status });
	}
}

/** The fields of a form. Throws a 400 page for a body that is none: browsers send no such thing, and it is no fault of ours. */
export async function fieldsOf(request: Request): Promise<FormData> {
	try {
		return await request.formData();
	} catch {
		throw data(null, { status: 400 });
	}
}

/** A refusal as a form can show it. Secrets are not sent back. */
export function refused(error: Refusal, fields: FormData): Refused {
	const problems: Record<string, FieldIssue[]> = {};
	const issues = error.details?.issues;
	if (Array.isArray(issues)) for (const issue of issues as FieldIssue[]) problems[issue.field] = [...(problems[issue.field] ?? []), issue];
	else if (typeof error.details?.field === "string")
		problems[error.details.field] = [{ field: error.details.field, rule: error.code, message: error.code }];
	const values: Record<string, string> = {};
	for (const [name, value] of fields) if (typeof value === "string" && !/password|secret|^pin$|^newPin$/i.test(name)) values[name] = value;
	return { ok: false, code: error.code, details: error.details ?? {}, problems, values };
}

/** The text of a form field; an empty one counts as not given. */
export function field(fields: FormData, name: string): string | undefined {
	const value = fields.get(name);
	return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** A number typed into a form, or the text itself when it is none, so that the rule can name it. */
export function numberField(fields: FormData, name: string): number | string | undefined {
	const text = field(fields, name)?.trim();
	if (text === undefined) return undefined;
	return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** Set-Cookie that prolongs a session in use, when it is time to. */
export async function prolonging({ context }: Pick<Door, "context">): Promise<Record<string, string>> {
	const scope = context.get(requestContext);
	const tenant = await someone(scope);
	if (scope.token?.via !== "cookie" || !slide(scope, tenant, await tenant.principal())) return {};
	return { "Set-Cookie": setSession(scope.token.value, sessionLifetime) };
}

function pathOf(request: Request): string {
	const url = new URL(request.url);
	url.searchParams.delete("_routes");
	return url.pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/") + url.search;
}
