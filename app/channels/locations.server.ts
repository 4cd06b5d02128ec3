import type { Tenant } from "#app/platform/tenant.server.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { adapterOf } from "./adapters/registry.server.ts";
import { provenOr } from "./connect.server.ts";
import { isShop, readConnection } from "./connection.server.ts";
import { linkOf } from "./link.server.ts";
import { OneConnection } from "./input.ts";

/** A place of a shop's where goods lie; `isChosen`: the one levels are set at and read from. */
export type ShopLocation = { id: string; name: string; isChosen: boolean };

/**
 * Asks a shop where its goods lie. None: its platform knows one stock only.
 * @throws Refusal `connection_not_found`, `conflict / connection_closed`, `conflict / shop_not_connected` with what the shop answered
 */
export async function listLocations(tenant: Tenant, raw: unknown): Promise<ShopLocation[]> {
	requirePermission(await tenant.principal(), "channels:write");
	const connection = await readConnection(tenant, OneConnection.parse(raw));
	if (connection.state === "disconnected") return refuse("conflict", "connection_closed");
	if (!isShop(connection)) return [];
	const adapter = adapterOf(connection.platform);
	if (!adapter.locations) return [];
	const link = await linkOf(tenant, connection);
	const locations = await provenOr(async () => (await adapter.locations?.(link)) ?? []);
	return locations.map(({ id, name }) => ({ id, name, isChosen: id === connection.locationId }));
}
