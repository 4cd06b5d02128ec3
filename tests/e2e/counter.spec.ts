import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect, expectAccessible, expectHoldsInBothThemes, expectPageFits, test } from "../support/browser.ts";
import {
	ours,
	knud,
	lenses,
	wipes,
	torvald,
	openShop,
	openCounter,
	scan,
	field,
	lines,
	total,
	messages,
	available,
	salesMade,
	paying,
	complete,
	pay,
} from "../support/counter-in-browser.ts";

/** The counter, in a business of its own for every journey, so that what one sells no other misses. */

/** A second till of the same business: another browser, the same session. */
async function anotherTill(browser: Browser, context: BrowserContext): Promise<Page> {
	const other = await browser.newContext({ storageState: await context.storageState() });
	return other.newPage();
}

test("a whole sale is made and undone with the keyboard only", async ({ page }) => {
	const shop = await openShop(page.request);
	await openCounter(page);
	await expect(field(page)).toBeFocused();

	await page.keyboard.type("torv");
	await expect(page.getByRole("option", { name: /TORVALD Black 52.*2,495\.00.*2 left/ })).toBeVisible();
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await expect(lines(page)).toHaveCount(1);
	await expect(field(page)).toHaveValue("");

	await scan(page, knud.barcode);
	await expect(lines(page)).toHaveCount(2);
	await scan(page, "*3");
	await expect(page.getByRole("textbox", { name: "Quantity of KNUD Havana 49" })).toHaveValue("3");
	await expect(total(page)).toHaveText("DKK 9,080.00");
	await expect(page.locator(".sums")).toContainText("Of which VAT 25%1,816.00");

	// Up to the first line, and out with it.
	await page.keyboard.press("ArrowUp");
	await page.keyboard.press("Delete");
	await expect(lines(page)).toHaveCount(1);
	await expect(total(page)).toHaveText("DKK 6,585.00");

	await pay(page);
	await expect(messages(page)).toContainText("Sold 3 for DKK 6,585.00");
	await expect(page.getByRole("heading", { name: "The basket is empty" })).toBeVisible();
	await expect(field(page)).toBeFocused();
	await expect(page.getByRole("region", { name: "Last sale" })).toContainText("DKK 6,585.00");
	expect(await available(page.request, shop, knud)).toBe(2);
	expect(await available(page.request, shop, torvald)).toBe(2);

	await page.getByRole("region", { name: "Last sale" }).getByRole("button", { name: "Undo" }).focus();
	await page.keyboard.press("Enter");
	await expect(messages(page)).toContainText("Took back 3 for DKK 6,585.00");
	await expect(page.getByRole("region", { name: "Last sale" })).toContainText("Taken back");
	expect(await available(page.request, shop, knud)).toBe(5);
});

test("a scanner that never waits fills the basket in order, and an unknown code says so", async ({ page }) => {
	const shop = await openShop(page.request);
	await openCounter(page);
	// Answers that take their time, the first the longest.
	let asked = 0;
	await page.route("**/counter/search*", async (route) => {
		asked += 1;
		await new Promise((resolve) => setTimeout(resolve, asked === 1 ? 500 : 60));
		await route.continue();
	});
	await scan(page, knud.barcode);
	await scan(page, lenses.sku.toLowerCase());
	await scan(page, wipes.barcode);
	await scan(page, knud.barcode);
	await expect(lines(page)).toHaveCount(3);
	await expect(lines(page).nth(0)).toContainText("KNUD Havana 49");
	await expect(lines(page).nth(1)).toContainText("Single vision lenses 1.67");
	await expect(lines(page).nth(2)).toContainText("Lens wipes");
	await expect(total(page)).toHaveText("DKK 5,729.50");

	await scan(page, "4000000000006");
	await expect(page.getByRole("alert").filter({ hasText: "No product has the code 4000000000006" })).toBeVisible();
	await expect(field(page)).toHaveValue("4000000000006");
	await scan(page, wipes.barcode);
	await expect(page.getByRole("textbox", { name: "Quantity of Lens wipes" })).toHaveValue("2");
	await expect(field(page)).toHaveValue("");

	// The focus is on a button: what is scanned goes into the field all the same.
	await page.getByRole("button", { name: "Take out Lens wipes" }).focus();
	await scan(page, torvald.barcode);
	// Two of what is on its way, not of what is in the basket already; and Pay, pressed meanwhile, waits for both.
	await scan(page, "*2");
	await pay(page);
	await expect(messages(page)).toContainText("Sold 7 for DKK");
	expect(await available(page.request, shop, wipes)).toBe(98);
	expect(await available(page.request, shop, torvald)).toBe(0);
});

test.describe("two tills, one shelf", () => {
	test.use({ expected: [/409/] });

	test("whoever comes second is told what is left, at the line", async ({ page, browser, context }) => {
		const shop = await openShop(page.request, [knud, { ...torvald, stock: 3 }]);
		const other = await anotherTill(browser, context);
		await openCounter(page);
		await openCounter(other);

		await scan(page, torvald.barcode);
		await scan(other, torvald.barcode);
		await expect(lines(other)).toHaveCount(1);
		await scan(other, "*3");
		await expect(page.getByRole("textbox", { name: "Quantity of TORVALD Black 52" })).toHaveValue("1");
		await pay(page);
		await expect(messages(page)).toContainText("Sold 1 for DKK 2,495.00");

		// Three were there when they were counted here; the line says that there are two, and Pay does not begin.
		await expect(lines(other)).toContainText("Only 2 left in Aarhus");
		await other.keyboard.press("F9");
		await expect(other.getByRole("alert").filter({ hasText: "Nothing was sold" })).toBeVisible();
		await expect(lines(other)).toContainText("Only 2 left in Aarhus");
		expect(await available(page.request, shop, torvald)).toBe(2);
		await other.getByRole("button", { name: "Sell 2" }).click();
		await complete(other);
		await expect(messages(other)).toContainText("Sold 2 for DKK 4,990.00");
		expect(await available(page.request, shop, torvald)).toBe(0);

		// And the very last one is gone: said before anything is sent.
		await scan(page, torvald.barcode);
		await expect(lines(page)).toContainText("None left in Aarhus");
		await page.keyboard.press("F9");
		await expect(page.getByRole("alert").filter({ hasText: "Nothing was sold" })).toBeVisible();
		expect(await salesMade(page.request)).toBe(2);
		await other.context().close();
	});

	test("a basket begun behind a sale that is refused waits for it", async ({ page, browser, context }) => {
		const shop = await openShop(page.request, [knud, { ...torvald, stock: 1 }]);
		const other = await anotherTill(browser, context);
		await openCounter(page);
		await openCounter(other);
		await scan(page, torvald.barcode);
		await scan(other, torvald.barcode);
		await expect(lines(page)).toHaveCount(1);
		await expect(lines(other)).toHaveCount(1);

		// The sale is long on its way; meanwhile another till sells the last one, and the next customer's goods are scanned here.
		let letAnswerCome = () => {};
		const scanned = new Promise<void>((resolve) => {
			letAnswerCome = resolve;
		});
		await page.route("**/counter.data*", async (route) => {
			await scanned;
			await route.continue();
		});
		await pay(page);
		await expect(page.getByRole("heading", { name: "The basket is empty" })).toBeVisible();
		await pay(other);
		await expect(messages(other)).toContainText("Sold 1");
		await scan(page, knud.barcode);
		await expect(lines(page)).toContainText("KNUD Havana 49");
		letAnswerCome();

		await expect(lines(page)).toContainText("None left in Aarhus");
		await expect(page.getByText("1 piece waits in another basket behind this one.")).toBeVisible();
		await lines(page).getByRole("button", { name: "Take out", exact: true }).click();
		await expect(lines(page)).toContainText("KNUD Havana 49");
		await pay(page);
		await expect(messages(page)).toContainText("Sold 1 for DKK 2,195.00");
		expect(await available(page.request, shop, knud)).toBe(4);
		await other.context().close();
	});
});

test.describe("a line that breaks", () => {
	test.use({ expected: [/ERR_FAILED|Failed to fetch/] });

	test("a sale whose answer was lost is kept over a reload and sells once", async ({ page }) => {
		const shop = await openShop(page.request);
		await openCounter(page);
		await scan(page, knud.barcode);
		await expect(lines(page)).toHaveCount(1);

		// A reload loses nothing.
		await page.reload();
		await page.locator("[data-live]").waitFor();
		await expect(lines(page)).toContainText("KNUD Havana 49");

		// The server sells, and the line breaks before it can say so. Twice.
		let arrived = 0;
		await page.route("**/counter.data*", async (route) => {
			if (route.request().method() !== "POST" || arrived === 2) return route.continue();
			arrived += 1;
			await route.fetch();
			await route.abort();
		});
		await page.getByRole("button", { name: "Pay" }).click();
		await paying(page).getByRole("button", { name: "Complete the sale" }).dblclick();
		await expect(page.getByRole("alert").filter({ hasText: "The sale of 1 for DKK 2,195.00 has not got through" })).toBeVisible();
		expect(await salesMade(page.request)).toBe(1);

		await page.reload();
		await page.locator("[data-live]").waitFor();
		await expect(page.getByRole("button", { name: "Send again" })).toBeVisible();
		// The till sells on meanwhile.
		await scan(page, wipes.barcode);
		await pay(page);
		await expect(messages(page)).toContainText("Sold 1 for DKK 49.50");
		await page.getByRole("button", { name: "Send again" }).click();
		await expect(messages(page)).toContainText("Sold 1 for DKK 2,195.00");
		await expect(page.getByRole("button", { name: "Send again" })).toBeHidden();
		expect(await salesMade(page.request)).toBe(2);
		expect(await available(page.request, shop, knud)).toBe(4);
	});
});

test("with several stores it asks which one, once", async ({ page }) => {
	const shop = await openShop(page.request);
	await page.request.post("/api/stores", { headers: ours, data: { name: "Nørrebro" } });
	await page.goto("/counter");
	await expect(page.getByRole("heading", { name: "Which store do you sell in?" })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole("link", { name: "Nørrebro" }).click();
	await expect(page.getByText("Lund & Lys, Nørrebro")).toBeVisible();
	await page.goto("/counter");
	await page.locator("[data-live]").waitFor();
	await expect(page.getByText("Lund & Lys, Nørrebro")).toBeVisible();

	// What stands in Aarhus is known here, and is none here.
	await scan(page, knud.barcode);
	await expect(lines(page)).toContainText("None left in Nørrebro");
	await page.getByRole("link", { name: "Change store" }).click();
	await page.getByRole("link", { name: "Aarhus" }).click();
	await expect(page.getByRole("heading", { name: "The basket is empty" })).toBeVisible();
	expect(page.url()).toContain(shop.storeId);
});

test.describe("without scripts", () => {
	test.use({ javaScriptEnabled: false, expected: [/409/] });

	test("a basket is scanned, counted, refused, sold and taken back", async ({ page }) => {
		const shop = await openShop(page.request);
		await page.goto("/counter");

		// An exact code goes straight in.
		await field(page).fill(knud.barcode);
		await field(page).press("Enter");
		await expect(lines(page)).toHaveCount(1);
		// Words are searched, and the result is a button.
		await field(page).fill("torv");
		await page.getByRole("button", { name: "Search", exact: true }).click();
		await page
			.getByRole("button", { name: /TORVALD Black 52/ })
			.first()
			.click();
		await expect(lines(page)).toHaveCount(2);

		await page.getByRole("textbox", { name: "Quantity of TORVALD Black 52" }).fill("3");
		await page.getByRole("button", { name: "Update the quantities" }).click();
		await expect(total(page)).toHaveText("DKK 9,680.00");
		await expect(lines(page).nth(1)).toContainText("Only 2 left in Aarhus");
		await page.getByRole("button", { name: "Sell", exact: true }).click();
		await expect(page.getByRole("alert").filter({ hasText: "Nothing was sold" })).toBeVisible();
		await expect(lines(page).nth(1)).toContainText("Only 2 left in Aarhus");
		await page.getByRole("button", { name: "Set to 2" }).click();

		await page.getByRole("button", { name: "Take out KNUD Havana 49" }).click();
		await expect(lines(page)).toHaveCount(1);
		await page.getByRole("button", { name: "Sell", exact: true }).click();
		await expect(page.getByText("Sold 2 for DKK 4,990.00")).toBeVisible();
		await expect(page).toHaveURL(/sold=/);
		expect(await available(page.request, shop, torvald)).toBe(0);

		await page.getByRole("button", { name: "Undo" }).click();
		await expect(page.getByText("Took back 2 for DKK 4,990.00")).toBeVisible();
		await expect(page.getByRole("button", { name: "Undo" })).toHaveCount(0);
		expect(await available(page.request, shop, torvald)).toBe(2);
	});
});

test("it is accessible on the phone and at the desk, in both themes", async ({ page }) => {
	test.slow();
	await openShop(page.request);
	await openCounter(page);
	const everywhere = async () => {
		for (const width of [360, 1440]) {
			await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
			await expectHoldsInBothThemes(page);
		}
	};
	await everywhere();

	await scan(page, torvald.barcode);
	await expect(lines(page)).toHaveCount(1);
	await scan(page, "*3");
	await page.keyboard.press("F9");
	await expect(lines(page)).toContainText("Only 2 left in Aarhus");
	await page.keyboard.type("kn");
	await page.getByRole("option").first().waitFor();
	await everywhere();

	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Sell 2" }).click();
	await expect(paying(page)).toBeVisible();
	await everywhere();
	await page.setViewportSize({ width: 1440, height: 900 });
	// Cash, and what comes back of it.
	await page.keyboard.press("F9");
	await page.keyboard.type("5000");
	await expect(paying(page).getByRole("status")).toContainText("10.00");
	await everywhere();
	await page.setViewportSize({ width: 1440, height: 900 });
	await page.keyboard.press("Enter");
	await expect(messages(page)).toContainText("Sold 2 for DKK 4,990.00. Change DKK 10.00");
	await field(page).fill("nothing at all");
	await page.keyboard.press("Enter");
	await expect(page.getByRole("alert").filter({ hasText: "No product has the code" })).toBeVisible();
	await everywhere();
});

test.describe("in Danish, on an upright tablet", () => {
	test.use({ viewport: { width: 768, height: 1024 }, hasTouch: true, locale: "da-DK" });

	test("a sale is tapped together, refused in words, sold and taken back", async ({ page }) => {
		const shop = await openShop(page.request);
		await openCounter(page);
		await page.getByRole("button", { name: /TORVALD Black 52/ }).tap();
		const plus = page.getByRole("button", { name: "En mere" });
		await plus.tap();
		await plus.tap();
		await expect(page.getByText("Kun 2 tilbage i Aarhus")).toBeVisible();
		await page.getByRole("button", { name: "Betal", exact: true }).tap();
		await expect(page.getByRole("alert").filter({ hasText: "Intet blev solgt. Ret den markerede linje" })).toBeVisible();
		await page.getByRole("button", { name: "Sælg 2" }).tap();
		await paying(page).getByRole("button", { name: "Gennemfør salg" }).tap();
		await expect(page.locator(".toasts")).toContainText(/Solgte 2 for 4\.990,00\skr\./);
		await expectPageFits(page);
		expect(await available(page.request, shop, torvald)).toBe(0);
		await page.getByRole("region", { name: "Sidste salg" }).getByRole("button", { name: "Fortryd" }).tap();
		await expect(page.locator(".toasts")).toContainText(/Tog 2 tilbage for 4\.990,00\skr\./);
		expect(await available(page.request, shop, torvald)).toBe(2);
	});
});
