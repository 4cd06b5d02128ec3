import { ownHosts } from "#app/catalog/vendors/address.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import { isSameSite, publicUrl } from "#app/platform/public-url.ts";
import { instant, second } from "#app/platform/time.ts";
import { PlatformTrouble } from "../trouble.ts";

/** The only way out to a platform: a public host over TLS, no redirect followed, so long and so much and no more; what went wrong has a kind. */

export type Question = {
	url: URL;
	method?: "GET" | "POST" | "PUT" | "DELETE";
	headers?: Record<string, string>;
	/** Sent as JSON. */
	json?: unknown;
	/** Sent as a form, or as one with files; not beside `json`. */
	body?: FormData | URLSearchParams;
	/** What went wrong there (429, 5xx) is answered too, where it is JSON: the platform says what it is in its own codes. */
	readsFailures?: boolean;
	/** ms; 10 seconds without it. */
	patience?: number;
};

export type PlatformReply = { status: number; headers: Headers; json: unknown };

/** Where a stand-in answers for a platform's hosts: in mock mode for all of them, otherwise for `.example` only, which exist nowhere. */
export type StandIn = { url: string | null; all: boolean };

const mostBytes = 10 * 1024 * 1024;
const usual = 10 * second;

/**
 * Asks, and answers what came as JSON whatever the status says, as far as it is the platform that speaks: what it refuses the adapter puts into words.
 * @throws PlatformTrouble `throttled` (429), `temporary` (not reached, too late, 5xx, no JSON, cut off), `wrong_host` (any redirect), `refused / not_public`
 */
export async function ask(cfg: Config, standIn: StandIn, question: Question): Promise<PlatformReply> {
	const response = await send(cfg, standIn, question);
	const { status, headers } = response;
	if (status >= 300 && status < 400) {
		await response.body?.cancel();
		const next = URL.parse(headers.get("Location") ?? "", question.url);
		throw new PlatformTrouble("wrong_host", "moved_elsewhere", { status, said: next?.host ?? "" });
	}
	const retryAfter = secondsIn(headers.get("Retry-After"));
	const said = async () => {
		const text = await textWithin(response);
		return status < 400 ? text : withoutKeys(text, question.headers ?? {});
	};
	if (question.readsFailures && (status === 429 || status >= 500)) {
		const failure = objectIn(await said());
		if (failure) return { status, headers, json: failure };
		if (status !== 429) throw new PlatformTrouble("temporary", "server_error", { status });
	}
	if (status === 429 || status === 430) {
		if (!response.bodyUsed) await response.body?.cancel();
		throw new PlatformTrouble("throttled", "throttled", { status, retryAfter: retryAfter ?? 2 });
	}
	const text = await said();
	if (status >= 500) throw new PlatformTrouble("temporary", "server_error", { status, ...(retryAfter !== null && { retryAfter }) });
	if (status === 204 || text.trim() === "") return { status, headers, json: null };
	try {
		return { status, headers, json: JSON.parse(text) };
	} catch {
		if (status === 404 || status === 410) throw new PlatformTrouble("refused", "not_a_shop", { status });
		if (/^\s*</.test(text)) throw new PlatformTrouble("temporary", status < 400 ? "not_json" : "blocked_by_site", { status });
		throw new PlatformTrouble("temporary", "cut_off", { status });
	}
}

/** A header's word that is as long as this is a key; "Bearer" and "no-cache" are none. */
const keyLength = 12;

/**
 * What somebody who refuses answers, without the keys it was asked with: Meta puts the token it refuses into the sentence about it, and that sentence is kept, shown and
 * logged.
 */
function withoutKeys(text: string, headers: Record<string, string>): string {
	const words = Object.values(headers).flatMap((value) => value.split(/\s+/));
	const pairs = words.flatMap((word) => (headers.Authorization === `Basic ${word}` ? [word, ...atob(word).split(":")] : [word]));
	const keys = pairs.filter(({ length }) => length >= keyLength).sort((a, b) => b.length - a.length);
	// PHP writes every slash of its JSON with one before it.
	return keys.flatMap((key) => [key, key.replaceAll("/", "\\/")]).reduce((left, key) => left.replaceAll(key, "…"), text);
}

function objectIn(text: string): object | null {
	try {
		const json: unknown = JSON.parse(text);
		return typeof json === "object" ? json : null;
	} catch {
		return null;
	}
}

/**
 * A file, at most so large; null: it is not there (any more), or larger. Up to two redirects are followed, each judged anew, without what the first was
 * opened with.
 * @throws PlatformTrouble `temporary`, `throttled`, `refused / not_public`
 */
export async function fetchFile(
	cfg: Config,
	standIn: StandIn,
	question: Question,
	mostBytes: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; mime: string } | null> {
	let asked = question;
	for (let hop = 0; hop < 3; hop++) {
		const response = await send(cfg, standIn, { ...asked, headers: { Accept: "*/*", ...asked.headers } });
		const { status, headers } = response;
		const next = status >= 300 && status < 400 ? URL.parse(headers.get("Location") ?? "", asked.url) : null;
		if (!next && status < 400) return bytesWithin(response, mostBytes);
		await response.body?.cancel();
		if (status === 429)
			throw new PlatformTrouble("throttled", "throttled", { status, retryAfter: secondsIn(headers.get("Retry-After")) ?? 5 });
		if (status >= 500) throw new PlatformTrouble("temporary", "server_error", { status });
		if (!next) return null;
		asked = { ...question, url: next, headers: {} };
	}
	return null;
}

async function bytesWithin(response: Response, mostBytes: number): Promise<{ bytes: Uint8Array<ArrayBuffer>; mime: string } | null> {
	if (Number(response.headers.get("Content-Length")) > mostBytes) {
		await response.body?.cancel();
		return null;
	}
	const parts: Uint8Array[] = [];
	let length = 0;
	const reader = response.body?.getReader();
	for (; reader; ) {
		const part = await reader.read().catch(() => {
			throw new PlatformTrouble("temporary", "cut_off");
		});
		if (part.done) break;
		length += part.value.byteLength;
		if (length > mostBytes) {
			await reader.cancel();
			return null;
		}
		parts.push(part.value);
	}
	const bytes = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.byteLength;
	}
	return { bytes, mime: (response.headers.get("Content-Type") ?? "").split(";")[0]?.trim() ?? "" };
}

/**
 * Where an address really leads, by asking it for nothing secret: at most three hops, all of one shop, each judged anew.
 * @throws PlatformTrouble as `ask`; `wrong_host` with the host when it leads away
 */
export async function whereItLeads(cfg: Config, standIn: StandIn, from: URL): Promise<URL> {
	let at = from;
	for (let hop = 0; hop < 3; hop++) {
		const response = await send(cfg, standIn, { url: at });
		await response.body?.cancel();
		if (response.status < 300 || response.status >= 400) return at;
		const next = URL.parse(response.headers.get("Location") ?? "", at);
		if (!next || !isSameSite(from.hostname, next.hostname))
			throw new PlatformTrouble("wrong_host", "moved_elsewhere", { status: response.status, said: next?.host ?? "" });
		at = next;
	}
	throw new PlatformTrouble("wrong_host", "moved_elsewhere", { said: at.host });
}

async function send(
	cfg: Config,
	standIn: StandIn,
	{ url, method = "GET", headers, json, body, patience = usual }: Question,
): Promise<Response> {
	const target = targetOf(cfg, standIn, url);
	try {
		return await fetch(target, {
			method,
			redirect: "manual",
			headers: {
				Accept: "application/json",
				"User-Agent": "Storekeep/1.0",
				...(json !== undefined && { "Content-Type": "application/json" }),
				...headers,
			},
			...(json !== undefined ? { body: JSON.stringify(json) } : body && { body }),
			signal: AbortSignal.timeout(patience),
		});
	} catch (error) {
		const isLate = error instanceof Error && error.name === "TimeoutError";
		throw new PlatformTrouble("temporary", isLate ? "timed_out" : "not_reached", { neverLeft: !isLate && isBeforeAsking(error) });
	}
}

/** Whether a broken connection broke before anything was asked over it: no such name, nobody there. Any other may have carried the question. */
function isBeforeAsking(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const { message, cause } = error;
	const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
	return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"].includes(code) || /dns lookup failed|connection refused/i.test(message);
}

/** Where a request really goes: the guard judges the real host first, whoever answers for it. */
function targetOf(cfg: Config, standIn: StandIn, url: URL): string {
	const judged = publicUrl(url.href, ownHosts(cfg));
	if ("problem" in judged) throw new PlatformTrouble("refused", "not_public", { said: url.hostname });
	if (!standIn.all && !(standIn.url && url.hostname.endsWith(".example"))) return url.href;
	if (!standIn.url) throw new PlatformTrouble("refused", "no_stand_in", { said: url.hostname });
	return `${standIn.url}/${url.hostname}${url.pathname}${url.search}`;
}

/** Seconds, or the date they end on; never longer than half a day. */
function secondsIn(retryAfter: string | null): number | null {
	if (!retryAfter) return null;
	const asked = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : Math.ceil((Date.parse(retryAfter) - instant()) / second);
	return Number.isFinite(asked) ? Math.min(Math.max(asked, 1), 12 * 3600) : null;
}

async function textWithin(response: Response): Promise<string> {
	const reader = response.body?.getReader();
	if (!reader) return "";
	const decoder = new TextDecoder();
	let [text, length] = ["", 0];
	for (;;) {
		// What breaks off gives what came; a hang ends with the signal.
		const part = await reader.read().catch((error: unknown) => {
			throw new PlatformTrouble("temporary", error instanceof Error && error.name === "TimeoutError" ? "timed_out" : "cut_off");
		});
		if (part.done) return text + decoder.decode();
		length += part.value.byteLength;
		if (length > mostBytes) {
			await reader.cancel();
			throw new PlatformTrouble("temporary", "too_large", { status: response.status });
		}
		text += decoder.decode(part.value, { stream: true });
	}
}
