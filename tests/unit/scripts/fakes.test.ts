import { expect, it } from "vitest";
import { listen, startFakes, usualPorts } from "../../../scripts/fakes.mjs";
import { freePort } from "../../../scripts/port.mjs";

it("serves the stand-ins of shops at the ports they are known at, and says where else where something is there already", async () => {
	expect(usualPorts()).toEqual({ prokip: 4000, shopify: 4001, woocommerce: 4002 });
	expect(usualPorts(4001)).toEqual({ prokip: 4000, woocommerce: 4002 });
	const other = await listen({ fetch: () => new Response("somebody else's") });
	const [taken, free] = [Number(new URL(other.url).port), await freePort()];
	const fakes = await startFakes({ ports: { prokip: free, shopify: taken } });
	try {
		expect(fakes.env.PROKIP_MOCK_URL).toBe(`http://127.0.0.1:${free}`);
		expect(fakes.env.SHOPIFY_MOCK_URL).not.toBe(other.url);
		const [prokip, shopify, woocommerce] = fakes.shops;
		expect(prokip?.trim()).toMatch(new RegExp(`^Prokip +http://127.0.0.1:${free}$`));
		expect(shopify?.trim()).toBe(`Shopify      ${fakes.env.SHOPIFY_MOCK_URL}, as ${taken} is taken`);
		expect(woocommerce?.trim()).toBe(`WooCommerce  ${fakes.env.WOOCOMMERCE_MOCK_URL}`);
		expect((await fetch(`${fakes.env.SHOPIFY_MOCK_URL}/some-shop.myshopify.com/shop`)).status).toBe(200);
		expect(await (await fetch(other.url)).text()).toBe("somebody else's");
	} finally {
		await fakes.stop();
		await other.stop();
	}
});
