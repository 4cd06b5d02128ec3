import type { Config } from "#app/platform/config.server.ts";
import { isSameSite, publicUrl } from "#app/platform/public-url.ts";
import { instant, second } from "#app/platform/time.ts";
import { type Manners, mannersOf } from "./robots.ts";

/** A Shopify storefront's public product list, asked for politely. The only file that talks to vendors' shops. */

/** How we go out: who we say we are, which hosts are ours, and where a stand-in answers instead of the real shop. */
export type Outside = {
	userAgent: string;
	own: string[];
	/** `all`: no real host is ever called. Otherwise the stand-in answers for shops under `.example` only, which exist nowhere. */
	standIn: { url: string | null; all: boolean };
};

export const agentName = "StorekeepCatalog";
/** Products of a page: the most a storefront gives. */
export const pageSize = 250;
/** Deep paging ends somewhere; a shop that never stops is not read at all. */
export const mostPages = 400;
/** So many pages in a row with nothing new: the shop gives the same for ever, and what else it has nobody knows. Fewer are a list that moved while it was read. */
export const mostRepeats = 10;
/** How often in a row a shop may ask us to come later. */
export const mostWaits = 6;

export function outsideOf(cfg: Config, own: string[]): Outside {
	const contact = [cfg.PUBLIC_URL, /<([^<>\s]+@[^<>\s]+)>/.exec(cfg.RESEND_FROM ?? "")?.[1]].filter(Boolean).join("; ");
	return {
		userAgent: `${agentName}/1.0 (+${contact || "https://storekeep.example"})`,
		own,
		standIn: { url: cfg.VENDOR_MOCK_URL ?? null, all: cfg.MOCK_MODE },
	};
}

/** Why a shop gave us nothing: words under `vendors.trouble` of the catalogs. */
export type Trouble = { kind: "trouble"; code: string; details: Record<string, unknown> };
/** The shop asks us to come later, or is not well. */
export type Wait = { kind: "wait"; seconds: number; status: number | null };
export type PageAnswer = { kind: "page"; text: string; etag: string | null } | { kind: "same" } | Wait | Trouble;

const trouble = (code: string, details: Record<string, unknown> = {}): Trouble => ({ kind: "trouble", code, details });

/** The address of one page of a storefront's list. */
export function pageAddress(shop: string, page: number): string {
	return `${shop}/products.json?limit=${pageSize}&page=${page}`;
}

/** What the shop's robots.txt allows. A missing one allows everything; one that cannot be had now allows nothing now. */
export async function askManners(outside: Outside, shop: string): Promise<Manners | Wait | Trouble> {
	const answer = await ask(outside, new URL("/robots.txt", shop).href, {}, 512 * 1024);
	if (answer.kind === "wait") return answer;
	if (answer.kind === "trouble")
		return answer.code === "source_not_found" || answer.code === "source_password" ? mannersOf("", agentName) : answer;
	return mannersOf(answer.kind === "page" && !/^\s*</.test(answer.text) ? answer.text : "", agentName);
}

/** One page of the list; `same` when it is the one that `etag` was of. */
export async function askPage(outside: Outside, shop: string, page: number, etag: string | null): Promise<PageAnswer> {
	const answer = await ask(
		outside,
		pageAddress(shop, page),
		{ Accept: "application/json", ...(etag && { "If-None-Match": etag }) },
		mostBytes,
	);
	return answer.kind === "page" && /^\s*</.test(answer.text) ? trouble("source_not_json", { page }) : answer;
}

/** A picture of the shop's, as the file it is. Where it stands is judged like the shop itself: a vendor's list may name any address. */
export async function askPicture(outside: Outside, address: string, most: number): Promise<Uint8Array<ArrayBuffer> | Wait | Trouble> {
	const url = URL.parse(address);
	if (!url) return trouble("source_not_public", { host: "" });
	const response = await follow(outside, url, { Accept: "image/avif,image/webp,image/png,image/jpeg" }, picturePatience);
	if (!(response instanceof Response)) return response;
	if (response.status !== 200) {
		const answer = await read(response, 0);
		return answer.kind === "trouble" || answer.kind === "wait" ? answer : trouble("source_status", { status: response.status });
	}
	const body = await bodyWithin(response, most);
	if (!body) return trouble("source_too_large", { limitMiB: most / 1024 / 1024 });
	return body.whole ? new Uint8Array(await new Blob(body.parts).arrayBuffer()) : { kind: "wait", seconds: 60, status: null };
}

const mostBytes = 32 * 1024 * 1024;
const mostHops = 3;
const patience = 25 * second;
/** A picture is one of thousands: the others do not wait long for it. */
const picturePatience = 8 * second;

async function ask(outside: Outside, address: string, headers: Record<string, string>, most: number): Promise<PageAnswer> {
	const response = await follow(outside, new URL(address), headers);
	return response instanceof Response ? read(response, most) : response;
}

/** The answer itself, wherever the shop has moved it; every address on the way is judged. */
async function follow(
	outside: Outside,
	from: URL,
	headers: Record<string, string>,
	within: number = patience,
): Promise<Response | Wait | Trouble> {
	let at = from;
	const { hostname } = at;
	for (let hop = 0; hop <= mostHops; hop++) {
		const target = targetOf(outside, at);
		if (typeof target !== "string") return target;
		let response: Response;
		try {
			response = await fetch(target, {
				redirect: "manual",
				headers: { "User-Agent": outside.userAgent, ...headers },
				signal: AbortSignal.timeout(within),
			});
		} catch {
			return { kind: "wait", seconds: 60, status: null };
		}
		if (response.status < 300 || response.status >= 400 || response.status === 304) return response;
		await response.body?.cancel();
		const next = URL.parse(response.headers.get("Location") ?? "", at);
		if (!next) return trouble("source_status", { status: response.status });
		if (/^\/password\/?$/.test(next.pathname)) return trouble("source_password");
		if (!isSameSite(hostname, next.hostname)) return trouble("source_moved", { to: next.hostname });
		at = next;
	}
	return trouble("source_moved", { to: at.hostname });
}

/** Where a request really goes: the guard judges the real host first, whoever answers for it. */
function targetOf({ own, standIn }: Outside, url: URL): string | Trouble {
	const judged = publicUrl(url.href, own);
	if ("problem" in judged) return trouble("source_not_public", { host: url.hostname });
	if (!standIn.all && !(standIn.url && url.hostname.endsWith(".example"))) return url.href;
	if (!standIn.url) return trouble("source_no_stand_in");
	return `${standIn.url}/${url.hostname}${url.pathname}${url.search}`;
}

async function read(response: Response, most: number): Promise<PageAnswer> {
	const { status, headers } = response;
	if (status === 304) return { kind: "same" };
	if (status === 200) {
		const text = await textWithin(response, most);
		return text === null
			? trouble("source_too_large", { limitMiB: most / 1024 / 1024 })
			: { kind: "page", text, etag: headers.get("ETag") };
	}
	await response.body?.cancel();
	if (status === 429 || status === 430) return { kind: "wait", seconds: secondsIn(headers.get("Retry-After")) ?? 300, status };
	if (status >= 500) return { kind: "wait", seconds: secondsIn(headers.get("Retry-After")) ?? 60, status };
	if (status === 401 || status === 403) return trouble("source_forbidden", { status });
	return status === 404 || status === 410 ? trouble("source_not_found", { status }) : trouble("source_status", { status });
}

/** Seconds, or the date they end on; never longer than half a day. */
function secondsIn(retryAfter: string | null): number | null {
	if (!retryAfter) return null;
	const asked = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : Math.ceil((Date.parse(retryAfter) - instant()) / second);
	return Number.isFinite(asked) ? Math.min(Math.max(asked, 1), 12 * 3600) : null;
}

/** The body as text; null when it is larger than it may be. A connection that breaks off gives what came, and the reader notices. */
async function textWithin(response: Response, most: number): Promise<string | null> {
	const body = await bodyWithin(response, most);
	return body && new Blob(body.parts).text();
}

/** What came of the body, and whether it ended by itself; null when it is larger than it may be. */
async function bodyWithin(response: Response, most: number): Promise<{ parts: Uint8Array<ArrayBuffer>[]; whole: boolean } | null> {
	const reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined = response.body?.getReader();
	const parts: Uint8Array<ArrayBuffer>[] = [];
	let length = 0;
	while (reader) {
		const part = await reader.read().catch(() => null);
		if (part === null) return { parts, whole: false };
		if (part.done) break;
		length += part.value.byteLength;
		if (length > most) {
			await reader.cancel();
			return null;
		}
		parts.push(part.value);
	}
	return { parts, whole: true };
}
