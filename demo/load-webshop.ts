import { connectProven } from "#app/channels/connect.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { WEBSHOP } from "./webshop.ts";

/** Connects the demo's web shop; its driver sees to the rest once somebody serves both. */
export async function loadWebshop(tenant: Tenant<Viewer>, storeId: string): Promise<void> {
	const { name, url: storeUrl, credentials } = WEBSHOP;
	const proven = { storeUrl, name, currency: "DKK", locations: [], expiresAt: null };
	await connectProven(tenant, { platform: "woocommerce", proven, credentials, storeId });
}
