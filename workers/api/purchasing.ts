import { z } from "zod";
import { OfSuggestions } from "#app/insights/input.ts";
import type { Suggestion } from "#app/insights/suggest.ts";
import { suggestions } from "#app/insights/suggestions.server.ts";
import { decimalString } from "#app/platform/money.ts";
import { editVendorTerms } from "#app/purchasing/edit-vendor-terms.server.ts";
import { EditVendorTerms, VendorRef } from "#app/purchasing/input.ts";
import { allVendorTerms, type VendorTerms, vendorTermsOf } from "#app/purchasing/vendor-terms.server.ts";
import { type Api, endpoint } from "./endpoint.ts";

const Decimal = z.string().describe("Decimal string");

const TermsBody = z
	.object({
		vendor: z.string(),
		email: z.string().nullable(),
		leadDays: z.int(),
		coverDays: z.int(),
		packSize: z.int(),
		minimum: Decimal,
		terms: z.string(),
		version: z.int().describe("0: nobody has said anything yet, and the usual holds"),
	})
	.meta({ id: "VendorTerms" });

const SuggestionBody = z
	.object({
		productId: z.string(),
		storeId: z.string(),
		name: z.string(),
		sku: z.string(),
		vendor: z.string(),
		rate: z.number().describe("Units a day"),
		available: z.int(),
		reserved: z.int(),
		incoming: z.int(),
		leadDays: z.int(),
		coverDays: z.int(),
		packSize: z.int(),
		orderAt: z.int().describe("Order when available + incoming is not above it"),
		expected: z.number().describe("rate × (leadDays + coverDays), to a tenth"),
		safety: z.number().describe("On top for luck: what makes expected up to upTo"),
		upTo: z.int(),
		order: z.int().describe("upTo − available − incoming, in whole packs"),
		unitCost: Decimal.nullable().describe("What one costs from its vendor, as an order made of it would say; null where nobody said"),
		currency: z.string(),
		minimum: Decimal.describe("The least an order to its vendor may cost, in the business's currency; 0: any"),
		lastSoldDay: z.iso.date().nullable(),
	})
	.meta({ id: "Suggestion" });

const tag = "Purchasing";

/** What to order, and how vendors deliver. */
export function mountPurchasing(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/purchasing/suggestions",
			tag,
			summary: "What to order, soonest out first, with the arithmetic",
			description:
				"Net of what is promised and on its way, from last night's rates, and of a shelf that is new since then from its own days; at most 500.",
			query: OfSuggestions,
			answers: { 200: z.object({ items: z.array(SuggestionBody), more: z.boolean() }) },
			refusals: [400],
		},
		async (call) => {
			const tenant = await call.tenant();
			const { items, more } = await suggestions(tenant, call.query);
			const { business } = await tenant.principal();
			return {
				body: {
					more,
					items: items.map((item) => suggestionBody(item, business.currency)),
				},
			};
		},
	);

	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/vendor-terms",
			tag,
			summary: "How vendors deliver, or one of them, by the name products carry",
			query: VendorRef.partial(),
			answers: { 200: z.object({ items: z.array(TermsBody) }) },
			refusals: [400],
		},
		async (call) => {
			const tenant = await call.tenant();
			const { vendor } = call.query;
			const items = vendor === undefined ? await allVendorTerms(tenant, {}) : [await vendorTermsOf(tenant, { vendor })];
			const { business } = await tenant.principal();
			return { body: { items: items.map((terms) => termsBody(terms, business.currency)) } };
		},
	);

	endpoint(
		api,
		base,
		{
			method: "patch",
			path: "/vendor-terms",
			tag,
			summary: "Say how a vendor delivers; what is not named stays",
			body: EditVendorTerms,
			answers: { 200: TermsBody },
			refusals: [409, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			const terms = await editVendorTerms(tenant, call.body, { key: call.key });
			return { body: termsBody(terms, (await tenant.principal()).business.currency) };
		},
	);
}

function suggestionBody(item: Suggestion, currency: string): z.output<typeof SuggestionBody> {
	const { cost, minimum, imageUrl: _, reorderPoint: _point, reorderTo: _to, lump: _lump, unrest: _unrest, lift: _lift, ...said } = item;
	const { lasting: _lasting, luck: _luck, ...body } = said;
	return { ...body, unitCost: cost === null ? null : decimalString(cost, item.currency), minimum: decimalString(minimum, currency) };
}

function termsBody({ minimum, ...terms }: VendorTerms, currency: string): z.output<typeof TermsBody> {
	return { ...terms, minimum: decimalString(minimum, currency) };
}
