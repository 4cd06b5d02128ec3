import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { openShop, withoutScripts } from "../support/shop-in-browser.ts";

/** The ways in and out: sign-in, registration, sign-out, the API's docs. */

// A refusal is an answer; the browser reports it as a failed load all the same.
const refusals = [/the server responded with a status of (400|401|409|429)/];
test.use({ expected: [refusals, { scope: "test" }] });

const password = "frames on the shelf";
const someone = () => `owner-${crypto.randomUUID()}@shop.example`;

/** A business registered through the API by nobody in this browser. */
async function someShop(page: Page): Promise<string> {
	const email = someone();
	const registered = await page.request.post("/api/auth/register", {
		data: { email, password, name: "Karen Lund", businessName: "Lund & Lys", storeName: "Aarhus" },
	});
	expect(registered.status()).toBe(201);
	await page.context().clearCookies();
	return email;
}

async function signIn(page: Page, email: string, word = password): Promise<void> {
	await page.getByLabel("E-mail or user name").fill(email);
	await page.getByLabel("Password", { exact: true }).fill(word);
	await page.getByRole("button", { name: "Sign in" }).click();
}

test("an owner opens a shop, finds an empty home that says what to do, and signs out", async ({ page }) => {
	await page.goto("/");
	await expect(page).toHaveURL("/sign-in");
	await page.getByRole("link", { name: "New here?" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Open a shop" })).toBeVisible();
	await expect(page.getByText("At least 8 characters, 4 of them different.")).toBeVisible();

	// What is wrong stands beside each field, the first of them has the focus, and what was typed stays.
	await page.getByLabel("Business").fill("Øjeblik 👓");
	await page.getByLabel("E-mail").fill("not an address");
	await page.getByLabel("Password", { exact: true }).fill("password1");
	await page.getByRole("button", { name: "Open the shop" }).click();
	await expect(page.getByText("Fill this in.")).toHaveCount(2);
	await expect(page.getByText("Write a whole address", { exact: false })).toBeVisible();
	await expect(page.getByText("Too easy to guess.", { exact: false })).toBeVisible();
	await expect(page.getByLabel("Your name")).toBeFocused();
	await expect(page.getByLabel("Business")).toHaveValue("Øjeblik 👓");

	await page.getByLabel("Your name").fill("Karen Lund");
	await page.getByLabel("First store").fill("Nørrebro");
	await page.getByLabel("E-mail").fill(someone());
	await page.getByLabel("Password", { exact: true }).fill(password);
	await page.getByLabel("Currency").selectOption("DKK");
	await page.getByRole("button", { name: "Open the shop" }).click();

	await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
	await expect(page.getByRole("heading", { name: "Nothing sold yet" })).toBeVisible();
	await expect(page.getByRole("link", { name: "Add a product" })).toHaveAttribute("href", "/products/new");
	await expect(page.getByText("Øjeblik 👓").first()).toBeVisible();
	await expectAccessible(page);

	await page.getByRole("button", { name: "Account of Karen Lund" }).click();
	await page.getByRole("link", { name: "Settings" }).last().click();
	await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
	await expect(page.getByText("This device", { exact: true })).toBeVisible();

	await page.getByRole("button", { name: "Account of Karen Lund" }).click();
	await page.locator("#me").getByRole("button", { name: "Sign out" }).click();
	await expect(page).toHaveURL("/sign-in");
	await page.goto("/settings");
	await expect(page).toHaveURL("/sign-in?next=%2Fsettings");
});

test("a wrong password and an unknown name get the same words, and the right ones open", async ({ page }) => {
	const email = await someShop(page);
	await page.goto("/sign-in");
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(page.getByText("Write your e-mail or user name.")).toBeVisible();
	await expect(page.getByText("Fill this in.")).toBeVisible();
	await expect(page.getByLabel("E-mail or user name")).toBeFocused();

	for (const [name, word] of [
		[email, "not the password"],
		[someone(), password],
	] as const) {
		await signIn(page, name, word);
		await expect(page.getByText("The name or the password is wrong.")).toBeVisible();
		await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
		await expect(page.getByLabel("E-mail or user name")).toHaveValue(name);
	}
	await signIn(page, ` ${email.toUpperCase()} `);
	await expect(page).toHaveURL("/");
});

test("sign-in leads back to where one was going, and nowhere off this site", async ({ page, baseURL }) => {
	const email = await someShop(page);
	await page.goto("/settings?from=mail");
	await expect(page).toHaveURL("/sign-in?next=%2Fsettings%3Ffrom%3Dmail");
	await signIn(page, email);
	await expect(page).toHaveURL("/settings?from=mail");

	// Signed in already: straight on, and foreign addresses become the front page.
	await page.goto("/sign-in?next=/operations");
	await expect(page).toHaveURL("/operations");
	for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
		await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
		await expect(page).toHaveURL(`${baseURL}/`);
	}
	await page.goto("/register");
	await expect(page).toHaveURL("/");
});

test("after ten wrong passwords it says how long to wait", async ({ page }) => {
	const email = await someShop(page);
	for (let guess = 0; guess < 10; guess++)
		expect((await page.request.post("/api/auth/login", { data: { email, password: `guess ${guess}` } })).status()).toBe(401);
	await page.goto("/sign-in");
	const answer = page.waitForResponse((response) => response.request().method() === "POST");
	await signIn(page, email);
	await expect(page.getByRole("alert")).toHaveText(/^Too many attempts\. Try again in 1[45] minutes\.$/);
	expect((await answer).status()).toBe(429);
	expect(Number((await answer).headers()["retry-after"])).toBeGreaterThan(60);
});

test("sign-in works by keyboard alone", async ({ page }) => {
	const email = await someShop(page);
	await page.goto("/sign-in");
	await page.keyboard.press("Tab");
	await expect(page.getByLabel("E-mail or user name")).toBeFocused();
	await page.keyboard.type(email);
	await page.keyboard.press("Tab");
	await page.keyboard.type("wrong one");
	await page.keyboard.press("Enter");
	await expect(page.getByText("The name or the password is wrong.")).toBeVisible();
	await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
	await page.keyboard.press("ControlOrMeta+a");
	await page.keyboard.type(password);
	await page.keyboard.press("Tab");
	await expect(page.getByRole("button", { name: "Show password" })).toBeFocused();
	await page.keyboard.press("Space");
	await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("type", "text");
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
});

test("a language keeps the page and what it was opened with", async ({ page }) => {
	await page.goto("/sign-in?next=%2Fsettings");
	await page.getByRole("button", { name: "Dansk" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Log ind" })).toBeVisible();
	await expect(page).toHaveURL("/sign-in?next=%2Fsettings");
	await expect(page.locator("html")).toHaveAttribute("lang", "da");
	await page.getByRole("button", { name: "Log ind" }).click();
	await expect(page.getByText("Skriv din e-mail eller dit brugernavn.")).toBeVisible();
	await page.getByRole("link", { name: "Ny her?" }).click();
	await expect(page).toHaveURL("/register?next=%2Fsettings");
	await expect(page.getByLabel("Valuta")).toHaveValue("DKK");
	await page.getByRole("button", { name: "English" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Open a shop" })).toBeVisible();
});

test("a shop opened in Danish speaks Danish from its first page", async ({ page }) => {
	await page.goto("/register");
	await page.getByLabel("Your name").fill("Bo");
	await page.getByLabel("Business").fill("Bos Briller");
	await page.getByLabel("First store").fill("Ribe");
	await page.getByLabel("E-mail").fill(someone());
	await page.getByLabel("Password", { exact: true }).fill(password);
	await page.getByRole("combobox", { name: "Language" }).selectOption("Dansk");
	await page.getByRole("button", { name: "Open the shop" }).click();
	await expect(page.getByRole("heading", { name: "Intet solgt endnu" })).toBeVisible();
});

test.describe("without scripts", () => {
	test.use({ javaScriptEnabled: false });

	test("one registers, signs out and in, and is told what was wrong", async ({ page }) => {
		const email = someone();
		await page.goto("/register?next=/settings");
		await page.getByLabel("Your name").fill("Karen Lund");
		await page.getByLabel("Business").fill("Lund & Lys");
		await page.getByLabel("First store").fill("Aarhus");
		await page.getByLabel("E-mail").fill(email);
		await page.getByLabel("Password", { exact: true }).fill("short");
		await page.getByRole("button", { name: "Open the shop" }).click();
		await expect(page.getByText("At least 8 characters.", { exact: true })).toBeVisible();
		await expect(page.getByLabel("E-mail")).toHaveValue(email);
		await page.getByLabel("Password", { exact: true }).fill(password);
		await page.getByRole("button", { name: "Open the shop" }).click();
		await expect(page).toHaveURL("/settings");

		await page.getByRole("main").getByRole("button", { name: "Sign out" }).click();
		await expect(page).toHaveURL("/sign-in");
		await signIn(page, email, "wrong one");
		await expect(page.getByText("The name or the password is wrong.")).toBeVisible();
		await signIn(page, email);
		await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
	});

	test("the API's docs open to anybody", async ({ page }) => {
		await page.goto("/api/docs");
		await expect(page.getByRole("heading", { level: 1, name: "The Storekeep API" })).toBeVisible();
		await page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name: "Sales" }).click();
		const sell = page
			.getByRole("article")
			.filter({ has: page.getByText("/api/v1/sales", { exact: true }) })
			.filter({ hasText: /^Sell/ });
		await expect(sell.first()).toContainText("Idempotency-Key");
		await expect(page.getByRole("article").filter({ hasText: "curl -X POST" }).first()).toBeVisible();
		await page.getByRole("link", { name: "Start here" }).click();
		const document = await (await page.request.get("/api/openapi.json")).json();
		for (const [path, item] of Object.entries<object>(document.paths)) {
			if (!path.startsWith("/api/v1/")) continue;
			const shown = page.locator(".calls a").filter({ has: page.getByText(path, { exact: true }) });
			await expect(shown, path).toHaveCount(Object.keys(item).length);
		}
	});
});

test("nobody is signed out by a link, and signing out works from a page before scripts", async ({ page, browser, context, baseURL }) => {
	await openShop(page);
	await page.goto("/sign-out");
	await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
	const plain = await withoutScripts(browser, context, baseURL);
	await plain.goto("/settings");
	await plain.getByRole("main").getByRole("button", { name: "Sign out" }).click();
	await expect(plain).toHaveURL("/sign-in");
	await plain.context().close();
	await page.reload();
	await expect(page).toHaveURL("/sign-in");
});

for (const theme of ["light", "dark"] as const) {
	for (const width of [360, 1440]) {
		test(`the doors hold WCAG and their width at ${width} px in the ${theme}`, async ({ page, context, baseURL }) => {
			test.slow();
			await page.setViewportSize({ width, height: 800 });
			await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
			for (const path of ["/sign-in", "/register", "/api/docs", "/api/docs?of=Insights"]) {
				await page.goto(path);
				await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
				await expectAccessible(page);
				await expectPageFits(page);
			}
			await page.goto("/sign-in");
			await page.getByRole("button", { name: "Sign in" }).click();
			await expect(page.getByText("Fill this in.")).toBeVisible();
			await expectAccessible(page);
		});
	}
}
