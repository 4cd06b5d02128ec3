import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectHoldsInBothThemes, test } from "../support/browser.ts";
import { addProduct, call, openShop, type Shop, shelfOf, toast, withoutScripts } from "../support/shop-in-browser.ts";

/** From a draft to the shelf: ordering from a vendor, each journey in a business of its own. */

test.use({ expected: [[/the server responded with a status of (400|404|409)/], { scope: "test" }] });

const frames = { vendor: "Marlow & Finch", cost: "800.00" };
const second = { ...frames, name: "PERLE Black 51", sku: "MF-PER-BLK-51", barcode: "5704418001035" };

async function draft(page: Page, shop: Shop, lines: { productId: string; quantity: number }[]): Promise<string> {
	const { status, body } = await call(page, "POST", "/api/purchase-orders", {
		vendor: "Marlow & Finch",
		storeId: shop.stores[0]?.id,
		lines,
	});
	expect(status).toBe(201);
	return `/purchasing/orders/${body.id}`;
}

const lines = (page: Page) => page.getByRole("table", { name: "Lines" });
const lineOf = (page: Page, name: string) => lines(page).getByRole("row", { name: new RegExp(name) });

test("a draft is scanned together, mailed with its file, and comes in through the door: short, damaged, over", async ({ page }) => {
	test.slow();
	const shop = await openShop(page);
	const productId = await addProduct(page, shop, frames);
	await addProduct(page, shop, second);
	await page.goto("/purchasing/orders");
	await page
		.getByRole("link", { name: /New order/ })
		.first()
		.click();
	await expect(page.getByRole("heading", { level: 1, name: "New order" })).toBeVisible();
	await page.getByRole("button", { name: "Make draft" }).click();
	await expect(page.getByLabel("Vendor")).toBeFocused();
	await page.getByLabel("Vendor").fill("Marlow & Finch");
	await page.getByRole("button", { name: "Make draft" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Marlow & Finch for Nørrebro" })).toBeVisible();
	await expect(page.getByRole("button", { name: "Mail the order" })).toBeDisabled();

	// Scanned as the till is: a code, three of it, and another.
	const scan = page.getByRole("combobox", { name: "Scan or search" });
	for (const code of ["5704418001028", "*3", "MF-PER-BLK-51", "nothing-of-ours"]) {
		await scan.fill(code);
		await scan.press("Enter");
	}
	await expect(page.getByRole("alert")).toBeVisible();
	await expect(page.getByLabel("How many KNUD Havana 49")).toHaveValue("3");
	await expect(page.getByLabel("How many PERLE Black 51")).toHaveValue("1");
	await page.getByLabel(/Cost of one PERLE/).fill("912.50");
	await page.getByLabel(/Cost of one PERLE/).press("Enter");
	await expect(lineOf(page, "PERLE")).toContainText("912.50");
	await expect(page.getByText("4 units of 2 products:")).toBeVisible();

	// Nobody has said where to: it asks. Then it goes, and lies in the outbox.
	await page.getByRole("button", { name: "Mail the order" }).click();
	await expect(page.getByLabel("Mail to")).toBeFocused();
	await page.getByLabel("Mail to").fill("orders@marlowfinch.example");
	await page.getByRole("button", { name: "Mail the order" }).click();
	await expect(page.getByText("Ordered", { exact: true }).first()).toBeVisible();
	await expect(page.getByRole("complementary", { name: "About this order" })).toContainText("orders@marlowfinch.example");
	const csv = await page.request.get(`${new URL(page.url()).pathname}/csv`);
	expect(csv.headers()["content-disposition"]).toContain("PO-1.csv");
	expect(await csv.text()).toContain("MF-KNU-HAV-49,5704418001028");
	const pdf = await page.request.get(`${new URL(page.url()).pathname}/pdf`);
	expect(pdf.headers()["content-disposition"]).toContain("PO-1.pdf");
	expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
	const order = page.url();
	await page.goto(`/products/${productId}`);
	await expect(shelfOf(page, "Nørrebro")).toContainText("3 incoming");

	// Two of three whole, one broken; of the other one too many.
	await page.goto(order);
	await expect(page.getByRole("heading", { name: "Take goods in" })).toBeVisible();
	await page.getByRole("button", { name: "Take in" }).click();
	await expect(page.getByText("Count at least one unit first.")).toBeVisible();
	for (const code of ["5704418001028", "5704418001028", "5704418001035", "5704418001035"]) {
		await scan.fill(code);
		await scan.press("Enter");
	}
	await expect(page.getByText("PERLE Black 51: 2, more than the 1 to come")).toBeVisible();
	await page.getByRole("textbox", { name: "Damaged KNUD Havana 49" }).fill("1");
	await page.getByRole("button", { name: "Take in 5 units" }).click();
	await expect(page.getByText("Only 1 unit is still to come of this product.")).toBeVisible();
	await page.getByLabel("Take in 1 unit more than was ordered").check();
	await page.getByRole("button", { name: "Take in 5 units" }).click();
	await expect(toast(page, "Taken in. It stands on the shelf")).toBeVisible();
	await expect(page.getByText("4 units on the shelf, 1 damaged")).toBeVisible();
	await expect(page.getByText("Received", { exact: true }).first()).toBeVisible();

	// What bringing them cost comes late: a slip of the pen first, then spread over what came.
	await page.getByText("Freight, duty and the like").click();
	const freight = page.getByRole("textbox", { name: /^Freight/ });
	await freight.fill("4,0,0");
	await page.getByRole("button", { name: "Spread it" }).click();
	await expect(page.getByText("Write an amount, such as 2195 or 2,195.00.")).toBeVisible();
	await freight.fill("40");
	await page.getByLabel("Freight is spread").selectOption("quantity");
	await page.getByLabel(/Set the cost of each product/).check();
	await page.getByRole("button", { name: "Spread it" }).click();
	await expect(toast(page, "Spread over the lines")).toBeVisible();
	const landed = page.getByRole("table", { name: "What one came to" });
	await expect(landed.getByRole("row", { name: /KNUD/ })).toContainText("DKK 810.00");
	await expect(landed.getByRole("row", { name: /PERLE/ })).toContainText("DKK 922.50");
	await expectAccessible(page);
	await page.goto(`/products/${productId}`);
	await expect(shelfOf(page, "Nørrebro")).toContainText("8 on hand");
	await expect(shelfOf(page, "Nørrebro")).not.toContainText(/[1-9] incoming/);
});

test("what runs out is suggested with its arithmetic, and becomes a draft by one press", async ({ page }) => {
	test.slow();
	await page.goto("/sign-in");
	const signedIn = await page.evaluate(async () => {
		const body = JSON.stringify({ email: "karen@lundoglys.example", password: "briller-i-oktober" });
		return (await fetch("/api/auth/login", { method: "POST", headers: { "Content-Type": "application/json" }, body })).ok;
	});
	expect(signedIn, "the demo's owner signs in").toBe(true);
	await page.goto("/purchasing");
	const basket = page
		.getByRole("region")
		.filter({ has: page.getByRole("button", { name: "Make draft" }) })
		.first();
	const arithmetic = await basket.getByText(/ in \d+ days, at \d*\.\d\d a day, and /).allInnerTexts();
	expect(arithmetic.length, "the arithmetic is told").toBeGreaterThan(0);
	for (const line of arithmetic) {
		const [, sells, luck, upTo] = /^([\d.,]+) in .* and ([\d.,]+) for luck: ([\d,]+)/.exec(line) ?? [];
		const tenths = (number: string | undefined) => Math.round(Number(number?.replaceAll(",", "")) * 10);
		expect(tenths(sells) + tenths(luck), line).toBe(tenths(upTo));
	}
	const first = basket.getByRole("textbox").first();
	const wanted = ((await first.getAttribute("aria-label")) ?? "").replace(/^Order /, "");
	await first.fill("7");
	await basket.getByRole("button", { name: "Make draft" }).click();
	// A vendor's whole list, on a machine that may be busy.
	await expect(toast(page, "Draft made. Nothing is ordered yet")).toBeVisible({ timeout: 15_000 });
	await expect(page.getByRole("textbox", { name: `How many ${wanted}`, exact: true })).toHaveValue("7");
	await page.getByRole("button", { name: "Throw draft away" }).click();
	await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();
});

test("terms are said, and ordering goes without scripts from draft to shelf", async ({ page, browser, context, baseURL }) => {
	test.slow();
	const shop = await openShop(page);
	const productId = await addProduct(page, shop, frames);
	const plain = await withoutScripts(browser, context, baseURL);
	await plain.goto("/purchasing/terms");
	await plain.getByLabel("Vendor’s name").fill("Marlow & Finch");
	await plain.getByRole("button", { name: "Open" }).click();
	await plain.getByLabel("Days to the shelf").fill("ten");
	await plain.getByRole("button", { name: /^Save/ }).click();
	await expect(plain.locator("[aria-invalid=true]")).toHaveCount(1);
	await plain.getByLabel("Days to the shelf").fill("10");
	await plain.getByLabel("E-mail").fill("orders@marlowfinch.example");
	await plain.getByRole("button", { name: /^Save/ }).click();
	await expect(plain.getByText("Terms saved")).toBeVisible();
	await expect(plain.getByRole("table", { name: "Vendors’ terms" })).toContainText("orders@marlowfinch.example");

	await plain.goto(await draft(page, shop, []));
	await plain.getByRole("combobox", { name: "Scan or search" }).fill("MF-KNU-HAV-49");
	await plain.getByRole("button", { name: "Add", exact: true }).click();
	await plain.getByLabel("How many KNUD Havana 49").fill("4");
	await lineOf(plain, "KNUD").getByRole("button", { name: "Save" }).last().click();
	await expect(plain.getByText("4 units of 1 product:")).toBeVisible();
	await plain.getByRole("button", { name: "Ordered some other way" }).click();
	await expect(plain.getByText("Noted as ordered")).toBeVisible();
	await plain.getByRole("textbox", { name: "Whole KNUD Havana 49" }).fill("3");
	await plain.getByRole("button", { name: "Take in", exact: true }).click();
	await expect(plain.getByText("Taken in. It stands on the shelf")).toBeVisible();
	await expect(plain.getByText("Partly here")).toBeVisible();
	await plain.getByText("Nothing more comes").click();
	await plain.getByRole("button", { name: "Close the order" }).click();
	await expect(plain.getByText("Closed. What had not come is no longer expected")).toBeVisible();
	await plain.goto(`/products/${productId}`);
	await expect(shelfOf(plain, "Nørrebro")).toContainText("9 on hand");
	await plain.context().close();
});

for (const [width, height] of [
	[390, 800],
	[1440, 900],
] as const) {
	test(`purchasing holds at ${width} px in both themes`, async ({ page }) => {
		// Axe looks at seven pages twice.
		test.setTimeout(240_000);
		await page.setViewportSize({ width, height });
		const shop = await openShop(page);
		const productId = await addProduct(page, shop, { ...frames, name: "KNUD Havana 49, a name as long as vendors like to make them" });
		const order = await draft(page, shop, [{ productId, quantity: 12 }]);
		const sent = await draft(page, shop, [{ productId, quantity: 5 }]);
		await call(page, "POST", `/api${sent.replace("purchasing/orders", "purchase-orders")}/send`, { mail: false });
		const pages = [
			"/purchasing",
			"/purchasing/orders",
			"/purchasing/orders/new",
			"/purchasing/terms?vendor=Marlow+%26+Finch",
			order,
			sent,
			`${sent}/print`,
		];
		for (const path of pages) {
			await page.goto(path);
			await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
			await expectHoldsInBothThemes(page);
		}
	});
}
