import { WEBSHOP, WEBSHOP_GOODS } from "../../../demo/webshop.ts";
import { addSimple, fakeWoocommerce, type WooShop, wooShop } from "./woocommerce.ts";

/** The web shop of the demo: it sells some of the business's frames, by their SKUs, on a page where somebody can buy. */
export function demoWebshops() {
	const shop: WooShop = wooShop(WEBSHOP.name);
	shop.keys = new Map([[WEBSHOP.credentials.consumerKey, { secret: WEBSHOP.credentials.consumerSecret, permissions: "read_write" }]]);
	for (const { sku, name, price } of WEBSHOP_GOODS) addSimple(shop, { sku, name, price: (price / 100).toFixed(2), quantity: 3 });
	// What is bought from now on is not taken for what was bought before it was started again.
	shop.serial += Math.floor(Date.now() / 1000);
	return fakeWoocommerce(new Map([[new URL(WEBSHOP.url).hostname, shop]]), {
		async send({ url, headers, body }) {
			await fetch(url, { method: "POST", headers, body }).then((response) => response.arrayBuffer());
		},
	});
}
