import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../support/browser.ts";

/** A refusal is an answer the browser still reports as a failed load. */
const refusals = /the server responded with a status of (400|409)/;
test.use({ expected: [[refusals], { option: true }] });

const ean = "5704418001028";
type Shop = { stores: { id: string; name: string }[] };

/** A business of this test's own, signed in, with two stores. */
async function openShop(page: Page): Promise<Shop> {
	await page.goto("/sign-in");
	return page.evaluate(async () => {
		const post = async (path: string, body: object) => {
			const response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
			if (!response.ok) throw new Error(`${path} ${response.status} ${await response.text()}`);
			return response.json();
		};
		const email = `owner-${crypto.randomUUID()}@shop.example`;
		const { store } = await post("/api/auth/register", { email, password: "frames on the shelf", name: "Karen Lund", businessName: "Lund & Lys", storeName: "Nørrebro", currency: "DKK" });
		return { stores: [store, await post("/api/stores", { name: "Aarhus" })] };
	});
}

/** A call to the API as the person at the page, as another till would make it. */
function call(page: Page, method: string, path: string, body?: object): Promise<{ status: number; body: { id: string; inventory: { quantity: number } } }> {
	return page.evaluate(
		async ([method, path, json]) => {
			const response = await fetch(path, { method, headers: { "Content-Type": "application/json" }, ...(json && { body: json }) });
			return { status: response.status, body: await response.json() };
		},
		[method, path, body && JSON.stringify(body)] as const,
	);
}

async function addProduct(page: Page, shop: Shop, more: object = {}): Promise<string> {
	const { status, body } = await call(page, "POST", "/api/products", {
		storeId: shop.stores[0]?.id, name: "KNUD Havana 49", sku: "MF-KNU-HAV-49", barcode: ean, price: "2195.00", initialStock: 6, reorderPoint: 3, status: "published", ...more,
	});
	expect(status).toBe(201);
	return body.id;
}

/** A browser in which no script of the page runs, signed in as `page` is. */
async function withoutScripts(browser: Browser, context: BrowserContext, baseURL: string | undefined): Promise<Page> {
	const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState(), ...(baseURL && { baseURL }), locale: "en-GB" });
	return plain.newPage();
}

const shelfOf = (page: Page, store: string) => page.getByRole("table", { name: "On the shelf" }).getByRole("row", { name: new RegExp(store) });
const more = (page: Page) => page.locator("summary").filter({ hasText: "More actions" });
const toast = (page: Page, text: string | RegExp) => page.getByRole("region", { name: "Messages" }).getByText(text);

test("a product's life: added, published, received, adjusted, found, archived", async ({ page }) => {
	const shop = await openShop(page);
	await page.goto("/products");
	await expect(page.getByRole("heading", { name: "No products yet" })).toBeVisible();
	await page.getByRole("link", { name: "Add the first" }).click();

	// What is wrong is said beside the field, and what was typed stays.
	await page.getByLabel("SKU").fill("MF-KNU-HAV-49");
	await page.getByLabel("Price").fill("2.195");
	await page.getByRole("button", { name: "Add product" }).click();
	await expect(page.getByText("A name of 1 to 200 characters, on one line.")).toBeVisible();
	await expect(page.getByText("This could be thousands or decimals. Write 2195 or 2,195.00.")).toBeVisible();
	await expect(page.getByLabel("Name")).toBeFocused();
	await expect(page.getByLabel("SKU")).toHaveValue("MF-KNU-HAV-49");

	await page.getByLabel("Name").fill("KNUD Havana 49");
	await page.getByLabel("Style").fill("KNUD");
	await page.getByLabel("Vendor").fill("Marlow & Finch");
	await page.getByLabel("Category").selectOption("Frames");
	await page.getByLabel("Barcode").fill("5704418001029");
	await expect(page.getByText("The last digit should be 8.", { exact: false })).toBeVisible();
	await page.getByLabel("Barcode").fill(ean);
	await expect(page.getByText("The check digit is right.")).toBeVisible();
	await page.getByLabel("Price").fill("2,195.00");
	await page.getByLabel("Cost").fill("730");
	await page.getByLabel("Colour").fill("Havana");
	await page.getByLabel("Store", { exact: true }).selectOption("Nørrebro");
	await page.getByLabel("On hand now").fill("6");
	await page.getByRole("textbox", { name: "Reorder at" }).fill("3");
	await page.getByRole("button", { name: "Add product" }).click();

	await expect(page.getByRole("heading", { level: 1, name: "KNUD Havana 49" })).toBeVisible();
	await expect(toast(page, "Product added")).toBeVisible();
	await expect(page).not.toHaveURL(/said=/);
	await expect(page.locator(".hero")).toContainText("DKK 2,195.00");
	await expect(page.locator(".hero")).toContainText("58%");
	await expect(page.locator(".hero")).toContainText("Draft");
	const productId = /products\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? "";

	await more(page).click();
	await page.getByRole("button", { name: "Publish" }).click();
	await expect(toast(page, "KNUD Havana 49 is published")).toBeVisible();
	await expect(page.locator(".hero")).toContainText("Published");

	await page.getByRole("link", { name: "Receive" }).click();
	const receive = page.getByRole("dialog", { name: "Receive KNUD Havana 49" });
	await expect(receive.getByLabel("How many came in")).toBeFocused();
	await receive.getByLabel("How many came in").fill("8");
	await receive.getByRole("button", { name: "Receive" }).click();
	await expect(toast(page, "Received 8 of KNUD Havana 49 in Nørrebro")).toBeVisible();
	await expect(receive).toBeHidden();
	await expect(shelfOf(page, "Nørrebro").getByRole("cell").nth(2)).toHaveText("14");
	await expect(page.getByText("Ledger agrees: 2 movements, 14 on hand")).toBeVisible();

	// It is counted while another till sells one.
	await page.getByRole("link", { name: "Adjust" }).click();
	const adjust = page.getByRole("dialog", { name: "Adjust KNUD Havana 49" });
	await expect(adjust.getByLabel("Stands there now")).toHaveValue("14");
	expect((await call(page, "POST", "/api/sales", { storeId: shop.stores[0]?.id, productId, quantity: 1 })).status).toBe(201);
	await adjust.getByLabel("Stands there now").fill("12");
	await adjust.getByRole("button", { name: "Adjust" }).click();
	await expect(adjust.getByText("The shelf holds 13, not 14.")).toBeVisible();
	await expect(adjust.getByText("You wrote 12", { exact: false })).toBeVisible();
	await expect(adjust.getByLabel("Stands there now")).toHaveValue("13");
	await adjust.getByLabel("Stands there now").fill("11");
	await adjust.getByRole("button", { name: "Adjust" }).click();
	await expect(toast(page, "KNUD Havana 49 in Nørrebro: 13 → 11")).toBeVisible();
	await expect(shelfOf(page, "Nørrebro").getByRole("cell").nth(2)).toHaveText("11");
	await expect(page.getByRole("list", { name: "Movements" }).getByText("Counted")).toBeVisible();

	// Found as it is typed, by part of its SKU and by its barcode; the field keeps the focus.
	await addProduct(page, shop, { name: "TORVALD Black 52", sku: "MF-TOR-BLK-52", barcode: "5704418002018" });
	await page.goto("/products");
	await expect(page.getByRole("link", { name: "TORVALD Black 52" })).toBeVisible();
	const search = page.getByRole("main").getByRole("searchbox", { name: "Search products" });
	await search.pressSequentially("knu-hav");
	await expect(page).toHaveURL(/q=knu-hav/);
	await expect(page.getByRole("link", { name: "KNUD Havana 49" })).toBeVisible();
	await expect(page.getByRole("link", { name: "TORVALD Black 52" })).toBeHidden();
	await expect(search).toBeFocused();
	await search.fill(ean);
	await expect(page).toHaveURL(new RegExp(`q=${ean}`));
	await expect(page.getByRole("link", { name: "KNUD Havana 49" })).toBeVisible();

	await page.getByRole("link", { name: "KNUD Havana 49" }).click();
	await more(page).click();
	await page.getByRole("button", { name: "Archive" }).click();
	await expect(toast(page, "KNUD Havana 49 is archived")).toBeVisible();
	await page.goto("/products?status=published");
	await expect(page.getByRole("link", { name: "TORVALD Black 52" })).toBeVisible();
	await expect(page.getByRole("link", { name: "KNUD Havana 49" })).toBeHidden();
	await page.goto("/products?status=archived");
	await expect(page.getByRole("row", { name: /KNUD Havana 49/ })).toContainText("Archived");
});

test("without scripts a product is added, received, adjusted, taken back and found", async ({ page, context, browser, baseURL }) => {
	const shop = await openShop(page);
	const plain = await withoutScripts(browser, context, baseURL);
	await plain.goto("/products/new");
	await plain.getByLabel("Name").fill("AGNETE Gold 46");
	await plain.getByLabel("SKU").fill("AB-AGN-GLD-46");
	await plain.getByLabel("Price").fill("cheap");
	await plain.getByLabel("On hand now").fill("2");
	await plain.getByRole("button", { name: "Add product" }).first().click();
	await expect(plain.getByText("Write an amount, such as 2195 or 2,195.00.")).toBeVisible();
	await expect(plain.getByLabel("Name")).toHaveValue("AGNETE Gold 46");
	await plain.getByLabel("Price").fill("1995");
	await plain.getByRole("button", { name: "Add product" }).first().click();
	await expect(plain.getByText("Product added")).toBeVisible();
	await expect(shelfOf(plain, "Nørrebro").getByRole("cell").nth(2)).toHaveText("2");
	const productId = /products\/([0-9a-f-]+)/.exec(plain.url())?.[1] ?? "";

	await plain.getByRole("link", { name: "Receive" }).first().click();
	await expect(plain.getByRole("heading", { name: "Receive AGNETE Gold 46" })).toBeVisible();
	await plain.getByLabel("How many came in").fill("8");
	await plain.getByRole("button", { name: "Receive" }).click();
	await expect(plain.getByText("Received 8 of AGNETE Gold 46 in Nørrebro")).toBeVisible();
	await expect(shelfOf(plain, "Nørrebro").getByRole("cell").nth(2)).toHaveText("10");
	await plain.getByRole("button", { name: "Undo" }).click();
	await expect(plain.getByText("Taken back").first()).toBeVisible();
	await expect(shelfOf(plain, "Nørrebro").getByRole("cell").nth(2)).toHaveText("2");

	await plain.getByRole("link", { name: "Adjust" }).first().click();
	expect((await call(page, "POST", `/api/products/${productId}/receive`, { storeId: shop.stores[0]?.id, quantity: 1 })).status).toBe(201);
	await plain.getByLabel("Stands there now").fill("4");
	await plain.getByRole("button", { name: "Adjust" }).click();
	await expect(plain.getByText("The shelf holds 3, not 2.")).toBeVisible();
	await plain.getByLabel("Stands there now").fill("4");
	await plain.getByRole("button", { name: "Adjust" }).click();
	await expect(plain.getByText("AGNETE Gold 46 in Nørrebro: 3 → 4")).toBeVisible();

	await shelfOf(plain, "Nørrebro").getByLabel("Reorder at, Nørrebro").fill("5");
	await shelfOf(plain, "Nørrebro").getByRole("button", { name: "Save" }).click();
	await expect(plain.getByText("AGNETE Gold 46: reorder at 5 in Nørrebro")).toBeVisible();

	await more(plain).click();
	await plain.getByRole("button", { name: "Publish" }).click();
	await expect(plain.getByText("AGNETE Gold 46 is published")).toBeVisible();

	await plain.goto("/products");
	await plain.getByRole("main").getByRole("searchbox").fill("agn-gld");
	await plain.getByRole("main").getByRole("searchbox").press("Enter");
	await expect(plain).toHaveURL(/q=agn-gld/);
	await expect(plain.getByRole("row", { name: /AGNETE Gold 46/ })).toContainText("Low");
	await plain.context().close();
});

test("everything with the keyboard alone", async ({ page }) => {
	const shop = await openShop(page);
	await addProduct(page, shop);
	await page.goto("/");
	await page.keyboard.press("g");
	await page.keyboard.press("p");
	await expect(page).toHaveURL(/\/products$/);
	await expect(page.getByRole("link", { name: "KNUD Havana 49" })).toBeVisible();
	await page.keyboard.press("n");
	await expect(page.getByLabel("Name")).toBeFocused();
	await page.keyboard.type("AGNETE Gold 46");
	await page.keyboard.press("Control+s");
	await expect(page.getByRole("heading", { level: 1, name: "AGNETE Gold 46" })).toBeVisible();

	await page.keyboard.press("r");
	await expect(page.getByLabel("How many came in")).toBeFocused();
	await page.keyboard.press("Shift+ArrowUp");
	await page.keyboard.press("Enter");
	await expect(toast(page, "Received 11 of AGNETE Gold 46 in Nørrebro")).toBeVisible();
	await page.keyboard.press("Control+z");
	await expect(toast(page, "Taken back")).toBeVisible();
	await expect(page.getByText("Ledger agrees: 2 movements, 0 on hand")).toBeVisible();

	await page.keyboard.press("a");
	await expect(page.getByLabel("Stands there now")).toBeFocused();
	await page.keyboard.press("Shift+Tab");
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("Tab");
	await expect(page.getByLabel("More or fewer")).toBeFocused();
	await page.keyboard.type("3");
	await page.keyboard.press("Enter");
	await expect(toast(page, "AGNETE Gold 46 in Nørrebro: 0 → 3")).toBeVisible();
	await page.keyboard.press("a");
	await expect(page.getByRole("dialog", { name: "Adjust AGNETE Gold 46" })).toBeVisible();
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog", { name: "Adjust AGNETE Gold 46" })).toBeHidden();

	await page.keyboard.press("g");
	await page.keyboard.press("p");
	await expect(page.getByRole("link", { name: "KNUD Havana 49" })).toBeVisible();
	await page.keyboard.press("/");
	await page.keyboard.type("knud");
	await expect(page.getByRole("link", { name: "AGNETE Gold 46" })).toBeHidden();
	await page.keyboard.press("Tab");
	await page.keyboard.press("j");
	await expect(page.getByRole("link", { name: "KNUD Havana 49" })).toBeFocused();
	await page.keyboard.press("Enter");
	await expect(page.getByRole("heading", { level: 1, name: "KNUD Havana 49" })).toBeVisible();
});

test("what can be taken back is, and a reorder point is edited where it stands", async ({ page }) => {
	const shop = await openShop(page);
	const productId = await addProduct(page, shop);
	await page.goto(`/products/${productId}`);
	const point = page.getByLabel("Reorder at, Nørrebro");
	await point.fill("6");
	await point.press("Tab");
	await expect(toast(page, "KNUD Havana 49: reorder at 6 in Nørrebro")).toBeVisible();
	await expect(page.locator(".hero")).toContainText("Low in 1 store");
	await page.getByRole("button", { name: "Undo" }).click();
	await expect(toast(page, "Taken back")).toBeVisible();
	await expect(point).toHaveValue("3");
	await point.fill("many");
	await point.press("Enter");
	await expect(toast(page, "A reorder point is a whole number from 0 to 1,000,000.")).toBeVisible();
	await expect(point).toHaveValue("3");

	await more(page).click();
	await page.getByRole("button", { name: "Back to draft" }).click();
	await expect(page.locator(".hero")).toContainText("Draft");
	await toast(page, "is a draft again").locator("..").getByRole("button", { name: "Undo" }).click();
	await expect(page.locator(".hero")).toContainText("Published");

	// A link to the open form, and a product that nothing refers to.
	await page.goto(`/products/${productId}?act=delete`);
	const dialog = page.getByRole("dialog", { name: "Delete KNUD Havana 49" });
	await dialog.getByRole("button", { name: "Delete product" }).click();
	await expect(page).toHaveURL(/\/products$/);
	await expect(toast(page, "Product deleted")).toBeVisible();
});

test("two people edit the same product: the second sees both and decides", async ({ page }) => {
	const shop = await openShop(page);
	const productId = await addProduct(page, shop, { vendor: "Marlow & Finch" });
	await page.goto(`/products/${productId}/edit`);
	await expect(page.getByLabel("Price")).toHaveValue("2195.00");
	const other = await call(page, "PATCH", `/api/products/${productId}`, { price: "2295.00", vendor: "Vester Optics" });
	expect(other.status).toBe(200);
	await page.getByLabel("Price").fill("2395");
	await page.getByLabel("Colour").fill("Havana");
	await page.getByRole("button", { name: "Save" }).click();

	await expect(page.getByText("Somebody saved this while you were writing.", { exact: false })).toBeVisible();
	await expect(page.getByLabel("Price")).toHaveValue("2395");
	await expect(page.getByText("They wrote: 2295.00")).toBeVisible();
	await expect(page.getByLabel("Vendor")).toHaveValue("Vester Optics");
	await expect(page.getByText("Changed meanwhile. Before: Marlow & Finch")).toBeVisible();
	await expect(page.getByLabel("Colour")).toHaveValue("Havana");
	await page.getByRole("button", { name: "Take theirs" }).click();
	await expect(page.getByLabel("Price")).toHaveValue("2295.00");
	await page.getByRole("button", { name: "Save" }).click();
	await expect(toast(page, "Saved")).toBeVisible();
	await expect(page.locator(".hero")).toContainText("DKK 2,295.00");
	await expect(page.locator(".hero")).toContainText("Vester Optics");
	await expect(page.getByText("Havana", { exact: true })).toBeVisible();

	// A SKU another product holds is said beside the field, with the way to that product.
	await addProduct(page, shop, { name: "TORVALD Black 52", sku: "MF-TOR-BLK-52" });
	await page.goto(`/products/${productId}/edit`);
	await page.getByLabel("SKU").fill("mf-tor-blk- 52");
	await page.getByRole("button", { name: "Save" }).click();
	await expect(page.getByText("MF-TOR-BLK-52 is another product’s SKU.")).toBeVisible();
	await page.getByRole("link", { name: "Open that product" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "TORVALD Black 52" })).toBeVisible();
});

test("filters, order and pages live in the address", async ({ page }) => {
	const shop = await openShop(page);
	await page.evaluate(async (storeId) => {
		for (let number = 1; number <= 55; number++) {
			const body = { storeId, name: `Frame ${String(number).padStart(2, "0")}`, price: 100, initialStock: number % 5, reorderPoint: 1, status: "published", vendor: number % 2 ? "Odd" : "Even" };
			await fetch("/api/products", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
		}
	}, shop.stores[0]?.id);
	await page.goto("/products");
	const rows = page.getByRole("table", { name: "Products" }).locator("tbody tr");
	await expect(rows).toHaveCount(50);
	await expect(page.getByRole("banner").or(page.locator(".page-head"))).toContainText("50 on this page, more follow");
	await page.getByRole("link", { name: "Next" }).click();
	await expect(rows).toHaveCount(5);
	await expect(rows.first()).toContainText("Frame 51");
	await page.getByRole("link", { name: "First page" }).click();
	await page.getByRole("link", { name: "Newest" }).click();
	await expect(page).toHaveURL(/sort=newest/);
	await expect(rows.first()).toContainText("Frame 55");

	await page.getByText("Filter", { exact: true }).click();
	await page.getByLabel("Shelf").selectOption("Out");
	await expect(rows).toHaveCount(11);
	await expect(rows.first()).toContainText("Out");
	await page.getByLabel("Vendor").selectOption("Odd");
	await expect(rows).toHaveCount(6);
	await expect(page).toHaveURL(/sort=newest/);
	await page.goto("/products?vendor=Nobody");
	await expect(page.getByRole("heading", { name: "Nothing matches" })).toBeVisible();
	await page.getByRole("link", { name: "Clear filters" }).click();
	await expect(rows).toHaveCount(50);

	// A store where nothing stands yet says so.
	await page.goto(`/products?store=${shop.stores[1]?.id}`);
	await expect(page.getByRole("heading", { name: "Nothing stands in Aarhus yet" })).toBeVisible();
});

for (const [language, theme, receive] of [["en", "light", "Receive KNUD Havana 49"], ["da", "dark", "Modtag KNUD Havana 49"]] as const) {
	test(`every page is accessible and fits, ${language}, ${theme}`, async ({ page, context, baseURL }) => {
		test.slow();
		const shop = await openShop(page);
		const productId = await addProduct(page, shop);
		await addProduct(page, shop, { name: "نظارة 👓 with a name that goes on and on until nobody can fit it anywhere", sku: "RTL-1", status: "draft", initialStock: 0 });
		await context.addCookies([{ name: "locale", value: language, url: baseURL ?? "" }, { name: "theme", value: theme, url: baseURL ?? "" }]);
		for (const width of [1440, 768, 360]) {
			await page.setViewportSize({ width, height: 800 });
			for (const path of ["/products", `/products/${productId}`, "/products/new", `/products/${productId}/edit`]) {
				await page.goto(path);
				await expect(page.locator("h1")).toBeVisible();
				await expectNoSidewaysScroll(page);
				if (width !== 768) await expectAccessible(page);
			}
		}
		await page.goto("/products?q=zzz");
		await expectAccessible(page);
		await page.goto(`/products/${productId}?act=receive`);
		await expect(page.getByRole("dialog", { name: receive })).toBeVisible();
		await expectAccessible(page);
	});
}
