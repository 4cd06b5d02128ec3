import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, pressUntil, test } from "../support/browser.ts";
import { addProduct, call, openShop, type Shop, toast, withoutScripts } from "../support/shop-in-browser.ts";

/** Orders: the list, one order, and giving it back. Each journey in a business of its own. */

test.use({ expected: [[/the server responded with a status of (400|404|409)/], { scope: "test" }] });

const list = (page: Page) => page.getByRole("table", { name: "Orders" });

/** Two products; three orders, the last of both. */
async function sellSome(page: Page, shop: Shop): Promise<string> {
	const storeId = shop.stores[0]?.id;
	const frame = await addProduct(page, shop, {});
	const cloth = await addProduct(page, shop, {
		name: "Microfibre cloth",
		sku: "MF-CLOTH",
		barcode: "5704418999991",
		price: "40.00",
		initialStock: 9,
	});
	const sell = (lines: object[]) => call(page, "POST", "/api/sales", { storeId, lines });
	await sell([{ productId: frame, quantity: 1 }]);
	await sell([{ productId: cloth, quantity: 2 }]);
	const { body } = await sell([
		{ productId: frame, quantity: 2 },
		{ productId: cloth, quantity: 1 },
	]);
	return (body as unknown as { order: { id: string } }).order.id;
}

for (const [width, height] of [
	[390, 844],
	[1440, 900],
] as const) {
	test(`an order is found, looked at and given back, at ${width} px`, async ({ page }) => {
		test.slow();
		await page.setViewportSize({ width, height });
		const shop = await openShop(page);
		const orderId = await sellSome(page, shop);
		await page.goto("/orders");
		await expect(list(page).locator("[data-rows]").getByRole("row")).toHaveCount(3);
		await page.getByRole("searchbox", { name: "Search orders" }).fill("cloth");
		await expect(list(page).locator("[data-rows]").getByRole("row")).toHaveCount(2);
		await expect(page).toHaveURL(/q=cloth/);
		await page.goBack();
		await page.goto("/orders");
		await page.getByText("Filter", { exact: true }).click();
		await page.getByLabel("Payment").selectOption("Paid");
		await expect(page).toHaveURL(/payment=paid/);
		await expect(page.getByRole("link", { name: "Remove filter Paid" })).toBeVisible();
		for (const theme of ["light", "dark"] as const) {
			await page.emulateMedia({ colorScheme: theme });
			await expectAccessible(page);
		}
		await expectPageFits(page);
		await page.keyboard.press("Escape");
		await page.getByRole("link", { name: "Today" }).click();
		await expect(page).toHaveURL(/from=/);

		await list(page)
			.getByRole("link", { name: /and 1 more/ })
			.click();
		await expect(page).toHaveURL(`/orders/${orderId}`);
		await expect(page.getByRole("table", { name: "What was sold" }).locator("[data-rows]").getByRole("row")).toHaveCount(2);
		await expect(page.getByRole("table", { name: "What it moved" }).getByText("5 → 3")).toBeVisible();
		await expectAccessible(page);

		await page.getByRole("link", { name: "Refund" }).click();
		const dialog = page.getByRole("dialog", { name: /^Refund #/ });
		const give = dialog.getByRole("textbox", { name: "Pieces of KNUD Havana 49 to give back" });
		await expect(give).toBeFocused();
		await expect(dialog.getByRole("button", { name: /^Refund/ })).toBeDisabled();
		await page.keyboard.press("ArrowUp");
		await expect(dialog.getByRole("status")).toHaveText("Gives back DKK 2,195.00 for 1 × KNUD Havana 49.");
		await expectAccessible(page);
		await expectPageFits(page);
		await dialog.getByLabel("Reason").fill("too wide");
		await page.keyboard.press("Enter");
		await expect(toast(page, "Gave back DKK 2,195.00")).toBeVisible();
		await expect(dialog).toBeHidden();
		await expect(page).toHaveURL(`/orders/${orderId}`);
		await expect(page.getByText("Part refunded", { exact: true })).toBeVisible();
		await expect(page.getByText("Kept")).toBeVisible();
		await expect(page.getByRole("list", { name: "History" }).getByText("too wide")).toBeVisible();
		await expect(page.getByRole("table", { name: "What it moved" }).getByText("3 → 4")).toBeVisible();

		// All the rest; then there is nothing left to give.
		await page.getByRole("link", { name: "Refund" }).click();
		await dialog.getByRole("button", { name: "Everything" }).click();
		await dialog.getByRole("button", { name: "Refund DKK 2,235.00" }).click();
		await expect(page.getByRole("link", { name: "Refund" })).toBeHidden();
		await expect(page.getByText("Refunded", { exact: true })).toBeVisible();
	});
}

test("the list is walked, opened and filtered by keys alone", async ({ page }) => {
	const shop = await openShop(page);
	const orderId = await sellSome(page, shop);
	await page.goto("/");
	await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	await pressUntil(page, ["g", "o"], () => expect(page).toHaveURL("/orders", { timeout: 1_000 }));
	await expect(list(page)).toBeVisible();
	await page.keyboard.press("j");
	await page.keyboard.press("ArrowDown");
	await expect(list(page).getByRole("link", { name: /^Microfibre cloth/ })).toBeFocused();
	await page.keyboard.press("k");
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(`/orders/${orderId}`);
	// The address is there before the page is: the list that is still shown would take the key.
	await expect(list(page)).toBeHidden();
	await page.goBack();
	await expect(list(page)).toBeVisible();
	await page.keyboard.press("f");
	await expect(page.getByLabel("Payment")).toBeVisible();
	await page.keyboard.press("Escape");
	await page.keyboard.press("/");
	await page.keyboard.type("#ffffff");
	await expect(page.getByRole("heading", { name: "No order matches" })).toBeVisible();
});

test("without scripts an order is found by a form and given back in two steps", async ({ page, browser, context, baseURL }) => {
	const shop = await openShop(page);
	const orderId = await sellSome(page, shop);
	const plain = await withoutScripts(browser, context, baseURL);
	await plain.goto("/orders");
	await plain.getByRole("searchbox", { name: "Search orders" }).fill("MF-KNU-HAV-49");
	await plain.keyboard.press("Enter");
	await expect(list(plain).locator("[data-rows]").getByRole("row")).toHaveCount(2);
	await list(plain)
		.getByRole("link", { name: /and 1 more/ })
		.click();
	await plain.getByRole("link", { name: "Refund" }).click();
	await plain.getByRole("textbox", { name: "Pieces of KNUD Havana 49 to give back" }).fill("2");
	await plain.getByRole("button", { name: "See the amount" }).click();
	await expect(plain.getByText("Gives back DKK 4,390.00 for 2 × KNUD Havana 49.")).toBeVisible();
	await plain.getByRole("button", { name: "Refund DKK 4,390.00" }).click();
	await expect(plain).toHaveURL(`/orders/${orderId}?said=refunded`);
	await expect(plain.getByText("Gave back DKK 4,390.00")).toBeVisible();
	await plain.context().close();
});
