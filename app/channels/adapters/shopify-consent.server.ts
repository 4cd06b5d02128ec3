import type { Config } from "#app/platform/config.server.ts";
import { second } from "#app/platform/time.ts";
import type { Credentials } from "../contract.ts";
import { clientOf, askTokens, standInOf } from "./shopify-tokens.server.ts";

/** The trip to a shop's page of consent and back. */

/** What we ask a merchant for. */
export const scopes = [
	"read_products",
	"write_products",
	"read_inventory",
	"write_inventory",
	"read_locations",
	"read_orders",
	"read_customers",
];

/** How far Shopify's clock and ours may be apart. */
const skew = 90 * second;
const hostPattern = /^[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com$/;

/** Whether a text is the host of a shop at Shopify, written as they write it. */
export function isShopHost(host: string): boolean {
	return hostPattern.test(host);
}

/** The host of a shop as people name it: its name, its host, or an address copied from the browser. Null for what is none. */
export function shopHost(typed: string): string | null {
	const text = typed
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, "");
	const named = /^admin\.shopify\.com\/store\/([a-z0-9-]+)/.exec(text)?.[1] ?? text.replace(/\/.*$/, "");
	const host = named.includes(".") ? named : `${named}.myshopify.com`;
	return isShopHost(host) ? host : null;
}

/** Where the merchant gives consent. @throws Refusal `unavailable / shopify_not_configured` */
export function consentAddress(cfg: Config, host: string, { state, redirectUri }: { state: string; redirectUri: string }): string {
	const { id } = clientOf(cfg);
	const standIn = standInOf(cfg);
	const base = standIn.all ? `${standIn.url ?? "https://no-stand-in.invalid"}/${host}` : `https://${host}`;
	const url = new URL(`${base}/admin/oauth/authorize`);
	url.search = String(
		new URLSearchParams({ client_id: id, scope: scopes.join(","), redirect_uri: redirectUri, state, "grant_options[]": "" }),
	);
	return url.href;
}

export type Return =
	| { kind: "consent"; host: string; code: string }
	| { kind: "denied"; host: string }
	| { kind: "forged" }
	| { kind: "late" };

/** What came back, judged by its signature (of everything but itself, in constant time), its host and its age. The state is the caller's to compare. */
export async function judgeReturn(cfg: Config, query: URLSearchParams, now: number): Promise<Return> {
	const host = query.get("shop") ?? "";
	if (!isShopHost(host) || !(await isSigned(clientOf(cfg).secret, query))) return { kind: "forged" };
	const at = Number(query.get("timestamp")) * second;
	if (!(Math.abs(now - at) <= skew)) return { kind: "late" };
	const code = query.get("code");
	return code ? { kind: "consent", host, code } : { kind: "denied", host };
}

/** Whether a text is of the shape they sign for somebody's browser: a query that names a shop and an instant, as all of theirs do. JSON is none, whatever it quotes. */
export function isConsentQuery(text: string): boolean {
	const query = new URLSearchParams(text);
	return !/^\s*[{["]/.test(text) && query.has("shop") && query.has("timestamp");
}

async function isSigned(secret: string, query: URLSearchParams): Promise<boolean> {
	const given = query.get("hmac") ?? "";
	// Twice the same name could mean one thing to whoever signed it and another to us.
	const names = [...query.keys()];
	if (!/^[0-9a-f]{64}$/.test(given) || new Set(names).size !== names.length) return false;
	const signed = new URLSearchParams([...query].filter(([name]) => name !== "hmac" && name !== "signature"));
	signed.sort();
	return isMac(secret, hexBytes(given), new TextEncoder().encode(String(signed)));
}

/** Whether `mac` is HMAC-SHA-256 of the bytes; the comparison takes as long whatever is wrong. */
export async function isMac(secret: string, mac: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
	const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
	return crypto.subtle.verify("HMAC", key, mac, bytes);
}

function hexBytes(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** A code of consent for the first pair of tokens. @throws PlatformTrouble as `askTokens` */
export function exchangeCode(cfg: Config, host: string, code: string): Promise<Credentials> {
	return askTokens(cfg, `https://${host}`, { code, expiring: "1" });
}
