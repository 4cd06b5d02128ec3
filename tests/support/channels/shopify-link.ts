import type { Credentials, Link } from "#app/channels/contract.ts";
import { type Config, configOf } from "#app/platform/config.server.ts";
import type { fakeShopify } from "../fakes/shopify.ts";
import type { FakeShop } from "../fakes/shopify-shop.ts";

/** A shop on the stand-in for Shopify and our link to it, for tests that drive the adapter itself. */

export const client = { clientId: "storekeep-tests", clientSecret: "shopify-secret-for-tests-only" };

export const settings: Config = configOf({
	ENVIRONMENT: "local",
	PUBLIC_URL: "http://storekeep.test",
	SESSION_SECRET: "session-secret-for-tests-only-0123456789",
	SERVICE_JWT_SECRET: "service-secret-for-tests-only-0123456789",
	ENCRYPTION_KEYS: `k1:${btoa("storekeep-tests-storekeep-tests-")}`,
	MOCK_MODE: "1",
	SHOPIFY_CLIENT_ID: client.clientId,
	SHOPIFY_CLIENT_SECRET: client.clientSecret,
	SHOPIFY_MOCK_URL: "http://shopify.test",
});

/** What goes out to the stand-in's address; nothing answers anywhere else. */
export function answeredBy(fake: ReturnType<typeof fakeShopify>) {
	return async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
		const request = new Request(input, init);
		const url = new URL(request.url);
		if (url.host !== "shopify.test") throw new Error(`nothing answers at ${request.url}`);
		return fake.fetch(request);
	};
}

export const allScopes = "read_products,write_products,read_inventory,write_inventory,read_locations,read_orders,read_customers";

/** A link as after the merchant's consent. `kept` is what it was given to keep. */
export function linkTo(
	fake: ReturnType<typeof fakeShopify>,
	shop: FakeShop,
	{ scope = allScopes, currency = shop.currency }: { scope?: string; currency?: string } = {},
): Link & { kept: Credentials[] } {
	const token = fake.issue(shop, scope);
	const kept: Credentials[] = [];
	return {
		storeUrl: `https://${shop.host}`,
		credentials: {
			accessToken: token.access,
			refreshToken: token.refresh,
			scope,
			expiresAt: String(token.expiresAt),
			refreshExpiresAt: String(token.expiresAt + 7_776_000_000),
		},
		shop: { currency, locationId: shop.mainLocation },
		cfg: settings,
		now: Date.now(),
		kept,
		async keep(credentials) {
			kept.push(credentials);
		},
	};
}
