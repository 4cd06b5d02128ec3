import { z } from "zod";
import type { Config } from "#app/platform/config.server.ts";
import { pause, second } from "#app/platform/time.ts";
import type { Link } from "../contract.ts";
import { PlatformTrouble } from "../trouble.ts";
import { ask, type PlatformReply, type StandIn } from "./call.server.ts";

/** How a WooCommerce shop is asked: keys over HTTPS Basic, and its refusals in our kinds. */

/** Of variations; a product with more is read in pages. */
export const mostPerPage = 100;
/** Shops answer slowly, and have no limit but their own machine. */
const patience = 30 * second;

export function standInOf(cfg: Config): StandIn {
	return { url: cfg.WOOCOMMERCE_MOCK_URL ?? null, all: cfg.MOCK_MODE };
}

export function visit(cfg: Config, storeUrl: string): string {
	const { url, all } = standInOf(cfg);
	const { hostname } = new URL(storeUrl);
	return url !== null && (all || hostname.endsWith(".example")) ? `${url}/${hostname}/` : storeUrl;
}

export const ErrorBody = z.object({ code: z.string(), message: z.string().default("") });

/**
 * Where a shop answers for a route ("/", "/wc/v3/orders"): under a path of its own, or (`plain`: its permalinks are) named in the query of its front page,
 * where each shop answers, and older ones open a door to keys only where the other address stands somewhere in what is asked.
 */
export function routeAddress(storeUrl: string, route: string, isPlain: boolean, query: Record<string, string> = {}): URL {
	const asked = String(new URLSearchParams(query));
	if (isPlain) return new URL(`${storeUrl}/?rest_route=${route}&as=/wp-json${route}${asked && `&${asked}`}`);
	return new URL(`${storeUrl}/wp-json${route}${asked && `?${asked}`}`);
}

type Options = { method?: "GET" | "POST" | "PUT" | "DELETE"; query?: Record<string, string>; json?: unknown };

export async function call(
	link: Pick<Link, "storeUrl" | "credentials" | "cfg" | "pace">,
	path: string,
	options: Options = {},
): Promise<PlatformReply> {
	const { consumerKey = "", consumerSecret = "", permalinks } = link.credentials;
	const url = routeAddress(link.storeUrl, `/wc/v3/${path}`, permalinks === "plain", options.query);
	const { method = "GET", json } = options;
	await link.pace?.();
	const reply = await ask(link.cfg, standInOf(link.cfg), {
		url,
		method,
		patience,
		headers: { Authorization: `Basic ${btoa(`${consumerKey}:${consumerSecret}`)}`, "Cache-Control": "no-cache" },
		...(json !== undefined && { json }),
	});
	if (reply.status < 400) return reply;
	const { code, message } = ErrorBody.catch({ code: "", message: "" }).parse(reply.json);
	const said = `${code} ${message}`.trim();
	const { status } = reply;
	if (status === 404 && !/_invalid_id$/.test(code)) throw new PlatformTrouble("refused", "not_a_shop", { status, said });
	if (status === 404) return reply;
	// Woo says 401 for both: the keys are no keys, or their user may not.
	if (/_cannot_/.test(code)) throw new PlatformTrouble("expired", "permission_missing", { status, said });
	if (status === 401) throw new PlatformTrouble("expired", "keys_refused", { status, said });
	throw new PlatformTrouble("refused", "refused", { status, said });
}

/** Between two tries at what is missing, ms. */
const pauses = [second / 4, second];

/** Reads what a whole answer needs besides: one of many calls that goes wrong throws the others away only if it does so again and again. @throws as `call` */
export async function further(link: Link, path: string, query: Record<string, string>): Promise<PlatformReply> {
	for (const wait of pauses)
		try {
			return await call(link, path, { query });
		} catch (error) {
			if (!(error instanceof PlatformTrouble) || error.kind !== "temporary") throw error;
			await pause(wait);
		}
	return call(link, path, { query });
}

export const page = (cursor: string | null) => cursor ?? "1";
/** The page after this one. Where something on the way took the count of pages off, a full page is followed by another. */
export function following(reply: PlatformReply, at: string, perPage: number): string | null {
	const pages = reply.headers.get("X-WP-TotalPages");
	const isMore = pages === null ? rowsOf(reply).length >= perPage : Number(pages) > Number(at);
	return isMore ? String(Number(at) + 1) : null;
}

/**
 * The rows of a list; of what is gone there are none.
 * @throws PlatformTrouble `temporary / not_json` for what is no list: a shop in trouble answers with nothing, and that is no empty list
 */
export function rowsOf({ status, json }: PlatformReply): unknown[] {
	if (status === 404) return [];
	if (!Array.isArray(json)) throw new PlatformTrouble("temporary", "not_json", { status, said: "list" });
	return json;
}

/** The rows of a list that can be read: one that cannot is not a reason to lose the page it stands on. @throws as `rowsOf` */
export function readable<T extends z.ZodType>(schema: T, reply: PlatformReply): z.output<T>[] {
	return rowsOf(reply).flatMap((row) => {
		const parsed = schema.safeParse(row);
		return parsed.success ? [parsed.data] : [];
	});
}
