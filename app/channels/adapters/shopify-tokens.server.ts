import { z } from "zod";
import type { Config } from "#app/platform/config.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { instant, minute, second } from "#app/platform/time.ts";
import type { Credentials, Link } from "../contract.ts";
import { PlatformTrouble } from "../trouble.ts";
import { ask, type StandIn } from "./call.server.ts";

/** Access to a shop: a token of an hour, and one that gets the next pair and is then itself replaced. */

export const standInOf = (cfg: Config): StandIn => ({ url: cfg.SHOPIFY_MOCK_URL ?? null, all: cfg.MOCK_MODE });

/** Who we are at Shopify. @throws Refusal `unavailable / shopify_not_configured` */
export function clientOf(cfg: Config): { id: string; secret: string } {
	const { SHOPIFY_CLIENT_ID: id, SHOPIFY_CLIENT_SECRET: secret } = cfg;
	if (!id || !secret) refuse("unavailable", "shopify_not_configured");
	return { id, secret };
}

const Tokens = z.object({
	access_token: z.string().min(1),
	scope: z.string().default(""),
	expires_in: z.number().optional(),
	refresh_token: z.string().optional(),
	refresh_token_expires_in: z.number().optional(),
});

/**
 * One question at the token endpoint of a shop.
 * @throws PlatformTrouble `expired / token_expired` where what was shown is no longer good; as `ask` otherwise
 */
export async function askTokens(cfg: Config, storeUrl: string, shown: Record<string, string>): Promise<Credentials> {
	const { id, secret } = clientOf(cfg);
	const { status, json } = await ask(cfg, standInOf(cfg), {
		url: new URL("/admin/oauth/access_token", storeUrl),
		method: "POST",
		json: { client_id: id, client_secret: secret, ...shown },
		patience: 15 * second,
	});
	if (status >= 400) throw new PlatformTrouble("expired", status === 404 ? "not_a_shop" : "token_expired", { status });
	const tokens = Tokens.safeParse(json);
	if (!tokens.success) throw new PlatformTrouble("temporary", "not_json", { status });
	const { access_token, scope, expires_in, refresh_token, refresh_token_expires_in } = tokens.data;
	const until = (seconds: number | undefined) => (seconds === undefined ? "" : String(instant() + seconds * second));
	return {
		accessToken: access_token,
		scope,
		refreshToken: refresh_token ?? "",
		expiresAt: until(expires_in),
		refreshExpiresAt: until(refresh_token_expires_in),
	};
}

/** Until when a shop lets us in without its merchant (ms UTC): each renewal pushes it on. Null: for good. */
export function lastsUntil({ refreshExpiresAt }: Credentials): number | null {
	return refreshExpiresAt ? Number(refreshExpiresAt) : null;
}

/** A token that runs out within this is renewed before it is used. */
const early = 5 * minute;

/** What a piece of work has renewed so far: everything it does at the same time waits for the one renewal. */
const renewed = new WeakMap<Link, Promise<Credentials>>();

/** Credentials that are good now, renewed and kept where they have run out. @throws PlatformTrouble as `askTokens` */
export async function goodCredentials(link: Link): Promise<Credentials> {
	const held = await (renewed.get(link) ?? link.credentials);
	const { refreshToken, expiresAt } = held;
	return refreshToken && expiresAt && Number(expiresAt) - early <= instant() ? renew(link, held) : held;
}

/** After a 401: another pair, unless that was done meanwhile. @throws PlatformTrouble as `askTokens` */
export async function renew(link: Link, refused: Credentials): Promise<Credentials> {
	const underway = renewed.get(link);
	const held = await (underway ?? link.credentials);
	if (held.accessToken !== refused.accessToken) return held;
	// Somebody who waited as long as we did has begun it.
	const begun = renewed.get(link);
	if (begun && begun !== underway) return begun;
	if (!held.refreshToken) throw new PlatformTrouble("expired", "token_expired", { status: 401 });
	const replaced = async () => {
		const pair = await askTokens(link.cfg, link.storeUrl, { grant_type: "refresh_token", refresh_token: held.refreshToken ?? "" });
		await link.keep(pair);
		return pair;
	};
	const next = link.alone ? link.alone(held, replaced) : replaced();
	renewed.set(link, next);
	// What failed may be tried again; it is said to whoever waits for it.
	next.catch(() => (underway ? renewed.set(link, underway) : renewed.delete(link)));
	return next;
}
