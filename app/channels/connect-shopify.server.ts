import type { Viewer } from "#app/identity/viewer.server.ts";
import { issuesOf } from "#app/platform/command.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import { Refusal, refuseField, refuseInput } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { requirePermission, type Tenant } from "#app/platform/tenant.server.ts";
import { consentAddress, exchangeCode, judgeReturn, shopHost } from "./adapters/shopify-consent.server.ts";
import { shopify } from "./adapters/shopify.server.ts";
import { clientOf } from "./adapters/shopify-tokens.server.ts";
import { connectProven } from "./connect.server.ts";
import { comeBack, setOut } from "./consents.server.ts";
import type { Credentials } from "./contract.ts";
import { ConnectShopify } from "./input.ts";
import { PlatformTrouble } from "./trouble.ts";

/** Where Shopify sends a merchant back to; their app's settings name the same address. */
function callbackAddress({ cfg, origin }: Scope): string {
	return new URL("/connections/callback/shopify", cfg.REDIRECT_URI ?? origin).href;
}

/** Whether this deployment has an app at Shopify. */
export function isShopifyReady(cfg: Config): boolean {
	return Boolean(cfg.SHOPIFY_CLIENT_ID && cfg.SHOPIFY_CLIENT_SECRET);
}

/**
 * Begins to connect a shop at Shopify: where its merchant goes to agree.
 * @throws Refusal `forbidden`, `invalid / validation_failed`, `unavailable / shopify_not_configured`, `forbidden / store_not_yours`
 */
export async function beginShopify(tenant: Tenant<Viewer>, raw: unknown): Promise<{ authUrl: string }> {
	requirePermission(await tenant.principal(), "channels:write");
	const parsed = ConnectShopify.safeParse(raw);
	if (!parsed.success) return refuseInput(issuesOf(parsed.error));
	const { scope } = tenant;
	clientOf(scope.cfg);
	const shop = shopHost(parsed.data.storeUrl);
	if (!shop) return refuseField("storeUrl", "not_a_shopify_shop", "a shop at Shopify, as mystore or mystore.myshopify.com");
	const state = await setOut(tenant, { platform: "shopify", shop, storeId: parsed.data.storeId });
	return { authUrl: consentAddress(scope.cfg, shop, { state, redirectUri: callbackAddress(scope) }) };
}

/** What the front page is told of it. The first two are promised to whoever reads addresses. */
export type ShopifyError =
	| "access_denied"
	| "Failed to exchange authorization code"
	/** Not signed by Shopify, or for no shop of theirs. */
	| "invalid_request"
	/** Brought by another session, a second time, or too late. */
	| "invalid_state"
	| "missing_permissions"
	| "not_connected";
export type ShopifyOutcome = { store: string } | { error: ShopifyError };

/** Finishes what `beginShopify` began, with what the merchant's browser brought back. */
export async function finishShopify(tenant: Tenant<Viewer>, query: URLSearchParams): Promise<ShopifyOutcome> {
	const { cfg } = tenant.scope;
	if (!query.get("code")) return { error: "access_denied" };
	try {
		const judged = await judgeReturn(cfg, query, tenant.now);
		if (judged.kind !== "consent") return { error: judged.kind === "late" ? "invalid_state" : "invalid_request" };
		const { storeId } = await comeBack(tenant, "shopify", query.get("state") ?? "", judged.host);
		const credentials = await exchanged(tenant, judged.host, judged.code);
		if (!credentials) return { error: "Failed to exchange authorization code" };
		const storeUrl = `https://${judged.host}`;
		const link = { storeUrl, credentials, shop: { currency: "", locationId: null }, cfg, now: tenant.now, keep: async () => {} };
		const proven = await shopify.prove(link);
		await connectProven(tenant, { platform: "shopify", proven, credentials, ...(storeId !== null && { storeId }) });
		return { store: judged.host };
	} catch (error) {
		if (error instanceof PlatformTrouble) return { error: error.reason === "permission_missing" ? "missing_permissions" : "not_connected" };
		if (!(error instanceof Refusal)) throw error;
		return { error: error.code === "consent_unknown" ? "invalid_state" : "not_connected" };
	}
}

async function exchanged(tenant: Tenant, host: string, code: string): Promise<Credentials | null> {
	try {
		return await exchangeCode(tenant.scope.cfg, host, code);
	} catch (error) {
		if (error instanceof PlatformTrouble) return null;
		throw error;
	}
}
