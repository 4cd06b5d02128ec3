import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { png } from "../support/drawings.ts";
import { addProduct, openShop, toast, withoutScripts } from "../support/shop-in-browser.ts";

const list = (page: Page) => page.getByRole("list", { name: "Pictures" });
const picture = (page: Page, alt: string) => list(page).getByRole("img", { name: alt });
/** What the browser has drawn, and not only asked for. */
const drawnWidth = (page: Page, alt: string) =>
	picture(page, alt).evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth));

async function choose(page: Page, name: string, bytes: Uint8Array) {
	await page.getByLabel("Files", { exact: true }).setInputFiles({ name, mimeType: "image/jpeg", buffer: Buffer.from(bytes) });
}

async function add(page: Page, bytes: Uint8Array, alt: string) {
	await choose(page, "photo.jpg", bytes);
	await page.getByLabel(/^What it shows/).fill(alt);
	await page.locator("#add").getByRole("button", { name: "Add pictures" }).click();
	await expect(picture(page, alt)).toBeVisible();
}

for (const { width, height, colorScheme } of [
	{ width: 1440, height: 900, colorScheme: "light" },
	{ width: 390, height: 844, colorScheme: "dark" },
] as const)
	test.describe(`at ${width} px, ${colorScheme}`, () => {
		test.use({ viewport: { width, height }, colorScheme });

		test("pictures are added, described, put in order, taken away and put back; the first is shown where the product is", async ({
			page,
			browser,
			context,
			baseURL,
		}) => {
			test.slow();
			const shop = await openShop(page);
			const id = await addProduct(page, shop);
			await page.goto(`/products/${id}`);
			await page.getByRole("link", { name: "Add pictures" }).click();
			await expect(page.getByRole("heading", { level: 1, name: "Pictures" })).toBeVisible();
			await expect(page.getByText("No pictures yet.")).toBeVisible();
			await expectAccessible(page);

			// A PNG by its bytes, whatever it is called.
			await add(page, await png(900, 600), "From the front");
			await expect(toast(page, "Picture added").first()).toBeVisible();
			await add(page, await png(600, 900, [120, 60, 20]), "From the side");
			expect(await drawnWidth(page, "From the front")).toBeGreaterThanOrEqual(300);
			await expectAccessible(page);
			await expectPageFits(page);

			await page.getByRole("button", { name: "Move picture 2 one place earlier" }).click();
			await expect(list(page).getByRole("img").first()).toHaveAttribute("alt", "From the side");
			await page.getByLabel("What picture 1 shows").fill("KNUD in Havana");
			await page.getByRole("button", { name: "Save" }).first().click();
			await expect(picture(page, "KNUD in Havana")).toBeVisible();

			await page.getByRole("button", { name: "Remove picture 1" }).click();
			await expect(picture(page, "KNUD in Havana")).toHaveCount(0);
			await toast(page, "Picture removed").waitFor();
			await page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" }).last().click();
			await expect(picture(page, "KNUD in Havana")).toBeVisible();

			await page.goto(`/products/${id}`);
			const face = page.getByRole("link", { name: /2 pictures/ });
			await expect(face.getByRole("img", { name: "KNUD in Havana" })).toBeVisible();
			const src = (await face.getByRole("img").getAttribute("src")) ?? "";
			expect(src).toMatch(/^\/pictures\/.*-480\.webp$/);
			// A list loads the small drawing; a browser that has the larger one already may show that.
			const fresh = await browser.newContext({ storageState: await context.storageState(), ...(baseURL && { baseURL }), locale: "en-GB" });
			const elsewhere = await fresh.newPage();
			await elsewhere.goto("/products");
			const thumb = elsewhere.getByRole("row", { name: /KNUD Havana 49/ }).locator("img");
			await expect.poll(() => thumb.evaluate((image: HTMLImageElement) => image.complete && image.currentSrc)).toMatch(/-160\.webp$/);
			await fresh.close();
			await page.goto(`/counter?store=${shop.stores[0]?.id}`);
			await expect(page.getByText("Lund & Lys, Nørrebro")).toBeVisible();
			// A telephone has no room for tiles.
			await expect(page.locator(`img[src="${src}"]`).first()).toBeVisible({ visible: width > 1000 });
		});

		test("goes without scripts, and says what is no picture", async ({ browser, context, page, baseURL }) => {
			const id = await addProduct(page, await openShop(page));
			const plain = await withoutScripts(browser, context, baseURL);
			await plain.setViewportSize({ width, height });
			await plain.goto(`/products/${id}/pictures`);
			await choose(plain, "logo.png", new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'));
			await plain.locator("#add").getByRole("button", { name: "Add pictures" }).click();
			await expect(plain.getByText("This is no picture a browser shows everywhere.")).toBeVisible();
			await add(plain, await png(300, 200), "From the front");
			await plain.getByRole("button", { name: "Remove picture 1" }).click();
			await expect(plain.getByText("No pictures yet.")).toBeVisible();
			await plain.getByRole("button", { name: "Undo" }).click();
			await expect(picture(plain, "From the front")).toBeVisible();
			// Several at once: what is none is named, the others are there.
			await plain.getByLabel("Files", { exact: true }).setInputFiles([
				{ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg/>") },
				{ name: "a.png", mimeType: "image/png", buffer: Buffer.from(await png(320, 200)) },
				{ name: "b.png", mimeType: "image/png", buffer: Buffer.from(await png(340, 200)) },
			]);
			await plain.locator("#add").getByRole("button", { name: "Add pictures" }).click();
			await expect(plain.getByRole("alert")).toContainText("2 were added. This file was not:");
			await expect(plain.getByRole("alert")).toContainText("logo.svg: This is no picture a browser shows everywhere.");
			await expect(list(plain).getByRole("img")).toHaveCount(3);
			await plain.context().close();
		});
	});
