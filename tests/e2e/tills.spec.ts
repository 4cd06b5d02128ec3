import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, pressUntil, test } from "../support/browser.ts";
import { addProduct, call, openShop, type Shop, toast, withoutScripts } from "../support/shop-in-browser.ts";

/** A shared till: how a device becomes one, who is at it, who takes over, and how it ends. */

test.use({ expected: [[/the server responded with a status of (400|401|403|404|409|429)/], { scope: "test" }] });

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const row = (page: Page, table: string, name: RegExp) => page.getByRole("table", { name: table }).getByRole("row", { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name });
const lines = (page: Page) => page.getByRole("list", { name: "Lines of the basket" }).getByRole("listitem");
const knud = "5704418001028";

/** A device on the counter: a browser nobody is signed in at. */
async function device(browser: Browser, baseURL: string | undefined): Promise<Page> {
	const context = await browser.newContext({ ...(baseURL && { baseURL }), locale: "en-GB", timezoneId: "Europe/Copenhagen" });
	return context.newPage();
}

/** The owner gives somebody a PIN, on the page for it. */
async function hire(page: Page, name: string, pin: string, more: { role?: string; stores?: string[] } = {}): Promise<void> {
	await page.goto("/settings/employees");
	const adding = page.locator("details.unfold").filter({ hasText: "First PIN" });
	if (!(await adding.getAttribute("open").then((open) => open !== null))) await adding.locator("summary").click();
	await adding.getByLabel("Name").fill(name);
	if (more.role) await adding.getByLabel("Role").selectOption(more.role);
	for (const store of more.stores ?? ["Nørrebro"]) await adding.getByLabel(store).check();
	await adding.getByLabel("First PIN").fill(pin);
	await adding.getByRole("button", { name: "Add employee" }).click();
	await expect(row(page, "Employees", new RegExp(name))).toContainText("4 digits");
}

/** The code that was mailed last; the queue needs a moment, and what it missed the sweep of the next minute brings. */
async function codeFor(page: Page, address: string): Promise<string> {
	const letter = page.getByRole("article").first();
	let code = "";
	await expect(async () => {
		await page.goto(`/outbox?to=${encodeURIComponent(address)}`);
		// The address itself may hold six digits.
		const text = (await letter.textContent({ timeout: 2_000 })) ?? "";
		code = /(?<!\d)\d{6}(?!\d)/.exec(text.replaceAll(address, ""))?.[0] ?? "";
		expect(code).not.toBe("");
	}).toPass({ timeout: 80_000 });
	return code;
}

async function showPin(till: Page, name: string, pin: string): Promise<void> {
	await till.getByRole("link", { name }).click();
	await expect(heading(till, name)).toBeVisible();
	await till.getByLabel("PIN").pressSequentially(pin);
}

async function atCounter(till: Page, name: string): Promise<void> {
	await till.locator("[data-live]").waitFor();
	await expect(till.getByRole("link", { name: "Somebody else" })).toHaveAttribute("href", /^\/login/);
	await expect(till.locator(".till-who")).toContainText(name);
}

/** A device that the owner's own session makes a till, as Settings does it. */
async function tillOf(page: Page, browser: Browser, baseURL: string | undefined, shop: Shop): Promise<Page> {
	const till = await device(browser, baseURL);
	const { cookies } = await page.context().storageState();
	await till.context().addCookies(cookies.filter(({ name }) => name === "__Host-session"));
	await till.goto("/settings/tills");
	await till.locator("summary").filter({ hasText: "Make this browser a till" }).click();
	await till.getByLabel("Store", { exact: true }).selectOption(shop.stores[0]?.name ?? "");
	await till.getByLabel("Name optional").fill("Window");
	await till.getByLabel("Sign me out here").uncheck();
	await till.getByRole("button", { name: "Make this browser a till" }).click();
	await expect(toast(till, "This browser is a till")).toBeVisible();
	await expect(row(till, "Tills", /Window/)).toContainText("This browser");
	await till.context().clearCookies({ name: "__Host-session" });
	return till;
}

for (const [width, colorScheme] of [
	[390, "light"],
	[1440, "dark"],
] as const) {
	test.describe(`${width} px, ${colorScheme}`, () => {
		test.use({ viewport: { width, height: width === 390 ? 844 : 900 }, colorScheme });

		test("a device becomes a till in three steps, and two people sell at it in turn", async ({ page, browser, baseURL }) => {
			test.setTimeout(180_000);
			const shop = await openShop(page);
			await addProduct(page, shop);
			await hire(page, "Anna Krog", "4862");
			await hire(page, "Bo Friis", "7318");

			// The shop gets a login of its own, so that nobody types the owner's password on the counter.
			const mailbox = `norrebro-${crypto.randomUUID().slice(0, 8)}@shop.example`;
			await page.goto("/settings/tills");
			await row(page, "How tills sign in and lock", /Nørrebro/)
				.getByRole("link", { name: "Edit Nørrebro" })
				.click();
			await expect(heading(page, "Tills of Nørrebro")).toBeVisible();
			const login = part(page, "Login of the store");
			await login.getByLabel("E-mail of the store").fill(mailbox);
			await login.getByLabel("Password of the store", { exact: true }).fill("short");
			await login.getByRole("button", { name: "Save login" }).click();
			await expect(login.getByText("At least 8 characters.", { exact: true })).toBeVisible();
			await login.getByLabel("Password of the store", { exact: true }).fill("the till by the window");
			await login.getByRole("button", { name: "Save login" }).click();
			await expect(toast(page, "Login saved")).toBeVisible();

			// Where the device was going, it comes: through both doors.
			const till = await device(browser, baseURL);
			await till.setViewportSize({ width, height: 844 });
			await till.emulateMedia({ colorScheme });
			await till.goto("/counter/receipts");
			await expect(till).toHaveURL("/store/login?next=%2Fcounter%2Freceipts");
			await expectAccessible(till);
			await till.getByLabel("E-mail of the store").fill(mailbox);
			await till.getByLabel("Password", { exact: true }).fill("not the password");
			await till.getByRole("button", { name: "Continue" }).click();
			await expect(till.getByText("The name or the password is wrong.")).toBeVisible();
			await till.getByLabel("Password", { exact: true }).fill("the till by the window");
			await till.getByRole("button", { name: "Continue" }).click();
			await expect(heading(till, "Type the code")).toBeVisible();
			await expectAccessible(till);
			const phone = await device(browser, baseURL);
			const code = await codeFor(phone, mailbox);
			await till.getByLabel("Six-digit code").fill(code === "111111" ? "111112" : "111111");
			await expect(till.getByText("That is not the code. Tries left: 4.")).toBeVisible();
			// A refused code makes room for the next one.
			await expect(till.getByLabel("Six-digit code")).toBeFocused();
			await till.keyboard.type(code);
			await expect(heading(till, "Who is at the till?")).toBeVisible();
			await expect(till).toHaveURL("/login?next=%2Fcounter%2Freceipts");
			await expectAccessible(till);
			await expectPageFits(till);

			await showPin(till, "Anna Krog", "1111");
			await expect(till.getByText("That is not the PIN. Tries left: 4.")).toBeVisible();
			await expect(till.getByLabel("PIN")).toBeFocused();
			await expectAccessible(till);
			await till.keyboard.type("4862");
			await expect(till).toHaveURL("/counter/receipts");
			await till.goto("/counter");
			await atCounter(till, "Anna Krog");

			// Somebody else takes over in the middle; the basket stays, and the sale carries the name of whoever made it.
			await till.keyboard.type(knud);
			await till.keyboard.press("Enter");
			await expect(lines(till)).toContainText("KNUD Havana 49");
			await till.getByRole("link", { name: "Somebody else" }).click();
			await showPin(till, "Bo Friis", "7318");
			await atCounter(till, "Bo Friis");
			await expect(lines(till)).toContainText("KNUD Havana 49");
			await till.keyboard.press("F9");
			await till.getByRole("button", { name: "Complete the sale" }).click();
			await expect(till.getByRole("region", { name: "Messages" })).toContainText("Sold 1 for DKK 2,195.00");
			const { body } = await call(page, "GET", "/api/v1/audit?type=order.completed");
			expect(body).toMatchObject({ items: [{ actorName: "Bo Friis", deviceName: "Till 1" }] });
			await page.goto("/settings/tills");
			await expect(row(page, "Tills", /Till 1/)).toContainText("Bo Friis");

			// The back office has its own door.
			await till.goto("/products");
			await expect(till).toHaveURL("/sign-in?next=%2Fproducts");
			await till.context().close();
			await phone.context().close();
		});

		test("a till nobody touches locks, comes back to what was there, and one that is revoked ends in the middle of a sale", async ({
			page,
			browser,
			baseURL,
		}) => {
			test.setTimeout(240_000);
			const shop = await openShop(page);
			await addProduct(page, shop);
			await hire(page, "Anna Krog", "4862");
			await page.goto("/settings/tills");
			await page.getByRole("link", { name: "Edit Nørrebro" }).click();
			const pins = part(page, "PINs and locking");
			await pins.getByLabel("Lock after, minutes").fill("soon");
			await pins.getByRole("button", { name: "Save" }).click();
			await expect(pins.locator(".problem")).toBeVisible();
			await pins.getByLabel("Lock after, minutes").fill("2");
			await pins.getByRole("button", { name: "Save" }).click();
			await expect(toast(page, "Saved")).toBeVisible();

			const till = await tillOf(page, browser, baseURL, shop);
			await till.clock.install();
			await till.goto("/counter");
			await expect(heading(till, "Who is at the till?")).toBeVisible();
			await till.getByLabel("PIN").pressSequentially("4862");
			await atCounter(till, "Anna Krog");
			await till.keyboard.type(knud);
			await till.keyboard.press("Enter");
			await expect(lines(till)).toHaveCount(1);
			await till.clock.runFor(125_000);
			await expect(heading(till, "Who is at the till?")).toBeVisible();
			await till.getByLabel("PIN").pressSequentially("4862");
			await atCounter(till, "Anna Krog");
			await expect(lines(till)).toContainText("KNUD Havana 49");
			await pressUntil(till, ["F10"], () => expect(heading(till, "Who is at the till?")).toBeVisible({ timeout: 2_000 }));
			await till.getByLabel("PIN").pressSequentially("4862");
			await atCounter(till, "Anna Krog");

			// The owner revokes it while somebody is about to sell.
			await page.goto("/settings/tills");
			await row(page, "Tills", /Window/)
				.locator("summary")
				.click();
			await expectAccessible(page);
			await page.getByRole("button", { name: "Revoke Window" }).click();
			await expect(toast(page, "Till revoked. Nobody gets in there")).toBeVisible();
			await expect(page.getByRole("heading", { name: "No browser is a till yet" })).toBeVisible();
			await till.keyboard.press("F9");
			await till.getByRole("button", { name: "Complete the sale" }).click();
			await expect(till).toHaveURL(/\/store\/login\?next=%2Fcounter/);
			await expect(heading(till, "Make this device a till")).toBeVisible();
			const sales = await call(page, "GET", "/api/sales");
			expect(sales.body).toMatchObject({ items: [] });
			await till.context().close();
		});

		test("the owner adds, changes, disables and lets back in; somebody who guessed too often is unlocked", async ({
			page,
			browser,
			baseURL,
		}) => {
			test.setTimeout(240_000);
			const shop = await openShop(page);
			await page.goto("/settings/employees");
			await expect(heading(page, "Nobody works at the tills yet")).toBeVisible();
			await page.getByRole("button", { name: "Add employee" }).click();
			await expect(page.getByText("Choose at least one store.")).toBeVisible();
			await hire(page, "Anna Krog", "4862");
			await expectAccessible(page);
			await expectPageFits(page);

			const till = await tillOf(page, browser, baseURL, shop);
			await till.goto("/counter");
			for (let left = 4; left >= 0; left--) {
				await till.getByLabel("PIN").pressSequentially(`900${left}`);
				await expect(till.getByText(left === 0 ? /Too many wrong PINs|Tries left: 0/ : `Tries left: ${left}.`)).toBeVisible();
			}
			await till.getByLabel("PIN").pressSequentially("4862");
			await expect(till.getByText(/Too many wrong PINs in a row/)).toBeVisible();

			await page.goto("/settings/employees");
			await expect(row(page, "Employees", /Anna Krog/)).toContainText("Locked");
			await page.getByRole("link", { name: "Anna Krog" }).click();
			await expect(heading(page, "Anna Krog")).toBeVisible();
			await expectAccessible(page);
			await page.getByRole("button", { name: "Let them try again" }).click();
			await expect(toast(page, "They can try again")).toBeVisible();
			await till.reload();
			await till.getByLabel("PIN").pressSequentially("4862");
			await atCounter(till, "Anna Krog");

			// A new PIN puts her out; the old one opens nothing.
			await part(page, "PIN").getByLabel("New PIN").fill("1234");
			await part(page, "PIN").getByRole("button", { name: "Give this PIN" }).click();
			await expect(part(page, "PIN").locator(".problem")).toBeVisible();
			await part(page, "PIN").getByLabel("New PIN").fill("5093");
			await part(page, "PIN").getByRole("button", { name: "Give this PIN" }).click();
			await expect(toast(page, "PIN given. Tell them")).toBeVisible();
			await till.goto("/counter");
			await till.getByLabel("PIN").pressSequentially("4862");
			await expect(till.getByText(/That is not the PIN/)).toBeVisible();
			await till.getByLabel("PIN").pressSequentially("5093");
			await atCounter(till, "Anna Krog");

			await page.getByRole("button", { name: "Disable Anna Krog" }).click();
			await expect(page.getByText("Anna Krog cannot sign in at any till.")).toBeVisible();
			await till.goto("/counter");
			await expect(till.getByText("Nobody has a PIN for this store yet.", { exact: false })).toBeVisible();
			// What was said lies over the last button of a phone, for as long as the mouse is on it.
			await page.reload();
			await page.getByRole("button", { name: "Let Anna Krog in again" }).click();
			await expect(toast(page, "They can sign in again")).toBeVisible();
			await till.reload();
			await till.getByLabel("PIN").pressSequentially("5093");
			await atCounter(till, "Anna Krog");
			await till.context().close();
		});

		test("a key is made, shown once, used, rotated and revoked", async ({ page, request }) => {
			test.setTimeout(180_000);
			await openShop(page);
			await page.goto("/settings/keys");
			await expect(heading(page, "No program comes in yet")).toBeVisible();
			const making = page.locator("details.unfold").filter({ hasText: "Works for" });
			await making.getByLabel("Name").fill("Accounting");
			await making.getByRole("button", { name: "Make a key" }).click();
			await expect(page.getByText("Tick at least one thing it may.")).toBeVisible();
			await making.getByLabel("See products, styles and categories").check();
			await making.getByRole("button", { name: "Make a key" }).click();
			await expect(heading(page, "Key for Accounting")).toBeVisible();
			await expectAccessible(page);
			await expectPageFits(page);
			const key = (await page.locator(".one-time code").textContent()) ?? "";
			const asProgram = (path: string, shown = key) => request.get(path, { headers: { Authorization: `Bearer ${shown}` } });
			expect((await asProgram("/api/v1/products")).status()).toBe(200);
			expect((await asProgram("/api/v1/dashboard")).status()).toBe(403);

			await page.goto("/settings/keys");
			await expect(heading(page, "Key for Accounting")).toHaveCount(0);
			await expect(page.getByText(key)).toHaveCount(0);
			await expect(row(page, "API keys", /Accounting/)).toContainText(/127\.0\.0\.1|ago/);
			await row(page, "API keys", /Accounting/)
				.locator(".menu > summary")
				.click();
			await page.getByLabel("The old one goes on for").selectOption("not a moment");
			await page.getByRole("button", { name: "Rotate" }).click();
			await expect(heading(page, "Key for Accounting")).toBeVisible();
			const next = (await page.locator(".one-time code").textContent()) ?? "";
			expect((await asProgram("/api/v1/products")).status()).toBe(401);
			expect((await asProgram("/api/v1/products", next)).status()).toBe(200);

			await row(page, "API keys", /Accounting/)
				.locator(".menu > summary")
				.click();
			await page.getByRole("button", { name: "Revoke Accounting" }).click();
			await expect(toast(page, "Key revoked")).toBeVisible();
			await expect(heading(page, "No program comes in yet")).toBeVisible();
			expect((await asProgram("/api/v1/products", next)).status()).toBe(401);
		});
	});
}

test("the pages of settings work before scripts", async ({ page, browser, context, baseURL }) => {
	test.slow();
	await openShop(page);
	const plain = await withoutScripts(browser, context, baseURL);
	await plain.goto("/settings/employees");
	await plain.getByLabel("Name").fill("Anna Krog");
	await plain.getByLabel("Nørrebro").check();
	await plain.getByLabel("First PIN").fill("4862");
	await plain.getByRole("button", { name: "Add employee" }).click();
	await expect(row(plain, "Employees", /Anna Krog/)).toContainText("4 digits");

	await plain.goto("/settings/keys");
	await plain.getByLabel("Name").fill("Accounting");
	await plain.getByLabel("See sales and receipts").check();
	await plain.getByRole("button", { name: "Make a key" }).click();
	await expect(plain.locator(".one-time code")).toHaveText(/^sk_test_\d_[0-9a-f]{32}_[\w-]{43}$/);
	// The form that is sent again by a reload makes no second key, and shows none.
	await plain.reload();
	await expect(plain.getByText("The key was shown the first time", { exact: false })).toBeVisible();

	await plain.goto("/settings/tills");
	await plain.locator("summary").filter({ hasText: "Make this browser a till" }).click();
	await plain.getByRole("button", { name: "Make this browser a till" }).click();
	await expect(heading(plain, "Who is at the till?")).toBeVisible();
	await plain.getByLabel("PIN").fill("4862");
	await plain.getByRole("button", { name: "Sign in" }).click();
	await expect(plain).toHaveURL("/counter");
	await plain.getByRole("button", { name: "Lock" }).click();
	await expect(heading(plain, "Who is at the till?")).toBeVisible();
	await plain.goto("/products");
	await expect(plain).toHaveURL("/sign-in?next=%2Fproducts");
	await plain.context().close();
});
