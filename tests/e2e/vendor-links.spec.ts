import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { addProduct, call, openShop, withoutScripts } from "../support/shop-in-browser.ts";

/** What a vendor's items are: proposed, agreed to, decided by key, added to the catalog; each journey in a business of its own. */

test.use({ expected: [[/the server responded with a status of (400|409)/], { scope: "test" }] });

const item = (id: number, title: string, variants: { colour: string; size: string; sku?: string }[]) => ({
	...{ id, title, vendor: "Paper", product_type: "Eyeglasses", options: [{ name: "Color" }, { name: "Size" }] },
	variants: variants.map(({ colour, size, sku }, n) => ({ id: id * 100 + n, sku, option1: colour, option2: size, price: "100.00" })),
});

for (const [width, height, colorScheme] of [
	[390, 800, "light"],
	[1440, 900, "dark"],
] as const) {
	test(`a vendor's items are linked, decided by key and added, at ${width} px`, async ({ page, browser, context, baseURL }) => {
		test.slow();
		await page.setViewportSize({ width, height });
		await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
		const shop = await openShop(page);
		const add = (name: string, sku: string) => addProduct(page, shop, { name, sku, vendor: "Paper", barcode: null });
		await add("Arvid Black 46", "A-1");
		await add("Birk Black 46", "B-1");
		await add("Birk Black 46", "B-2");
		await add("Casper Gold 49", "C-1");
		await call(page, "POST", "/api/catalog", { name: "Paper", source: "upload", currency: "DKK" });
		await call(page, "POST", "/api/catalog/paper/sync", {
			products: [
				item(1, "Arvid", [{ colour: "Black", size: "46", sku: "A-1" }]),
				item(2, "Birk", [{ colour: "Black", size: "46" }]),
				item(3, "Casper", [{ colour: "Silver", size: "49" }]),
				item(4, "Dagmar", [
					{ colour: "Black", size: "46", sku: "D-1" },
					{ colour: "Gold", size: "46", sku: "D-2" },
				]),
			],
		});

		// After the reading it is only said what would be.
		await page.goto("/vendors/paper/links");
		const agree = page.getByRole("button", { name: "Link 1 item" });
		await expect(agree).toBeVisible({ timeout: 30_000 });
		await agree.click();
		await expect(page.getByRole("link", { name: "To decide 2" })).toBeVisible({ timeout: 30_000 });
		await expect(page.getByRole("link", { name: "Linked automatically 1" })).toBeVisible();

		// The list is worked by keys alone.
		const asked = (name: string) => expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
		await asked("Birk Black 46");
		await expectAccessible(page);
		await expectPageFits(page);
		await page.keyboard.press("s");
		await asked("Casper Silver 49");
		await page.keyboard.press("0");
		await expect(page.getByText("Casper Silver 49 is none of your products.")).toBeVisible();
		await page.keyboard.press("u");
		await asked("Casper Silver 49");
		await page.keyboard.press("y");
		await expect(page.getByText("Casper Silver 49 is linked to Casper Gold 49.")).toBeVisible();
		await page.getByRole("link", { name: "Look at what was skipped" }).click();
		await asked("Birk Black 46");
		await page.keyboard.press("2");
		await expect(page.getByText("Birk Black 46 is linked to Birk Black 46.")).toBeVisible();
		await expect(page.getByText("Nothing left to decide")).toBeVisible();
		await page.keyboard.press("?");
		await expect(page.getByRole("dialog").getByText("Take the last decision back")).toBeVisible();
		await page.keyboard.press("Escape");

		// What is nothing of ours becomes drafts, by a form that needs no scripts.
		const plain = await withoutScripts(browser, context, baseURL);
		await plain.goto("/vendors/paper/links?show=unlinked");
		await plain.getByRole("button", { name: "Add the style Dagmar Black 46" }).click();
		await plain.context().close();
		await page.goto("/vendors/paper/links?show=unlinked");
		await expect(page.getByText("2 products added by Karen Lund.")).toBeVisible({ timeout: 30_000 });
		await expectAccessible(page);
		await page.getByRole("button", { name: "Take it back" }).click();
		await expect(page.getByText("Taken back: 2 products are gone")).toBeVisible({ timeout: 30_000 });
		await expect(page.getByRole("table", { name: "Links" }).getByRole("row")).toHaveCount(3);
		await expectAccessible(page);
		await expectPageFits(page);

		// What the rules linked goes in one act; what a person decided stays.
		await page.getByRole("button", { name: "Undo linking" }).click();
		await expect(page.getByText("What was linked last was taken back")).toBeVisible();
		await expect(page.getByRole("link", { name: "Linked automatically 0" })).toBeVisible();
		await expect(page.getByRole("link", { name: "Decided by us 2" })).toBeVisible();
		await expectAccessible(page);
	});
}
