import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";

type Store = { id: string; name: string };
export type Shop = { stores: Store[] };

/** A business of this test's own, signed in, with two stores. */
export async function openShop(page: Page): Promise<Shop> {
	await page.goto("/sign-in");
	return page.evaluate(async () => {
		const post = async <Answer>(path: string, body: object): Promise<Answer> => {
			const response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
			if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`);
			return response.json();
		};
		const email = `owner-${crypto.randomUUID()}@shop.example`;
		const { store } = await post<{ store: Store }>("/api/auth/register", {
			email,
			password: "frames on the shelf",
			name: "Karen Lund",
			businessName: "Lund & Lys",
			storeName: "Nørrebro",
			currency: "DKK",
			timeZone: "Europe/Copenhagen",
		});
		return { stores: [store, await post<Store>("/api/stores", { name: "Aarhus" })] };
	});
}

/** A call to the API as the person at the page, as another till would make it. */
export function call(
	page: Page,
	method: string,
	path: string,
	body?: object,
): Promise<{ status: number; body: { id: string; inventory: { quantity: number } } }> {
	return page.evaluate(
		async ([method, path, json]) => {
			const response = await fetch(path, { method, headers: { "Content-Type": "application/json" }, ...(json && { body: json }) });
			return { status: response.status, body: await response.json() };
		},
		[method, path, body && JSON.stringify(body)] as const,
	);
}

export async function addProduct(page: Page, shop: Shop, more: object = {}): Promise<string> {
	const { status, body } = await call(page, "POST", "/api/products", {
		storeId: shop.stores[0]?.id,
		name: "KNUD Havana 49",
		sku: "MF-KNU-HAV-49",
		barcode: "5704418001028",
		price: "2195.00",
		initialStock: 6,
		reorderPoint: 3,
		status: "published",
		...more,
	});
	expect(status).toBe(201);
	return body.id;
}

/** A browser in which no script of the page runs, signed in as `page` is. */
export async function withoutScripts(browser: Browser, context: BrowserContext, baseURL: string | undefined): Promise<Page> {
	const plain = await browser.newContext({
		javaScriptEnabled: false,
		storageState: await context.storageState(),
		...(baseURL && { baseURL }),
		locale: "en-GB",
	});
	return plain.newPage();
}

/** A product's shelf in one store, as a row of the product page. */
export const shelfOf = (page: Page, store: string) =>
	page.getByRole("table", { name: "On the shelf" }).getByRole("row", { name: new RegExp(store) });
export const more = (page: Page) => page.locator("summary").filter({ hasText: "More actions" });
export const toast = (page: Page, text: string | RegExp) => page.getByRole("region", { name: "Messages" }).getByText(text);
