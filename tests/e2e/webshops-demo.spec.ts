import { buildCatalog } from "../../demo/catalog.ts";
import { LUND_OG_LYS } from "../../demo/people.ts";
import { SHOPIFY } from "../../demo/shopify.ts";
import { expect, test } from "../support/browser.ts";

/** The demo as a newcomer finds it: one of each platform is connected, and what is bought there arrives. */

// The stand-in draws no icon.
test.use({ expected: [[/favicon\.ico/], { scope: "test" }] });

const [karen] = LUND_OG_LYS.logins;

test("somebody who looks around buys at the demo’s shop at Shopify, and the order arrives", async ({ page, context }) => {
	test.slow();
	await page.goto("/sign-in");
	await page.getByLabel("E-mail or user name").fill(karen?.email ?? "");
	await page.getByLabel("Password", { exact: true }).fill(karen?.password ?? "");
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(page.getByRole("heading", { name: "Today" })).toBeVisible();

	await page.goto("/settings/channels");
	for (const name of ["Lund Frames", "Lund Online", "Lund & Lys · Nørrebro"])
		await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("Connected");
	await page.getByRole("link", { name: SHOPIFY.name }).click();
	const opened = context.waitForEvent("page");
	await page.getByRole("link", { name: new URL(SHOPIFY.url).hostname }).click();
	const there = await opened;
	const [, variant] = buildCatalog().products[1]?.variants ?? [];
	await there.getByRole("button", { name: `Buy ${variant?.sku}`, exact: true }).click();
	await expect(there.getByRole("listitem")).toHaveCount(1);
	await expect(async () => {
		await page.goto("/orders");
		await expect(page.getByRole("row", { name: new RegExp(`${SHOPIFY.name} .Shopify`) })).toHaveCount(1, { timeout: 1000 });
	}).toPass({ timeout: 60_000 });
});
