import { z } from "zod";
import type { Config } from "#app/platform/config.server.ts";
import { PlatformTrouble } from "../trouble.ts";
import { ask, whereItLeads } from "./call.server.ts";
import { routeAddress, standInOf, visit } from "./woocommerce-call.server.ts";

/** The trip to a shop's page where its owner lets us in (`/wc-auth/v1/authorize`); the shop itself then brings us keys made for us. */

const Index = z.object({ namespaces: z.array(z.string()), name: z.string().default("") });

/**
 * The shop that answers at an address somebody typed: where that really leads, what it is called, and whether its permalinks are plain, so that it answers by
 * its query alone. Nothing secret is shown to it.
 * @throws PlatformTrouble `refused / not_a_shop`, or as `whereItLeads`
 */
export async function findShop(cfg: Config, typedUrl: string): Promise<{ storeUrl: string; name: string; isPlain: boolean }> {
	const led = await whereItLeads(cfg, standInOf(cfg), new URL(`${typedUrl}/wp-json/`));
	const storeUrl = `${led.origin}${led.pathname.replace(/\/wp-json\/?$/, "")}`.replace(/\/$/, "");
	let trouble = new PlatformTrouble("refused", "not_a_shop");
	for (const isPlain of [false, true]) {
		try {
			const { status, json } = await ask(cfg, standInOf(cfg), { url: routeAddress(storeUrl, "/", isPlain) });
			const told = Index.safeParse(json).data;
			if (told?.namespaces.includes("wc/v3")) return { storeUrl, name: told.name.trim() || led.hostname, isPlain };
			if (!isPlain) trouble = new PlatformTrouble("refused", "not_a_shop", { status });
		} catch (error) {
			// A page instead of an answer: nothing answers at that path.
			if (!(error instanceof PlatformTrouble) || (!isPlain && !["not_a_shop", "not_json"].includes(error.reason))) throw error;
			if (!isPlain) trouble = error;
		}
	}
	throw trouble;
}

/** Whether a shop brings its keys to an address: over TLS only, but for one that stands in. */
export function bringsKeysTo(cfg: Config, storeUrl: string, address: string): boolean {
	return address.startsWith("https://") || visit(cfg, storeUrl) !== storeUrl;
}

type Trip = {
	state: string;
	/** What the shop's page calls whoever asks. */
	askedBy: string;
	returnUrl: string;
	keysUrl: string;
};

/** Where the shop's owner lets us in. The shop gives the state back to both addresses, as `user_id`. */
export function consentAddress(cfg: Config, storeUrl: string, { state, askedBy, returnUrl, keysUrl }: Trip): string {
	const url = new URL(`${visit(cfg, storeUrl).replace(/\/$/, "")}/wc-auth/v1/authorize`);
	url.search = String(
		new URLSearchParams({ app_name: askedBy, scope: "read_write", user_id: state, return_url: returnUrl, callback_url: keysUrl }),
	);
	return url.href;
}
