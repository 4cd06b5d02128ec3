import type { Adapter } from "../contract.ts";
import type { Platform } from "../rules.ts";
import { shopify } from "./shopify.server.ts";
import { woocommerce } from "./woocommerce.server.ts";

/** Every platform there is, each one file. A word in `platforms` without its adapter does not compile. */
export const adapters = { shopify, woocommerce } satisfies Record<Platform, Adapter>;

export function adapterOf(platform: Platform): Adapter {
	return adapters[platform];
}
