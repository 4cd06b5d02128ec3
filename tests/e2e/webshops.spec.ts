import type { Page } from "@playwright/test";
import { buildCatalog } from "../../demo/catalog.ts";
import { WEBSHOP, WEBSHOP_GOODS } from "../../demo/webshop.ts";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { addProduct, call, openShop } from "../support/shop-in-browser.ts";

/** Web shops elsewhere, from connecting to disconnecting, with somebody who buys there; each in a business of its own, against the stand-ins of the demo. */

test.use({ expected: [[/the server responded with a status of (400|404|409)/], { scope: "test" }] });

const patience = { timeout: 60_000 };

/** Everything that is sold there is read, and what has our SKU is linked. */
async function linked(page: Page, connection: string, name: RegExp): Promise<void> {
	await expect(async () => {
		await page.goto(`${connection}/listings?show=linked`);
		await expect(page.getByRole("row", { name })).toBeVisible({ timeout: 1000 });
	}).toPass(patience);
}

/** So many orders of the business; how many there are is looked for until it is so. */
async function orders(page: Page, count: number): Promise<void> {
	await expect(async () => {
		await page.goto("/orders");
		await expect(page.getByRole("table").locator("tbody").getByRole("row")).toHaveCount(count, { timeout: 1000 });
	}).toPass(patience);
}

/** Bought while it rests is kept, and done when it goes on; then it is disconnected. */
async function restsAndGoesOn(page: Page, connection: string, buys: () => Promise<void>): Promise<void> {
	await page.goto(connection);
	await expectAccessible(page);
	await expectPageFits(page);
	await page.getByRole("button", { name: "Pause" }).click();
	await expect(page.getByText("Paused", { exact: true })).toBeVisible();
	await buys();
	await expect(async () => {
		await page.goto(connection);
		await expect(page.getByText(/is waiting|are waiting/)).toBeVisible({ timeout: 1000 });
	}).toPass(patience);
	await orders(page, 1);
	await page.goto(connection);
	await page.getByRole("button", { name: "Go on" }).click();
	await expect(page.getByText("Connected", { exact: true })).toBeVisible();
	await orders(page, 2);
	await page.goto(connection);
	await page.getByRole("button", { name: "Disconnect" }).click();
	await expect(page.getByText("Disconnected", { exact: true })).toBeVisible();
}

test("a WooCommerce shop is connected by letting us in there, or by its keys; what somebody buys there arrives, also after a rest, and what it does not sell is made there", async ({
	page,
	context,
}) => {
	test.slow();
	await page.setViewportSize({ width: 390, height: 800 });
	await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
	const shop = await openShop(page);
	const [sold] = WEBSHOP_GOODS;
	const frame = await addProduct(page, shop, { name: "Our frame", sku: sold?.sku, barcode: null, initialStock: 9 });
	const ours = `OURS-${crypto.randomUUID().slice(0, 8)}`;
	await addProduct(page, shop, { name: "Only ours", sku: ours, barcode: null, initialStock: 4 });

	await page.goto("/settings/channels");
	const way = page.locator("#woocommerce");
	const woocommerce = page.locator("summary").filter({ hasText: "WooCommerce" });
	const goes = async () => {
		await way.getByLabel("The shop’s address").first().fill(WEBSHOP.url);
		await way.getByRole("button", { name: "Go to the shop" }).click();
	};
	await woocommerce.click();
	await expectAccessible(page);
	await goes();
	await page.getByRole("link", { name: "Deny" }).click();
	await expect(way.getByText("The shop says that you did not let us in.")).toBeVisible();
	await expectAccessible(page);
	await expectPageFits(page);

	// By keys that were made there: the other way, which stays open where it is refused.
	await way.locator("summary").filter({ hasText: "Or type keys" }).click();
	const typed = way.locator(".other-way");
	await typed.getByLabel("The shop’s address").fill(WEBSHOP.url);
	await typed.getByLabel("Consumer key").fill("ck_wrong1");
	await typed.getByLabel("Consumer secret").fill("cs_wrong1");
	await typed.getByRole("button", { name: "Connect", exact: true }).click();
	await expect(typed.getByText("The shop does not know these keys.")).toBeVisible();
	await expectAccessible(page);
	await typed.getByLabel("Consumer key").fill(WEBSHOP.credentials.consumerKey);
	await typed.getByLabel("Consumer secret").fill(WEBSHOP.credentials.consumerSecret);
	await typed.getByRole("button", { name: "Connect", exact: true }).click();
	await expect(page.getByText("The shop is connected.")).toBeVisible({ timeout: 30_000 });
	const byKeys = page.url().replace(/\?.*/, "");

	// By letting us in there: it is the same connection, with keys that nobody typed.
	await page.goto("/settings/channels");
	await woocommerce.click();
	await goes();
	await expect(page.getByText("Storekeep · ")).toBeVisible();
	await page.getByRole("link", { name: "Approve" }).click();
	await expect(page.getByText("The shop is connected.")).toBeVisible({ timeout: 30_000 });
	expect(page.url().replace(/\?.*/, "")).toBe(byKeys);
	const connection = page.url().replace(/\?.*/, "");
	await linked(page, connection, /Our frame/);

	await page.goto(connection);
	const opened = context.waitForEvent("page");
	await page.getByRole("link", { name: "lund-online.example" }).click();
	const there = await opened;
	const buy = async () => {
		await there
			.getByRole("button", { name: `Buy ${sold?.name}` })
			.first()
			.click();
		await expect(there.getByText("Storekeep hears of it now.")).toBeVisible();
	};
	await buy();
	await orders(page, 1);
	const shelf = (await call(page, "GET", `/api/products/${frame}`)).body.inventory;
	expect(shelf).toMatchObject({ quantity: 9, available: 8 });

	// What the shop does not sell: chosen, looked at as it would be made, and made there as a draft.
	await page.goto(`${connection}/missing`);
	await expectAccessible(page);
	await expectPageFits(page);
	await page.getByRole("checkbox", { name: `Choose Only ours ${ours}` }).check();
	await page.getByRole("button", { name: "Look at what would be made" }).click();
	await expect(page.getByRole("heading", { name: "1 product would be made" })).toBeVisible();
	await expectAccessible(page);
	await expectPageFits(page);
	await page.getByRole("button", { name: "Make it there" }).click();
	await linked(page, connection, /Only ours/);
	await there.reload();
	await expect(there.getByRole("row", { name: new RegExp(ours) })).toContainText("4");

	await restsAndGoesOn(page, connection, buy);
});

test("a Shopify shop is connected by its merchant’s consent; what somebody buys there arrives, also after a rest", async ({
	page,
	context,
}) => {
	test.slow();
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
	const shop = await openShop(page);
	const sku = buildCatalog().products[0]?.variants[0]?.sku ?? "";
	const frame = await addProduct(page, shop, { name: "Our frame", sku, barcode: null, initialStock: 9 });
	const name = `store-${crypto.randomUUID().slice(0, 8)}`;

	await page.goto("/settings/channels");
	await page.locator("summary").filter({ hasText: "Shopify" }).click();
	await page.locator("#shopify").getByLabel("The shop’s name").fill(name);
	await page.locator("#shopify").getByRole("button", { name: "Go to Shopify" }).click();
	await page.getByRole("link", { name: "Cancel" }).click();
	await expect(page).toHaveURL(/shopify_error=access_denied/);
	await expectAccessible(page);
	await page.goto("/settings/channels");
	await page.locator("summary").filter({ hasText: "Shopify" }).click();
	await page.locator("#shopify").getByLabel("The shop’s name").fill(`https://${name}.myshopify.com/admin`);
	await page.locator("#shopify").getByRole("button", { name: "Go to Shopify" }).click();
	await page.getByRole("link", { name: "Install app" }).click();
	await expect(page).toHaveURL(/shopify_success=true/);
	await page.goto("/settings/channels");
	await page
		.getByRole("link", { name: new RegExp(name) })
		.first()
		.click();
	// The list says "Connected" too.
	await expect(page).toHaveURL(/\/settings\/channels\/[^/?]+/);
	await expect(page.getByText("Connected", { exact: true })).toBeVisible();
	const connection = page.url().replace(/\?.*/, "");
	await linked(page, connection, /Our frame/);

	await page.goto(connection);
	const opened = context.waitForEvent("page");
	await page.getByRole("link", { name: `${name}.myshopify.com` }).click();
	const there = await opened;
	const buy = async () => {
		const before = await there.getByRole("listitem").count();
		await there.getByRole("button", { name: `Buy ${sku}`, exact: true }).click();
		await expect(there.getByRole("listitem")).toHaveCount(before + 1);
	};
	await buy();
	await orders(page, 1);
	expect((await call(page, "GET", `/api/products/${frame}`)).body.inventory).toMatchObject({ quantity: 9, available: 8 });
	// What is free here stands there.
	await expect(async () => {
		await there.reload();
		await expect(there.getByRole("row", { name: new RegExp(`Buy ${sku}$`) })).toContainText("8", { timeout: 1000 });
	}).toPass(patience);
	await restsAndGoesOn(page, connection, buy);
});
