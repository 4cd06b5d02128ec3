import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { addProduct, call, openShop } from "../support/shop-in-browser.ts";

/** People who buy, and the log that tells of them: on a telephone by day, at a desk by night. */

test.use({ expected: [[/the server responded with a status of (400|404|409)/], { scope: "test" }] });

test.describe("on a telephone", () => {
	test.use({ viewport: { width: 390, height: 844 }, colorScheme: "light" });

	test("somebody is written down, bought something, is found by their number, and is forgotten", async ({ page }) => {
		const shop = await openShop(page);
		const productId = await addProduct(page, shop);
		await page.goto("/customers/new");
		await page.getByRole("textbox", { name: "Name" }).fill("Mette Holm");
		await page.getByRole("textbox", { name: "E-mail" }).fill("mette@post.example");
		await page.getByRole("textbox", { name: "Phone" }).fill("soon");
		await page.getByRole("button", { name: "Save" }).click();
		await expect(page.getByRole("textbox", { name: "Phone" })).toBeFocused();
		await page.getByRole("textbox", { name: "Phone" }).fill("20 12 34 56");
		await page.getByRole("button", { name: "Save" }).click();
		await expect(page.getByRole("heading", { level: 1, name: "Mette Holm" })).toBeVisible();
		const id = page.url().match(/customers\/([\w-]+)/)?.[1];
		const storeId = shop.stores[0]?.id;
		expect((await call(page, "POST", "/api/sales", { storeId, productId, quantity: 1, customer: { id } })).status).toBe(201);
		await page.goto("/customers?q=3456");
		await page.getByRole("link", { name: "Mette Holm" }).click();
		await expect(page.getByRole("heading", { level: 2, name: "Purchases" })).toBeVisible();
		await expect(page.getByText("2,195", { exact: false }).first()).toBeVisible();
		await expectAccessible(page);
		await expectPageFits(page);
		await page.setViewportSize({ width: 768, height: 1024 });
		await page.goto("/customers");
		await expect(page.getByRole("cell", { name: "mette@post.example" })).toBeVisible();
		await expectPageFits(page);
		await page.setViewportSize({ width: 390, height: 844 });
		await page.goto(`/customers/${id}`);
		await page.getByRole("link", { name: "Erase for good" }).click();
		await expect(page.getByRole("heading", { level: 2, name: "Erase Mette Holm for good" })).toBeVisible();
		await expectAccessible(page);
		await page.getByRole("button", { name: "Erase for good" }).click();
		await expect(page.getByRole("heading", { level: 1, name: "Customers" })).toBeVisible();
		await expect(page.getByText("No customers yet")).toBeVisible();
	});
});

test.describe("at a desk", () => {
	test.use({ viewport: { width: 1440, height: 900 }, colorScheme: "dark" });

	test("two are merged after a second look, and the log tells who changed what, sealed and checked", async ({ page }) => {
		await openShop(page);
		const mette = await call(page, "POST", "/api/customers", { name: "Mette Holm", email: "mette@post.example" });
		await call(page, "POST", "/api/customers", { name: "Bo Friis", phone: "20123456" });
		await call(page, "PATCH", `/api/customers/${mette.body.id}`, { city: "Aarhus" });
		await page.goto(`/customers/${mette.body.id}?act=merge&q=bo`);
		await page.getByRole("radio", { name: /Bo Friis/ }).check();
		await page.getByRole("button", { name: "Merge", exact: true }).click();
		await expect(page.getByText("The names differ.")).toBeVisible();
		await expectAccessible(page);
		await page.getByRole("button", { name: "Merge all the same" }).click();
		await expect(page.getByText("Bo Friis, by Karen Lund")).toBeVisible();
		await page.getByRole("button", { name: "Take back" }).click();
		await expect(page.getByText("Bo Friis, by Karen Lund")).toBeHidden();

		await page.goto(`/operations/events?subject=${mette.body.id}`);
		await expect(page.getByRole("heading", { level: 1, name: "Events" })).toBeVisible();
		await expect(page.getByText("Town: Aarhus")).toBeVisible();
		await page.getByRole("button", { name: "Check now" }).click();
		await expect(page.getByText(/Checked .* as they were sealed/)).toBeVisible();
		await expect(page.getByRole("link", { name: "JSON Lines" })).toBeVisible();
		await expectAccessible(page);
		await expectPageFits(page);
	});
});
