import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { call, openShop, type Shop, toast, withoutScripts } from "../support/shop-in-browser.ts";

const colours = ["Black", "Havana", "Sage"];
const sizes = ["46", "49", "52"];

type Style = { id: string; products: Map<string, string> };

/** KNUD in three colours and three sizes, four of each but Sage 52, which does not exist: made and filled in two requests. */
async function addStyle(page: Page, shop: Shop): Promise<Style> {
	const storeId = shop.stores[0]?.id;
	const { body } = await call(page, "POST", "/api/styles", { name: "KNUD", vendor: "Marlow & Finch" });
	const variants = colours
		.flatMap((row) => sizes.map((column) => ({ row, column })))
		.filter(({ row, column }) => row !== "Sage" || column !== "52");
	const products = await page.evaluate(
		async ([id, storeId, variants]) => {
			type Made = { items: { id: string; row: string; column: string }[] };
			const send = async (method: string, path: string, body: object): Promise<Made> => {
				const response = await fetch(`/api/styles/${id}/${path}`, {
					method,
					headers: { "Content-Type": "application/json" },
					body: JSON.stringify(body),
				});
				if (!response.ok) throw new Error(await response.text());
				return response.json();
			};
			const { items } = await send("POST", "variants", { storeId, variants, skuPattern: "KNU-{row}-{column}", price: "2195.00" });
			const cells = items.flatMap(({ id: productId }) => [
				{ productId, fact: "onHand", value: 4, was: 0 },
				{ productId, fact: "status", value: "published", was: "draft" },
			]);
			await send("PUT", "matrix", { storeId, cells });
			return items.map(({ id, row, column }) => [`${row} ${column}`, id] as const);
		},
		[body.id, storeId, variants] as const,
	);
	return { id: body.id, products: new Map(products) };
}

const cell = (page: Page, name: string) => page.getByRole("textbox", { name: new RegExp(`^${name}, `) });
/** The grid stands in the page before its scripts run; one of its cells can be tabbed to once they do. */
const alive = (page: Page) => expect(page.getByRole("grid").locator('[tabindex="0"]').first()).toBeVisible();

async function open(page: Page, style: Style, query = "") {
	await page.goto(`/styles/${style.id}${query}`);
	await alive(page);
}

/** As a spreadsheet would: text on the clipboard, pasted where the focus is. */
async function paste(page: Page, text: string) {
	await page.evaluate((pasted) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData("text/plain", pasted);
		document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
	}, text);
}

/** What the grid puts on the clipboard. */
function copy(page: Page, act: "copy" | "cut"): Promise<string> {
	return page.evaluate((type) => {
		const clipboardData = new DataTransfer();
		document.activeElement?.dispatchEvent(new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true }));
		return clipboardData.getData("text/plain");
	}, act);
}

for (const { width, height } of [
	{ width: 1440, height: 900 },
	{ width: 390, height: 844 },
])
	test.describe(`at ${width} px`, () => {
		test.use({ viewport: { width, height } });

		test("edits a style by keyboard, saves once, and takes it back", async ({ page }) => {
			const style = await addStyle(page, await openShop(page));
			await open(page, style, `?at=`);
			await cell(page, "Black 46").click();
			await page.keyboard.type("10");
			await page.keyboard.press("Enter");
			await expect(cell(page, "Havana 46")).toBeFocused();
			await page.keyboard.type("+2");
			await page.keyboard.press("Tab");
			await expect(cell(page, "Havana 46")).toHaveValue("6");
			await expect(cell(page, "Havana 49")).toBeFocused();
			// Escape gives up what was being typed.
			await page.keyboard.type("99");
			await page.keyboard.press("Escape");
			await expect(cell(page, "Havana 49")).toHaveValue("4");
			// Fill right from Havana 46 over the row.
			await page.keyboard.press("ArrowLeft");
			await page.keyboard.press("Shift+ArrowRight");
			await page.keyboard.press("Shift+ArrowRight");
			await page.keyboard.press("Control+r");
			await expect(cell(page, "Havana 52")).toHaveValue("6");
			await expect(page.getByText("4 changes", { exact: true })).toBeVisible();
			await expect(page.getByText("+12 units in Nørrebro")).toBeVisible();
			await page.keyboard.press("Control+z");
			await expect(cell(page, "Havana 52")).toHaveValue("4");
			await page.keyboard.press("Control+y");
			await expect(cell(page, "Havana 52")).toHaveValue("6");
			await expectAccessible(page);
			await expectPageFits(page);

			await page.keyboard.press("Control+s");
			await expect(toast(page, "4 changes saved")).toBeVisible();
			await expect(page.getByText("4 changes", { exact: true })).toHaveCount(0);
			await page.reload();
			await alive(page);
			await expect(cell(page, "Havana 52")).toHaveValue("6");
		});

		test("takes a save back, by the toast and by key", async ({ page }) => {
			const style = await addStyle(page, await openShop(page));
			await open(page, style);
			await cell(page, "Black 46").fill("1");
			await page.getByRole("button", { name: "Save" }).click();
			await toast(page, "1 change saved").waitFor();
			await page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" }).first().click();
			await expect(toast(page, "Taken back")).toBeVisible();
			await expect(cell(page, "Black 46")).toHaveValue("4");
			await cell(page, "Sage 46").fill("9");
			await page.keyboard.press("Control+s");
			await toast(page, "1 change saved").last().waitFor();
			await page.keyboard.press("Control+z");
			await expect(cell(page, "Sage 46")).toHaveValue("4");
		});

		test("pastes a block from a spreadsheet, in Danish too, and names the cell that cannot be", async ({ page, context, baseURL }) => {
			const style = await addStyle(page, await openShop(page));
			await context.addCookies([{ name: "locale", value: "da", url: baseURL ?? "" }]);
			await open(page, style, "?fact=price");
			await cell(page, "Black 46").click();
			await paste(page, "1.995,00\t2*900\t+10%\r\nhalvfems\t1895\r\n");
			await expect(cell(page, "Black 46")).toHaveValue("1995,00");
			await expect(cell(page, "Black 49")).toHaveValue("1800,00");
			await expect(cell(page, "Black 52")).toHaveValue("2414,50");
			await expect(cell(page, "Havana 46")).toHaveValue("halvfems");
			await page.getByRole("button", { name: "Gem" }).click();
			await expect(cell(page, "Havana 46")).toBeFocused();
			await expect(page.getByRole("region", { name: "Hvad der holder det tilbage" })).toContainText("Havana 46");
			await expectAccessible(page);
			await page.keyboard.type("1995");
			await page.keyboard.press("Control+s");
			await expect(page.getByRole("region", { name: "Beskeder" }).getByText("5 ændringer gemt")).toBeVisible();
		});

		test("copies, cuts and fills by the corner, and hears of a sale elsewhere", async ({ page }) => {
			const shop = await openShop(page);
			const style = await addStyle(page, shop);
			await open(page, style);
			await cell(page, "Black 46").click();
			await page.keyboard.type("7");
			await page.keyboard.press("Tab");
			await page.keyboard.press("Shift+ArrowLeft");
			expect(await copy(page, "copy")).toBe("7\t4");
			// Two cells, dragged by their corner over the rows below.
			const corner = await page.locator(".matrix [data-handle]").boundingBox();
			const below = await cell(page, "Havana 49").boundingBox();
			if (!corner || !below) throw new Error("nothing to drag");
			await page.mouse.move(corner.x + 3, corner.y + 3);
			await page.mouse.down();
			await page.mouse.move(below.x + 20, below.y + 20, { steps: 4 });
			await page.mouse.up();
			await expect(cell(page, "Havana 46")).toHaveValue("7");
			await expect(cell(page, "Havana 49")).toHaveValue("4");
			await cell(page, "Havana 46").click();
			expect(await copy(page, "cut")).toBe("7");
			await expect(cell(page, "Havana 46")).toHaveValue("0");
			await page.keyboard.press("F2");
			await page.keyboard.type("5");
			await page.keyboard.press("ArrowLeft");
			await page.keyboard.type("1");
			await page.keyboard.press("Enter");
			await expect(cell(page, "Havana 46")).toHaveValue("15");
			// What nobody is typing over changes under the eyes.
			await call(page, "POST", "/api/sales", { storeId: shop.stores[0]?.id, productId: style.products.get("Sage 49"), quantity: 1 });
			await expect(cell(page, "Sage 49")).toHaveValue("3");
			// Out of the grid again, by key alone.
			await page.keyboard.press("Escape");
			await page.keyboard.press("Tab");
			await expect(page.getByText("Add rows or columns")).toBeFocused();
		});

		test("a sale in between is shown with both numbers, and nothing is saved before somebody chose", async ({ page }) => {
			const shop = await openShop(page);
			const style = await addStyle(page, shop);
			await open(page, style);
			await cell(page, "Black 46").fill("10");
			await cell(page, "Sage 46").fill("7");
			await cell(page, "Havana 46").click();
			await call(page, "POST", "/api/sales", { storeId: shop.stores[0]?.id, productId: style.products.get("Black 46"), quantity: 1 });
			await page.getByRole("button", { name: "Save", exact: false }).last().click();
			const stopped = page.getByRole("region", { name: "What keeps it from being saved" });
			await expect(stopped).toContainText("Black 46 Now 3, was 4 when you opened it. Your 10 is not saved.");
			await expectAccessible(page);
			const { body } = await call(page, "GET", `/api/products/${style.products.get("Sage 46")}`);
			expect(body.inventory.quantity).toBe(4);
			await stopped.getByRole("button", { name: "Save 10 all the same" }).click();
			await expect(stopped).toHaveCount(0);
			await page.getByRole("button", { name: "Save" }).click();
			await expect(toast(page, "2 changes saved")).toBeVisible();
		});

		test("works as a plain form", async ({ page, browser, context, baseURL }) => {
			const style = await addStyle(page, await openShop(page));
			const plain = await withoutScripts(browser, context, baseURL);
			await plain.setViewportSize({ width, height });
			await plain.goto(`/styles/${style.id}`);
			await cell(plain, "Black 46").fill("9");
			await cell(plain, "Havana 52").fill("+1");
			await cell(plain, "Sage 49").fill("few");
			await plain.getByRole("button", { name: "Save" }).last().click();
			await expect(plain.getByRole("region", { name: "What keeps it from being saved" })).toContainText("Sage 49");
			await expect(cell(plain, "Black 46")).toHaveValue("9");
			await expect(cell(plain, "Sage 49")).toHaveValue("few");
			await cell(plain, "Sage 49").fill("0");
			await plain.getByRole("button", { name: "Save" }).last().click();
			await expect(plain.getByText("Changes saved")).toBeVisible();
			await expect(cell(plain, "Black 46")).toHaveValue("9");
			await expect(cell(plain, "Havana 52")).toHaveValue("5");
			await plain.getByRole("button", { name: "Add Sage 52" }).click();
			await expect(plain.getByText("Added as drafts")).toBeVisible();
			await expect(cell(plain, "Sage 52")).toHaveValue("0");
			await plain.context().close();
			// Axe is a script itself: what stands there now is looked at where scripts run.
			await page.goto(`/styles/${style.id}`);
			await expect(cell(page, "Sage 52")).toHaveValue("0");
			await expectAccessible(page);
		});

		test("in the dark: fills a gap, adds a row, and does not lose what was typed by leaving", async ({ page, context, baseURL }) => {
			const style = await addStyle(page, await openShop(page));
			await context.addCookies([{ name: "theme", value: "dark", url: baseURL ?? "" }]);
			await open(page, style);
			await page.getByRole("button", { name: "Add Sage 52" }).click();
			await expect(cell(page, "Sage 52")).toBeFocused();
			await page.getByText("Add rows or columns").click();
			await page.getByLabel("Colour").fill("Cobalt, Crystal");
			await page.getByRole("button", { name: "Make drafts" }).click();
			await expect(cell(page, "Crystal 52")).toBeVisible();
			await expectAccessible(page);
			await cell(page, "Cobalt 46").fill("3");
			await page.getByRole("navigation", { name: "The style" }).getByRole("link", { name: "Details" }).click();
			const dialog = page.getByRole("dialog", { name: "1 change is not saved" });
			await dialog.getByRole("button", { name: "Stay here" }).click();
			await expect(cell(page, "Cobalt 46")).toHaveValue("3");
			await page.getByRole("navigation", { name: "The style" }).getByRole("link", { name: "Details" }).click();
			await dialog.getByRole("button", { name: "Leave without saving" }).click();
			await expect(page.getByLabel("Name", { exact: true })).toHaveValue("KNUD");
		});

		test("in the dark: has pages of its own, found from the product and the palette", async ({ page, context, baseURL }) => {
			const style = await addStyle(page, await openShop(page));
			await context.addCookies([{ name: "theme", value: "dark", url: baseURL ?? "" }]);
			await page.goto(`/products/${style.products.get("Black 46")}`);
			await page.getByRole("navigation", { name: "You are here" }).getByRole("link", { name: "KNUD" }).click();
			await alive(page);
			await page.getByRole("navigation", { name: "The style" }).getByRole("link", { name: "Details" }).click();
			await expect(page.getByLabel("Name", { exact: true })).toHaveValue("KNUD");
			await expectAccessible(page);
			await page.getByLabel("Vendor").fill("Vester Optics");
			await page.getByRole("button", { name: "Save" }).click();
			await expect(toast(page, "Style saved")).toBeVisible();
			await page.goto("/styles");
			await expect(page.getByRole("row", { name: /KNUD/ })).toContainText("Vester Optics");
			await expectAccessible(page);
			await page.goto("/products?q=knud");
			await expect(page.getByRole("row", { name: /KNUD Black 46/ })).toBeVisible();
			await expectAccessible(page);
			await page.goto("/search?q=knud");
			await page.getByRole("link", { name: /^KNUD Vester/ }).click();
			await alive(page);
		});
	});

test("five hundred products open, take a pasted column of prices, and are saved in one request", async ({ page }) => {
	const shop = await openShop(page);
	const { body } = await call(page, "POST", "/api/styles", { name: "LENS" });
	const variants = Array.from({ length: 500 }, (_, n) => ({ row: `Power ${10 + Math.floor(n / 10)}`, column: `${n % 10}` }));
	await call(page, "POST", `/api/styles/${body.id}/variants`, { storeId: shop.stores[0]?.id, variants, price: "100" });
	await open(page, { id: body.id, products: new Map() }, "?fact=price");
	await cell(page, "Power 10 0").click();
	await paste(
		page,
		Array.from({ length: 50 }, (_, row) => Array.from({ length: 10 }, (_, column) => 200 + row * 10 + column).join("\t")).join("\n"),
	);
	await expect(page.getByText("500 changes", { exact: true })).toBeVisible();
	const sent: string[] = [];
	page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
	await page.keyboard.press("Control+s");
	await expect(toast(page, "500 changes saved")).toBeVisible();
	expect(sent).toHaveLength(1);
	await page.reload();
	await alive(page);
	await expect(cell(page, "Power 59 9")).toHaveValue("699.00");
});
