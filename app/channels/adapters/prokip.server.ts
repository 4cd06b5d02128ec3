import { z } from "zod";
import { parseAmount } from "#app/platform/money.ts";
import { minute } from "#app/platform/time.ts";
import type { Adapter, Link, PlatformItem, ProductPage, ProvenShop } from "../contract.ts";
import { PlatformTrouble } from "../trouble.ts";
import { askProkip, listOf } from "./prokip-call.server.ts";
import { findProkipSale, giveBackInProkip, sellInProkip } from "./prokip-sales.server.ts";
import { addressOf } from "./prokip-tokens.server.ts";

/**
 * Prokip, an ERP (Ultimate POS and its Connector): products and stock are read, a sale lowers its stock and a return raises it, and that is all. Stock
 * cannot be set there, products cannot be made, and it tells of nothing by itself. What it knows of a sale is by location: `locationId` of the credentials.
 */
export const prokip: Adapter = {
	capabilities: {
		connects: "token",
		hasWebhooks: false,
		webhooksName: "token",
		hasOrders: false,
		saysOwed: false,
		canSetStock: false,
		mostLevels: 100,
		// Nobody says how many calls it takes; Laravel's own limit is one a second. What it is told can wait.
		pace: { perSecond: 1, burst: 10, longestRest: 15 * minute },
	},
	addressed: () => null,
	verify: async () => ({ kind: "forged" }),
	translate: () => [{ kind: "nothing", reason: "unused_topic" }],
	prove,
	pullProducts,
	pullOrders: async () => ({ orders: [], next: null }),
	fetchOrder: async () => null,
	pushLevels: async (_, wishes) => wishes.map(({ ref }) => ({ ref, kind: "refused", reason: "not_allowed", said: "" })),
	listWebhooks: async () => [],
	registerWebhooks: async () => ({ made: 0, mended: 0 }),
	removeWebhooks: async () => {},
	// An address for machines.
	visit: () => null,
	sales: { find: findProkipSale, sell: sellInProkip, giveBack: giveBackInProkip },
};

const AnyId = z.union([z.string(), z.number()]).transform(String);
const Location = z.object({ id: AnyId, name: z.string() });
const Details = z.object({ data: z.object({ name: z.string(), time_zone: z.string(), currency: z.object({ code: z.string() }) }) });
const Contact = z.object({ id: AnyId, is_default: z.coerce.number().nullish() });

/** The locations a token opens. @throws PlatformTrouble */
export async function prokipLocations(link: Link): Promise<{ id: string; name: string }[]> {
	return (await askProkip(link, "business-location", listOf(Location))).data;
}

/** Proves that the token opens the location, and learns what a sale there must name: its time zone, and whom it is sold to. */
async function prove(link: Link): Promise<ProvenShop> {
	const { locationId = "" } = link.credentials;
	const locations = await prokipLocations(link);
	const chosen = locations.find(({ id }) => id === locationId);
	if (!chosen) throw new PlatformTrouble("refused", "not_a_shop", { said: locations.map(({ id, name }) => `${id} ${name}`).join(", ") });
	const { data: business } = await askProkip(link, "business-details", Details);
	const contacts = await askProkip(link, "contactapi?type=customer&per_page=50", listOf(Contact));
	const contact = contacts.data.find(({ is_default }) => is_default === 1) ?? contacts.data[0];
	if (!contact) throw new PlatformTrouble("refused", "refused", { said: "no customer to sell to" });
	return {
		storeUrl: `${addressOf(link)}#${chosen.id}`,
		name: `${business.name} · ${chosen.name}`,
		currency: business.currency.code,
		locations: [chosen],
		credentials: { ...link.credentials, contactId: contact.id, timeZone: business.time_zone },
		expiresAt: null,
	};
}

const Variation = z.object({
	variation_id: AnyId,
	variation_name: z.string().nullish(),
	sub_sku: z.string().nullish(),
	product_id: AnyId,
	product_name: z.string().nullish(),
	enable_stock: z.coerce.number(),
	sell_price_inc_tax: z.union([z.string(), z.number()]).nullish(),
	variation_location_details: z.array(z.object({ location_id: AnyId, qty_available: z.coerce.number() })).default([]),
});

const pageSize = 100;

async function pullProducts(link: Link, cursor: string | null): Promise<ProductPage> {
	const page = Number(cursor ?? 1);
	const { locationId = "" } = link.credentials;
	const query = new URLSearchParams({ location_id: locationId, per_page: String(pageSize), page: String(page) });
	const { data, links } = await askProkip(link, `variation?${query}`, listOf(Variation));
	const items = data.map((variation) => itemOf(variation, link));
	// How many there are, it may or may not say.
	return { items, next: links?.next ? String(page + 1) : null, read: data.length, unread: 0, total: null };
}

function itemOf(variation: z.output<typeof Variation>, { shop, credentials }: Link): PlatformItem {
	const { variation_name: own, product_name: name } = variation;
	const price = parseAmount(Number(variation.sell_price_inc_tax ?? Number.NaN), shop.currency);
	const shelf = variation.variation_location_details.find(({ location_id }) => location_id === credentials.locationId);
	return {
		variantId: variation.variation_id,
		productId: variation.product_id,
		inventoryId: null,
		// What was imported may have line breaks in it.
		sku: (variation.sub_sku ?? "").trim().replace(/\s+/g, " "),
		barcode: "",
		name: own && own !== "DUMMY" ? `${name ?? ""} - ${own}` : (name ?? ""),
		price: typeof price === "number" ? price : null,
		tracksStock: variation.enable_stock === 1,
		// No row is no piece. What is counted there in parts of a piece is whole pieces here.
		quantity: variation.enable_stock === 1 ? Math.floor(shelf?.qty_available ?? 0) : null,
		modifiedAt: 0,
	};
}
