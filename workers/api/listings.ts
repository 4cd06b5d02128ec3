import { z } from "zod";
import { LinkListing, ListListings, ListMissing, WantAllListings, WantListings } from "#app/channels/input.ts";
import { linkListing } from "#app/channels/link-listing.server.ts";
import { type Listing, listListings } from "#app/channels/listings.server.ts";
import { listMissing, type Missing } from "#app/channels/missing.server.ts";
import { wantAllListings, wantListings } from "#app/channels/want-listings.server.ts";
import { wantedStates } from "#app/channels/wanted.ts";
import { decimalString } from "#app/platform/money.ts";
import { type Api, endpoint } from "./endpoint.ts";
import { orNull, pageBody } from "./shapes.ts";

const tag = "Channels";

/** What is sold at shops elsewhere, and what of ours is not. */
export function mountListings(api: Api, base: string): void {
	mountSetup(api, base);
	mountMissing(api, base);
}

const ListingBody = z.object({
	variantId: z.string(),
	sku: z.string(),
	barcode: z.string(),
	name: z.string(),
	productId: orNull(z.string()),
	productName: orNull(z.string()),
	productSku: orNull(z.string()),
	price: orNull(z.int()).describe("Minor units of the shop's currency"),
	linkedBy: orNull(z.enum(["rule", "person"])),
	isAmbiguous: z.boolean().describe("More than one product could be it"),
	known: orNull(z.int()).describe("What stands there, as far as we know"),
	problem: orNull(z.string()),
	isGone: z.boolean().describe("It was not there when everything was last read"),
	suggestions: z
		.array(z.object({ productId: z.string(), name: z.string(), sku: z.string(), why: z.enum(["barcode", "sku"]) }))
		.describe("Where nobody knows: what it could be, the likeliest first"),
});
const listingBody = (listing: Listing): z.output<typeof ListingBody> => ({
	...listing,
	isAmbiguous: listing.isAmbiguous === 1,
	isGone: listing.isGone === 1,
});

const MissingBody = z.object({
	productId: z.string(),
	name: z.string(),
	sku: z.string(),
	barcode: z.string(),
	price: orNull(z.string()).describe("In `currency`; null: nobody has priced it"),
	currency: z.string(),
	quantity: z.int().describe("How many there would be from the start"),
	why: orNull(z.enum(["sold_there", "archived", "no_price", "currency_differs"])).describe("What keeps it from being made there"),
	wanted: orNull(z.enum(wantedStates)).describe("Whether it was to be made there, and what came of it"),
	reason: z.string().describe("Why it was not made; empty where it was, or was not tried"),
	heard: z.string().describe("What the shop said of it"),
});
const missingBody = ({ said, price, ...missing }: Missing): z.output<typeof MissingBody> => ({
	...missing,
	price: price === null ? null : decimalString(price, missing.currency),
	reason: said,
});

/** What of ours is not sold there, and having it made. */
function mountMissing(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/setup/{connectionId}/missing",
			tag,
			summary: "Products of ours that are not sold there, and what would be made of each",
			query: ListMissing.pick({ q: true, limit: true, cursor: true }),
			answers: { 200: pageBody(MissingBody) },
			refusals: [400, 404],
		},
		async (call) => {
			const { connectionId = "" } = call.params;
			const { items, nextCursor } = await listMissing(await call.tenant(), { ...call.query, connectionId });
			return { body: { items: items.map(missingBody), nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/setup/{connectionId}/create",
			tag,
			summary: "Have products of ours made there, as drafts nobody can buy yet",
			description:
				"They are made one after the other; `GET /setup/{connectionId}/missing` says how far it is. What the shop has under the same SKU already is linked and not made. `left` are those that cannot be made, each with why. 409 `cannot_make_products`: the platform lets nobody.",
			body: WantListings.omit({ connectionId: true }),
			answers: {
				202: z.object({
					wanted: z.int(),
					left: z.array(z.object({ productId: z.string(), why: z.enum(["sold_there", "archived", "no_price", "currency_differs"]) })),
				}),
			},
			refusals: [400, 404, 409, 415],
		},
		async (call) => ({
			status: 202,
			body: await wantListings(await call.tenant(), { ...call.body, connectionId: call.params.connectionId }, { key: call.key }),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/setup/{connectionId}/create-all",
			tag,
			summary: "Have all products of ours made there that are not sold there and can be made, or those a word asks for",
			body: WantAllListings.omit({ connectionId: true }),
			answers: { 202: z.object({ wanted: z.int() }) },
			refusals: [400, 404, 409, 415],
		},
		async (call) => ({
			status: 202,
			body: await wantAllListings(await call.tenant(), { ...call.body, connectionId: call.params.connectionId }, { key: call.key }),
		}),
	);
}

/** What is sold there, and which product of ours it is. */
function mountSetup(api: Api, base: string): void {
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/setup/{connectionId}/listings",
			tag,
			summary: "What is sold there, and which product of ours it is or could be",
			query: ListListings.omit({ connectionId: true }),
			answers: { 200: pageBody(ListingBody) },
			refusals: [400, 404],
		},
		async (call) => {
			const { connectionId = "" } = call.params;
			const { items, nextCursor } = await listListings(await call.tenant(), { ...call.query, connectionId });
			return { body: { items: items.map(listingBody), nextCursor } };
		},
	);
	const Linked = z.object({ variantId: z.string(), productId: orNull(z.string()) });
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/setup/{connectionId}/map",
			tag,
			summary: "Say which product of ours a variant is; it stands",
			body: LinkListing.omit({ connectionId: true }).extend({ productId: z.string() }),
			answers: { 200: Linked },
			refusals: [404, 415],
		},
		async (call) => ({
			body: await linkListing(await call.tenant(), { ...call.body, connectionId: call.params.connectionId }, { key: call.key }),
		}),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/setup/{connectionId}/unmap",
			tag,
			summary: "Say that a variant is no product of ours; it stands",
			body: LinkListing.pick({ variantId: true }),
			answers: { 200: Linked },
			refusals: [404, 415],
		},
		async (call) => {
			const wanted = { variantId: call.body.variantId, productId: null, connectionId: call.params.connectionId };
			return { body: await linkListing(await call.tenant(), wanted, { key: call.key }) };
		},
	);
}
