import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, pressUntil, test } from "../support/browser.ts";
import { addProduct, openShop, toast, withoutScripts } from "../support/shop-in-browser.ts";

/** The pages on which a catalog is put in order: its categories, its attributes, and what a style is. */

const rows = (page: Page, table: string) =>
	page
		.getByRole("table", { name: table })
		.getByRole("row")
		.filter({ has: page.getByRole("link") });
const row = (page: Page, table: string, name: string) => rows(page, table).filter({ has: page.getByRole("link", { name, exact: true }) });
const open = (page: Page, table: string, name: string) => row(page, table, name).getByRole("link", { name, exact: true }).click();

/** Takes back what the newest message says was done. */
async function takeBack(page: Page, done: string | RegExp): Promise<void> {
	await toast(page, done).first().waitFor();
	await page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" }).last().click();
}

async function looksRight(page: Page): Promise<void> {
	// From its beginning: a row that lies half under the page's head is not small for it.
	await page.evaluate(() => scrollTo(0, 0));
	await expectAccessible(page);
	await expectPageFits(page);
}

for (const { width, height, colorScheme } of [
	{ width: 1440, height: 900, colorScheme: "light" },
	{ width: 390, height: 844, colorScheme: "dark" },
] as const)
	test.describe(`at ${width} px, ${colorScheme}`, () => {
		test.use({ viewport: { width, height }, colorScheme, expected: [/status of (400|409)/] });

		test("categories are added, moved, renamed, merged and deleted, and each of it is taken back", async ({ page }) => {
			test.slow();
			const shop = await openShop(page);
			await addProduct(page, shop);
			await page.goto("/categories");
			await expect(page.getByRole("heading", { level: 1, name: "Categories" })).toBeVisible();
			await expect(row(page, "Categories", "Frames")).toBeVisible();
			await looksRight(page);

			// By keys alone: to the field, and the form sent from it.
			await pressUntil(page, ["n"], () => expect(page.getByLabel("Name")).toBeFocused({ timeout: 1000 }));
			await page.keyboard.type("Readers");
			await page.getByLabel("Stands under").selectOption({ label: "Frames" });
			await page.getByLabel("Name").press("Enter");
			await expect(row(page, "Categories", "Readers")).toBeVisible();
			await toast(page, "Readers added").first().waitFor();

			// What cannot be is said beside the field, and what was typed stays.
			await page.getByLabel("Name").fill("readers");
			await page.getByLabel("Stands under").selectOption({ label: "Frames" });
			await page.getByRole("button", { name: "Add category" }).click();
			await expect(page.getByText(/already|taken/i).first()).toBeVisible();
			await expect(page.getByLabel("Name")).toHaveValue("readers");
			await looksRight(page);

			await open(page, "Categories", "Sunglasses");
			const up = page.getByRole("button", { name: "Move Sunglasses up" }).filter({ visible: true });
			await up.click();
			await expect(rows(page, "Categories").first()).toContainText("Sunglasses");
			await takeBack(page, "Order changed");
			await expect(rows(page, "Categories").first()).toContainText("Frames");

			await page.goto("/categories");
			await open(page, "Categories", "Readers");
			// The field of the one that is edited, and no longer that of a new one.
			await expect(page.getByLabel("Name")).toHaveValue("Readers");
			await page.getByLabel("Name").fill("Reading glasses");
			await page.getByRole("button", { name: "Save" }).click();
			await expect(row(page, "Categories", "Reading glasses")).toBeVisible();
			await looksRight(page);

			await page.getByLabel("Into").selectOption({ label: "Lenses" });
			await page.getByRole("button", { name: "Merge" }).click();
			await expect(row(page, "Categories", "Reading glasses")).toHaveCount(0);
			await takeBack(page, /^Merged/);
			await expect(row(page, "Categories", "Reading glasses")).toBeVisible();

			await open(page, "Categories", "Reading glasses");
			await page.getByRole("button", { name: "Delete Reading glasses" }).click();
			await expect(row(page, "Categories", "Reading glasses")).toHaveCount(0);
			await takeBack(page, /^Deleted/);
			await expect(row(page, "Categories", "Reading glasses")).toBeVisible();
			await looksRight(page);
		});

		test("attributes are asked for, put in order, renamed on every product and no longer asked for", async ({ page }) => {
			test.slow();
			const shop = await openShop(page);
			const id = await addProduct(page, shop, { attributes: { shape: "Round" } });
			await page.goto("/attributes");
			await expect(page.getByRole("heading", { level: 1, name: "Attributes" })).toBeVisible();
			await expect(row(page, "Attributes", "Shape")).toContainText("Only on products");
			await looksRight(page);

			await pressUntil(page, ["n"], () => expect(page.getByLabel("Name")).toBeFocused({ timeout: 1000 }));
			await page.getByLabel("Name").fill("coating");
			await page.getByRole("button", { name: "Add attribute" }).click();
			await expect(row(page, "Attributes", "Coating")).toBeVisible();

			await open(page, "Attributes", "Coating");
			await page.getByRole("button", { name: "Move coating up" }).filter({ visible: true }).click();
			await takeBack(page, "Order changed");
			await toast(page, "Undone").first().waitFor();

			await page.goto("/attributes");
			await open(page, "Attributes", "Shape");
			await expect(page.getByLabel("Name")).toHaveValue("shape");
			await looksRight(page);
			await page.getByLabel("Name").fill("");
			await page.getByRole("button", { name: "Rename" }).click();
			await expect(page.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
			await page.getByLabel("Name").fill("outline");
			await page.getByRole("button", { name: "Rename" }).click();
			await expect(row(page, "Attributes", "Outline")).toBeVisible();
			await takeBack(page, "It is outline now, on 1 product");
			await expect(row(page, "Attributes", "Shape")).toBeVisible();

			await page.goto("/attributes");
			await open(page, "Attributes", "Coating");
			await page.getByRole("button", { name: "No longer ask for it" }).click();
			await expect(row(page, "Attributes", "Coating")).toHaveCount(0);
			await takeBack(page, "coating is no longer asked for");
			await expect(row(page, "Attributes", "Coating")).toBeVisible();
			await looksRight(page);
			await page.goto(`/products/${id}`);
			await expect(page.getByText("Round")).toBeVisible();
		});

		test("a style is added, described, given a product and let go of it", async ({ page }) => {
			test.slow();
			const shop = await openShop(page);
			await addProduct(page, shop);
			await page.goto("/styles/new");
			await expect(page.getByRole("heading", { level: 1, name: "New style" })).toBeVisible();
			await looksRight(page);
			await page.getByLabel("Rows").fill("colour");
			await page.getByLabel("Columns").fill("Colour");
			await page.getByRole("button", { name: "Add style" }).click();
			await expect(page.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");
			await page.getByLabel("Name").fill("KNUD");
			await page.getByRole("button", { name: "Add style" }).click();
			await expect(page.getByText("Another attribute than the rows.")).toBeVisible();
			await looksRight(page);
			await page.getByLabel("Columns").fill("size");
			await page.getByLabel("Category").selectOption({ label: "Frames" });
			await page.keyboard.press("Control+s");
			await expect(page.getByRole("heading", { level: 1, name: "KNUD" })).toBeVisible();

			await page.getByRole("link", { name: "Details" }).click();
			await expect(page.getByLabel("Rows")).toHaveValue("colour");
			await page.getByLabel("Description").fill("Acetate, made by hand.");
			await page.getByRole("button", { name: "Save" }).click();
			await expect(page.getByText("Style saved").first()).toBeVisible();

			await page.getByLabel("SKU or name of a product").fill("nothing like it");
			await page.getByRole("button", { name: "Put under this style" }).click();
			await expect(page.getByText("No single product answers to nothing like it. Write its whole SKU.")).toBeVisible();
			await looksRight(page);
			await page.getByLabel("SKU or name of a product").fill("mf-knu-hav-49");
			await page.getByLabel("SKU or name of a product").press("Enter");
			await expect(row(page, "Its products", "KNUD Havana 49")).toBeVisible();
			await looksRight(page);
			await page.getByRole("button", { name: "Take out KNUD Havana 49" }).click();
			await expect(page.getByText("No products are of this style yet.")).toBeVisible();
			await page.getByRole("button", { name: "Remove style" }).click();
			await expect(page).toHaveURL(/\/styles(\?|$)/);
		});
	});

test("all of it works before scripts", async ({ page, browser, context, baseURL }) => {
	test.slow();
	const shop = await openShop(page);
	await addProduct(page, shop, { attributes: { shape: "Round" } });
	const plain = await withoutScripts(browser, context, baseURL);

	await plain.goto("/categories");
	await plain.getByLabel("Name").fill("Cases");
	await plain.getByRole("button", { name: "Add category" }).click();
	await expect(plain.getByText("Cases added")).toBeVisible();
	await open(plain, "Categories", "Cases");
	await plain.getByRole("button", { name: "Delete Cases" }).click();
	await expect(row(plain, "Categories", "Cases")).toHaveCount(0);
	await plain.getByRole("button", { name: "Undo" }).click();
	await expect(row(plain, "Categories", "Cases")).toBeVisible();

	await plain.goto("/attributes");
	await open(plain, "Attributes", "Shape");
	await plain.getByLabel("Name").fill("outline");
	await plain.getByRole("button", { name: "Rename" }).click();
	await expect(row(plain, "Attributes", "Outline")).toBeVisible();

	await plain.goto("/styles/new");
	await plain.getByLabel("Name").fill("KNUD");
	await plain.getByRole("button", { name: "Add style" }).click();
	await expect(plain.getByRole("heading", { level: 1, name: "KNUD" })).toBeVisible();
	await plain.getByRole("link", { name: "Details" }).click();
	await plain.getByLabel("SKU or name of a product").fill("MF-KNU-HAV-49");
	await plain.getByRole("button", { name: "Put under this style" }).click();
	await expect(row(plain, "Its products", "KNUD Havana 49")).toBeVisible();
	await plain.getByLabel("Name", { exact: true }).fill("KNUD II");
	await plain.getByRole("button", { name: "Save" }).click();
	await expect(plain.getByRole("heading", { level: 1, name: "KNUD II" })).toBeVisible();
	await plain.context().close();
});
