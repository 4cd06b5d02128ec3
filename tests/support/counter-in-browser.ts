import type { APIRequestContext, Page } from "@playwright/test";
import { expect } from "./browser.ts";

/** A till in a browser: a shop of its own with goods on the shelf, a scanner, and how it is paid. */

export const ours = { "Sec-Fetch-Site": "same-origin" };

export type Goods = { name: string; sku: string; barcode: string; price: number | null; stock: number };
export type Shop = { storeId: string; ids: Record<string, string> };

export const knud: Goods = { name: "KNUD Havana 49", sku: "KN-HAV-49", barcode: "5704418001097", price: 2195, stock: 5 };
export const lenses: Goods = { name: "Single vision lenses 1.67", sku: "LE-SV-167", barcode: "5704418002094", price: 1290, stock: 40 };
export const wipes: Goods = { name: "Lens wipes", sku: "AC-WIPES", barcode: "5704418003091", price: 49.5, stock: 100 };
export const torvald: Goods = { name: "TORVALD Black 52", sku: "TO-BLK-52", barcode: "5704418004098", price: 2495, stock: 2 };
export const shelf = [knud, lenses, wipes, torvald];

/** Registers a business over the API, signed in as its owner in this browser, with goods on the shelf of Aarhus. */
export async function openShop(request: APIRequestContext, goods: Goods[] = shelf): Promise<Shop> {
	const email = `till-${crypto.randomUUID()}@shop.example`;
	const registered = await request.post("/api/auth/register", {
		headers: ours,
		data: { email, password: "frames on the shelf", name: "Emil Holm", businessName: "Lund & Lys", storeName: "Aarhus", currency: "DKK" },
	});
	expect(registered.status()).toBe(201);
	const storeId: string = (await registered.json()).store.id;
	const ids: Record<string, string> = {};
	for (const { stock, ...product } of goods) {
		const added = await request.post("/api/products", { headers: ours, data: { storeId, ...product, initialStock: stock } });
		expect(added.status(), await added.text()).toBe(201);
		ids[product.sku] = (await added.json()).id;
	}
	return { storeId, ids };
}

export async function openCounter(page: Page, path = "/counter"): Promise<void> {
	await page.goto(path);
	await page.locator("[data-live]").waitFor();
}

/** A keyboard-wedge scanner: types at once wherever the focus is, and ends with Enter. */
export async function scan(page: Page, code: string): Promise<void> {
	await page.keyboard.type(code);
	await page.keyboard.press("Enter");
}

export const field = (page: Page) => page.getByRole("combobox", { name: "Scan or search" });
export const lines = (page: Page) => page.getByRole("list", { name: "Lines of the basket" }).getByRole("listitem");
export const total = (page: Page) => page.locator(".sums .total dd");
export const messages = (page: Page) => page.getByRole("region", { name: "Messages" });

export async function available(request: APIRequestContext, shop: Shop, { sku }: Goods): Promise<number> {
	const answer = await request.get(`/api/products?storeId=${shop.storeId}&q=${sku}`);
	return (await answer.json()).items[0].inventory.available;
}

export async function salesMade(request: APIRequestContext): Promise<number> {
	return (await (await request.get("/api/sales")).json()).items.length;
}

export const paying = (page: Page) => page.getByRole("dialog", { name: /Payment|Betaling/ });

/** Completes the payment that is asked for: by card, unless told otherwise. */
export async function complete(page: Page): Promise<void> {
	await expect(paying(page).getByRole("radio", { name: /Card|Kort/ })).toBeFocused();
	await page.keyboard.press("Enter");
	await expect(paying(page)).toBeHidden();
}

/** Pays without a mouse: F9 asks how, Enter completes. */
export async function pay(page: Page): Promise<void> {
	await page.keyboard.press("F9");
	await complete(page);
}

/** Whether the till has what it needs alone: the worker in charge, the page it opens, goods, and what it knows (`facts`, by how their keys begin). */
export function standsReady(page: Page, facts: string[] = ["provision"]): Promise<boolean> {
	return page.evaluate(async (facts) => {
		const isKept = await new Promise<boolean>((resolve) => {
			const opening = indexedDB.open("storekeep-till");
			// Where the till has not made it yet, asking must not make an empty one in its place.
			opening.onupgradeneeded = () => opening.transaction?.abort();
			opening.onerror = () => resolve(false);
			opening.onsuccess = () => {
				const kept = opening.result.transaction(["goods", "facts"]);
				const [counting, naming] = [kept.objectStore("goods").count(), kept.objectStore("facts").getAllKeys()];
				kept.oncomplete = () => {
					opening.result.close();
					resolve(counting.result > 0 && facts.every((fact) => naming.result.some((key) => String(key).startsWith(fact))));
				};
			};
		});
		return isKept && navigator.serviceWorker.controller !== null && (await caches.match("/counter/offline")) !== undefined;
	}, facts);
}
