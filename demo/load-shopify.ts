import { connectProven } from "#app/channels/connect.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { SHOPIFY } from "./shopify.ts";

/** Connects the demo's shop at Shopify, as if its merchant had consented to access that does not run out: the stand-in forgets what it gave when it stops. */
export async function loadShopify(tenant: Tenant<Viewer>, storeId: string): Promise<void> {
	const { name, url: storeUrl, location, accessToken } = SHOPIFY;
	const credentials = { accessToken, scope: "", refreshToken: "", expiresAt: "", refreshExpiresAt: "" };
	const proven = { storeUrl, name, currency: "DKK", locations: [location], expiresAt: null };
	await connectProven(tenant, { platform: "shopify", proven, credentials, storeId });
}
