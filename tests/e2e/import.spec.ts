import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { openShop, withoutScripts } from "../support/shop-in-browser.ts";

const header = "Varenr.;Varenavn;Farve;Salgspris;Antal;Varegruppe\n";
const good = Array.from({ length: 30 }, (_, n) => `KNU-${n};KNUD ${40 + n};Havana;2.195,50;4;Frames\n`).join("");
const wrong = "KNU-90;KNUD 90;Havana;dyr;1;Frames\nKNU-1;KNUD 91;Havana;1;1;Frames\n";

const file = (csv: string, name = "foraar.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(csv) });
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

async function send(page: Page, csv: string) {
	await page.goto("/products/import");
	await page.getByLabel("CSV file").setInputFiles(file(csv));
	await page.getByRole("button", { name: "Preview" }).click();
	await expect(heading(page, "foraar.csv")).toBeVisible();
}

for (const { width, height, colorScheme } of [
	{ width: 1440, height: 900, colorScheme: "light" },
	{ width: 390, height: 844, colorScheme: "dark" },
] as const)
	test.describe(`at ${width} px, ${colorScheme}`, () => {
		test.use({ viewport: { width, height }, colorScheme });

		test("a file is previewed, mended, let in, let in again without effect, and taken back", async ({ page }) => {
			test.slow();
			await openShop(page);
			await page.goto("/products/import");
			await expectAccessible(page);
			await expectPageFits(page);

			await send(page, header + good + wrong);
			const start = page.getByRole("button", { name: /^Import 30 / });
			await expect(start).toBeVisible({ timeout: 20_000 });
			await expect(page.getByRole("table", { name: "Rows that are wrong" })).toContainText("D · Salgspris");
			await expectAccessible(page);
			await expectPageFits(page);

			await start.click();
			await expect(page.getByText("Imported: 30 new, 0 changed, 0 unchanged.")).toBeVisible({ timeout: 20_000 });
			await expectAccessible(page);
			await expectPageFits(page);
			await page.goto("/products?q=KNU-29");
			await expect(page.getByRole("link", { name: "KNUD 69" }).first()).toBeVisible();

			await send(page, header + good);
			await expect(page.getByText("Every row is as it is here already.")).toBeVisible({ timeout: 20_000 });
			await expect(page.getByRole("button", { name: /^Import / })).toHaveCount(0);

			await page.goto("/products/import");
			await page.getByRole("link", { name: "foraar.csv" }).last().click();
			await page.getByRole("button", { name: "Undo this import" }).click();
			await expect(page.getByText("Taken back: 30 deleted, 0 as before.")).toBeVisible({ timeout: 20_000 });
			await page.goto("/products?q=KNU-29");
			await expect(page.getByRole("link", { name: "KNUD 69" })).toHaveCount(0);
		});

		test("goes all the way without scripts", async ({ browser, context, page, baseURL }) => {
			await openShop(page);
			const plain = await withoutScripts(browser, context, baseURL);
			await plain.setViewportSize({ width, height });
			await plain.goto("/products/import");
			await plain.getByRole("button", { name: "Preview" }).click();
			await expect(plain.getByText("Choose a file first.")).toBeVisible();
			await send(plain, header + good);
			await lookUntil(plain, /^Import 30 /);
			await plain.getByRole("button", { name: /^Import 30 / }).click();
			await expect(async () => {
				const look = plain.getByRole("link", { name: "Look again" });
				if (await look.isVisible()) await look.click();
				await expect(plain.getByText("Imported: 30 new, 0 changed, 0 unchanged.")).toBeVisible({ timeout: 500 });
			}).toPass({ timeout: 20_000 });
			await plain.context().close();
		});
	});

/** The page cannot look again by itself: its link is pressed as people would. */
async function lookUntil(page: Page, name: RegExp) {
	await expect(async () => {
		const look = page.getByRole("link", { name: "Look again" });
		if (await look.isVisible()) await look.click();
		await expect(page.getByRole("button", { name })).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 20_000 });
}
