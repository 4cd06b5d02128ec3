import { connectProven } from "#app/channels/connect.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { ERP } from "./erp.ts";
import { TIME_ZONE } from "./stores.ts";

/** Connects the demo's ERP: what one of its stores sells from now on is told there. */
export async function loadErp(tenant: Tenant<Viewer>, storeId: string): Promise<void> {
	const { name, url, location, token, contactId } = ERP;
	const locationId = String(location.id);
	const credentials = { token, locationId, contactId: String(contactId), timeZone: TIME_ZONE };
	const locations = [{ id: locationId, name: location.name }];
	const proven = { storeUrl: `${url}#${locationId}`, name, currency: "DKK", locations, expiresAt: null };
	await connectProven(tenant, { platform: "prokip", proven, credentials, storeId });
}
