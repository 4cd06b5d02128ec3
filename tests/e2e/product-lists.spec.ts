import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, pressUntil, test } from "../support/browser.ts";
import { addProduct, call, openShop, type Shop, toast } from "../support/shop-in-browser.ts";

// A refusal is an answer; the browser reports it as a failed load all the same.
test.use({ expected: [[/the server responded with a status of (400|409)/], { scope: "test" }] });

const names = ["AGNETE Gold 46", "BERTEL Black 50", "KNUD Havana 49", "TORVALD Black 52"];

/** Four products: two of them low, one without a price. */
async function fill(page: Page, shop: Shop): Promise<string[]> {
	const ids = [];
	for (const [at, name] of names.entries())
		ids.push(
			await addProduct(page, shop, {
				...{ name, sku: `SKU-${at}`, barcode: undefined, initialStock: at < 2 ? 1 : 6 },
				...(at === 3 ? { price: undefined } : { price: `${at + 1}000.00` }),
				status: at === 0 ? "draft" : "published",
			}),
		);
	return ids;
}
const tick = (page: Page, name: string) => page.getByRole("checkbox", { name: `Select ${name}` });
const acts = (page: Page) => page.getByRole("form", { name: "With what is selected" });
const views = (page: Page) => page.getByRole("navigation", { name: "Views" });
const heading = (page: Page, name: string) => expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
const shownNames = (page: Page) => page.locator("main [data-rows] .row-link").allTextContents();

test("a list is kept under a name, opens first, is changed, shared and deleted, and comes back", async ({ page }) => {
	test.slow();
	await fill(page, await openShop(page));
	await page.goto("/products?stock=low");
	await heading(page, "Products");
	await views(page).getByText("Save view").click();
	await views(page).getByLabel("Name").fill("Running low");
	await views(page).getByRole("button", { name: "Save" }).click();
	await expect(page).toHaveURL(/stock=low&view=/);
	await expect(views(page).getByRole("link", { name: "Running low" })).toHaveAttribute("aria-current", "page");

	// It opens whoever only says "products", and "All" is still all.
	await views(page).locator("summary").filter({ hasText: "About Running low" }).click();
	await views(page).getByRole("button", { name: "Open products with this", exact: true }).click();
	await expect(toast(page, "Products open with this view")).toBeVisible();
	await page.goto("/products");
	await expect(page).toHaveURL(/stock=low&view=/);
	expect(await shownNames(page)).toEqual(names.slice(0, 2));
	await views(page).getByRole("link", { name: "All", exact: true }).click();
	await expect(page).toHaveURL(/view=all/);
	await expect.poll(() => shownNames(page)).toEqual(names);

	// What differs from it can be saved into it.
	await views(page).getByRole("link", { name: "Running low" }).click();
	await expect(page).toHaveURL(/stock=low/);
	await page.getByRole("navigation", { name: "Sorted by" }).getByRole("link", { name: "Newest" }).click();
	await expect(views(page)).toContainText("changed");
	await views(page).getByRole("button", { name: "Save into Running low" }).click();
	await expect(toast(page, "Running low saved")).toBeVisible();
	await page.goto("/products");
	await expect(page).toHaveURL(/sort=newest.*view=/);
	await expect.poll(() => shownNames(page)).toEqual([names[1], names[0]]);

	// A name that is taken is said beside the field.
	await page.goto("/products?status=draft");
	await views(page).getByText("Save view").click();
	await views(page).getByLabel("Name").fill("running LOW");
	await views(page).getByRole("button", { name: "Save" }).click();
	await expect(views(page).getByText("There is a view called")).toBeVisible();

	await page.goto("/products");
	await views(page).locator("summary").filter({ hasText: "About Running low" }).click();
	await views(page).getByRole("button", { name: "Delete Running low" }).click();
	await expect(toast(page, "Running low deleted")).toBeVisible();
	await expect(views(page)).toHaveCount(0);
	await toast(page, "Running low deleted").locator("..").getByRole("button", { name: "Undo" }).click();
	await expect(toast(page, "The view is back")).toBeVisible();
	await expect(views(page).getByRole("link", { name: "Running low" })).toBeVisible();
});

test("many products change at once with a look first; what cannot is named, and it is taken back", async ({ page }) => {
	test.slow();
	const ids = await fill(page, await openShop(page));
	const priceOf = async (at: number) =>
		(await call(page, "GET", `/api/products/${ids[at]}`)).body as unknown as { price: string | null; status: string };
	await page.goto("/products");
	await heading(page, "Products");
	await expect(acts(page)).toBeHidden();

	// The whole page by keyboard: the first row, then with Shift down to the last.
	await pressUntil(page, ["j"], () => expect(page.getByRole("link", { name: names[0], exact: true })).toBeFocused({ timeout: 1_000 }));
	await page.keyboard.press("x");
	await expect(tick(page, names[0] ?? "")).toBeChecked();
	for (let n = 1; n < names.length; n++) await page.keyboard.press("j");
	await page.keyboard.press("Shift+X");
	await expect(acts(page)).toContainText("4 selected");

	await acts(page).getByRole("button", { name: "Price" }).click();
	await heading(page, "Change prices");
	await page.getByLabel("By how much").fill("10");
	await Promise.all([page.waitForResponse((answer) => answer.status() === 400), page.keyboard.press("Control+s")]);
	await expect(page.getByText("Begin with + or −")).toBeVisible();
	await expect(page.getByRole("button", { name: "Change 4 products" })).not.toHaveAttribute("aria-busy");
	await page.getByLabel("By how much").fill("+10%");
	await expect(page.getByText("Begin with + or −")).toBeHidden();
	const look = page.getByRole("table", { name: "Preview" });
	await expect(look.getByRole("row", { name: /BERTEL/ })).toContainText(/2,000\.00.*2,200\.00/);
	await expect(look.getByRole("row", { name: /TORVALD/ })).toContainText("Stays: It has no price yet.");
	await page.keyboard.press("Control+s");
	await expect(toast(page, "3 products changed 1 stayed as it was")).toBeVisible();
	await expect(page.getByRole("region", { name: "Not changed" })).toContainText("TORVALD Black 52");
	expect((await priceOf(1)).price).toBe("2200.00");
	await toast(page, "3 products changed").locator("..").getByRole("button", { name: "Undo" }).click();
	await expect(toast(page, "3 products are what they were")).toBeVisible();
	expect((await priceOf(1)).price).toBe("2000.00");

	// What needs no more than a press: one is archived already, so all the others are.
	await page.getByRole("main").getByRole("link", { name: "Back to the list" }).click();
	await heading(page, "Products");
	await tick(page, names[1] ?? "").check();
	await tick(page, names[2] ?? "").check();
	await acts(page).getByRole("button", { name: "Archive" }).click();
	await expect(toast(page, "2 products changed")).toBeVisible();
	await expect.poll(() => shownNames(page)).toEqual([names[0], names[3]]);
	await toast(page, "2 products changed").locator("..").getByRole("button", { name: "Undo" }).click();
	await expect.poll(() => shownNames(page)).toEqual(names);
	expect((await priceOf(1)).status).toBe("published");
});

test("a product lies beside the list, by a click or ⌘Enter, follows the row one is in, and Escape or Back closes it", async ({ page }) => {
	const shop = await openShop(page);
	const ids = await fill(page, shop);
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.goto("/products?view=all");
	await heading(page, "Products");
	const beside = (name: string | undefined) => page.getByRole("complementary", { name });
	await pressUntil(page, ["j"], () => expect(page.getByRole("link", { name: names[0], exact: true })).toBeFocused({ timeout: 1_000 }));
	await page.keyboard.press("Control+Enter");
	await expect(beside(names[0])).toContainText("Nørrebro");
	await page.keyboard.press("j");
	await expect(beside(names[1])).toContainText("Opening count");
	await expect(page).toHaveURL(new RegExp(`peek=${ids[1]}`));
	await page.keyboard.press("Escape");
	await expect(page.locator(".peek")).toHaveCount(0);

	await page.getByRole("link", { name: names[2], exact: true }).click();
	await expect(beside(names[2])).toContainText("DKK 3,000.00");
	// What is done beside it is done, and seen in both.
	await beside(names[2]).getByRole("button", { name: "Back to draft" }).click();
	await expect(beside(names[2])).toContainText("Draft");
	await expect(page.getByRole("row", { name: new RegExp(names[2] ?? "") })).toContainText("Draft");
	await page.goBack();
	await expect(page.locator(".peek")).toHaveCount(0);
	await page.getByRole("link", { name: names[2], exact: true }).press("Enter");
	await heading(page, names[2] ?? "");
});

test("without scripts: a view is saved, prices change and come back, and one lies beside the list", async ({ page, browser }) => {
	test.slow();
	const ids = await fill(page, await openShop(page));
	const plain = await (
		await browser.newContext({
			javaScriptEnabled: false,
			storageState: await page.context().storageState(),
			baseURL: new URL(page.url()).origin,
		})
	).newPage();
	await plain.goto("/products?stock=low");
	await views(plain).getByText("Save view").click();
	await views(plain).getByLabel("Name").fill("Running low");
	await views(plain).getByRole("button", { name: "Save" }).click();
	await expect(plain).toHaveURL(/stock=low&view=/);
	await expect(views(plain).getByRole("link", { name: "Running low" })).toBeVisible();
	await plain.goto("/products?status=draft");
	await views(plain).getByText("Save view").click();
	await views(plain).getByLabel("Name").fill("Running low");
	await views(plain).getByRole("button", { name: "Save" }).click();
	await expect(views(plain).getByText("There is a view called Running low already.")).toBeVisible();
	await plain.goto("/products?stock=low");

	await tick(plain, names[0] ?? "").check();
	await tick(plain, names[1] ?? "").check();
	await acts(plain).getByRole("button", { name: "Price" }).click();
	await heading(plain, "Change prices");
	await plain.getByLabel("By how much").fill("50");
	await plain.getByRole("button", { name: "Change 2 products" }).click();
	await expect(plain.getByText("Begin with + or −")).toBeVisible();
	await expect(plain.getByLabel("By how much")).toHaveValue("50");
	await plain.getByLabel("By how much").fill("+50");
	await plain.getByRole("button", { name: "Change 2 products" }).click();
	await expect(plain.getByText("2 products changed")).toBeVisible();
	await plain.getByRole("button", { name: "Undo" }).click();
	await expect(plain.getByText("2 products are what they were")).toBeVisible();

	await plain.goto(`/products?peek=${ids[2]}`);
	await expect(plain.getByRole("complementary", { name: names[2] })).toContainText("Opening count");
	await plain.context().close();
});

for (const width of [390, 1440])
	for (const theme of ["light", "dark"] as const)
		test(`the list, what is beside it and the change of many at ${width} px, ${theme}`, async ({ page, context, baseURL }) => {
			test.slow();
			const ids = await fill(page, await openShop(page));
			await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
			await page.setViewportSize({ width, height: 800 });
			for (const path of [
				"/products?stock=low",
				`/products?view=all&peek=${ids[1]}`,
				`/products/change?do=price&ids=${ids.join()}`,
				`/products/change?do=category&ids=${ids.join()}`,
				"/products/change",
			]) {
				await page.goto(path);
				await expect(page.locator("h1")).toBeVisible();
				await expectPageFits(page);
				await expectAccessible(page);
			}
			await page.goto("/products?stock=low");
			if (width < 768) await page.getByText("Select", { exact: true }).click();
			await tick(page, names[0] ?? "").check();
			await expect(acts(page)).toBeVisible();
			await views(page).getByText("Save view").click();
			await expectPageFits(page);
			await expectAccessible(page);
		});
