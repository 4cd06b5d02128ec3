import { z } from "zod";
import { AnyId, line, Page, text } from "#app/platform/input.ts";
import { languages } from "./rules.ts";

/** What people and programs may say about customers. The same objects serve forms, API and the OpenAPI document. */

const Email = z.string().trim().toLowerCase().max(254).pipe(z.email("an e-mail address"));

export const customerFields = {
	name: line(120).optional(),
	email: Email.or(z.literal("")).nullable().optional(),
	phone: z.string().trim().max(40).nullable().optional().describe("Kept as + and digits; without a country, the business's own"),
	street: line(200).optional(),
	postcode: line(20).optional(),
	city: line(100).optional(),
	country: z
		.string()
		.trim()
		.toUpperCase()
		.regex(/^([A-Z]{2})?$/, "two letters, as DK")
		.optional(),
	language: z.enum(languages).nullable().optional().describe("Which to write to them in; null: the business's"),
	note: text(2000).optional(),
	mailConsent: z.boolean().optional().describe("Whether they agreed to be written to"),
};

export const AddCustomer = z.object({
	...customerFields,
	evenSo: z.boolean().default(false).describe("Also when somebody has that e-mail already: two people, one mailbox"),
});

export const CustomerRef = z.object({ customerId: AnyId });

/** What is not named stays; `version` refuses to write over somebody else's change. */
export const EditCustomer = z.object({ ...CustomerRef.shape, ...AddCustomer.shape, version: z.int().positive().optional() });
export const VersionedCustomer = z.object({ ...CustomerRef.shape, version: z.coerce.number().int().positive().optional() });

export const ListCustomers = z.object({
	...Page,
	q: z.string().max(200).optional().describe("Words of name, e-mail or town, or the beginning of a telephone number"),
	state: z.enum(["active", "archived"]).default("active"),
	sort: z.enum(["name", "seen"]).default("name").describe("seen: whoever bought last comes first"),
	email: z.string().trim().toLowerCase().max(254).optional(),
	phone: z.string().trim().max(40).optional(),
});
export const FindCustomers = z.object({ q: z.string().max(200), limit: z.coerce.number().int().min(1).max(50).default(8) });

/** One person by whatever is known of them. */
export const FindCustomer = z.object({
	customerId: AnyId.optional(),
	email: z.string().trim().toLowerCase().max(254).optional(),
	phone: z.string().trim().max(40).optional(),
	contact: z.object({ connectionId: AnyId, externalId: z.string().min(1).max(200) }).optional(),
});

export const AddContactPoint = z.object({
	...CustomerRef.shape,
	channel: z
		.string()
		.regex(/^[a-z][a-z_]{1,30}$/, "a kind of channel")
		.describe("A kind of channel, as shopify or whatsapp"),
	connectionId: AnyId,
	externalId: z.string().trim().min(1, "not empty").max(200),
	handle: line(200).default(""),
});

export const MergeCustomers = z.object({
	...CustomerRef.shape,
	otherId: AnyId.describe("Who goes: everything of theirs is this person's from then on"),
	evenSo: z.boolean().default(false).describe("Although something speaks against it"),
});
export const UndoMerge = z.object({ ...CustomerRef.shape, mergeId: AnyId });
