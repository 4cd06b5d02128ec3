import { afterEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { graph } from "#app/channels/adapters/meta-call.server.ts";
import { askProkip } from "#app/channels/adapters/prokip-call.server.ts";
import { operate } from "#app/channels/adapters/shopify-graphql.server.ts";
import { call } from "#app/channels/adapters/woocommerce-call.server.ts";
import type { Link } from "#app/channels/contract.ts";
import { PlatformTrouble } from "#app/channels/trouble.ts";
import { settings } from "../../support/channels/shopify-link.ts";

afterEach(() => vi.restoreAllMocks());

const key = "EAABwzLixnjY/BO9zQ1uT0kenThatNobodyMayRead";
const other = "cs_0123456789abcdef0123456789abcdef01234567";
const linkTo = (storeUrl: string, credentials: Record<string, string>): Link => ({
	storeUrl,
	credentials,
	shop: { currency: "DKK", locationId: "7" },
	cfg: { ...settings, META_MOCK_URL: "http://meta.test", PROKIP_MOCK_URL: "http://prokip.test", WOOCOMMERCE_MOCK_URL: "http://woo.test" },
	now: Date.now(),
	async keep() {},
});

const sentence = `Malformed access token ${key} and ${other}, ${btoa(`${key}:${other}`)}`;
const platforms: { name: string; status: number; body: unknown; ask: () => Promise<unknown> }[] = [
	{
		name: "Meta, of its own 400",
		status: 400,
		body: { error: { code: 190, message: sentence } },
		ask: () => graph(linkTo("https://graph.facebook.com", { accessToken: key }), "me"),
	},
	{
		name: "Meta, of its own 500",
		status: 500,
		body: { error: { code: 1, message: sentence } },
		ask: () => graph(linkTo("https://graph.facebook.com", { accessToken: key }), "me"),
	},
	{
		name: "Shopify",
		status: 403,
		body: { errors: sentence },
		ask: () => operate(linkTo("https://store.myshopify.com", { accessToken: key }), "{ shop { id } }", {}, z.unknown()),
	},
	{
		name: "WooCommerce",
		status: 403,
		body: { code: "refused", message: sentence },
		ask: () => call(linkTo("https://web.example", { consumerKey: key, consumerSecret: other }), "orders"),
	},
	{
		name: "Prokip",
		status: 403,
		body: { message: sentence },
		ask: () => askProkip(linkTo("https://api.prokip.africa", { token: key }), "product", z.unknown()),
	},
];

it.each(platforms)("keeps the keys it asked with out of what a platform says of them: $name", async ({ status, body, ask }) => {
	// As PHP writes it: every slash with one before it.
	const json = JSON.stringify(body).replaceAll("/", "\\/");
	vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(json, { status }));
	const trouble = await ask().then(
		() => null,
		(error: unknown) => error,
	);
	if (!(trouble instanceof PlatformTrouble)) throw new Error("it ended in no trouble", { cause: trouble });
	expect(trouble.said).toContain("Malformed access token … and ");
	expect(trouble.said).not.toContain(key.slice(0, 12));
});
