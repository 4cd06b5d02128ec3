import { z } from "zod";
import type { Config } from "#app/platform/config.server.ts";
import { day, instant, second } from "#app/platform/time.ts";
import type { Credentials, Link } from "../contract.ts";
import { PlatformTrouble } from "../trouble.ts";
import { ask, type StandIn } from "./call.server.ts";

/** Access to Prokip: a token somebody gave us as it is, or a pair by a login whose password we do not keep; the pair is replaced when it runs out. */

export const standInOf = (cfg: Config): StandIn => ({ url: cfg.PROKIP_MOCK_URL ?? null, all: cfg.MOCK_MODE });

/** Where it answers. A connection's own address names its location behind a `#`, as one account has several. */
export const addressOf = ({ storeUrl }: Pick<Link, "storeUrl">): string => storeUrl.replace(/#.*$/, "");

const Pair = z.object({
	access_token: z.string().min(1),
	refresh_token: z.string().optional(),
	expires_in: z.number().optional(),
});

/**
 * One question at its token endpoint, for `shown` (a login, or what renews a pair) of a client of the retailer's own.
 * @returns what is to be kept: never a password
 * @throws PlatformTrouble `expired / keys_refused` where it is no longer, or not, good; as `ask` otherwise
 */
export async function askPair(
	{ cfg, storeUrl }: Pick<Link, "cfg" | "storeUrl">,
	{ clientId, clientSecret }: { clientId: string; clientSecret: string },
	shown: Record<string, string>,
): Promise<Credentials & { token: string; refreshToken: string }> {
	const { status, json } = await ask(cfg, standInOf(cfg), {
		url: new URL(`${addressOf({ storeUrl })}/oauth/token`),
		method: "POST",
		body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, scope: "", ...shown }),
		patience: 60 * second,
	});
	if (status >= 400) throw new PlatformTrouble("expired", "keys_refused", { status });
	const pair = Pair.safeParse(json);
	if (!pair.success) throw new PlatformTrouble("temporary", "not_json", { status });
	const { access_token: token, refresh_token: refreshToken = "", expires_in } = pair.data;
	const issuedAt = instant();
	const expiresAt = expires_in === undefined ? "" : String(issuedAt + expires_in * second);
	return { token, refreshToken, issuedAt: String(issuedAt), expiresAt, clientId, clientSecret };
}

/** What a piece of work has renewed: it does one thing after the other. */
const renewed = new WeakMap<Link, Credentials>();
const heldBy = (link: Link): Credentials => renewed.get(link) ?? link.credentials;

/** A token that runs out within this is renewed before it is used; one that lives shorter, in the second half of its life. */
const early = 1 * day;

/** A token that is good as far as we know. @throws PlatformTrouble as `askPair` */
export async function goodToken(link: Link): Promise<string> {
	const { token = "", refreshToken, issuedAt = "0", expiresAt } = heldBy(link);
	if (!refreshToken || !expiresAt || renewed.has(link)) return token;
	const soon = Math.min(early, (Number(expiresAt) - Number(issuedAt)) / 2);
	return Number(expiresAt) - soon <= instant() ? renew(link) : token;
}

/** Another one, after `refused` was; null where there is none to be had. @throws PlatformTrouble as `askPair` */
export async function otherToken(link: Link, refused: string): Promise<string | null> {
	const { token = "", refreshToken } = heldBy(link);
	if (token !== refused) return token;
	return refreshToken && !renewed.has(link) ? renew(link) : null;
}

async function renew(link: Link): Promise<string> {
	const held = heldBy(link);
	const { refreshToken = "", clientId = "", clientSecret = "" } = held;
	const replaced = async () => {
		const pair = await askPair(link, { clientId, clientSecret }, { grant_type: "refresh_token", refresh_token: refreshToken });
		// One that gives no new one to renew by leaves the old one good.
		const next = { ...held, ...pair, refreshToken: pair.refreshToken || refreshToken };
		await link.keep(next);
		return next;
	};
	const next = await (link.alone ? link.alone(held, replaced) : replaced());
	renewed.set(link, next);
	return next.token ?? "";
}
