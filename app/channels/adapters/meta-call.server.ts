import { z } from "zod";
import type { Config } from "#app/platform/config.server.ts";
import { minute, second } from "#app/platform/time.ts";
import type { Link } from "../contract.ts";
import type { FailReason, Sent } from "../talk.ts";
import { PlatformTrouble } from "../trouble.ts";
import { ask, fetchFile, type PlatformReply, type StandIn } from "./call.server.ts";
import { type GraphError, meaningOf } from "./meta-errors.ts";

/** How Meta's Graph is asked: a bearer token at the connection's own host and version, and its refusals in our kinds. */

const patience = 20 * second;

function standInOf(cfg: Config): StandIn {
	return { url: cfg.META_MOCK_URL ?? null, all: cfg.MOCK_MODE };
}

/** What an account's own address ends with. */
export function accountIn(storeUrl: string): string {
	return new URL(storeUrl).pathname.slice(1);
}

/** An account, as an address: nothing answers there, and it is one thing in all of a business. */
export function accountUrl(host: string, accountId: string): string {
	return `https://${host}/${accountId}`;
}

const Failure = z.object({
	error: z.object({
		code: z.number().default(-1),
		error_subcode: z.number().default(0),
		message: z.string().default(""),
		error_data: z
			.object({ details: z.string().default("") })
			.catch({ details: "" })
			.optional(),
	}),
});

/** Thrown for what concerns one message alone; `answered` gives it to whoever sent. */
class MessageRefused extends Error {
	readonly why: FailReason;
	readonly said: string;
	readonly mayRetry: boolean;
	constructor(why: FailReason, said: string, mayRetry: boolean) {
		super(why);
		this.name = "MessageRefused";
		this.why = why;
		this.said = said;
		this.mayRetry = mayRetry;
	}
}

type Options = {
	method?: "GET" | "POST" | "DELETE";
	query?: Record<string, string>;
	json?: unknown;
	body?: FormData;
	/** Whether what Meta will not do for one message is `MessageRefused`; otherwise it is refused trouble. */
	aboutMessage?: boolean;
};

/**
 * Asks the Graph. `path` without version, as "106540352242922/messages".
 * @throws PlatformTrouble
 */
export async function graph(
	link: Pick<Link, "storeUrl" | "credentials" | "cfg" | "pace">,
	path: string,
	options: Options = {},
): Promise<unknown> {
	const { method = "GET", query = {}, json, body, aboutMessage = false } = options;
	const url = new URL(`/${link.cfg.META_GRAPH_VERSION}/${path}`, link.storeUrl);
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
	await link.pace?.();
	const reply = await ask(link.cfg, standInOf(link.cfg), {
		url,
		method,
		patience,
		headers: { Authorization: `Bearer ${link.credentials.accessToken ?? ""}` },
		readsFailures: true,
		...(json !== undefined && { json }),
		...(body && { body }),
	});
	if (reply.status < 400) return reply.json;
	return refused(reply, aboutMessage);
}

function refused({ status, headers, json }: PlatformReply, aboutMessage: boolean): never {
	const failure = Failure.safeParse(json);
	if (!failure.success) {
		if (status === 429) throw new PlatformTrouble("throttled", "throttled", { status, retryAfter: 30 });
		throw new PlatformTrouble("temporary", "server_error", { status });
	}
	const { code, error_subcode: subcode, message, error_data } = failure.data.error;
	const error: GraphError = { code, subcode, said: `${code} ${error_data?.details || message}`.trim().slice(0, 200) };
	const { said } = error;
	const meaning = meaningOf(error);
	if (meaning.kind === "expired") throw new PlatformTrouble("expired", meaning.reason, { status, said });
	if (meaning.kind === "throttled") throw new PlatformTrouble("throttled", "throttled", { status, said, retryAfter: regained(headers) });
	if (meaning.kind === "temporary") throw new PlatformTrouble("temporary", "server_error", { status, said });
	if (aboutMessage) throw new MessageRefused(meaning.why, said, meaning.mayRetry);
	throw new PlatformTrouble("refused", "refused", { status, said });
}

const Usage = z.record(z.string(), z.array(z.object({ estimated_time_to_regain_access: z.number().default(0) })).catch([]));

/** Seconds until it is worth asking again, where Meta says so (in minutes). */
function regained(headers: Headers): number {
	const asked = Number(headers.get("Retry-After"));
	if (asked > 0) return Math.min(asked, 3600);
	try {
		const usage = Usage.parse(JSON.parse(headers.get("X-Business-Use-Case-Usage") ?? "{}"));
		const minutes = Math.max(0, ...Object.values(usage).flatMap((each) => each.map((one) => one.estimated_time_to_regain_access)));
		return Math.min(Math.max((minutes * minute) / second, 30), 3600);
	} catch {
		return 30;
	}
}

/** It may have left: nobody answered, or what did was not the Graph. */
const ambiguous = new Set(["timed_out", "not_reached", "cut_off", "not_json", "too_large", "server_error"]);

/** What came of sending one message. What was never asked, or concerns the account, is thrown. @throws PlatformTrouble */
export async function answered(send: () => Promise<string>): Promise<Sent> {
	try {
		return { kind: "sent", platformMessageId: await send() };
	} catch (error) {
		if (error instanceof MessageRefused) return { kind: "failed", why: error.why, said: error.said, mayRetry: error.mayRetry };
		// An error of Meta's own that has a code says that it did not go; one without says nothing.
		if (!(error instanceof PlatformTrouble) || error.kind !== "temporary" || error.neverLeft) throw error;
		if (ambiguous.has(error.reason) && error.said === "") return { kind: "unsure" };
		throw error;
	}
}

/** Before anything leaves: what the platform would not take. */
export function wontGo(why: FailReason, said = ""): Sent {
	return { kind: "failed", why, said, mayRetry: false };
}

const mediaHosts = ["fbsbx.com", "fbcdn.net", "facebook.com", "whatsapp.net", "cdninstagram.com"];

/** A file at one of Meta's hosts, or null where it is gone. The token goes to Meta alone. @throws PlatformTrouble */
export async function metaFile(link: Link, address: string, { mostBytes, withToken }: { mostBytes: number; withToken: boolean }) {
	const url = URL.parse(address);
	if (!url) return null;
	const isStandIn = new URL(link.storeUrl).hostname.endsWith(".example") && url.hostname.endsWith(".example");
	const isMetas = isStandIn || mediaHosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
	if (withToken && !isMetas) return null;
	const headers: Record<string, string> = withToken ? { Authorization: `Bearer ${link.credentials.accessToken ?? ""}` } : {};
	await link.pace?.();
	return fetchFile(link.cfg, standInOf(link.cfg), { url, headers, patience: 60 * second }, mostBytes);
}
