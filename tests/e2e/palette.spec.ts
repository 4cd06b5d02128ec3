import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, pressUntil, test } from "../support/browser.ts";
import { addProduct, call, openShop, withoutScripts } from "../support/shop-in-browser.ts";

/** The palette, the keys, and changing the language, by keyboard alone. Each journey in a business of its own. */

test.use({ expected: [[/the server responded with a status of (400|401|403|404|409)/], { scope: "test" }] });

const palette = (page: Page) => page.getByRole("dialog", { name: "Search or jump" });
const field = (page: Page) => palette(page).getByRole("combobox", { name: "Search or jump to" });
const option = (page: Page, name: string | RegExp) => palette(page).getByRole("option", { name });
const chosen = (page: Page) => palette(page).locator("[role=option][aria-selected=true]");

const open = (page: Page) => pressUntil(page, ["Control+k"], () => expect(field(page)).toBeFocused({ timeout: 1_000 }));

for (const [width, height] of [
	[390, 844],
	[1440, 900],
] as const) {
	test(`finds a product, what to do with it, and what was opened last, at ${width} px`, async ({ page }) => {
		test.slow();
		await page.setViewportSize({ width, height });
		const shop = await openShop(page);
		const id = await addProduct(page, shop);
		await addProduct(page, shop, { name: "KNUD Havana 46", sku: "MF-KNU-HAV-46", barcode: "5704418001011" });
		await call(page, "POST", "/api/sales", { storeId: shop.stores[0]?.id, productId: id, quantity: 1 });
		await page.goto("/");
		await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
		await open(page);
		await expect(option(page, "New product")).toBeVisible();
		await field(page).fill("knud hav");
		await expect(chosen(page)).toHaveText(/KNUD Havana 46/);
		for (const theme of ["light", "dark"] as const) {
			await page.emulateMedia({ colorScheme: theme });
			await expectAccessible(page);
		}
		await expectPageFits(page);
		await page.keyboard.press("ArrowDown");
		await expect(chosen(page)).toHaveText(/KNUD Havana 49/);
		await expect(option(page, /^Receive KNUD Havana 49/)).toBeVisible();
		await expect(option(page, /^#\w{6} KNUD Havana 49/)).toBeVisible();

		// Tab goes to what can be done with it and back; the focus never leaves the field.
		await page.keyboard.press("Tab");
		await expect(chosen(page)).toHaveText(/^Receive KNUD Havana 49/);
		await page.keyboard.press("Shift+Tab");
		await expect(chosen(page)).toHaveText(/^KNUD Havana 49/);
		await page.keyboard.press("Tab");
		await expect(field(page)).toBeFocused();
		await page.keyboard.press("Enter");
		await expect(page.getByRole("dialog", { name: /Receive/ })).toBeVisible();
		await expect(page).toHaveURL(`/products/${id}?act=receive`);
		await page.keyboard.press("Escape");

		await open(page);
		await expect(palette(page).getByRole("group", { name: "Recent" }).getByRole("option", { name: "KNUD Havana 49" })).toBeVisible();
		await page.keyboard.press("Escape");
		await expect(palette(page)).toBeHidden();
	});
}

test("a scanned code opens its product, however fast; one of several is left to be chosen", async ({ page }) => {
	const shop = await openShop(page);
	const id = await addProduct(page, shop);
	await addProduct(page, shop, { name: "Case Black", sku: "CASE-1", barcode: "4000000000006" });
	await addProduct(page, shop, { name: "Case Brown", sku: "CASE-2", barcode: "4000000000006" });
	await page.goto("/settings");
	await open(page);
	await page.keyboard.type("5704418001028");
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(`/products/${id}`);

	await open(page);
	await page.keyboard.type("4000000000006");
	await page.keyboard.press("Enter");
	await expect(palette(page).getByRole("alert")).toHaveText("Several products carry 4000000000006. Choose the one you mean.");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await expect(page.getByRole("heading", { level: 1, name: /Case/ })).toBeVisible();

	// What nothing answers to is typed over by the next scan.
	await open(page);
	await page.keyboard.type("no such thing");
	await page.keyboard.press("Enter");
	await expect(palette(page).getByText("Nothing here is called no such thing.")).toBeVisible();
	await page.keyboard.type("MF-KNU-HAV-49");
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(`/products/${id}`);
});

test("jumps to pages by words of either language, opens beside, and changes theme and store", async ({ page, context }) => {
	await openShop(page);
	await page.goto("/");
	await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
	await open(page);
	await page.keyboard.type("indst");
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL("/settings");
	await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
	await open(page);
	await page.keyboard.type("mørk");
	await page.keyboard.press("Enter");
	await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
	await open(page);
	await page.keyboard.type("switch aarhus");
	await page.keyboard.press("Enter");
	await expect(page.getByRole("button", { name: "Store: Aarhus. Choose another" })).toBeVisible();
	await open(page);
	await page.keyboard.type("products");
	await expect(chosen(page)).toHaveText(/^Products/);
	const [beside] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("Control+Enter")]);
	await expect(beside).toHaveURL("/products");
	await expect(palette(page)).toBeVisible();
	await page.keyboard.press("Escape");

	// The sidebar's field is the same door: a click, and letters typed into it.
	await page.getByRole("searchbox", { name: "Search or jump" }).click();
	await expect(field(page)).toBeFocused();
	await page.keyboard.press("Escape");
	await page.keyboard.press("/");
	await expect(field(page)).toBeFocused();
});

test("the language changes where one stands, with what was typed and where one had scrolled to", async ({ page }) => {
	await openShop(page);
	await page.goto("/products/new?from=here");
	await page.getByLabel("Name", { exact: true }).fill("KNUD Sage 52");
	await page.evaluate(() => window.scrollTo(0, 300));
	const scrolled = await page.evaluate(() => window.scrollY);
	expect(scrolled).toBeGreaterThan(100);
	await page.evaluate(() => Reflect.set(window, "here", "still"));
	await open(page);
	await page.keyboard.type("dansk");
	await page.keyboard.press("Enter");
	await expect(page.locator("html")).toHaveAttribute("lang", "da");
	await expect(page.getByRole("heading", { level: 1, name: "Ny vare" })).toBeVisible();
	await expect(page.getByLabel("Navn", { exact: true })).toHaveValue("KNUD Sage 52");
	await expect(page).toHaveURL("/products/new?from=here");
	expect(await page.evaluate(() => [Reflect.get(window, "here"), window.scrollY])).toEqual(["still", scrolled]);
	await page.reload();
	await expect(page.locator("html")).toHaveAttribute("lang", "da");
});

test("what was opened last is forgotten with the session, and nobody is offered what is not theirs", async ({ page }) => {
	const shop = await openShop(page);
	const id = await addProduct(page, shop);
	const email = `employee-${crypto.randomUUID()}@shop.example`;
	await call(page, "POST", "/api/users", { email, name: "Jonas", role: "employee", password: "frames on the shelf" });
	await page.goto(`/products/${id}`);
	await open(page);
	await page.keyboard.type("jonas");
	await expect(option(page, /Jonas/)).toBeVisible();
	await field(page).fill("sign out");
	await expect(chosen(page)).toHaveText(/^Sign out/);
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL("/sign-in");
	expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("recent:")))).toEqual([]);

	await page.getByLabel("E-mail or user name").fill(email);
	await page.getByLabel("Password", { exact: true }).fill("frames on the shelf");
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(page).toHaveURL("/");
	await expect(page.getByRole("navigation", { name: "Main", exact: true }).getByRole("link", { name: "Operations" })).toHaveCount(0);
	await open(page);
	await expect(option(page, "New product")).toHaveCount(0);
	await page.keyboard.type("knud");
	await expect(option(page, /^KNUD Havana 49/)).toBeVisible();
	await expect(option(page, /^(Receive|Edit|Adjust)/)).toHaveCount(0);
	await field(page).fill("jonas");
	await expect(palette(page).getByText("Nothing here is called jonas.")).toBeVisible();
});

test("the sheet names the keys that do something here, and letters can be turned off", async ({ page }) => {
	const shop = await openShop(page);
	const id = await addProduct(page, shop);
	const sheet = page.getByRole("dialog", { name: "Keys" });
	const named = (words: string) => sheet.getByText(words, { exact: true });
	await page.goto(`/products/${id}`);
	await pressUntil(page, ["?"], () => expect(named("Receive stock")).toBeVisible({ timeout: 1_000 }));
	await expect(named("Search or jump")).toBeVisible();
	await expect(named("Pay")).toBeHidden();
	await expectAccessible(page);
	await page.keyboard.press("Escape");
	await page.goto("/counter");
	await page.getByRole("link", { name: "Nørrebro" }).click();
	await expect(page.getByRole("combobox")).toBeFocused();
	await page.keyboard.press("Tab");
	await pressUntil(page, ["?"], () => expect(named("Pay")).toBeVisible({ timeout: 1_000 }));
	await expect(named("Receive stock")).toBeHidden();
	await page.keyboard.press("Escape");

	await page.goto("/products");
	await pressUntil(page, ["?"], () => expect(sheet).toBeVisible({ timeout: 1_000 }));
	await sheet.getByRole("checkbox", { name: /^Letters act/ }).uncheck();
	await page.keyboard.press("Escape");
	await page.keyboard.press("n");
	await page.keyboard.press("g");
	await page.keyboard.press("o");
	await expect(page).toHaveURL("/products");
	await open(page);
});

test("without scripts the sidebar's field leads to the same findings as links", async ({ page, browser, context, baseURL }) => {
	const shop = await openShop(page);
	const id = await addProduct(page, shop);
	const plain = await withoutScripts(browser, context, baseURL);
	await plain.goto("/");
	await plain.getByRole("searchbox", { name: "Search or jump" }).fill("knud");
	await plain.keyboard.press("Enter");
	await expect(plain).toHaveURL("/search?q=knud");
	await expect(plain.getByRole("region", { name: "Products" }).getByRole("link", { name: /KNUD Havana 49/ })).toBeVisible();
	await plain.getByRole("link", { name: /^Receive KNUD Havana 49/ }).click();
	await expect(plain).toHaveURL(`/products/${id}?act=receive`);
	await plain.goto("/search?q=dark");
	await plain.getByRole("button", { name: "Dark theme" }).click();
	await expect(plain.locator("html")).toHaveAttribute("data-theme", "dark");
	await plain.goto("/search?q=5704418001028");
	await expect(plain).toHaveURL(`/products/${id}`);
	await plain.context().close();
});
