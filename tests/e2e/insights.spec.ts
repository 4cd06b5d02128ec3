import type { Page } from "@playwright/test";
import { LUND_OG_LYS } from "../../demo/people.ts";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { withoutScripts } from "../support/shop-in-browser.ts";

/** The owner's morning, on the demo's ninety days. */

const [karen] = LUND_OG_LYS.logins;
const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };

async function signIn(page: Page): Promise<void> {
	await page.goto("/sign-in");
	await page.evaluate(
		async ([email, password]) => {
			await fetch("/api/auth/login", {
				method: "POST",
				headers: { "Content-Type": "application/json" },
				body: JSON.stringify({ email, password }),
			});
		},
		[karen?.email, karen?.password],
	);
}

for (const [size, viewport] of Object.entries(sizes)) {
	for (const colorScheme of ["light", "dark"] as const) {
		test(`home, insights and a product's runway hold on a ${size} in ${colorScheme}`, async ({ page }) => {
			test.slow(); // three pages, each held against axe
			await page.setViewportSize(viewport);
			await page.emulateMedia({ colorScheme });
			await signIn(page);

			await page.goto("/");
			const chart = page.getByRole("img", { name: /^Revenue by day, 30 days: DKK/ });
			await expect(chart).toBeVisible();
			expect(await chart.count()).toBe(1);
			const [needs, revenue] = [page.getByRole("heading", { name: "Needs you" }), page.getByRole("heading", { name: "Revenue by day" })];
			const above = async () => ((await needs.boundingBox())?.y ?? 0) < ((await revenue.boundingBox())?.y ?? 0);
			if (size === "phone") expect(await above(), "what needs her comes before the chart").toBe(true);
			await expect(page.getByRole("table", { name: "Runs out next" }).getByRole("row")).toHaveCount(9);
			await expectAccessible(page);
			await expectPageFits(page);

			await page.getByText("Show as table").click();
			await expect(page.getByRole("table", { name: "Revenue by day" }).getByRole("row")).toHaveCount(31);
			await page.getByRole("link", { name: "7 days", exact: true }).click();
			await expect(page.getByRole("img", { name: /^Revenue by day, 7 days/ })).toBeVisible();
			await expect(page.getByRole("table", { name: "Revenue by day" }).getByRole("row")).toHaveCount(8);

			await page.goto("/insights");
			await expect(page.getByRole("table", { name: "Lies still" }).getByRole("row").nth(1)).toBeVisible();
			await page.getByRole("link", { name: "180 days", exact: true }).click();
			await expect(page.getByText("Everything that stands there has sold in the last 180 days.")).toBeVisible();
			await expectAccessible(page);
			await expectPageFits(page);

			await page.getByRole("table", { name: "Runs out next" }).getByRole("link").first().click();
			await expect(page.getByRole("img", { name: /^Stock over the last 30 days and the next 30/ })).toBeVisible();
			await expectAccessible(page);
			await expectPageFits(page);
		});
	}
}

test("the figures are there without scripts, and the period is a link", async ({ page, browser, context, baseURL }) => {
	await signIn(page);
	const plain = await withoutScripts(browser, context, baseURL);
	await plain.goto("/");
	await plain.getByRole("link", { name: "90 days", exact: true }).click();
	await expect(plain.getByRole("img", { name: /^Revenue by day, 90 days/ })).toBeVisible();
	await plain.getByText("Show as table").click();
	await expect(plain.getByRole("table", { name: "Revenue by day" }).getByRole("row")).toHaveCount(91);
	await plain.context().close();
});
