import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import {
	field,
	knud,
	lines,
	messages,
	openCounter,
	openShop,
	ours,
	paying,
	scan,
	type Shop,
	standsReady,
	wipes,
} from "../support/counter-in-browser.ts";

/** What an outage asks of people: who sells at a till that nobody can unlock. */

const said = async (request: APIRequestContext, method: "post" | "patch", path: string, data: object) => {
	const answer = method === "post" ? await request.post(path, { headers: ours, data }) : await request.patch(path, { headers: ours, data });
	expect(answer.ok(), `${path} ${await answer.text()}`).toBe(true);
	return answer.json();
};

async function hire(request: APIRequestContext, { storeId }: Shop, name: string, pin: string): Promise<string> {
	return (await said(request, "post", "/api/employees", { name, storeIds: [storeId], pin })).stores[0].slug;
}

/** Another browser, in which whoever is signed in to this one now is too. */
async function beside(page: Page, browser: Browser, baseURL: string | undefined): Promise<Page> {
	const storageState = await page.context().storageState();
	return (await browser.newContext({ storageState, locale: "en-GB", ...(baseURL && { baseURL }) })).newPage();
}

const covered = (page: Page) => page.getByRole("dialog", { name: "The till is locked" });

test.describe("nobody answers any more, and the browser does not say so", () => {
	test.use({ viewport: { width: 390, height: 844 }, expected: [/ERR_INTERNET_DISCONNECTED/] });

	test("a till that is locked sells on: in the name of whoever goes on, or of whoever says that they sell", async ({
		page,
		browser,
		baseURL,
	}) => {
		test.slow();
		const shop = await openShop(page.request);
		const [anna] = [await hire(page.request, shop, "Anna Krog", "4862"), await hire(page.request, shop, "Bo Friis", "7318")];
		const owner = await beside(page, browser, baseURL);
		await said(page.request, "post", "/api/devices", { storeId: shop.storeId, name: "Window" });
		await page.context().clearCookies({ name: "__Host-session" });
		await said(page.request, "post", "/api/auth/employee/login", { slug: anna, pin: "4862" });
		await openCounter(page);
		await expect.poll(() => standsReady(page), { timeout: 30_000 }).toBe(true);

		// Wi-Fi stands, the line behind it is dead: the till learns of it as it is locked, and nobody is forgotten.
		await page.route(/^http/, (route) => route.abort("internetdisconnected"));
		await page.keyboard.press("F10");
		await expect(covered(page)).toBeVisible({ timeout: 20_000 });
		await page.keyboard.press("Escape");
		await expect(covered(page)).toBeVisible();
		await expectAccessible(page);
		await expectPageFits(page);
		await covered(page).getByRole("button", { name: "Bo Friis" }).click();
		await expect(page.locator(".till-who")).toContainText("Bo Friis");
		await sell(page, wipes.barcode);

		// And what one may not take off alone, nobody can allow.
		await page.keyboard.press("F10");
		await covered(page).getByRole("button", { name: "Go on as Anna Krog" }).click();
		await scan(page, knud.barcode);
		await expect(lines(page)).toHaveCount(1);
		await page.keyboard.press("F6");
		const off = page.getByRole("dialog");
		await off.getByLabel("Take off").fill("50%");
		await page.keyboard.press("Enter");
		await expect(off).toBeHidden();
		await page.keyboard.press("F9");
		await expect(page.getByText("With the network away nobody can allow more.")).toBeVisible();
		await expect(paying(page)).toBeHidden();
		await page.keyboard.press("F6");
		await off.getByLabel("Take off").fill("");
		await page.keyboard.press("Enter");
		await expect(off).toBeHidden();
		await sell(page);

		// Whoever only said who they are shows a PIN as soon as there is somebody to show it to.
		await page.keyboard.press("F10");
		await covered(page).getByRole("button", { name: "Bo Friis" }).click();
		await page.unroute(/^http/);
		await expect(covered(page).getByRole("button", { name: "Show a PIN" })).toBeVisible({ timeout: 40_000 });
		await expect(messages(page)).toContainText("2 sales handed in");
		await expectAccessible(page);
		await covered(page).getByRole("button", { name: "Show a PIN" }).click();
		await expect(page).toHaveURL(/\/login\?next=/);

		await owner.goto("/settings/tills/offline");
		const noted = owner.getByRole("table", { name: "Booked, and good to know" });
		await expect(noted.getByRole("row")).toHaveCount(2);
		await expect(noted).toContainText("Bo Friis");
		await expect(noted).toContainText("Whoever sold said who they are");
		await owner.context().close();
	});
});

test.describe("an owner stands at the till, at the counter of another store", () => {
	test.use({ viewport: { width: 390, height: 844 }, expected: [/ERR_INTERNET_DISCONNECTED/] });

	test("nothing is sold for it alone: the sale waits under its own name and is that store's when it goes through", async ({ page }) => {
		const shop = await openShop(page.request);
		const other = await said(page.request, "post", "/api/stores", { name: "Odense" });
		await said(page.request, "patch", `/api/products/${shop.ids[knud.sku]}/stock`, { storeId: other.id, delta: 2, reason: "adjustment" });
		await said(page.request, "post", "/api/devices", { storeId: shop.storeId, name: "Window" });
		await openCounter(page, `/counter?store=${shop.storeId}`);
		await expect.poll(() => standsReady(page), { timeout: 30_000 }).toBe(true);
		// Without a new page: what the till opened for its own store is there, and must not be asked.
		await page.getByRole("link", { name: "Change store" }).click();
		await page.getByRole("link", { name: "Odense" }).click();
		await expect(page.getByText("Lund & Lys, Odense")).toBeVisible();
		await page.locator("[data-live]").waitFor();
		await scan(page, knud.barcode);
		await expect(lines(page)).toHaveCount(1);

		await page.route(/^http/, (route) => route.abort("internetdisconnected"));
		await page.keyboard.press("F9");
		await expect(paying(page)).toBeVisible();
		await page.keyboard.press("Enter");
		await expect(page.getByRole("alert")).toContainText("has not got through");
		await expect(page.getByText("Offline since")).toBeHidden();
		await expectAccessible(page);
		await page.unroute(/^http/);
		await page.getByRole("button", { name: "Send again" }).click();
		await expect(messages(page)).toContainText("Sold 1 for");
		const { items } = await (await page.request.get("/api/sales")).json();
		expect(items).toMatchObject([{ storeId: other.id }]);
	});
});

async function sell(page: Page, code?: string): Promise<void> {
	if (code) await scan(page, code);
	await expect(lines(page)).toHaveCount(1);
	await page.keyboard.press("F9");
	await expect(paying(page)).toBeVisible();
	await page.keyboard.press("Enter");
	await expect(messages(page)).toContainText("Sold 1 for");
	await expect(field(page)).toBeVisible();
}
