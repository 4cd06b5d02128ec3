import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { addProduct, call, more, openShop, toast } from "../support/shop-in-browser.ts";

// A refusal is an answer; the browser reports it as a failed load all the same.
test.use({ expected: [[/the server responded with a status of (400|409)/], { scope: "test" }] });

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

	// The toast outlives its page, and so does what it can do.
	await page.keyboard.press("r");
	await expect(page.getByLabel("How many came in")).toBeFocused();
	await page.keyboard.type("4");
	await page.keyboard.press("Enter");
	await expect(toast(page, "Received 4 of KNUD Havana 49 in Nørrebro")).toBeVisible();
	await page.keyboard.press("g");
	await page.keyboard.press("p");
	await expect(page).toHaveURL(/\/products$/);
	await toast(page, "Received 4").locator("..").getByRole("button", { name: "Undo" }).click();
	await expect.poll(async () => (await call(page, "GET", `/api/products/${productId}`)).body.inventory.quantity).toBe(6);

	// A link to the open form, and a product that nothing refers to.
	const untouched = await addProduct(page, shop, { name: "TORVALD Black 52", sku: "MF-TOR-BLK-52" });
	await page.goto(`/products/${untouched}?act=delete`);
	const dialog = page.getByRole("dialog", { name: "Delete TORVALD Black 52" });
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
			const body = {
				storeId,
				name: `Frame ${String(number).padStart(2, "0")}`,
				price: 100,
				initialStock: number % 5,
				reorderPoint: 1,
				status: "published",
				vendor: number % 2 ? "Odd" : "Even",
			};
			await fetch("/api/products", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
		}
	}, shop.stores[0]?.id);
	await page.goto("/products");
	const rows = page.getByRole("table", { name: "Products" }).locator("tbody tr");
	await expect(rows).toHaveCount(50);
	await expect(page.locator(".page-head")).toContainText("50 on this page, more follow");
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

for (const [language, theme, receive] of [
	["en", "light", "Receive KNUD Havana 49"],
	["da", "dark", "Modtag KNUD Havana 49"],
] as const) {
	for (const width of [1440, 360]) {
		test(`every page is accessible and fits ${width} px, ${language}, ${theme}`, async ({ page, context, baseURL }) => {
			test.slow();
			const shop = await openShop(page);
			const productId = await addProduct(page, shop);
			const name = "نظارة 👓 with a name that goes on and on until nobody can fit it anywhere";
			await addProduct(page, shop, { name, sku: "RTL-1", status: "draft", initialStock: 0 });
			const url = baseURL ?? "";
			await context.addCookies([
				{ name: "locale", value: language, url },
				{ name: "theme", value: theme, url },
			]);
			const pages = ["/products", `/products/${productId}`, "/products/new", `/products/${productId}/edit`];
			await page.setViewportSize({ width, height: 800 });
			for (const path of [...pages, "/products?q=zzz", `/products/${productId}?act=receive`]) {
				await page.goto(path);
				await expect(page.locator("h1")).toBeVisible();
				if (path.endsWith("receive")) await expect(page.getByRole("dialog", { name: receive })).toBeVisible();
				await expectPageFits(page);
				await expectAccessible(page);
			}
			await page.setViewportSize({ width: 768, height: 800 });
			for (const path of pages) {
				await page.goto(path);
				await expectPageFits(page);
			}
		});
	}
}
