import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import {
	field,
	type Goods,
	knud,
	lines,
	messages,
	openCounter,
	openShop,
	ours,
	pay,
	paying,
	scan,
	type Shop,
	standsReady,
	wipes,
} from "../support/counter-in-browser.ts";

/** A till without the network: it goes on selling, through a reload and in a new tab, and hands everything in once. */

for (const { name, viewport, colorScheme, beyond } of [
	{ name: "on a phone, by day", viewport: { width: 390, height: 844 }, colorScheme: "light" as const, beyond: "warn" },
	{ name: "at the desk, by night", viewport: { width: 1440, height: 900 }, colorScheme: "dark" as const, beyond: "refuse" },
])
	test.describe(name, () => {
		test.use({ viewport, colorScheme, expected: [/ERR_INTERNET_DISCONNECTED/] });

		test("sells without the network, reloads, sells again, and all of it is there once", async ({ page, context }) => {
			test.slow();
			const shop = await openShop(page.request);
			expect((await page.request.post("/api/devices", { headers: ours, data: { storeId: shop.storeId, name: "Till 2" } })).status()).toBe(
				201,
			);
			const settings = await page.request.patch(`/api/stores/${shop.storeId}/till-settings`, {
				headers: ours,
				data: { leaseUnits: 1, beyondLease: beyond },
			});
			expect(settings.status()).toBe(200);
			await openCounter(page);
			await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
			await expect.poll(() => standsReady(page, ["provision", "lease"]), { timeout: 30_000 }).toBe(true);

			await context.setOffline(true);
			await expect(strip(page)).toContainText("Offline since");
			await scan(page, knud.barcode);
			await expect(lines(page)).toHaveCount(1);
			// One is kept for this till. Two are more than it can vouch for: it says so, and where the store wants that, it sells no more than the one.
			await scan(page, knud.barcode);
			await expect(lines(page)).toContainText([beyond === "warn" ? "Only 1 of these is kept" : "may sell only 1 of these"]);
			if (beyond === "refuse") {
				await page.keyboard.press("F9");
				await expect(page.getByText("Nothing was sold.", { exact: false })).toBeVisible();
				await expect(paying(page)).toBeHidden();
			}
			await looksRight(page);
			await lines(page).getByRole("button", { name: "Set to 1" }).click();
			await expect(lines(page).getByText("of these")).toBeHidden();
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
			expect(await onHand(other.request, shop, knud)).toBe(knud.stock - 1);
			expect(await onHand(other.request, shop, wipes)).toBe(wipes.stock - 1);
		});
	});

async function onHand(request: APIRequestContext, { storeId }: Shop, { sku }: Goods): Promise<number> {
	const answer = await request.get(`/api/products?storeId=${storeId}&q=${sku}`);
	return (await answer.json()).items[0].inventory.quantity;
}

const strip = (page: Page) => page.locator(".till-strips");

async function looksRight(page: Page): Promise<void> {
	await expectPageFits(page);
	await expectAccessible(page);
}
