import { z } from "zod";
import { AnyId, Page, text } from "#app/platform/input.ts";
import { isCurrency } from "#app/platform/money.ts";
import { changeKinds } from "./differences.ts";
import { schedules, sources } from "./rules.ts";

/** What people and programs may say about vendors. Browser-safe. */

const VendorName = text(80).min(1, "not empty");
const Currency = z.string().trim().toUpperCase().refine(isCurrency, "an ISO 4217 currency");
/** A shop's address; whether it is a public host, the command says. */
const Url = text(300).min(4, "an address");
const Schedule = z.enum(schedules);
/** Its slug, or its id. */
export const VendorKey = z.string().min(1).max(80);

export const AddVendor = z.object({
	name: VendorName,
	source: z.enum(sources),
	url: Url.nullish().describe("The storefront's address, for a shopify-storefront"),
	currency: Currency.optional().describe("Of prices that do not say theirs; the business's when left out"),
	schedule: Schedule.optional(),
});
export const EditVendor = z.object({
	vendor: VendorKey,
	version: z.int().positive().optional(),
	name: VendorName.optional(),
	source: z.enum(sources).optional(),
	url: Url.nullable().optional(),
	currency: Currency.optional(),
	schedule: Schedule.optional(),
});
export const VendorRef = z.object({ vendor: VendorKey });
export const RunRef = z.object({ vendor: VendorKey, runId: AnyId });
/** A snapshot is named by its bytes. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, "a SHA-256, 64 hexadecimal digits");
export const SnapshotRef = z.object({ vendor: VendorKey, hash: Hash });
export const CompareSnapshots = z.object({
	vendor: VendorKey,
	from: Hash.optional().describe("The older; else the one before `to`"),
	to: Hash.optional().describe("The newer; else the one that waits for an answer, or the newest"),
	kind: z.enum(changeKinds).optional().describe("Only changes of this kind"),
});
export const ListItems = z.object({
	...Page,
	vendor: VendorKey,
	q: text(200).optional().describe("Words of title, SKU, barcode or attributes; all must be found"),
	show: z.enum(["listed", "missing", "deleted", "all"]).default("listed").describe("listed: there at the last reading"),
});
export const ListRuns = z.object({ ...Page, vendor: VendorKey });
