import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, pressUntil, test } from "../support/browser.ts";
import { addProduct, call, openShop, type Shop, shelfOf, toast, withoutScripts } from "../support/shop-in-browser.ts";

/** Moving and counting stock, as the people in the shops do it. */

// A code nobody has, more than there is, a point that makes no sense: asked on purpose.
test.use({ expected: [[/the server responded with a status of (400|404|409)/], { scope: "test" }] });

const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };

async function shopWithFrames(page: Page): Promise<{ shop: Shop; productId: string }> {
	const shop = await openShop(page);
	const productId = await addProduct(page, shop, { cost: "800.00" });
	await addProduct(page, shop, { name: "TORA Black 52", sku: "MF-TOR-BLK-52", barcode: "5704418001035", initialStock: 4 });
	return { shop, productId };
}

const theme = (page: Page, word: "light" | "dark") =>
	page.context().addCookies([{ name: "theme", value: word, url: new URL(page.url()).origin }]);
const scanField = (page: Page) => page.getByRole("combobox", { name: "Scan or search" });
/** As a scanner types: the code, then Enter. */
async function scan(page: Page, code: string): Promise<void> {
	await scanField(page).pressSequentially(code);
	await page.keyboard.press("Enter");
}
const line = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });

test("a transfer is scanned together, sent, received in part, and closed short", async ({ page }) => {
	await page.setViewportSize(desk);
	const { shop, productId } = await shopWithFrames(page);
	await page.goto("/stock");
	await expectAccessible(page);
	await page.keyboard.press("t");
	await expect(page.getByRole("heading", { name: "New transfer" })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole("button", { name: "Make the transfer" }).click();

	await expect(page.getByRole("heading", { name: "Nørrebro to Aarhus" })).toBeVisible();
	await expect(scanField(page)).toBeFocused();
	await scan(page, "5704418001028");
	await scan(page, "mf-tor-blk-52");
	await expect(page.getByText("TORA Black 52: 1")).toBeVisible();
	await scan(page, "*3");
	await expect(page.getByText("TORA Black 52: 3")).toBeVisible();
	await scan(page, "no such code");
	await expect(page.getByRole("alert")).toContainText("No product has the code no such code.");
	await expect(line(page, "TORA Black 52").getByRole("textbox")).toHaveValue("3");
	await expectAccessible(page);
	await page.getByRole("button", { name: "Send 4" }).click();
	await expect(toast(page, "Sent. On its way")).toBeVisible();
	await expect(page.getByText("In transit")).toBeVisible();

	// Two of four arrive: one by scan, one by hand.
	await scan(page, "5704418001028");
	await expect(page.getByText("KNUD Havana 49: 1 of 1")).toBeVisible();
	await line(page, "TORA Black 52").getByRole("textbox").fill("1");
	await page.getByRole("button", { name: "Receive 2" }).click();
	await expect(toast(page, /^Received$/)).toBeVisible();
	await expect(page.getByText("Part received")).toBeVisible();
	await expectAccessible(page);

	await page.getByText("Something never arrived").click();
	await page.getByLabel("Why").selectOption({ label: "Lost on the way" });
	await page.getByRole("button", { name: "Close short, 2 missing" }).click();
	await expect(toast(page, "Closed short")).toBeVisible();
	await expect(page.getByRole("main").getByText("Short", { exact: true })).toBeVisible();
	await expect(page.getByText("Closed, 2 missing")).toBeVisible();
	// One turns up behind the counter at home.
	await line(page, "TORA Black 52").getByRole("textbox").fill("1");
	await page.getByRole("button", { name: "Back to Nørrebro" }).click();
	await expect(toast(page, "Back on the shelf")).toBeVisible();

	await page.goto(`/products/${productId}`);
	await expect(shelfOf(page, "Aarhus")).toContainText("1");
	await page
		.getByRole("link", { name: /^Transfer [0-9A-F]{6}$/ })
		.first()
		.click();
	await expect(page).toHaveURL(/\/stock\/transfers\//);
	expect(shop.stores).toHaveLength(2);
});

test("a count on a phone, in the dark, while the till goes on selling", async ({ page }) => {
	await page.setViewportSize(phone);
	const { shop, productId } = await shopWithFrames(page);
	await theme(page, "dark");
	await page.goto("/stock/counts/new");
	await expectAccessible(page);
	await page.getByRole("button", { name: "Start counting" }).click();
	await expect(toast(page, "Started. Scan the first product")).toBeVisible();

	// Three frames, scanned faster than the server answers, then corrected by the keypad's star: of the last one scanned, not the last one heard.
	const lines = "**/api/counts/*/lines";
	await page.route(lines, async (route) => {
		await new Promise((done) => setTimeout(done, 400));
		await route.continue();
	});
	for (const code of ["5704418001028", "5704418001028", "5704418001035"]) await scan(page, code);
	await scan(page, "*4");
	await expect(line(page, "TORA Black 52").getByRole("textbox")).toHaveValue("4");
	await expect(line(page, "KNUD Havana 49").getByRole("textbox")).toHaveValue("2");
	await page.unroute(lines);
	// What nobody knows is the last one, too: the star says nothing of the one before.
	await scan(page, "nobody-has-it");
	await expect(page.getByRole("alert")).toContainText("nobody-has-it");
	await scanField(page).fill("*9");
	await page.keyboard.press("Enter");
	await expect(page.getByRole("alert")).toContainText("Scan something first");
	await expect(line(page, "TORA Black 52").getByRole("textbox")).toHaveValue("4");
	// Two thumbs on the plus: five of six are there.
	for (let press = 0; press < 3; press++) await line(page, "KNUD Havana 49").getByRole("button", { name: "One more" }).click();
	// What was found is compared as the shop has heard it: what is sold is sold after that.
	await expect(line(page, "KNUD Havana 49")).toContainText("Expected 6 −1");
	await expectAccessible(page);
	await expectPageFits(page);

	const sale = { storeId: shop.stores[0]?.id, productId, quantity: 2 };
	expect((await call(page, "POST", "/api/sales", sale)).status).toBe(201);

	await page.getByRole("link", { name: "Review" }).click();
	await expect(page.getByRole("table", { name: "Differences" })).toContainText("KNUD Havana 49");
	await expect(page.getByText("Everything in scope was counted.")).toBeVisible();
	await expectAccessible(page);
	await expectPageFits(page);
	await page.getByRole("button", { name: "Apply the count" }).click();
	await expect(page.getByText(/^Applied by Karen Lund/)).toBeVisible();
	await expectAccessible(page);
	const { body } = await call(page, "GET", `/api/products/${productId}`);
	// Five were found, two were sold after that.
	expect(body.inventory.quantity).toBe(3);
});

test("what is pressed on a count is kept, however quickly one presses and goes on", async ({ page }) => {
	await page.setViewportSize(desk);
	await shopWithFrames(page);
	await page.goto("/stock/counts/new");
	await page.getByRole("button", { name: "Start counting" }).click();
	await expect(toast(page, "Started. Scan the first product")).toBeVisible();
	await scan(page, "5704418001028");
	const knud = line(page, "KNUD Havana 49");
	await expect(knud).toContainText("−5");
	// Answers take their time: the next press comes while the last one is on its way.
	await page.route("**/stock/counts/*.data*", async (route) => {
		await new Promise((done) => setTimeout(done, 300));
		await route.continue();
	});
	const more = knud.getByRole("button", { name: "One more" });
	const sent = page.waitForRequest((request) => request.method() === "POST" && request.url().includes("/stock/counts/"));
	await more.click();
	await sent;
	await more.click();
	await expect(knud).toContainText("−3");
	await expect(knud.getByRole("textbox")).toHaveValue("3");
	await more.click();
	await page.getByRole("link", { name: "Review" }).click();
	await expect(page.getByRole("table", { name: "Differences" }).getByRole("row", { name: /KNUD/ })).toContainText("−2");
	// Away to another page altogether, and back.
	await page.getByRole("link", { name: "Go on counting" }).click();
	await more.click();
	await page.getByRole("link", { name: "Home", exact: true }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
	await page.goBack();
	await expect(knud).toContainText("−1");
});

test("from the product page: transfer, write off and count by their keys", async ({ page }) => {
	await page.setViewportSize(desk);
	await shopWithFrames(page);
	await page.goto("/products");
	await page.getByRole("link", { name: "KNUD Havana 49", exact: true }).press("Enter");
	await expect(page.getByRole("heading", { name: "KNUD Havana 49", level: 1 })).toBeVisible();
	const dialog = page.getByRole("dialog");
	const opened = dialog.getByRole("heading", { name: "Transfer KNUD Havana 49" });
	await pressUntil(page, ["t"], () => expect(opened).toBeVisible({ timeout: 1_000 }));
	await dialog.getByLabel("How many").fill("2");
	await dialog.getByLabel("To", { exact: true }).selectOption({ label: "Aarhus, 0 on hand" });
	await expectAccessible(page);
	await dialog.getByRole("button", { name: "Send" }).click();
	await expect(toast(page, "Sent 2 of KNUD Havana 49 to Aarhus")).toBeVisible();
	await expect(shelfOf(page, "Nørrebro")).toContainText("4");

	await page.keyboard.press("w");
	await expect(dialog.getByRole("heading", { name: "Write off KNUD Havana 49" })).toBeVisible();
	await dialog.getByLabel("How many are gone").fill("9");
	await dialog.getByLabel("What happened").fill("Dropped on the tiles");
	await expect(dialog.getByText("9 pieces of KNUD Havana 49, DKK 7,200.00 at cost, for good.")).toBeVisible();
	await dialog.getByRole("button", { name: "Write off 9" }).click();
	await expect(dialog.getByText("Only 4 left.")).toBeVisible();
	await dialog.getByLabel("How many are gone").fill("1");
	await expectAccessible(page);
	await dialog.getByRole("button", { name: "Write off 1" }).click();
	await expect(toast(page, "Wrote off 1 of KNUD Havana 49 in Nørrebro")).toBeVisible();
	await page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" }).click();
	await expect(toast(page, "Taken back")).toBeVisible();

	await page.keyboard.press("c");
	await expect(page.getByText("1 chosen product")).toBeVisible();
});

test("movements by product, reason and person; reorder points in one save", async ({ page }) => {
	await page.setViewportSize(desk);
	const { shop } = await shopWithFrames(page);
	await page.goto("/stock/movements");
	await expect(page.getByRole("table", { name: "Movements" }).getByRole("row")).toHaveCount(3);
	await expectAccessible(page);
	await page.getByRole("searchbox", { name: "Search a product" }).fill("tora");
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(/product=/);
	await expect(page.getByRole("table", { name: "Movements" }).getByRole("row")).toHaveCount(2);
	await page.getByRole("link", { name: "Remove filter TORA Black 52" }).click();
	await page.locator("summary").filter({ hasText: "Filter" }).click();
	await page.getByLabel("Reason").selectOption({ label: "Damaged" });
	await expect(page.getByRole("heading", { name: "Nothing of that kind has moved" })).toBeVisible();

	await page.goto(`/stock/reorder-points?store=${shop.stores[0]?.id}`);
	await theme(page, "dark");
	await page.reload();
	await page.getByLabel("Reorder at, KNUD Havana 49").fill("5");
	await page.getByLabel("Order up to, KNUD Havana 49").fill("2");
	await page.getByRole("button", { name: "Save" }).click();
	await expect(page.getByText("Not below 5, or 0")).toBeVisible();
	await expectAccessible(page);
	await page.getByLabel("Order up to, KNUD Havana 49").fill("12");
	await page.keyboard.press("Control+s");
	await expect(toast(page, "Reorder points set")).toBeVisible();
	await expect(page.getByLabel("Order up to, KNUD Havana 49")).toHaveValue("12");
	await toast(page, "Reorder points set").locator("..").getByRole("button", { name: "Undo" }).click();
	await expect(toast(page, "1 shelf is what it was")).toBeVisible();
	await expect(page.getByLabel("Order up to, KNUD Havana 49")).not.toHaveValue("12");
	await page.setViewportSize(phone);
	await expectPageFits(page);
	await expectAccessible(page);
});

test("without scripts a transfer is sent and received, and a count applied", async ({ page, browser, baseURL }) => {
	const { shop, productId } = await shopWithFrames(page);
	const plain = await withoutScripts(browser, page.context(), baseURL);
	await plain.goto("/stock/transfers/new");
	await plain.getByRole("button", { name: "Make the transfer" }).click();
	await scanField(plain).fill("5704418001028");
	await plain.getByRole("button", { name: "Add" }).click();
	await expect(line(plain, "KNUD Havana 49")).toBeVisible();
	await line(plain, "KNUD Havana 49").getByRole("textbox").fill("2");
	await line(plain, "KNUD Havana 49").getByRole("button", { name: "Save" }).click();
	await plain.getByRole("button", { name: "Send 2" }).click();
	await expect(plain.getByText("Sent. On its way")).toBeVisible();
	await plain.getByRole("button", { name: "All 2 arrived" }).click();
	await expect(plain.getByRole("main").getByText("Received", { exact: true }).first()).toBeVisible();

	await plain.goto(`/stock/counts/new?store=${shop.stores[0]?.id}`);
	await plain.getByRole("button", { name: "Start counting" }).click();
	await scanField(plain).fill("MF-KNU-HAV-49");
	await plain.getByRole("button", { name: "Add" }).click();
	await line(plain, "KNUD Havana 49").getByRole("textbox").fill("3");
	await line(plain, "KNUD Havana 49").getByRole("button", { name: "Save" }).click();
	await plain.getByRole("link", { name: "Review" }).first().click();
	await expect(plain.getByText("1 product was not counted.")).toBeVisible();
	await plain.getByRole("button", { name: "Apply the count" }).click();
	await expect(plain.getByText(/^Applied by/)).toBeVisible();
	await plain.goto(`/products/${productId}?act=write-off`);
	await plain.getByLabel("What happened").fill("Broken");
	await plain.getByRole("button", { name: "Write off" }).click();
	await expect(plain.getByText("Wrote off 1 of KNUD Havana 49")).toBeVisible();
	await plain.context().close();
	const { body } = await call(page, "GET", `/api/products/${productId}`);
	expect(body.inventory.quantity).toBe(4);
});
