import { ERP, ERP_GOODS } from "../../demo/erp.ts";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { addProduct, call, openShop, withoutScripts } from "../support/shop-in-browser.ts";

/** Shops and books elsewhere, from connecting to disconnecting; each journey in a business of its own, against the stand-ins of the demo. */

test.use({ expected: [[/the server responded with a status of (400|404|409)/], { scope: "test" }] });

/** Prokip counts four of it. */
const counted = ERP_GOODS.find((goods) => goods.counted);
const other = ERP_GOODS.find((goods) => !goods.counted);

for (const [width, height, colorScheme] of [
	[390, 800, "light"],
	[1440, 900, "dark"],
] as const) {
	test(`an ERP is connected, its goods are linked by hand, and its other number is taken, at ${width} px`, async ({
		page,
		browser,
		context,
		baseURL,
	}) => {
		test.slow();
		await page.setViewportSize({ width, height });
		await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
		const shop = await openShop(page);
		const havana = await addProduct(page, shop, { name: "Havana", sku: counted?.sku, barcode: null, initialStock: 6 });
		await addProduct(page, shop, { name: "Our own name for it", sku: "OURS-1", barcode: null, initialStock: 2 });

		// Each way to connect is folded until it is chosen, by key or finger; one at a time.
		await page.goto("/settings/channels");
		await expectAccessible(page);
		const token = page.getByLabel("Token", { exact: true });
		await expect(token).toBeHidden();
		const prokip = page.locator("summary").filter({ hasText: "Prokip" });
		await prokip.focus();
		await page.keyboard.press("Enter");
		await expect(token).toBeVisible();
		await page.locator("summary").filter({ hasText: "WooCommerce" }).click();
		await expect(token).toBeHidden();
		await prokip.click();
		await expectAccessible(page);
		await expectPageFits(page);

		// What it refuses stays open, beside the field.
		await token.fill("a-token-of-nobody-at-all");
		await page.locator("#prokip").getByRole("button", { name: "Connect" }).first().click();
		await expect(page.locator("#prokip").getByText("Prokip did not let us in with this.")).toBeVisible();
		await token.fill(ERP.token);
		await page.locator("#prokip").getByRole("button", { name: "Connect" }).first().click();
		// It opens several locations; which of them is asked for.
		await page.locator("#prokip").getByLabel("Location at Prokip").first().selectOption(String(ERP.location.id));
		await token.fill(ERP.token);
		await page.locator("#prokip").getByRole("button", { name: "Connect" }).first().click();
		await expect(page.getByText("The shop is connected.")).toBeVisible({ timeout: 30_000 });
		const connection = page.url().replace(/\?.*/, "");

		// Everything it sells is read, and what has our SKU is linked.
		await expect(async () => {
			await page.goto(`${connection}/listings?show=linked`);
			await expect(page.getByRole("row", { name: /Havana/ })).toBeVisible({ timeout: 1000 });
		}).toPass({ timeout: 60_000 });
		await expectAccessible(page);
		await expectPageFits(page);

		// What nobody knows is looked for by name, and linked by a key.
		await page.goto(`${connection}/listings?show=unlinked&q=${other?.sku}`);
		await page.getByRole("link", { name: `Choose the product for ${other?.name}` }).click();
		await expect(page.getByText("No product of yours has its barcode or SKU. Search for it.")).toBeVisible();
		await page.getByLabel("Another product").fill("Our own name");
		await page.keyboard.press("Enter");
		const link = page.getByRole("button", { name: "Link to Our own name for it OURS-1" });
		await expect(link).toBeVisible();
		await expectAccessible(page);
		await expectPageFits(page);
		await page.getByRole("heading", { level: 2 }).first().click();
		await page.keyboard.press("1");
		await expect(page.getByText("Linked. It stays so.")).toBeVisible();
		await page.goto(`${connection}/listings?show=linked`);
		await expect(page.getByRole("row", { name: /Our own name for it/ })).toContainText("Decided by hand");

		// A person's no is as good, and needs no scripts.
		const plain = await withoutScripts(browser, context, baseURL);
		await plain.goto(`${connection}/listings?show=linked`);
		await plain.getByRole("button", { name: `Unlink ${other?.name}` }).click();
		await plain.goto(`${connection}/listings?show=none`);
		await expect(plain.getByRole("row", { name: new RegExp(other?.sku ?? "") })).toContainText("None of ours");
		await plain.context().close();

		// Read again, its other number stands on the page with ours: theirs is taken, and our shelf follows.
		await call(page, "POST", "/sync", {});
		await expect(async () => {
			await page.goto(connection);
			await expect(page.getByRole("heading", { name: "Another number stood there" })).toBeVisible({ timeout: 1000 });
		}).toPass({ timeout: 60_000 });
		await expectAccessible(page);
		await expectPageFits(page);
		await page.getByRole("button", { name: /theirs is right, correct our shelf by/ }).click();
		await expect(page.getByText("Our shelf is corrected.")).toBeVisible();
		await expect(page.getByRole("heading", { name: "Another number stood there" })).toBeHidden();
		expect((await call(page, "GET", `/api/products/${havana}`)).body.inventory.quantity).toBe(4);

		// From here on its count is the one that holds: what is said otherwise here follows it by itself, once two readings found it.
		const stands = async () => (await call(page, "GET", `/api/products/${havana}`)).body.inventory.quantity;
		await page.getByLabel("Whose count holds").selectOption({ label: "Prokip’s" });
		await page.getByRole("button", { name: "Save", exact: true }).click();
		await expect(page.getByText("Prokip’s count is the one that holds.", { exact: false })).toBeVisible();
		await expectAccessible(page);
		await expectPageFits(page);
		await call(page, "PATCH", `/api/products/${havana}/stock`, { storeId: shop.stores[0]?.id, quantity: 9 });
		await expect(async () => {
			await call(page, "POST", "/sync", {});
			expect(await stands()).toBe(4);
		}).toPass({ timeout: 60_000, intervals: [2000] });
		await page.goto(`/products/${havana}`);
		await expect(page.locator("main")).toContainText(/Changed by a channel.*from 9 to 4/);
		await page.goto(connection);

		// It rests, and goes on.
		await page.getByRole("button", { name: "Pause" }).click();
		await expect(page.getByText("Paused", { exact: true })).toBeVisible();
		await page.getByRole("button", { name: "Go on" }).click();
		await expect(page.getByText("Connected", { exact: true })).toBeVisible();
		await page.getByRole("button", { name: "Disconnect" }).click();
		await expect(page.getByText("Disconnected", { exact: true })).toBeVisible();
	});
}
