import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../support/browser.ts";
import { openShop, withoutScripts } from "../support/shop-in-browser.ts";

/** An owner changes a store, and the e-mail they sign in with: with scripts and without, by keyboard, on a phone and at a desk. */

test.use({ expected: [[/the server responded with a status of (400|409)/], { scope: "test" }] });

const views = [
	{ name: "390 light", width: 390, theme: "light" },
	{ name: "1440 dark", width: 1440, theme: "dark" },
] as const;

const saveStore = (page: Page) => page.getByRole("button", { name: "Save store" });

for (const { name, width, theme } of views) {
	test(`a store gets another name and zone, ${name}`, async ({ page }) => {
		await page.setViewportSize({ width, height: 900 });
		await page.emulateMedia({ colorScheme: theme });
		await openShop(page);
		await page.goto("/settings");
		await page.getByRole("link", { name: "Edit Nørrebro" }).click();
		await expect(page.getByRole("heading", { level: 1, name: "Change Nørrebro" })).toBeVisible();
		await expectAccessible(page);

		// By keyboard: the town is found by typing it.
		await page.getByLabel("Store", { exact: true }).fill("Frederiksberg");
		await page.keyboard.press("Tab");
		await expect(page.getByLabel("Time zone")).toBeFocused();
		await page.keyboard.type("Lima");
		await expect(page.getByLabel("Time zone")).toHaveValue("America/Lima");
		await page.getByLabel("Store", { exact: true }).press("Enter");
		await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
		await expect(page.getByText("Store saved")).toBeVisible();
		const row = page.getByRole("row", { name: /Frederiksberg/ });
		await expect(row).toContainText("America/Lima");
		await expectAccessible(page);

		await page.getByRole("link", { name: "Edit Frederiksberg" }).click();
		await expect(saveStore(page)).toBeVisible();
		await page.getByLabel("Store", { exact: true }).fill("aarhus");
		await saveStore(page).click();
		await expect(page.getByText("There is a store of that name already.")).toBeVisible();
		await expect(page.getByLabel("Store", { exact: true })).toBeFocused();
		await expectAccessible(page);
	});
}

test("without scripts a store is changed all the same", async ({ page, browser, context, baseURL }) => {
	const { stores } = await openShop(page);
	const plain = await withoutScripts(browser, context, baseURL);
	await plain.goto(`/settings/stores/${stores[0]?.id}`);
	await plain.getByLabel("Store", { exact: true }).fill("Vesterbro");
	await plain.getByLabel("Time zone").selectOption("Europe/Oslo");
	await saveStore(plain).click();
	await expect(plain).toHaveURL(/saved=storeEdited/);
	await expect(plain.getByRole("row", { name: /Vesterbro/ })).toContainText("Europe/Oslo");
	await plain.context().close();
});

test("a shop opened in a browser is in the browser's zone", async ({ browser, baseURL }) => {
	const page = await inLima(browser, baseURL);
	await page.goto("/register");
	await page.getByLabel("Your name").fill("Ana");
	await page.getByLabel("Business").fill("Lentes");
	await page.getByLabel("First store").fill("Miraflores");
	await page.getByLabel("E-mail").fill(`ana-${crypto.randomUUID()}@shop.example`);
	await page.getByLabel("Password", { exact: true }).fill("frames on the shelf");
	await expect(page.locator("input[name=timeZone]")).toHaveValue("America/Lima");
	await page.getByRole("button", { name: "Open the shop" }).click();
	await expect(page.getByRole("link", { name: "Settings" }).first()).toBeVisible();
	await page.goto("/settings");
	await expect(page.getByRole("row", { name: /Miraflores/ })).toContainText("America/Lima");
	await page.context().close();
});

async function inLima(browser: Browser, baseURL: string | undefined): Promise<Page> {
	const context = await browser.newContext({ ...(baseURL && { baseURL }), locale: "en-GB", timezoneId: "America/Lima" });
	return context.newPage();
}

test("an owner changes their e-mail by the link that goes to the new one, and stays signed in", async ({ page }) => {
	await openShop(page);
	await page.goto("/settings");
	const email = `lys-${crypto.randomUUID()}@shop.example`;
	await page.locator("summary").filter({ hasText: "Change e-mail" }).click();
	await page.getByLabel("New e-mail").fill(email);
	const form = page.locator("form").filter({ has: page.getByLabel("New e-mail") });
	await form.getByLabel("Present password").fill("not the password");
	await form.getByRole("button", { name: "Send the link" }).click();
	await expect(page.getByText("That is not your present password.")).toBeVisible();
	await expect(page.getByLabel("New e-mail")).toHaveValue(email);
	await expectAccessible(page);
	await form.getByLabel("Present password").fill("frames on the shelf");
	await form.getByRole("button", { name: "Send the link" }).click();
	await expect(page.getByText("Link sent to the new e-mail")).toBeVisible();

	// The mail is sent by a reaction, a moment later.
	await expect(async () => {
		await page.goto(`/outbox?to=${encodeURIComponent(email)}`);
		await expect(
			page
				.getByRole("link", { name: /change-email/ })
				.or(page.getByText("change-email?token="))
				.first(),
		).toBeVisible({ timeout: 1000 });
	}).toPass();
	const link = /https?:\/\/\S*?(\/change-email\?token=[\w.-]+)/.exec(await page.locator("main").innerHTML())?.[1] ?? "";
	await page.goto(link);
	await expect(page.getByRole("heading", { name: "Sign in with this e-mail?" })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole("button", { name: "Yes, use it" }).click();
	await expect(page.getByRole("heading", { name: "Your e-mail is changed" })).toBeVisible();
	await expectAccessible(page);
	await page.goto("/settings");
	await expect(page.locator("#profile").getByText(email)).toBeVisible();
});
