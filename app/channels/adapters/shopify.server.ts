import { z } from "zod";
import { minute } from "#app/platform/time.ts";
import type { Adapter, Link, ProvenShop } from "../contract.ts";
import { PlatformTrouble } from "../trouble.ts";
import { scopes } from "./shopify-consent.server.ts";
import { createShopifyProduct, fetchVariants, findVariants, pullVariants, setLevels } from "./shopify-goods.server.ts";
import { budgetOf, operate, versionsOf } from "./shopify-graphql.server.ts";
import { plainId } from "./shopify-json.ts";
import { fetchShopifyOrder, pullShopifyOrders } from "./shopify-orders.server.ts";
import { translateShopify } from "./shopify-payloads.ts";
import { goodCredentials, lastsUntil, standInOf } from "./shopify-tokens.server.ts";
import {
	addressedShop,
	listShopifyWebhooks,
	registerShopifyWebhooks,
	removeShopifyWebhooks,
	verifyShopify,
} from "./shopify-webhooks.server.ts";

/** Shopify: the Admin API in GraphQL, webhooks signed by the app's secret, access by consent. */
export const shopify: Adapter = {
	capabilities: {
		connects: "consent",
		hasWebhooks: true,
		webhooksName: "host",
		hasOrders: true,
		saysOwed: true,
		canSetStock: true,
		mostLevels: 100,
		// The bucket of points is what really paces (shopify-graphql.server.ts). Nobody's one machine: what is wrong there is over for all at once, and a level that waits may be sold twice.
		pace: { perSecond: 10, burst: 40, longestRest: 2 * minute },
	},
	addressed: addressedShop,
	verify: (delivery, { cfg }) => verifyShopify(delivery, cfg),
	translate: translateShopify,
	prove,
	locations: locationsOf,
	pullProducts: pullVariants,
	fetchProduct: fetchVariants,
	pullOrders: pullShopifyOrders,
	fetchOrder: fetchShopifyOrder,
	pushLevels: setLevels,
	lastsUntil,
	listWebhooks: listShopifyWebhooks,
	registerWebhooks: (link, address) => registerShopifyWebhooks(link, address),
	removeWebhooks: removeShopifyWebhooks,
	budget: budgetOf,
	versions: versionsOf,
	visit: (cfg, storeUrl) => {
		const { url, all } = standInOf(cfg);
		return all && url !== null ? `${url}/${new URL(storeUrl).hostname}/shop` : storeUrl;
	},
	makes: { find: findVariants, make: createShopifyProduct },
};

const Locations = z.object({
	nodes: z.array(z.object({ id: z.string(), name: z.string(), isActive: z.boolean(), fulfillsOnlineOrders: z.boolean() })),
});
const locationsQuery = "locations(first: 100) { nodes { id name isActive fulfillsOnlineOrders } }";

/** The place web orders leave from first. */
function placesIn({ nodes }: z.output<typeof Locations>): ProvenShop["locations"] {
	return nodes
		.filter(({ isActive }) => isActive)
		.sort((a, b) => Number(b.fulfillsOnlineOrders) - Number(a.fulfillsOnlineOrders))
		.map(({ id, name }) => ({ id: plainId(id), name }));
}

async function locationsOf(link: Link): Promise<ProvenShop["locations"]> {
	const { locations } = await operate(link, `query Locations { ${locationsQuery} }`, {}, z.object({ locations: Locations }));
	return placesIn(locations);
}

const Proof = z.object({
	shop: z.object({ name: z.string(), myshopifyDomain: z.string(), currencyCode: z.string() }),
	currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
	locations: Locations,
});

/** Asks the shop who it is, and where it keeps its goods: the place web orders leave from first. */
async function prove(link: Link): Promise<ProvenShop> {
	const { shop, currentAppInstallation, locations } = await operate(
		link,
		`query Proof { shop { name myshopifyDomain currencyCode } currentAppInstallation { accessScopes { handle } }
			${locationsQuery} }`,
		{},
		Proof,
	);
	const granted = new Set(currentAppInstallation.accessScopes.map(({ handle }) => handle));
	// Who may write may read.
	const missing = scopes.filter((scope) => !granted.has(scope) && !granted.has(scope.replace(/^read_/, "write_")));
	if (missing.length > 0) throw new PlatformTrouble("refused", "permission_missing", { said: missing.join(", ") });
	const credentials = await goodCredentials(link);
	return {
		storeUrl: `https://${shop.myshopifyDomain}`,
		name: shop.name,
		currency: shop.currencyCode,
		locations: placesIn(locations),
		credentials,
		expiresAt: lastsUntil(credentials),
	};
}
