import { expect } from "vitest";
import { ErrorBody, mounted } from "../../workers/api/endpoint.ts";

/**
 * Holds a real answer against what the OpenAPI document promises of it: the status is named, the body has exactly the fields of its schema.
 * `call()` runs it on every API answer of every test.
 */
export function keepsItsPromise(method: string, path: string, status: number, body: unknown): void {
	const pathname = path.split("?")[0] ?? "";
	const route = mounted.find((candidate) => candidate.method === method && pattern(candidate.path).test(pathname));
	if (!route) return;
	if (status === 304) {
		expect(body).toBe("");
		return;
	}
	const what = `${method} ${route.path} → ${status}`;
	const promised = route.answers[status];
	if (status >= 400) expect(route.refusals, `${what} is in the document`).toContain(status);
	else expect(promised, `${what} is in the document`).toBeDefined();
	const parsed = (promised ?? ErrorBody).safeParse(body);
	expect(parsed.error?.issues ?? [], what).toEqual([]);
	expect(parsed.data, `${what} has no field beside its schema`).toEqual(body);
}

function pattern(path: string): RegExp {
	return new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`);
}
