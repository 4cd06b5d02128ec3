import { listLocations, type ShopLocation } from "#app/channels/locations.server.ts";
import { Refusal } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";

/** The locations of a shop, or why it does not say, in a word. */
export type Places = { items: ShopLocation[]; trouble: string | null };

export async function placesOf(tenant: Tenant, connectionId: string): Promise<Places> {
	try {
		return { items: await listLocations(tenant, { connectionId }), trouble: null };
	} catch (error) {
		if (!(error instanceof Refusal) || error.code !== "shop_not_connected") throw error;
		return { items: [], trouble: String(error.details?.reason) };
	}
}
