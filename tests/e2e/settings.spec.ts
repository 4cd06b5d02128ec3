import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { addProduct, call, openShop, toast, withoutScripts } from "../support/shop-in-browser.ts";

/** Settings, operations and the front page, each journey in a business of its own. */

test.use({ expected: [[/the server responded with a status of (400|401|403|404|409)/], { scope: "test" }] });

const password = "frames on the shelf";
const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const someone = () => `person-${crypto.randomUUID()}@shop.example`;

/** Somebody in a browser of their own, signed in. */
async function elsewhere(browser: Browser, baseURL: string | undefined, email: string, word = password): Promise<Page> {
	const context = await browser.newContext({ ...(baseURL && { baseURL }), locale: "en-GB" });
	const page = await context.newPage();
	await page.goto("/sign-in");
	await page.getByLabel("E-mail or user name").fill(email);
	await page.getByLabel("Password", { exact: true }).fill(word);
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(page).toHaveURL("/");
	return page;
}

async function ownEmail(page: Page): Promise<string> {
	return (await page.request.get("/api/auth/me").then((response) => response.json())).user.email;
}

test("one's own name, password and sessions", async ({ page, browser, baseURL }) => {
	test.slow();
	await openShop(page);
	const email = await ownEmail(page);
	await page.goto("/settings");
	const you = part(page, "You");
	await you.getByLabel("Name").fill("  ");
	await you.getByRole("button", { name: "Save name" }).click();
	await expect(you.getByText("Fill this in.")).toBeVisible();
	await expect(you.getByLabel("Name")).toBeFocused();
	await you.getByLabel("Name").fill("Karen محمد 👓");
	await you.getByRole("button", { name: "Save name" }).click();
	await expect(toast(page, "Name saved")).toBeVisible();
	await expect(page).toHaveURL("/settings");
	await expect(page.getByRole("button", { name: "Account of Karen محمد 👓" })).toBeVisible();

	// A second device is listed, and ended from here.
	const other = await elsewhere(browser, baseURL, email);
	await page.reload();
	const sessions = page.getByRole("table", { name: "Signed in on" });
	await expect(sessions.getByRole("row")).toHaveCount(3);
	await expect(sessions.getByRole("row").filter({ hasText: "This device" })).toHaveCount(1);
	await sessions
		.getByRole("row")
		.filter({ hasNotText: "This device" })
		.getByRole("button", { name: /^Sign out/ })
		.click();
	await expect(toast(page, "Signed out there")).toBeVisible();
	await expect(sessions.getByRole("row")).toHaveCount(2);
	await other.reload();
	await expect(other).toHaveURL("/sign-in");
	await other.context().close();

	// A new password ends the others too.
	const third = await elsewhere(browser, baseURL, email);
	const word = part(page, "Password");
	await word.getByLabel("Present password").fill("not it");
	await word.getByLabel("New password").fill("a better one of four words");
	await word.getByRole("button", { name: "Change password" }).click();
	await expect(word.getByText("That is not your present password.")).toBeVisible();
	await expect(word.getByLabel("Present password")).toBeFocused();
	await word.getByLabel("Present password").fill(password);
	await word.getByLabel("New password").fill("aaaaaaaaaa");
	await word.getByRole("button", { name: "Change password" }).click();
	await expect(word.getByText("Too easy to guess.", { exact: false })).toBeVisible();
	await word.getByLabel("New password").fill("a better one of four words");
	await word.getByRole("button", { name: "Change password" }).click();
	await expect(toast(page, "Password changed. Other devices are signed out")).toBeVisible();
	await third.goto("/settings");
	await expect(third).toHaveURL("/sign-in?next=%2Fsettings");
	await third.context().close();
	await (await elsewhere(browser, baseURL, email, "a better one of four words")).context().close();
});

test("the business and its stores", async ({ page }) => {
	await openShop(page);
	await page.goto("/settings");
	const business = part(page, "Business");
	await business.getByLabel("Tax rate, percent").fill("a quarter");
	await business.getByRole("button", { name: "Save business" }).click();
	await expect(business.getByText("A percentage from 0 to 100, with at most two decimals.")).toBeVisible();
	await business.getByLabel("Tax rate, percent").fill("12,5");
	await business.getByLabel("Prices include tax").uncheck();
	await business.getByLabel("Time zone").selectOption("Europe/Helsinki");
	await business.getByRole("button", { name: "Save business" }).click();
	await expect(toast(page, "Business saved")).toBeVisible();
	await page.reload();
	await expect(business.getByLabel("Tax rate, percent")).toHaveValue("12.5");
	await expect(business.getByLabel("Prices include tax")).not.toBeChecked();
	await expect(business.getByLabel("Time zone")).toHaveValue("Europe/Helsinki");

	const stores = part(page, "Stores");
	await stores.locator("summary").click();
	await stores.getByLabel("Store", { exact: true }).fill("aarhus");
	await stores.getByRole("button", { name: "Add store" }).click();
	await expect(stores.getByText("There is a store of that name already.")).toBeVisible();
	await stores.getByLabel("Store", { exact: true }).fill("Web");
	await stores.getByLabel("Kind").selectOption("Web shop");
	await stores.getByRole("button", { name: "Add store" }).click();
	await expect(toast(page, "Store added")).toBeVisible();
	await expect(page.getByRole("table", { name: "Stores" }).getByRole("row", { name: /Web/ })).toContainText("Web shop");
});

test("people come, change roles and go", async ({ page, browser, baseURL }) => {
	test.slow();
	await openShop(page);
	await page.goto("/settings");
	const people = part(page, "People");
	const email = someone();
	const adding = people.locator("details.unfold").filter({ hasText: "First password" });
	await adding.locator("summary").click();
	await adding.getByLabel("Name").fill("Jonas Bech");
	await adding.getByLabel("E-mail").fill(await ownEmail(page));
	await adding.getByLabel("First password").fill(password);
	await adding.getByRole("button", { name: "Add person" }).click();
	await expect(people.getByText(/^Somebody signs in with .+ already\.$/)).toBeVisible();
	await adding.getByLabel("E-mail").fill(email);
	await adding.getByLabel("First password").fill(password);
	await adding.getByRole("button", { name: "Add person" }).click();
	await expect(toast(page, "Person added. Tell them their first password")).toBeVisible();

	// An employee sells, and sees neither the numbers nor how the shop is run.
	const jonas = await elsewhere(browser, baseURL, email);
	await expect(jonas.getByRole("heading", { name: "Nothing sold yet" })).toBeVisible();
	await expect(jonas.getByRole("link", { name: "Add a product" })).toHaveCount(0);
	await jonas.goto("/settings");
	await expect(part(jonas, "You")).toBeVisible();
	await expect(part(jonas, "Business")).toHaveCount(0);
	await expect(part(jonas, "People")).toHaveCount(0);
	await jonas.goto("/operations");
	await expect(jonas.getByRole("heading", { name: "This is not open to you" })).toBeVisible();

	const row = people.getByRole("row", { name: /Jonas Bech/ });
	await row.locator("summary").click();
	await row.getByLabel("Role").selectOption("Manager");
	await row.getByRole("button", { name: "Change role" }).click();
	await expect(toast(page, "Role changed. It holds from their next click")).toBeVisible();
	await expect(row).toContainText("Manager");
	await jonas.goto("/operations");
	await expect(jonas.getByRole("heading", { level: 1, name: "Operations" })).toBeVisible();

	// The last owner stays one.
	const me = people.getByRole("row", { name: /Karen Lund/ });
	await me.locator("summary").click();
	await me.getByLabel("Role").selectOption("Employee");
	await me.getByRole("button", { name: "Change role" }).click();
	await expect(people.getByText("A business keeps at least one owner.").first()).toBeVisible();

	await page.reload();
	await row.locator("summary").click();
	await expect(row).toContainText(`cannot come back in with ${email}`);
	await row.getByRole("button", { name: "Remove Jonas Bech" }).click();
	await expect(toast(page, "Person removed. They are signed out")).toBeVisible();
	await expect(row).toHaveCount(0);
	await jonas.reload();
	await expect(jonas).toHaveURL(/\/sign-in/);
	await jonas.context().close();
});

test("theme and language stay on the page", async ({ page }) => {
	await openShop(page);
	await page.goto("/operations/events?type=identity.logged_in");
	await page.getByRole("button", { name: "Account of Karen Lund" }).click();
	await page.locator("#me").getByRole("button", { name: "Dark" }).click();
	await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
	await page.locator("#me").getByRole("button", { name: "Dansk" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Hændelser" })).toBeVisible();
	await expect(page).toHaveURL("/operations/events?type=identity.logged_in");
	await page.goto("/settings");
	await page.getByRole("main").getByRole("button", { name: "English" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
});

test("settings work before scripts", async ({ page, browser, context, baseURL }) => {
	await openShop(page);
	const plain = await withoutScripts(browser, context, baseURL);
	await plain.goto("/settings");
	await plain.getByLabel("Name", { exact: true }).first().fill("Karen Holm");
	await plain.getByRole("button", { name: "Save name" }).click();
	await expect(plain).toHaveURL("/settings?saved=profile");
	await expect(plain.getByText("Name saved", { exact: true })).toBeVisible();
	await plain.locator("summary", { hasText: "Add store" }).click();
	await plain.getByRole("button", { name: "Add store" }).click();
	await expect(plain.getByText("Not saved. See what is wrong under “Stores” below.", { exact: true })).toBeVisible();
	await expect(part(plain, "Stores").getByText("Fill this in.")).toBeVisible();
	await plain.goto("/operations");
	await plain.getByRole("button", { name: "Check now" }).click();
	await expect(plain.getByText("Every shelf agrees with its ledger.")).toBeVisible();
	await plain.context().close();
});

test("operations tell how the machinery does, and what happened can be filtered", async ({ page }) => {
	const shop = await openShop(page);
	const productId = await addProduct(page, shop);
	expect((await call(page, "POST", "/api/sales", { storeId: shop.stores[0]?.id, productId, quantity: 2 })).status).toBe(201);
	await page.goto("/operations");
	await expect(page.getByText("No dead letters. Nothing has been given up on.")).toBeVisible();
	await page.getByRole("button", { name: "Check now" }).click();
	await expect(page.getByText("Every shelf agrees with its ledger.")).toBeVisible();

	await page.getByRole("link", { name: "All events" }).click();
	const events = page.getByRole("table", { name: "Events" });
	const sold = events.getByRole("row").filter({ hasText: "Sold DKK 4,390.00" });
	await sold.locator("summary").click();
	await expect(events.getByText('"units": 2')).toBeVisible();
	await page.keyboard.press("Escape");
	await page.locator("summary", { hasText: "Filter" }).click();
	await page.getByLabel("Kind").selectOption("Store added");
	await expect(page).toHaveURL(/type=identity\.store_added/);
	await expect(events.getByRole("row")).toHaveCount(2);
	await expect(events.getByRole("row").nth(1)).toContainText("Aarhus");
	await page.getByRole("link", { name: "Remove filter Store added" }).click();
	await expect(page).toHaveURL("/operations/events");

	await page.goto("/operations/events?type=identity.user_removed");
	await expect(page.getByRole("heading", { name: "Nothing of that kind has happened" })).toBeVisible();
	await page.goto("/operations/events?cursor=nonsense");
	await expect(page.getByRole("alert")).toBeVisible();
});

test("the front page counts what was sold, per store and in all", async ({ page }) => {
	const shop = await openShop(page);
	const productId = await addProduct(page, shop);
	const sold = await call(page, "POST", "/api/sales", { storeId: shop.stores[0]?.id, productId, quantity: 3 });
	expect(sold.status).toBe(201);
	await page.goto("/");
	const tile = (name: string) => page.getByRole("list", { name: "Numbers" }).getByRole("listitem").filter({ hasText: name });
	await expect(tile("Revenue today")).toContainText("6,585");
	await expect(tile("Sales today")).toContainText("1");
	await expect(tile("Units, 7 days")).toContainText("3");
	const low = page.getByRole("table", { name: "Runs low" });
	await expect(low.getByRole("img", { name: "3 available, 0 reserved, 0 incoming, reorder at 3" })).toBeVisible();
	await expect(page.getByRole("table", { name: "Recent sales" }).getByRole("row").nth(1)).toContainText("KNUD Havana 49");
	await page.getByRole("navigation", { name: "Stores" }).getByRole("link", { name: "Aarhus" }).click();
	await expect(page).toHaveURL(`/?store=${shop.stores[1]?.id}`);
	await expect(page.getByRole("heading", { name: "Nothing sold yet" })).toBeVisible();
	await page.getByRole("navigation", { name: "Stores" }).getByRole("link", { name: "All stores" }).click();
	await low.getByRole("link", { name: "KNUD Havana 49" }).click();
	await expect(page).toHaveURL(`/products/${productId}`);
});

for (const theme of ["light", "dark"] as const) {
	for (const width of [360, 1440]) {
		test(`home, settings and operations hold WCAG and their width at ${width} px in the ${theme}`, async ({ page, context, baseURL }) => {
			test.slow();
			const shop = await openShop(page);
			const productId = await addProduct(page, shop, { reorderPoint: 6 });
			await call(page, "POST", "/api/sales", { storeId: shop.stores[0]?.id, productId, quantity: 1 });
			await page.setViewportSize({ width, height: 800 });
			await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
			for (const path of ["/", "/settings", "/operations", "/operations/events"]) {
				await page.goto(path);
				await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
				if (path === "/settings") for (const fold of await page.locator("details.unfold > summary").all()) await fold.click();
				const menu = page.getByRole("main").locator("td summary").last();
				if (await menu.isVisible()) await menu.click();
				await expectAccessible(page);
				await expectPageFits(page);
			}
		});
	}
}
