import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { addProduct, call, openShop, type Shop, shelfOf } from "../support/shop-in-browser.ts";

/** Two browsers of one business: what one does, the other sees without asking. */

const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };

const opened: BrowserContext[] = [];
test.afterEach(async () => {
	for (const context of opened.splice(0)) await context.close();
});

/** Another browser, signed in as the owner of the first. */
async function another(browser: Browser, context: BrowserContext, baseURL: string | undefined, viewport = sizes.desk): Promise<Page> {
	const other = await browser.newContext({
		storageState: await context.storageState(),
		viewport,
		locale: "en-GB",
		...(baseURL && { baseURL }),
	});
	opened.push(other);
	return other.newPage();
}

/** A page that listens. */
async function watch(page: Page, path: string): Promise<void> {
	const hello = page.waitForEvent("websocket").then((socket) => socket.waitForEvent("framereceived"));
	await page.goto(path);
	await hello;
}

const sellOne = async (page: Page, shop: Shop, productId: string) => {
	const { status } = await call(page, "POST", "/api/v1/sales", { storeId: shop.stores[0]?.id, productId, quantity: 1 });
	expect(status).toBe(201);
};
const figureOf = (page: Page, name: string) => page.getByRole("row", { name }).locator('td[data-fold="figure"]');
/** No page of this test is loaded again: a mark on the window would be gone. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { marked: true }));
const isMarked = (page: Page) => page.evaluate(() => "marked" in window);

for (const [size, viewport] of Object.entries(sizes)) {
	test(`a sale is seen in the list, on the product, at the counter and at home, on a ${size}`, async ({
		page,
		browser,
		context,
		baseURL,
	}) => {
		test.slow(); // five browsers
		const shop = await openShop(page);
		const productId = await addProduct(page, shop);
		await sellOne(page, shop, productId);
		const [list, product, counter, home] = await Promise.all([1, 2, 3, 4].map(() => another(browser, context, baseURL, viewport)));
		if (!list || !product || !counter || !home) throw new Error("four browsers");
		await watch(list, "/products");
		await watch(product, `/products/${productId}`);
		await watch(counter, `/counter?store=${shop.stores[0]?.id}`);
		await watch(home, "/");
		const tile = counter.locator(".till-tile", { hasText: "KNUD Havana 49" });
		await expect(figureOf(list, "KNUD Havana 49")).toHaveText("5");
		await expect(shelfOf(product, "Nørrebro").locator('td[data-fold="figure"]')).toContainText("5");
		if (size === "desk") await expect(tile).toContainText("5 left");
		for (const each of [list, product, counter, home]) await mark(each);

		await sellOne(page, shop, productId);
		await expect(figureOf(list, "KNUD Havana 49")).toHaveText("4");
		await expect(list.locator(".shelf-cell[data-changed]")).toHaveCount(1);
		await expect(shelfOf(product, "Nørrebro").locator('td[data-fold="figure"]')).toContainText("4");
		await expect(product.getByRole("list", { name: "Movements" }).getByText("Sale")).toHaveCount(2);
		await expect(product.getByText("Ledger agrees: 3 movements, 4 on hand")).toBeVisible();
		if (size === "desk") await expect(tile).toContainText("4 left");
		await expect(home.getByRole("table", { name: "Recent sales" }).getByRole("row")).toHaveCount(3);

		await sellOne(page, shop, productId);
		// At the reorder point: the badge follows the shelf.
		await expect(list.getByRole("row", { name: "KNUD Havana 49" }).getByText("Low")).toBeVisible();
		await expect(figureOf(home, "KNUD Havana 49").first()).toContainText("3");
		for (const each of [list, product, counter, home]) expect(await isMarked(each)).toBe(true);
		await expect(list.getByRole("status").filter({ hasText: "KNUD Havana 49: 3 available." })).toBeAttached({ timeout: 8000 });

		await expectPageFits(list);
		await expectAccessible(list);
	});
}

test("a browser that was away shows what it missed when it comes back, and says meanwhile that it was", async ({
	page,
	browser,
	context,
	baseURL,
}) => {
	const shop = await openShop(page);
	const [knud, torvald] = [
		await addProduct(page, shop),
		await addProduct(page, shop, { name: "TORVALD Black 52", sku: "MF-TOR", barcode: "5704418004098" }),
	];
	const list = await another(browser, context, baseURL);
	await watch(list, "/products");
	const line = list.locator(".sidebar .sync");
	await expect(line).toHaveText("Live");
	await mark(list);

	await list.context().setOffline(true);
	await expect(line).toHaveText("Reconnecting. Stock may be old.");
	await sellOne(page, shop, knud);
	await sellOne(page, shop, torvald);
	await sellOne(page, shop, torvald);
	await expect(figureOf(list, "KNUD Havana 49")).toHaveText("6");

	await list.context().setOffline(false);
	await expect(line).toHaveText("Live");
	await expect(figureOf(list, "KNUD Havana 49")).toHaveText("5");
	await expect(figureOf(list, "TORVALD Black 52")).toHaveText("4");
	await sellOne(page, shop, knud);
	await expect(figureOf(list, "KNUD Havana 49")).toHaveText("4");
	expect(await isMarked(list)).toBe(true);
});

test.describe("a page that the network took away", () => {
	test.use({ expected: [/ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch/] });

	test("comes back with it, and is asked for again by its own name", async ({ page, context }) => {
		await openShop(page);
		// Its scripts are here; only what stands in it is not.
		await page.goto("/customers");
		await page.locator(".sidebar").getByRole("link", { name: "Products", exact: true }).click();
		await expect(page.getByRole("heading", { name: "Products", level: 1 })).toBeVisible();
		await context.setOffline(true);
		await page.locator(".sidebar").getByRole("link", { name: "Customers", exact: true }).click();
		await expect(page.getByRole("heading", { name: "No connection" })).toBeVisible();
		await expect(page.getByRole("link", { name: "Try again" })).toHaveAttribute("href", "/customers");
		await context.setOffline(false);
		await expect(page.getByRole("heading", { name: "Customers", level: 1 })).toBeVisible();
		await expect(page.getByRole("heading", { name: "No connection" })).toBeHidden();
	});
});

test("what lies in a basket is known to be gone before anybody presses Sell", async ({ page, browser, context, baseURL }) => {
	const shop = await openShop(page);
	const productId = await addProduct(page, shop, { initialStock: 1 });
	const counter = await another(browser, context, baseURL);
	await watch(counter, `/counter?store=${shop.stores[0]?.id}`);
	await counter.locator(".till-tile", { hasText: "KNUD Havana 49" }).click();
	await sellOne(page, shop, productId);
	await expect(counter.getByText("None left in Nørrebro")).toBeVisible();
});

test("a reorder point set elsewhere arrives, though nothing moved", async ({ page, browser, context, baseURL }) => {
	const shop = await openShop(page);
	const productId = await addProduct(page, shop);
	const list = await another(browser, context, baseURL);
	await watch(list, "/products");
	await expect(list.getByRole("row", { name: "KNUD Havana 49" }).getByText("Low")).toHaveCount(0);
	const { status } = await call(page, "PUT", `/api/products/${productId}/reorder-point`, { storeId: shop.stores[0]?.id, reorderPoint: 6 });
	expect(status).toBe(200);
	await expect(list.getByRole("row", { name: "KNUD Havana 49" }).getByText("Low")).toBeVisible();
});

test("a tab whose session ended elsewhere goes to the door", async ({ page, browser, context, baseURL }) => {
	await openShop(page);
	const list = await another(browser, context, baseURL);
	await watch(list, "/products");
	await call(page, "POST", "/api/auth/logout");
	await expect(list).toHaveURL(/\/sign-in\?next=%2Fproducts/);
});

test("from the answer of a sale to another screen it takes less than a second", async ({ page, browser, context, baseURL }) => {
	const shop = await openShop(page);
	const productId = await addProduct(page, shop, { initialStock: 100 });
	const list = await another(browser, context, baseURL);
	await watch(list, "/products");
	// Both clocks are this machine's.
	await list.evaluate(() => {
		const seen: [string, number][] = [];
		Object.assign(window, { seen });
		const cell = document.querySelector('tbody td[data-fold="figure"]');
		if (!cell) throw new Error("no cell");
		new MutationObserver(() => requestAnimationFrame(() => seen.push([cell.textContent ?? "", Date.now()]))).observe(cell, {
			childList: true,
			subtree: true,
			characterData: true,
		});
	});
	const answered = new Map<string, number>();
	for (let left = 99; left >= 80; left--) {
		await sellOne(page, shop, productId);
		answered.set(String(left), Date.now());
		await expect(figureOf(list, "KNUD Havana 49")).toHaveText(String(left));
	}
	const seen = await list.evaluate(() => (window as unknown as { seen: [string, number][] }).seen);
	const waits = [...answered]
		.map(([left, at]) => Math.max(0, (seen.find(([text]) => text === left)?.[1] ?? Number.POSITIVE_INFINITY) - at))
		.sort((a, b) => a - b);
	test.info().annotations.push({ type: "ms from answer to screen", description: waits.join(" ") });
	expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(1000);
});
