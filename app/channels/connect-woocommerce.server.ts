import { ownHosts } from "#app/catalog/vendors/address.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { type CommandOptions, issuesOf } from "#app/platform/command.server.ts";
import { Refusal, refuse, refuseField, refuseInput } from "#app/platform/errors.ts";
import { publicUrl } from "#app/platform/public-url.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { requirePermission, type Tenant } from "#app/platform/tenant.server.ts";
import { adapterOf } from "./adapters/registry.server.ts";
import { bringsKeysTo, consentAddress, findShop } from "./adapters/woocommerce-consent.server.ts";
import { connectProven, provenOr } from "./connect.server.ts";
import { comeBack, setOut, takeKeys } from "./consents.server.ts";
import type { Credentials } from "./contract.ts";
import { BeginWoocommerce, ConnectWoocommerce, HandedKeys } from "./input.ts";

const problems = {
	not_an_address: "an address, such as https://shop.example",
	not_https: "an https address",
	not_public: "the address of a public shop",
};

/** The address of a shop as it was typed or copied from its back office. @throws Refusal `validation_failed` on `storeUrl` */
function shopAddress({ cfg }: Scope, typed: string): string {
	const judged = publicUrl(typed, ownHosts(cfg));
	if ("problem" in judged) return refuseField("storeUrl", judged.problem, problems[judged.problem]);
	const { origin, pathname } = judged.url;
	return `${origin}${pathname.replace(/\/(wp-admin|wp-json)(\/.*)?$/, "")}`.replace(/\/+$/, "");
}

async function connectBy(
	tenant: Tenant<Viewer>,
	{ storeUrl, credentials, storeId }: { storeUrl: string; credentials: Credentials; storeId?: string | undefined },
	options?: CommandOptions,
): Promise<{ connectionId: string }> {
	const { cfg } = tenant.scope;
	const link = { storeUrl, credentials, shop: { currency: "", locationId: null }, cfg, now: tenant.now, keep: async () => {} };
	const proven = await provenOr(() => adapterOf("woocommerce").prove(link));
	return connectProven(tenant, { platform: "woocommerce", proven, credentials, storeId }, options);
}

/**
 * Connects a WooCommerce shop by its keys, after the shop has taken them. A shop that is there already gets the new keys.
 * @throws Refusal `forbidden`, `invalid / validation_failed`, `conflict / shop_not_connected` with the reason, `store_not_yours`
 */
export async function connectWoocommerce(
	tenant: Tenant<Viewer>,
	raw: unknown,
	options?: CommandOptions,
): Promise<{ connectionId: string }> {
	requirePermission(await tenant.principal(), "channels:write");
	const parsed = ConnectWoocommerce.safeParse(raw);
	if (!parsed.success) return refuseInput(issuesOf(parsed.error));
	const { consumerKey, consumerSecret, storeId } = parsed.data;
	const storeUrl = shopAddress(tenant.scope, parsed.data.storeUrl);
	return connectBy(tenant, { storeUrl, credentials: { consumerKey, consumerSecret }, storeId }, options);
}

/**
 * Begins to connect a WooCommerce shop without typing a key: where its owner lets us in. That a shop is there is found out first.
 * @throws Refusal `forbidden`, `invalid / validation_failed`, `conflict / shop_not_connected` with the reason, `conflict / keys_cannot_come` where we have no
 * address a shop would bring them to, `conflict / keys_not_handed` where its permalinks are plain, `forbidden / store_not_yours`
 */
export async function beginWoocommerce(tenant: Tenant<Viewer>, raw: unknown): Promise<{ authUrl: string }> {
	const { business } = await tenant.principal().then((viewer) => {
		requirePermission(viewer, "channels:write");
		return viewer;
	});
	const parsed = BeginWoocommerce.safeParse(raw);
	if (!parsed.success) return refuseInput(issuesOf(parsed.error));
	const { cfg, origin } = tenant.scope;
	const typed = shopAddress(tenant.scope, parsed.data.storeUrl);
	const keysUrl = new URL("/connections/woocommerce/keys", cfg.WEBHOOK_URL ?? origin).href;
	const returnUrl = new URL("/connections/callback/woocommerce", cfg.REDIRECT_URI ?? origin).href;
	if (!bringsKeysTo(cfg, typed, keysUrl)) return refuse("conflict", "keys_cannot_come");
	const { storeUrl, isPlain } = await provenOr(() => findShop(cfg, typed));
	// The page that lets us in is one of those addresses.
	if (isPlain) return refuse("conflict", "keys_not_handed");
	const state = await setOut(tenant, { platform: "woocommerce", shop: storeUrl, storeId: parsed.data.storeId });
	return { authUrl: consentAddress(cfg, storeUrl, { state, askedBy: `Storekeep · ${business.name}`, returnUrl, keysUrl }) };
}

/**
 * Takes the keys a shop brings for somebody who set out to it. Nobody signs them: they wait, sealed, until the browser that set out is back, and are tried at
 * the shop it set out to before they are anything.
 * @throws Refusal `invalid / validation_failed`, `not_found / consent_unknown` where nobody waits for any
 */
export async function takeWoocommerceKeys(scope: Scope, raw: unknown): Promise<void> {
	const parsed = HandedKeys.safeParse(raw);
	if (!parsed.success) return refuseInput(issuesOf(parsed.error));
	const { user_id: state, consumer_key: consumerKey, consumer_secret: consumerSecret } = parsed.data;
	await takeKeys(scope, "woocommerce", state, { consumerKey, consumerSecret });
}

export type WoocommerceOutcome =
	| { connectionId: string }
	| {
			error: "access_denied" | "invalid_state" | "keys_missing" | "not_connected" /** Of the shop: a word of `channels.trouble`. */;
			reason?: string;
	  };

/** Finishes what `beginWoocommerce` began, for the browser that is back from the shop. */
export async function finishWoocommerce(tenant: Tenant<Viewer>, query: URLSearchParams): Promise<WoocommerceOutcome> {
	try {
		const { shop, storeId, credentials } = await comeBack(tenant, "woocommerce", query.get("user_id") ?? "");
		if (query.get("success") !== "1") return { error: "access_denied" };
		if (credentials === null) return { error: "keys_missing" };
		return await connectBy(tenant, { storeUrl: shop, credentials, ...(storeId !== null && { storeId }) });
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		if (error.code === "consent_unknown") return { error: "invalid_state" };
		return { error: "not_connected", ...(error.code === "shop_not_connected" && { reason: String(error.details?.reason) }) };
	}
}
