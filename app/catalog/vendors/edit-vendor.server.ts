import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { storefrontAddress } from "./address.server.ts";
import { VendorEdited } from "./events.server.ts";
import { EditVendor } from "./input.ts";
import { nextSync } from "./rules.ts";
import { mustExist, vendorBy } from "./vendor.server.ts";

/** Changes a vendor or where its catalog comes from; its slug stays. @throws Refusal `vendor_not_found`, `vendor_taken`, `version_changed` */
export const editVendor = command<typeof EditVendor, { vendorId: string; slug: string }, Viewer>({
	name: "catalog.edit-vendor",
	needs: "catalog:write",
	input: EditVendor,
	async run({ tenant, db, work, principal }, { vendor: key, version, ...wanted }) {
		const { vendor, namesake } = await db.read({
			vendor: vendorBy(db.businessId, key),
			namesake: first<{ id: string }>(
				sql`SELECT id FROM vendors WHERE businessId = ${db.businessId} AND name = ${wanted.name ?? null} COLLATE NOCASE`,
			),
		});
		const stands = mustExist(vendor);
		const { business } = await principal();
		if (version !== undefined && version !== stands.version) refuse("conflict", "version_changed", { current: stands.version });
		if (namesake && namesake.id !== stands.id) refuse("conflict", "vendor_taken", { field: "name", current: wanted.name });
		const url = wanted.url === undefined ? stands.url : wanted.url && storefrontAddress(tenant.scope.cfg, wanted.url);
		const { name = stands.name, source = stands.source, currency = stands.currency, schedule = stands.schedule } = wanted;
		if (source === "shopify-storefront" && !url) refuseField("url", "required", "a storefront has an address");
		const next = source === "upload" ? null : nextSync(schedule, stands.id, work.now, business.timeZone);
		// What is due already is not put off by a new name.
		const nextSyncAt = schedule === stands.schedule && source === stands.source ? stands.nextSyncAt : next;
		work.guard(sql`SELECT 1 FROM vendors WHERE businessId = ${work.businessId} AND id = ${stands.id} AND version = ${stands.version}`);
		work.add(sql`UPDATE vendors SET name = ${name}, source = ${source}, url = ${url}, currency = ${currency}, schedule = ${schedule},
			nextSyncAt = ${nextSyncAt}, version = version + 1, updatedAt = ${work.now} WHERE businessId = ${work.businessId} AND id = ${stands.id}`);
		// Pages of another address are no answer to this one's.
		if (url !== stands.url)
			work.add(
				sql`UPDATE vendorSyncStates SET etag = NULL, pages = '[]' WHERE businessId = ${work.businessId} AND vendorId = ${stands.id}`,
			);
		const facts = ({ name, source, url, currency, schedule }: typeof stands) => ({ name, source, url, currency, schedule });
		work.record(VendorEdited, {
			subject: { type: "vendor", id: stands.id },
			data: { before: facts(stands), after: { name, source, url, currency, schedule } },
		});
		return known({ vendorId: stands.id, slug: stands.slug });
	},
});
