import { sql } from "drizzle-orm";
import { amountIfSaid } from "#app/catalog/rules.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { VendorTermsEdited } from "./events.server.ts";
import { EditVendorTerms } from "./input.ts";
import { vendorKeyOf } from "./rules.ts";
import { termsOf, termsOr, type VendorTerms } from "./vendor-terms.server.ts";

/** Says how a vendor delivers; what is not named stays. @throws Refusal `version_changed`, `validation_failed` */
export const editVendorTerms = command<typeof EditVendorTerms, VendorTerms, Viewer>({
	name: "purchasing.edit-vendor-terms",
	needs: "purchasing:write",
	input: EditVendorTerms,
	async run({ db, work, principal, now }, { vendor, version, email, minimum, ...change }) {
		const { businessId } = db;
		const { row } = await db.read({ row: termsOf(businessId, vendor) });
		const before = termsOr(row, vendor);
		if (version !== undefined && version !== before.version) refuse("conflict", "version_changed", { current: before.version });
		const { business } = await principal();
		const after: VendorTerms = {
			...before,
			...change,
			vendor,
			email: email === undefined ? before.email : email || null,
			minimum: amountIfSaid(minimum, business.currency, "minimum") ?? before.minimum,
			version: before.version + 1,
		};
		const key = vendorKeyOf(vendor);
		// Two who edit at once: the slower one's row is another by then.
		work.guard(
			sql`SELECT 1 WHERE COALESCE((SELECT version FROM vendorTerms WHERE businessId = ${businessId} AND vendorKey = ${key}), 0) = CAST(${before.version} AS INTEGER)`,
		);
		work.add(sql`INSERT INTO vendorTerms (businessId, vendorKey, name, email, leadDays, coverDays, packSize, minimum, terms, version, updatedAt)
			VALUES (${businessId}, ${key}, ${after.vendor}, ${after.email}, ${after.leadDays}, ${after.coverDays}, ${after.packSize}, ${after.minimum}, ${after.terms}, ${after.version}, ${now})
			ON CONFLICT (businessId, vendorKey) DO UPDATE SET name = excluded.name, email = excluded.email, leadDays = excluded.leadDays,
				coverDays = excluded.coverDays, packSize = excluded.packSize, minimum = excluded.minimum, terms = excluded.terms,
				version = excluded.version, updatedAt = excluded.updatedAt`);
		work.record(VendorTermsEdited, { subject: { type: "vendor", id: key }, data: { vendor, before: row ?? null, after } });
		return known(after);
	},
});
