import type { Viewer } from "#app/identity/viewer.server.ts";
import { type CommandOptions, issuesOf } from "#app/platform/command.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { requirePermission, type Tenant } from "#app/platform/tenant.server.ts";
import { askPair } from "./adapters/prokip-tokens.server.ts";
import { prokipLocations } from "./adapters/prokip.server.ts";
import { adapterOf } from "./adapters/registry.server.ts";
import { connectProven, provenOr } from "./connect.server.ts";
import type { Credentials, Link } from "./contract.ts";
import { ConnectProkip } from "./input.ts";

/**
 * Connects one location of a Prokip account, by a token or by a login whose password is used once and not kept. A location that is there already gets the
 * new token.
 * @throws Refusal `forbidden`, `invalid / validation_failed`, `conflict / location_needed` with `locations` where the token opens several and none of them is
 * said, `conflict / shop_not_connected` with the reason, `conflict / store_has_books`, `store_not_yours`
 */
export async function connectProkip(tenant: Tenant<Viewer>, raw: unknown, options?: CommandOptions): Promise<{ connectionId: string }> {
	requirePermission(await tenant.principal(), "channels:write");
	const parsed = ConnectProkip.safeParse(raw);
	if (!parsed.success) return refuseInput(issuesOf(parsed.error));
	const { token, clientId = "", clientSecret = "", username = "", password = "", locationId, storeId } = parsed.data;
	const { cfg } = tenant.scope;
	const storeUrl = cfg.PROKIP_API.replace(/\/+$/, "");
	const linked = (credentials: Credentials): Link => ({
		storeUrl,
		credentials,
		shop: { currency: "", locationId: null },
		cfg,
		now: tenant.now,
		keep: async () => {},
	});
	let credentials: Credentials = { token: token ?? "" };
	const proven = await provenOr(async () => {
		if (token === undefined)
			credentials = await askPair({ cfg, storeUrl }, { clientId, clientSecret }, { grant_type: "password", username, password });
		const locations = await prokipLocations(linked(credentials));
		const [only, ...others] = locations;
		const chosen = locationId ?? (others.length === 0 ? only?.id : undefined);
		if (chosen === undefined || !locations.some(({ id }) => id === chosen)) return refuse("conflict", "location_needed", { locations });
		credentials = { ...credentials, locationId: chosen };
		return adapterOf("prokip").prove(linked(credentials));
	});
	return connectProven(tenant, { platform: "prokip", proven, credentials, storeId }, options);
}
