import { readFile } from "node:fs/promises";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { addProduct, openShop, withoutScripts } from "../support/shop-in-browser.ts";

/** What leaves the shop as a file or on paper. */

const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };

for (const [size, viewport] of Object.entries(sizes)) {
	test(`what a list shows is taken along as a file and printed as labels, on a ${size}`, async ({ page }) => {
		await page.setViewportSize(viewport);
		const shop = await openShop(page);
		await addProduct(page, shop);
		await addProduct(page, shop, { name: "=2+3", sku: "FORMULA", barcode: undefined });
		await page.goto("/products?q=KNUD");
		const menu = page.locator("summary").filter({ hasText: "More actions" });
		await menu.click();
		const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export these" }).click()]);
		expect(file.suggestedFilename()).toMatch(/^lund-og-lys.*-products-\d{4}-\d\d-\d\d\.csv$/);
		const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
		expect(lines).toHaveLength(2);
		expect(lines[1]).toContain("KNUD Havana 49");

		await page.goto("/products");
		await menu.click();
		await page.getByRole("link", { name: "Labels for these" }).click();
		await expect(page.getByRole("img", { name: "Barcode 5704418001028" })).toBeVisible();
		await expect(page.getByRole("img", { name: "Barcode FORMULA" })).toBeVisible();
		await expectAccessible(page);
		await expectPageFits(page);
		await page.getByLabel("Of each").fill("30");
		await page.getByRole("button", { name: "Show" }).click();
		await expect(page.getByRole("img", { name: "Barcode 5704418001028" })).toHaveCount(30);
		await expect(page.getByRole("list", { name: "Sheet 3" })).toBeVisible();
		await page.emulateMedia({ media: "print" });
		await expect(page.getByRole("heading", { name: "Labels" })).toBeHidden();
		await expect(page.getByRole("list", { name: "Sheet 1" })).toBeVisible();
	});
}

test("labels are laid out and tables offered without scripts", async ({ page, browser, context, baseURL }) => {
	const shop = await openShop(page);
	const productId = await addProduct(page, shop, { barcode: "5704418001029" });
	const plain = await withoutScripts(browser, context, baseURL);
	await plain.goto(`/labels?ids=${productId}&sheet=roll57&copies=3`);
	await expect(plain.getByRole("list")).toHaveCount(3 + (await plain.getByRole("navigation").getByRole("list").count()));
	await expect(plain.getByText("The check digit is wrong")).toBeVisible();
	await plain.goto("/export");
	await expect(plain.getByRole("link", { name: /^Stock movements/ })).toHaveAttribute("href", "/export/movements");
	await expectAccessible(page);
	await plain.context().close();
});
