import type { Adapter } from "../contract.ts";
import type { ShopPlatform } from "../rules.ts";
import { shopify } from "./shopify.server.ts";
import { woocommerce } from "./woocommerce.server.ts";

/** Every platform of shops there is, each one file. A word in `shopPlatforms` without its adapter does not compile. */
export const adapters = { shopify, woocommerce } satisfies Record<ShopPlatform, Adapter>;

export function adapterOf(platform: ShopPlatform): Adapter {
	return adapters[platform];
}
