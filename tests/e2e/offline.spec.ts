import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../support/browser.ts";
import {
	available,
	field,
	knud,
	lines,
	messages,
	openCounter,
	openShop,
	ours,
	pay,
	paying,
	scan,
	wipes,
} from "../support/counter-in-browser.ts";

/** A till without the network: it goes on selling, through a reload and in a new tab, and hands everything in once. */

for (const { name, viewport, colorScheme } of [
	{ name: "on a phone, by day", viewport: { width: 390, height: 844 }, colorScheme: "light" as const },
	{ name: "at the desk, by night", viewport: { width: 1440, height: 900 }, colorScheme: "dark" as const },
])
	test.describe(name, () => {
		test.use({ viewport, colorScheme, expected: [/ERR_INTERNET_DISCONNECTED/] });

		test("sells without the network, reloads, sells again, and all of it is there once", async ({ page, context }) => {
			test.slow();
			const shop = await openShop(page.request);
			expect((await page.request.post("/api/devices", { headers: ours, data: { storeId: shop.storeId, name: "Till 2" } })).status()).toBe(
				201,
			);
			await openCounter(page);
			await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
			await expect.poll(() => stands(page), { timeout: 30_000 }).toBe(true);

			await context.setOffline(true);
			await expect(strip(page)).toContainText("Offline since");
			await scan(page, knud.barcode);
			await expect(lines(page)).toHaveCount(1);
			await page.keyboard.press("F9");
			await expect(paying(page)).toBeVisible();
			await page.keyboard.press("F9");
			await expect(paying(page).getByRole("radio", { name: "Cash" })).toBeFocused();
			await page.keyboard.type("2200");
			await page.keyboard.press("Enter");
			await expect(messages(page)).toContainText("Sold 1 for DKK 2,195.00. Change DKK 5.00");
			await expect(strip(page)).toContainText("1 sale waits.");
			await looksRight(page);

			// Closed in the middle of a basket: the basket and what was sold are there again, from what the browser kept.
			await scan(page, wipes.barcode);
			await expect(lines(page)).toHaveCount(1);
			await page.reload();
			await expect(lines(page)).toContainText(["Lens wipes"]);
			expect(new URL(page.url()).pathname).toBe("/counter/offline");
			await expect(field(page)).toBeVisible();
			await page.getByRole("button", { name: /^Pay/ }).focus();
			await pay(page);
			await expect(strip(page)).toContainText("2 sales wait.");
			await page.getByRole("button", { name: "Show" }).click();
			const list = page.getByRole("dialog", { name: "Sold without the network" });
			await expect(list.getByRole("listitem")).toHaveCount(2);
			await looksRight(page);
			await list.getByRole("button", { name: "Slip" }).first().click();
			await expect(list.getByRole("heading", { name: "Provisional slip, sale 1" })).toBeVisible();
			await page.keyboard.press("Escape");

			const other = await context.newPage();
			await page.close();
			await other.goto("/counter");
			await expect(strip(other)).toContainText("2 sales wait.");
			await context.setOffline(false);
			await other.waitForURL(/\/counter\?store=/, { timeout: 40_000 });
			await other.locator("[data-live]").waitFor();
			await expect
				.poll(async () => (await (await other.request.get("/api/receipts", { params: { storeId: shop.storeId } })).json()).items.length)
				.toBe(2);
			expect(await available(other.request, shop, knud)).toBe(knud.stock - 1);
			expect(await available(other.request, shop, wipes)).toBe(wipes.stock - 1);
		});
	});

const strip = (page: Page) => page.locator(".till-strips");

/** Everything the till needs alone is there: the worker in charge, the page it opens, and the goods. */
function stands(page: Page): Promise<boolean> {
	return page.evaluate(async () => {
		const shell = await caches.match("/counter/offline");
		const goods = await new Promise<number>((resolve) => {
			const opening = indexedDB.open("storekeep-till");
			opening.onsuccess = () => {
				const counting = opening.result.transaction("goods").objectStore("goods").count();
				counting.onsuccess = () => {
					opening.result.close();
					resolve(counting.result);
				};
			};
		});
		return navigator.serviceWorker.controller !== null && shell !== undefined && goods > 0;
	});
}

async function looksRight(page: Page): Promise<void> {
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);
}
