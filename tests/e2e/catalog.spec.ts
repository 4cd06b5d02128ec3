import { expect, pressUntil, test } from "../support/browser.ts";
import { addProduct, call, more, openShop, shelfOf, toast, withoutScripts } from "../support/shop-in-browser.ts";

// A refusal is an answer; the browser reports it as a failed load all the same.
test.use({ expected: [[/the server responded with a status of (400|409)/], { scope: "test" }] });

const ean = "5704418001028";

test("a product's life: added, published, received, adjusted, found, archived", async ({ page }) => {
	test.slow();
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
	await expect(page.getByRole("link", { name: "TORVALD Black 52", exact: true })).toBeVisible();
	const search = page.getByRole("main").getByRole("searchbox", { name: "Search products" });
	await search.pressSequentially("knu-hav");
	await expect(page).toHaveURL(/q=knu-hav/);
	await expect(page.getByRole("link", { name: "KNUD Havana 49", exact: true })).toBeVisible();
	await expect(page.getByRole("link", { name: "TORVALD Black 52", exact: true })).toBeHidden();
	await expect(search).toBeFocused();
	await search.fill(ean);
	await expect(page).toHaveURL(new RegExp(`q=${ean}`));
	await expect(page.getByRole("link", { name: "KNUD Havana 49", exact: true })).toBeVisible();

	await page.getByRole("link", { name: "KNUD Havana 49", exact: true }).press("Enter");
	await expect(page.getByRole("heading", { level: 1, name: "KNUD Havana 49" })).toBeVisible();
	await more(page).click();
	await page.getByRole("button", { name: "Archive" }).click();
	await expect(toast(page, "KNUD Havana 49 is archived")).toBeVisible();
	await page.goto("/products?status=published");
	await expect(page.getByRole("link", { name: "TORVALD Black 52", exact: true })).toBeVisible();
	await expect(page.getByRole("link", { name: "KNUD Havana 49", exact: true })).toBeHidden();
	await page.goto("/products?status=archived");
	await expect(page.getByRole("row", { name: /KNUD Havana 49/ })).toContainText("Archived");
});

test("without scripts a product is added, received, adjusted, taken back and found", async ({ page, context, browser, baseURL }) => {
	test.slow();
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
	await plain.getByLabel("How many", { exact: true }).fill("4");
	await plain.getByRole("button", { name: "Adjust" }).click();
	await expect(plain.getByText("The shelf holds 3, not 2.")).toBeVisible();
	await plain.getByLabel("How many", { exact: true }).fill("4");
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
	test.slow();
	const shop = await openShop(page);
	await addProduct(page, shop);
	await page.goto("/");
	await pressUntil(page, ["g", "p"], () => expect(page).toHaveURL(/\/products$/, { timeout: 1_000 }));
	await expect(page.getByRole("link", { name: "KNUD Havana 49", exact: true })).toBeVisible();
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
	await expect(page.getByRole("link", { name: "KNUD Havana 49", exact: true })).toBeVisible();
	await page.keyboard.press("/");
	await page.keyboard.type("knud");
	await expect(page.getByRole("link", { name: "AGNETE Gold 46", exact: true })).toBeHidden();
	await page.keyboard.press("Tab");
	await page.keyboard.press("j");
	await expect(page.getByRole("link", { name: "KNUD Havana 49", exact: true })).toBeFocused();
	await page.keyboard.press("Enter");
	await expect(page.getByRole("heading", { level: 1, name: "KNUD Havana 49" })).toBeVisible();
});
