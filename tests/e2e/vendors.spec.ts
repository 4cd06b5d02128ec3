import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectHoldsInBothThemes, test } from "../support/browser.ts";
import { addProduct, call, openShop, toast, withoutScripts } from "../support/shop-in-browser.ts";
import { catalogOf, product, products } from "../support/vendors/catalogs.ts";

/** Vendors and their catalogs, each journey in a business of its own; vendors' shops are stand-ins on this machine. */

test.use({ expected: [[/the server responded with a status of (400|409)/], { scope: "test" }] });

const file = (text: string, name = "catalog.json") => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

async function addVendor(page: Page, fields: { name: string; url?: string; source?: string }): Promise<void> {
	await page.goto("/vendors/new");
	await page.getByLabel("Name").fill(fields.name);
	if (fields.source) await page.getByLabel("Where the catalog comes from").selectOption({ label: fields.source });
	if (fields.url) await page.getByLabel("Shop address").fill(fields.url);
	await page.getByRole("button", { name: "Add vendor" }).click();
	await expect(page.getByRole("heading", { level: 1, name: fields.name })).toBeVisible();
}

async function sendFile(page: Page, slug: string, text: string): Promise<void> {
	await page.goto(`/vendors/${slug}/source`);
	await page.getByLabel("File", { exact: true }).setInputFiles(file(text));
	await page.getByRole("button", { name: "Send file" }).click();
	await expect(page).not.toHaveURL(/source/);
}

const items = (page: Page) => page.getByRole("table", { name: "Items" }).getByRole("row");

test("a vendor's shop is read while one looks on, and what it offers is found", async ({ page }) => {
	test.slow();
	await openShop(page);
	await page.goto("/vendors");
	await page.getByRole("link", { name: "Add MOSCOT" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "New vendor" })).toBeVisible();
	await expect(page.getByLabel("Shop address")).toHaveValue("https://moscot.com");
	await page.getByRole("button", { name: "Add vendor" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "MOSCOT" })).toBeVisible();
	await expect(page.getByText("This catalog has not been read yet")).toBeVisible();
	await page.getByRole("button", { name: "Read catalog" }).click();
	await expect(page.getByRole("status").filter({ hasText: /Waits for its turn|Asking the shop|Reading the shop/ })).toBeVisible();
	await expect(page.getByRole("status").filter({ hasText: /Reading the shop: \d pages?/ })).toBeVisible();
	await expect(page.getByText("50 shown of 432 in the catalog")).toBeVisible({ timeout: 30_000 });
	await page.getByRole("searchbox", { name: "Search this catalog" }).fill("lemtosh tortoise 49");
	await expect(items(page)).toHaveCount(2);
	await expect(items(page).nth(1)).toContainText("49-24-145");
	await page.goto("/vendors");
	await expect(page.getByRole("row", { name: /MOSCOT/ })).toContainText("432 new");
	await page.getByRole("link", { name: "MOSCOT" }).click();
	await page.getByRole("link", { name: "Readings" }).click();
	await expect(page.getByRole("table", { name: "Readings" }).getByRole("row", { name: /432 new/ })).toContainText("Karen Lund");
	await expect(page.getByRole("region", { name: "How it stands" })).toContainText("Read next");
});

test("a shop that cannot be read says why, and what was read stays", async ({ page }) => {
	test.slow();
	await openShop(page);
	await addVendor(page, { name: "Closed Eyes", url: "password.example" });
	await page.getByRole("button", { name: "Read catalog" }).click();
	await expect(page.getByText("It was never read.", { exact: false })).toBeVisible({ timeout: 30_000 });
	await page.getByRole("link", { name: "What went wrong" }).click();
	await expect(page.getByRole("row", { name: /Failed/ })).toContainText("The shop is closed behind a password.");
	await page.getByRole("link", { name: "Source" }).click();
	await page.getByLabel("Shop address").fill("http://localhost");
	await page.getByRole("button", { name: /^Save/ }).click();
	await expect(page.getByText("It must begin with https://.")).toBeVisible();
	await expect(page.getByLabel("Shop address")).toBeFocused();
});

test("a catalog that shrinks asks first; what changed is seen, and rolled back in one act", async ({ page }) => {
	test.slow();
	await openShop(page);
	await addVendor(page, { name: "Paper", source: "Files that are sent" });
	await sendFile(page, "paper", catalogOf(products(10)));
	await expect(page.getByText("50 shown of 80 in the catalog")).toBeVisible();

	// Half of it: not believed, then believed.
	await sendFile(page, "paper", catalogOf(products(4)));
	await expect(page.getByRole("heading", { name: "32 items, where 80 were. Is that so?" })).toBeVisible();
	await page.getByRole("link", { name: "Changes" }).click();
	await expect(page.getByRole("link", { name: "48 gone" })).toBeVisible();
	await page.getByRole("button", { name: "No, keep the catalog as it was" }).click();
	await expect(toast(page, "The catalog stays as it was")).toBeVisible();
	await expect(page.getByText("50 shown of 80 in the catalog")).toBeVisible();
	await sendFile(page, "paper", catalogOf(products(4)));
	await page.getByRole("button", { name: "Yes, the rest is gone" }).click();
	await expect(page.getByText("32 shown of 32 in the catalog")).toBeVisible({ timeout: 30_000 });
	await page.getByRole("link", { name: "Missing 48" }).click();
	await expect(items(page)).toHaveCount(49);

	// A dearer style, a new one; then back to the first reading.
	await sendFile(page, "paper", catalogOf([product(1, { price: "360.00" }), ...products(4).slice(1), product(20)]));
	await expect(page.getByText("40 shown of 40 in the catalog")).toBeVisible();
	await page.getByRole("link", { name: "Changes" }).click();
	await page.getByRole("link", { name: "8 dearer" }).click();
	const changes = page.getByRole("table", { name: "Changes" });
	await expect(changes.getByRole("row")).toHaveCount(9);
	await expect(changes.getByRole("row", { name: /MODEL 1 Black 44/ })).toContainText("+5.9%");
	const first = await page.getByLabel("Before").locator("option").last().getAttribute("value");
	await page.getByLabel("Before").selectOption(first);
	await page.getByRole("button", { name: "Compare" }).click();
	await expect(page.getByRole("link", { name: "48 gone" })).toBeVisible();
	await page.getByRole("button", { name: "Roll back to this" }).click();
	await expect(page.getByText("50 shown of 80 in the catalog")).toBeVisible();
	await page.getByRole("searchbox", { name: "Search this catalog" }).fill("model 1 black 44");
	await expect(items(page).nth(1)).toContainText("340.00");
});

test("what a vendor raised is taken over in one act, and taken back in one", async ({ page }) => {
	test.slow();
	const shop = await openShop(page);
	await call(page, "POST", "/api/catalog", { name: "MOSCOT", source: "upload" });
	await call(page, "POST", "/api/catalog/moscot/sync", { products: products(3) });
	const ours = { vendor: "MOSCOT", barcode: null, price: "2000.00" };
	for (const size of ["44", "46"]) await addProduct(page, shop, { ...ours, name: `MODEL 1 Black ${size}`, sku: `M1-0-${size}` });
	await call(page, "POST", "/api/catalog/moscot/link-runs", { dryRun: false });
	await call(page, "POST", "/api/catalog/moscot/sync", { products: [product(1, { price: "374.00" }), ...products(3).slice(1)] });
	const takeOver = page.getByRole("button", { name: "Take over 2 prices" });
	await expect(async () => {
		await page.goto("/vendors/moscot/changes?kind=dearer");
		await expect(takeOver).toBeVisible({ timeout: 1000 });
	}).toPass({ timeout: 60_000 });
	await expectAccessible(page);
	await takeOver.click();
	await expect(toast(page, "2 products changed")).toBeVisible();
	await expect(page.getByText("Your price was made from this one already.")).toHaveCount(2);
	await expect(takeOver).toHaveCount(0);
	await page.getByRole("button", { name: "Undo" }).click();
	await expect(toast(page, "2 products are what they were")).toBeVisible();
	await expect(takeOver).toBeVisible();
});

test("every form works without scripts", async ({ page, browser, context, baseURL }) => {
	test.slow();
	await openShop(page);
	const plain = await withoutScripts(browser, context, baseURL);
	await addVendor(plain, { name: "Plain", source: "Files that are sent" });
	await sendFile(plain, "plain", catalogOf(products(6)));
	await expect(plain.getByText("File received")).toBeVisible();
	await expect(plain.getByText("48 shown of 48 in the catalog")).toBeVisible();
	await sendFile(plain, "plain", catalogOf(products(2)));
	await plain.getByRole("button", { name: "No, keep the catalog as it was" }).click();
	await expect(plain.getByText("The catalog stays as it was")).toBeVisible();
	await plain.getByRole("searchbox", { name: "Search this catalog" }).fill("m6-");
	await plain.keyboard.press("Enter");
	await expect(items(plain)).toHaveCount(9);
	await plain.goto("/vendors/plain/source");
	await plain.getByLabel("Name").fill("Plainer");
	await plain.getByLabel("Read", { exact: true }).selectOption("weekly");
	await plain.getByRole("button", { name: /^Save/ }).click();
	await expect(plain.getByRole("heading", { level: 1, name: "Plainer" })).toBeVisible();
	await plain.context().close();
});

for (const [width, height] of [
	[390, 800],
	[1440, 900],
] as const) {
	test(`vendors hold at ${width} px in both themes`, async ({ page }) => {
		// Axe looks at six pages twice.
		test.setTimeout(240_000);
		await page.setViewportSize({ width, height });
		await openShop(page);
		await page.goto("/vendors");
		await expectAccessible(page);
		await call(page, "POST", "/api/catalog", { name: "Paper", source: "upload" });
		await call(page, "POST", "/api/catalog/paper/sync", { products: products(10) });
		await call(page, "POST", "/api/catalog/paper/sync", { products: [...products(9, { price: "355.00" }), product(30)] });
		await call(page, "POST", "/api/catalog/paper/sync", { products: products(3) });
		const pages = [
			"/vendors",
			"/vendors/paper",
			"/vendors/paper/changes?kind=gone",
			"/vendors/paper/history",
			"/vendors/paper/source",
			"/vendors/new",
		];
		for (const path of pages) {
			await page.goto(path);
			await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
			await expectHoldsInBothThemes(page);
		}
	});
}
