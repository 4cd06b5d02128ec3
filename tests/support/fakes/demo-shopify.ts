import { buildCatalog } from "../../../demo/catalog.ts";
import { fakeShopify } from "./shopify.ts";

/** Any shop at Shopify a local Storekeep asks for: it sells some of what the demo's own stores do, tells of it at once, and somebody can buy at /<its host>/shop. */
export function demoShopify(client: { clientId: string; clientSecret: string }) {
	return fakeShopify({
		...client,
		send: (request) => fetch(request),
		opens(_, shop) {
			for (const { title, vendor, variants } of buildCatalog().products.slice(0, 8))
				shop.add({
					title,
					vendor,
					variants: variants
						.slice(0, 3)
						.map(({ title: variant, sku, barcode, price }) => ({ title: variant, sku, barcode, price, available: 5 })),
				});
		},
	});
}
