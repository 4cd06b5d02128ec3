import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import { storefrontAddress } from "./address.server.ts";
import { VendorAdded } from "./events.server.ts";
import { AddVendor, VendorRef } from "./input.ts";
import { nextSync, presets, type Schedule, slugOf, type VendorSource } from "./rules.ts";
import { liveRunBy, mustBeFor, vendorBy } from "./vendor.server.ts";

export type NewVendor = {
	id: string;
	slug: string;
	name: string;
	currency: string;
	source: VendorSource;
	url: string | null;
	schedule: Schedule;
};

/** Adds a vendor to a batch, with nothing read of it yet. */
export function addVendorIn(work: Work, vendor: NewVendor, timeZone: string): void {
	const { id, slug, name, currency, source, url, schedule } = vendor;
	const next = source === "upload" ? null : nextSync(schedule, id, work.now, timeZone);
	work.add(sql`INSERT INTO vendors (businessId, id, slug, name, currency, source, url, schedule, nextSyncAt, createdAt, updatedAt)
		VALUES (${work.businessId}, ${id}, ${slug}, ${name}, ${currency}, ${source}, ${url}, ${schedule}, ${next}, ${work.now}, ${work.now})`);
	work.add(sql`INSERT INTO vendorSyncStates (businessId, vendorId, health) VALUES (${work.businessId}, ${id}, 'never')`);
	work.record(VendorAdded, { subject: { type: "vendor", id }, data: { name, source } });
}

/**
 * The vendor a reading is of; one of the presets is made with its first reading.
 * @throws Refusal `not_found / vendor_not_found`
 */
export const vendorToSync = command<typeof VendorRef, { vendorId: string; running: { id: string; startedAt: number } | null }>({
	name: "catalog.vendor-to-sync",
	needs: "catalog:sync",
	input: VendorRef,
	async run({ db, work, principal }, { vendor: key }) {
		const { vendor, running, business } = await db.read({
			vendor: vendorBy(db.businessId, key),
			running: liveRunBy(db.businessId, key),
			business: first<{ timeZone: string }>(sql`SELECT timeZone FROM businesses WHERE businessId = ${db.businessId}`),
		});
		mustBeFor(await principal(), vendor ?? { slug: key });
		if (vendor) return known({ vendorId: vendor.id, running: running ? { id: running.id, startedAt: running.startedAt } : null });
		const [slug, preset] = Object.entries(presets).find(([name]) => name === key) ?? refuse("not_found", "vendor_not_found");
		const id = newId<"vendor">(work.now);
		addVendorIn(work, { id, slug, schedule: "off", ...preset }, business?.timeZone ?? "UTC");
		return known({ vendorId: id, running: null });
	},
});

/** A vendor and where its catalog comes from. @throws Refusal `conflict / vendor_taken`, `validation_failed` on the address */
export const addVendor = command<typeof AddVendor, { vendorId: string; slug: string }, Viewer>({
	name: "catalog.add-vendor",
	needs: "catalog:write",
	input: AddVendor,
	async run({ tenant, db, work, principal }, { name, source, url, currency, schedule = "off" }) {
		const { others } = await db.read({
			others: many<{ name: string; slug: string }>(sql`SELECT name, slug FROM vendors WHERE businessId = ${db.businessId}`),
		});
		const { business } = await principal();
		if (others.some((other) => other.name.toLowerCase() === name.toLowerCase()))
			refuse("conflict", "vendor_taken", { field: "name", current: name });
		if (source === "shopify-storefront" && !url) refuseField("url", "required", "a storefront has an address");
		const address = url ? storefrontAddress(tenant.scope.cfg, url) : null;
		const id = newId<"vendor">(work.now);
		const wanted = slugOf(name) || "vendor";
		const slugs = new Set(others.map(({ slug }) => slug));
		let slug = wanted;
		for (let n = 2; slugs.has(slug); n++) slug = `${wanted}-${n}`;
		addVendorIn(work, { id, slug, name, source, url: address, schedule, currency: currency ?? business.currency }, business.timeZone);
		return known({ vendorId: id, slug });
	},
});
