import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import {
	available,
	complete,
	knud,
	lenses,
	lines,
	messages,
	openCounter,
	openShop,
	pay,
	paying,
	scan,
	total,
	wipes,
} from "../support/counter-in-browser.ts";

/** A day at a till: the drawer is opened, baskets are reduced, split, put aside, brought back and exchanged, and at night it is counted. */

for (const { name, viewport, colorScheme } of [
	{ name: "at the desk, by day", viewport: { width: 1440, height: 900 }, colorScheme: "light" as const },
	{ name: "on a phone, by night", viewport: { width: 390, height: 844 }, colorScheme: "dark" as const },
])
	test.describe(name, () => {
		test.use({ viewport, colorScheme });

		test("the drawer knows what should lie in it, and is closed by what was counted", async ({ page }) => {
			test.slow();
			const shop = await openShop(page.request);
			await page.goto(`/counter/drawer?store=${shop.storeId}`);
			await page.getByRole("textbox", { name: "Float" }).fill("1000");
			await looksRight(page);
			await page.getByRole("button", { name: "Open the drawer" }).click();
			await expect(page.getByRole("heading", { name: "X report: so far" })).toBeVisible();

			await openCounter(page);
			await scan(page, wipes.barcode);
			await expect(lines(page)).toHaveCount(1);
			await scan(page, "*2");
			await page.keyboard.press("F9");
			await expect(paying(page)).toBeVisible();
			await page.keyboard.press("F9");
			await expect(paying(page).getByRole("radio", { name: "Cash" })).toBeFocused();
			await page.keyboard.type("200");
			await page.keyboard.press("Enter");
			await expect(messages(page)).toContainText("Sold 2 for DKK 99.00. Change DKK 101.00");

			await page.goto(`/counter/drawer?store=${shop.storeId}`);
			await page.getByRole("textbox", { name: "Amount" }).fill("50");
			await page.getByRole("textbox", { name: "Reason" }).fill("Milk");
			await page.getByRole("button", { name: "Write it down" }).click();
			await expect(page.getByText("Milk")).toBeVisible();
			// 1,000 to begin with, 99 sold, 50 taken out; one krone is missing.
			await page.getByRole("textbox", { name: "Or the sum" }).fill("1048");
			await looksRight(page);
			await page.getByRole("button", { name: "Close the drawer" }).click();
			await expect(page.getByRole("heading", { name: "Z report 1", level: 1 })).toBeVisible();
			await expect(page.getByRole("main")).toContainText(/Should lie there\s*1,049\.00/);
			await expect(page.getByRole("main")).toContainText(/Difference\s*[−-]1\.00/);
			await looksRight(page);

			await page.goto(`/counter/journal?store=${shop.storeId}`);
			await expect(page.getByRole("link", { name: /Receipt|Sold|Sale/ }).first()).toBeVisible();
			await expect(page.getByRole("main")).toContainText("Milk");
			await looksRight(page);
		});

		test("a basket is reduced, put aside, taken up at the other till and paid in two ways", async ({ page, context }) => {
			test.slow();
			const shop = await openShop(page.request);
			await openCounter(page);
			await scan(page, knud.barcode);
			await expect(lines(page)).toHaveCount(1);
			await page.keyboard.press("F6");
			const off = page.getByRole("dialog", { name: "Discount and note" });
			await off.getByRole("textbox", { name: "Take off" }).fill("10%");
			await looksRight(page);
			await off.getByRole("button", { name: "Apply" }).click();
			await expect(total(page)).toHaveText("DKK 1,975.50");

			await page.keyboard.press("F7");
			const aside = page.getByRole("dialog", { name: "Put the basket aside" });
			await aside.getByRole("textbox", { name: "Name" }).fill("Fru Holm");
			await page.keyboard.press("Enter");
			await expect(lines(page)).toHaveCount(0);

			const other = await context.newPage();
			await openCounter(other);
			await other
				.getByRole("region", { name: "Put aside" })
				.getByRole("button", { name: /Fru Holm/ })
				.click();
			await expect(total(other)).toHaveText("DKK 1,975.50");
			await other.keyboard.press("F9");
			await expect(paying(other)).toBeVisible();
			await other.keyboard.press("F9");
			await other.keyboard.press("F9");
			await paying(other).getByRole("textbox", { name: "On the card" }).fill("1000");
			await paying(other).getByRole("textbox", { name: "Cash received" }).fill("1000");
			await looksRight(other);
			await paying(other).getByRole("button", { name: "Complete the sale" }).click();
			await expect(messages(other)).toContainText("Sold 1 for DKK 1,975.50. Change DKK 24.50");
			expect(await available(page.request, shop, knud)).toBe(4);
			await other.close();
		});

		test("a receipt is found, printed, mailed, given back in part and exchanged", async ({ page }) => {
			test.slow();
			const shop = await openShop(page.request);
			await openCounter(page);
			await scan(page, knud.barcode);
			await scan(page, wipes.barcode);
			await expect(lines(page)).toHaveCount(2);
			await pay(page);
			await expect(messages(page)).toContainText("Sold 2 for DKK 2,244.50");

			await page.goto(`/counter/receipts?store=${shop.storeId}`);
			await looksRight(page);
			await page.getByRole("textbox", { name: "Find a receipt" }).fill("1");
			await page.keyboard.press("Enter");
			await page
				.getByRole("link", { name: "Receipt 1", exact: true })
				.or(page.getByRole("heading", { name: "Receipt 1", level: 1 }))
				.first()
				.click();
			await expect(page.getByRole("heading", { name: "Receipt 1", level: 1 })).toBeVisible();
			await looksRight(page);
			await page.getByRole("textbox", { name: "E-mail" }).fill("holm@customer.example");
			await page.getByRole("button", { name: "Send by mail" }).click();
			await expect(page.getByText("The receipt goes to holm@customer.example")).toBeVisible();

			// The wipes come back, opened; the frame is exchanged for lenses.
			await page.getByRole("textbox", { name: `Pieces of ${wipes.name} that come back` }).fill("1");
			await page.getByRole("combobox", { name: "The goods" }).selectOption("writeOff");
			await page.getByRole("button", { name: "Give back DKK 49.50" }).click();
			await expect(page.getByRole("heading", { name: "Refund 2", level: 1 })).toBeVisible();
			await looksRight(page);
			expect(await available(page.request, shop, wipes)).toBe(99);
			await page.getByRole("link", { name: "Gives back receipt 1" }).click();
			await expect(page.getByRole("heading", { name: "Given back of it" })).toBeVisible();

			await page.getByRole("textbox", { name: `Pieces of ${knud.name} that come back` }).fill("1");
			await page.getByRole("button", { name: "Exchange for other goods" }).click();
			await page.locator("[data-live]").waitFor();
			await expect(page.getByText("What do they get instead?")).toBeVisible();
			await scan(page, lenses.barcode);
			await expect(lines(page)).toHaveCount(1);
			await scan(page, "*2");
			await expect(page.getByText("Brought back, receipt 1").first()).toBeVisible();
			await looksRight(page);
			await page.keyboard.press("F9");
			await complete(page);
			await expect(messages(page)).toContainText("Sold 2 for");
			expect(await available(page.request, shop, knud)).toBe(5);
			expect(await available(page.request, shop, lenses)).toBe(38);
		});
	});

test.describe("without scripts", () => {
	test.use({ javaScriptEnabled: false, expected: [/400/] });

	test("a drawer is opened and closed, and goods are given back", async ({ page }) => {
		const shop = await openShop(page.request);
		await page.goto(`/counter/drawer?store=${shop.storeId}`);
		await page.getByRole("textbox", { name: "Float" }).fill("much");
		await page.getByRole("button", { name: "Open the drawer" }).click();
		await expect(page.getByText(/amount/i).first()).toBeVisible();
		await page.getByRole("textbox", { name: "Float" }).fill("500");
		await page.getByRole("button", { name: "Open the drawer" }).click();
		await page.getByRole("textbox", { name: "Or the sum" }).fill("500");
		await page.getByRole("button", { name: "Close the drawer" }).click();
		await expect(page.getByRole("heading", { name: "Z report 1", level: 1 })).toBeVisible();

		const sale = await page.request.post("/api/sales", {
			headers: { "Sec-Fetch-Site": "same-origin" },
			data: { storeId: shop.storeId, productId: shop.ids[knud.sku], quantity: 1 },
		});
		expect(sale.status()).toBe(201);
		await page.goto(`/counter/receipts?store=${shop.storeId}`);
		await page
			.getByRole("link", { name: /Receipt 1/ })
			.first()
			.click();
		await page.getByRole("button", { name: /Give back/ }).click();
		await page.getByRole("link", { name: "Gives back receipt 1" }).click();
		await expect(page.getByText("Everything of this receipt is back.")).toBeVisible();
		expect(await available(page.request, shop, knud)).toBe(5);
	});
});

async function looksRight(page: Page): Promise<void> {
	await page.emulateMedia({ reducedMotion: "reduce" });
	await expectAccessible(page);
	await expectPageFits(page);
}
