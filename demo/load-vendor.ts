import { addVendor } from "#app/catalog/vendors/add-vendor.server.ts";
import { startSync } from "#app/catalog/vendors/start-sync.server.ts";
import { goOnWith } from "#app/catalog/vendors/sync/run-sync.server.ts";
import { keepSnapshot, shelfOf } from "#app/catalog/vendors/sync/snapshots.server.ts";
import { machineTenant, type Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { day, hour } from "#app/platform/time.ts";
import { type Edition, MAKER, makersShop } from "./vendor-shop.ts";

/** One vendor of the demo, whose catalog was read a month ago and last night; its shop has changed again since. @returns how many items it has */
export async function loadVendor(owner: Tenant<Viewer>, now: number): Promise<number> {
	const { slug: _, ...vendor } = MAKER;
	const at = (instant: number): Tenant => machineTenant({ ...owner.scope, now: instant }, owner, "catalog sync");
	const { vendorId } = await addVendor({ ...owner, now: now - 30 * day }, { ...vendor, source: "shopify-storefront", schedule: "weekly" });
	const readings: [Edition, number][] = [
		["month-ago", now - 30 * day],
		["last-night", now - 5 * hour],
	];
	for (const [edition, instant] of readings) {
		const tenant = at(instant);
		const upload = { ...(await keepSnapshot(shelfOf(tenant, vendorId), bytesOf(edition))), format: "json" as const };
		const { runId } = await startSync(tenant, { vendor: vendorId, cause: "schedule", upload });
		await goOnWith(tenant.scope, { syncRunId: runId ?? "", shard: owner.shard, businessId: owner.businessId }, undefined, () => instant);
	}
	return makersShop("last-night").reduce((sum, { variants }) => sum + (Array.isArray(variants) ? variants.length : 0), 0);
}

async function* bytesOf(edition: Edition): AsyncGenerator<Uint8Array> {
	yield new TextEncoder().encode(JSON.stringify({ products: makersShop(edition) }));
}
