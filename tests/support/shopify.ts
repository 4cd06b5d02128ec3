import { vi } from "vitest";
import { newGate } from "#app/channels/gate.ts";
import { ConnectionDriver } from "../../workers/channels/connection-driver.ts";
import { answeredBy, client } from "./channels/shopify-link.ts";
import { fakeShopify, type Mail } from "./fakes/shopify.ts";
import type { FakeShop } from "./fakes/shopify-shop.ts";
import { type Answered, call, rowsOf, type Shop } from "./world.ts";

/** A network on which only the stand-in for Shopify answers, and a shop on it that a business has connected. */
export const shopify = fakeShopify(client);

export function onlyShopifyAnswers(): void {
	vi.spyOn(globalThis, "fetch").mockImplementation(answeredBy(shopify));
	// Nobody wakes the driver but the test.
	vi.spyOn(ConnectionDriver.prototype, "wake").mockResolvedValue();
}

let serial = 0;
export const openShopifyShop = (currency?: string): FakeShop => shopify.open(`store-${++serial}.myshopify.com`, currency);

/** The way a merchant goes: to Shopify, where they agree (or not), and the address they come back to. */
export async function consent(shop: Shop, host: string, answer: "Install app" | "Cancel" = "Install app"): Promise<string> {
	const begun = await shop.call("POST", "/connections/shopify/initiate", { body: { storeUrl: host } });
	if (begun.status !== 200) throw new Error(JSON.stringify(begun.body));
	const html = await (await fetch(begun.body.authUrl)).text();
	const link = new RegExp(`href="([^"]+)">${answer}<`).exec(html)?.[1] ?? "";
	const back = new URL(link.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))));
	return back.pathname + back.search;
}

/** Where the browser is led. */
export async function comeBackTo(shop: Shop, path: string): Promise<string> {
	const answered = await shop.call("GET", path);
	return answered.headers.get("Location") ?? `${answered.status}`;
}

export async function connected(shop: Shop, store: FakeShop) {
	const said = await comeBackTo(shop, await consent(shop, store.host));
	const [row] = await rowsOf<{ id: string }>(
		shop,
		"SELECT id FROM connections WHERE businessId = ? AND storeUrl = ?",
		shop.businessId,
		`https://${store.host}`,
	);
	if (!row) throw new Error(`not connected: ${said}`);
	return { connectionId: row.id, gates: { gate: newGate } };
}

/** Brings what a shop owes, as it comes. @returns the statuses it was answered with */
export async function deliverAll(store: FakeShop, mail?: Mail): Promise<number[]> {
	const statuses: number[] = [];
	await shopify.deliver(
		store,
		async (request) => {
			const { status } = await post(request);
			statuses.push(status);
			return new Response(null, { status });
		},
		mail,
	);
	return statuses;
}

export async function post(request: Request): Promise<Answered> {
	const { pathname, search } = new URL(request.url);
	return call("POST", pathname + search, { body: await request.text(), headers: Object.fromEntries(request.headers) });
}
