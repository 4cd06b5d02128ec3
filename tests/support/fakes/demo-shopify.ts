import { buildCatalog } from "../../../demo/catalog.ts";
import { SHOPIFY } from "../../../demo/shopify.ts";
import { fakeShopify } from "./shopify.ts";

/**
 * Any shop at Shopify a local Storekeep asks for: it sells some of what the demo's own stores do, tells of it at once, and somebody can buy at
 * /<its host>/shop. The demo's own has given its consent.
 */
export function demoShopify(client: { clientId: string; clientSecret: string }) {
	return fakeShopify({
		...client,
		send: (request) => fetch(request),
		opens(host, shop) {
			if (host === new URL(SHOPIFY.url).hostname)
				shop.tokens.push({
					access: SHOPIFY.accessToken,
					refresh: "",
					scope: "",
					expiresAt: Number.POSITIVE_INFINITY,
					replacedBy: null,
					used: true,
				});
			for (const { title, vendor, variants } of buildCatalog().products.slice(0, 8))
				shop.add({
					title,
					vendor,
					variants: variants
						.slice(0, 3)
						.map(({ title: variant, sku, barcode, price }) => ({ title: variant, sku, barcode, price, available: 5 })),
				});
			shop.countFrom(Date.now());
		},
	});
}
