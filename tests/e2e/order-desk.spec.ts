import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { addProduct, call, openShop, withoutScripts } from "../support/shop-in-browser.ts";

/** An order from elsewhere, from home to the parcel: something of it is missing, a line has no product. */

test.use({ expected: [[/the server responded with a status of (400|409)/], { scope: "test" }] });

for (const [width, height, colorScheme] of [
	[390, 844, "light"],
	[1440, 900, "dark"],
] as const) {
	test(`an order is taken, what is missing decided, and sent, at ${width} px`, async ({ page }) => {
		test.slow();
		await page.setViewportSize({ width, height });
		await page.emulateMedia({ colorScheme });
		const shop = await openShop(page);
		const storeId = shop.stores[0]?.id;
		const productId = await addProduct(page, shop, { name: "Tokyo 49", sku: "TOK-49", initialStock: 2 });
		const { body } = await call(page, "POST", "/api/orders", {
			storeId,
			channel: "shopify",
			platformNumber: "#1001",
			paid: {},
			whenShort: "task",
			customer: { name: "Ida Holm", email: "ida@post.example" },
			shippingAddress: { line1: "Sønder Boulevard 1", postcode: "1720", city: "København" },
			lines: [
				{ productId, quantity: 3 },
				{ name: "Engraving", quantity: 1, unitPrice: "50" },
			],
		});
		await page.goto("/");
		await page.getByRole("link", { name: /A new order/ }).click();
		await expect(page.getByRole("heading", { name: "Orders", level: 1 })).toBeVisible();
		await page
			.getByRole("table", { name: "Orders" })
			.getByRole("link", { name: /Tokyo 49/ })
			.click();
		await expect(page.getByRole("heading", { name: "What to do next" })).toBeVisible();
		await expect(page.getByText("1 piece of Tokyo 49 not there")).toBeVisible();
		await expectAccessible(page);
		await expectPageFits(page);
		await page.getByRole("button", { name: "Give the money back" }).click();
		await expect(page.getByText("1 piece of Tokyo 49 not there")).toBeHidden();
		await page.getByRole("button", { name: "It is no product" }).click();
		await expect(page.getByText("Nobody knows which product Engraving is")).toBeHidden();
		await page.getByRole("button", { name: "Begin with it" }).click();
		await page.getByLabel("Tracking number").fill("77");
		await page.getByRole("button", { name: "Send it" }).click();
		await expect(page.getByRole("button", { name: "It has arrived" })).toBeVisible();
		await expect(page.getByRole("table", { name: "What it moved" })).toContainText("2 → 0");
		await page.goto(`/orders/${body.id}/print`);
		await expect(page.getByRole("table")).toContainText("Tokyo 49");
		await expectAccessible(page);
	});
}

test("an order is taken by telephone, and a wrong code says so beside its field", async ({ page }) => {
	test.slow();
	const shop = await openShop(page);
	await addProduct(page, shop, { name: "Tokyo 49", sku: "TOK-49", initialStock: 2 });
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto("/orders/new");
	const scan = page.getByRole("combobox", { name: "Scan or search" });
	await scan.fill("NOPE");
	await page.keyboard.press("Enter");
	await expect(page.getByText("No product has this SKU or barcode.")).toBeVisible();
	await scan.fill("TOK-49");
	await page.keyboard.press("Enter");
	await page.getByLabel("Quantity of Tokyo 49").fill("3");
	await expect(page.getByText("only 2 here")).toBeVisible();
	await page.getByLabel("Name", { exact: true }).fill("Per Vind");
	await expectAccessible(page);
	await expectPageFits(page);
	await page.getByRole("button", { name: "Take the order" }).click();
	await expect(page.getByRole("alert").filter({ hasText: "2" })).toBeVisible();
	await page.getByLabel("Quantity of Tokyo 49").fill("2");
	await page.getByRole("button", { name: "Take the order" }).click();
	await expect(page.getByRole("heading", { name: "What to do next" })).toBeVisible();
	await page.getByRole("link", { name: "Edit" }).click();
	await page.getByLabel("Quantity of Tokyo 49").fill("1");
	await page.getByLabel("Street and number").fill("Sønder Boulevard 1");
	await page.getByLabel("Whose it is").selectOption({ index: 1 });
	await page.getByRole("button", { name: "Save" }).click();
	await expect(page.getByText("Sønder Boulevard 1")).toBeVisible();
	await expect(page.getByRole("table", { name: "What was ordered" }).getByRole("row", { name: /Tokyo 49/ })).toContainText("1");
	await page.getByRole("button", { name: /^Mark as paid/ }).click();
	await expect(page.getByText("All of it is kept for this order.")).toBeVisible();
});

test("an order is taken by codes before scripts", async ({ browser, context, page, baseURL }) => {
	const shop = await openShop(page);
	await addProduct(page, shop, { name: "Tokyo 49", sku: "TOK-49", initialStock: 2 });
	const plain = await withoutScripts(browser, context, baseURL);
	await plain.goto("/orders/new");
	await plain.getByLabel("SKU or barcode, line 1").fill("NOPE");
	await plain.getByRole("button", { name: "Take the order" }).click();
	await expect(plain.getByText("No product has this SKU or barcode.")).toBeVisible();
	await plain.getByLabel("SKU or barcode, line 1").fill("TOK-49");
	await plain.getByRole("button", { name: "Take the order" }).click();
	await expect(plain.getByRole("heading", { name: "What to do next" })).toBeVisible();
	await plain.context().close();
});
