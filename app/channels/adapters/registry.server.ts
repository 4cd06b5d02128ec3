import type { Adapter } from "../contract.ts";
import { isShopPlatform, type Platform, type ShopPlatform, shopPlatforms, type TalkPlatform } from "../rules.ts";
import type { TalkAdapter } from "../talk.ts";
import { instagram } from "./instagram.server.ts";
import { messenger } from "./messenger.server.ts";
import { prokip } from "./prokip.server.ts";
import { shopify } from "./shopify.server.ts";
import { whatsapp } from "./whatsapp.server.ts";
import { woocommerce } from "./woocommerce.server.ts";

/** Every platform of shops there is, each one file. A word in `shopPlatforms` without its adapter does not compile. */
export const adapters = { shopify, woocommerce, prokip } satisfies Record<ShopPlatform, Adapter>;

export function adapterOf(platform: ShopPlatform): Adapter {
	return adapters[platform];
}

/** Those whose books sales go into. */
export const books: readonly Platform[] = shopPlatforms.filter((platform) => "sales" in adapters[platform]);

/** The platforms of conversations, likewise. */
export const talkAdapters = { whatsapp, instagram, messenger } satisfies Record<TalkPlatform, TalkAdapter>;

export function talkAdapterOf(platform: TalkPlatform): TalkAdapter {
	return talkAdapters[platform];
}

/** What a platform can do with goods and orders at all; one of conversations nothing of it. */
export type Abilities = {
	takeOrders: boolean;
	setStock: boolean;
	createProducts: boolean;
	tellUs: boolean;
	bookSales: boolean;
	talk: boolean;
};

export function abilitiesOf(platform: Platform): Abilities {
	if (!isShopPlatform(platform))
		return { takeOrders: false, setStock: false, createProducts: false, tellUs: true, bookSales: false, talk: true };
	const { capabilities, makes, sales } = adapterOf(platform);
	const { hasOrders: takeOrders, canSetStock: setStock, hasWebhooks: tellUs } = capabilities;
	return { takeOrders, setStock, createProducts: makes !== undefined, tellUs, bookSales: sales !== undefined, talk: false };
}
