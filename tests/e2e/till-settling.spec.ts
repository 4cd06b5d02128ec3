import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { field, knud, lines, messages, openCounter, openShop, ours, pay, paying, scan, torvald } from "../support/counter-in-browser.ts";

/** What needs a manager: what a till sold alone and somebody has to look at, and what a seller may not do alone. And a sale with one thumb. */

const post = async (page: Page, path: string, data: object) => {
	const answer = await page.request.post(path, { headers: ours, data });
	expect(answer.ok(), `${path} ${await answer.text()}`).toBe(true);
	return answer.json();
};

const looksRight = async (page: Page) => {
	await expectAccessible(page);
	await expectPageFits(page);
};

for (const [width, colorScheme] of [
	[360, "light"],
	[1440, "dark"],
] as const)
	test.describe(`afterwards, at ${width} px`, () => {
		test.use({ viewport: { width, height: 900 }, colorScheme, expected: [/status of 400/] });

		test("a manager settles what is missing, held and oversold", async ({ page }) => {
			test.slow();
			const shop = await openShop(page.request);
			const { device } = await post(page, "/api/devices", { storeId: shop.storeId, name: "Window" });
			const goods = await page.request.get(`/counter/goods?store=${shop.storeId}&after=`);
			const { mandate } = (await goods.json()).till;
			const sale = (seq: number, quantity: number, more: object = {}) => ({
				id: crypto.randomUUID(),
				seq,
				soldAt: Date.now() - 60_000,
				mandate,
				till: "Window",
				currency: "DKK",
				taxIncluded: true,
				lines: [{ productId: shop.ids[torvald.sku], quantity, price: "2495.00", taxRate: 2500 }],
				expectedTotal: 2495 * quantity,
				...more,
			});
			const sales = [sale(1, 3), sale(4, 1, { mandate: "" }), sale(5, 1, { lines: "one frame" })];
			await post(page, "/api/tills/replay", { tillId: device.id, sentAt: Date.now(), lastSeq: 6, waiting: 0, sales });
			const password = "frames on the shelf";
			const email = `mia-${crypto.randomUUID()}@shop.example`;
			await post(page, "/api/users", { email, name: "Mia Lund", role: "manager", password });
			await post(page, "/api/auth/logout", {});
			await post(page, "/api/auth/login", { email, password });

			await page.goto("/settings/tills/offline");
			const oversold = page.getByRole("table", { name: "Handed over, and on no shelf" });
			const held = page.getByRole("table", { name: "Held for you" });
			await expect(oversold).toContainText(torvald.name);
			await expect(held).toContainText("Nobody was seen to sign in");
			await expect(held).toContainText("It cannot be read");
			await looksRight(page);

			// Numbers in a row have one reason.
			const open = page.locator("details[open]");
			await page.locator("summary").filter({ hasText: "Sales 2 to 3 are missing" }).click();
			await open.getByRole("button", { name: "Write it down" }).click();
			await expect(open.locator(".problem")).toBeVisible();
			await looksRight(page);
			await open.getByLabel("Reason").fill("The tablet broke");
			await open.getByRole("button", { name: "Write it down" }).click();
			await expect(messages(page)).toContainText("Written down");
			await expect(page.getByText("Sales 2 to 3 are missing")).toHaveCount(0);
			await expect(page.getByText("Sale 6 is missing")).toBeVisible();

			const decide = (seq: number) => held.locator("summary").filter({ hasText: `Sale ${seq} from Window` });
			await decide(4).click();
			await page.getByRole("button", { name: "Accept and book it" }).click();
			await expect(messages(page)).toContainText("Sale booked");
			await decide(5).click();
			await open.getByLabel("Reason").fill("Typed in again");
			await looksRight(page);
			await page.getByRole("button", { name: "Refuse it" }).click();
			await expect(messages(page)).toContainText("Sale refused");
			await expect(held).toHaveCount(0);

			// Three went out of two, and one of none: each is its own line, and each is settled once.
			await expect(oversold.getByRole("row")).toHaveCount(3);
			await oversold.locator("summary").first().click();
			await open.getByLabel("On the shelf in Aarhus").fill("0");
			await page.getByRole("button", { name: "Set what was counted" }).click();
			await expect(messages(page)).toContainText("Shelf set to what was counted");
			await oversold.locator("summary").first().click();
			await open.getByLabel("Reason").fill("Came in without a paper");
			await page.getByRole("button", { name: /Let the correction of/ }).click();
			await expect(messages(page)).toContainText("The correction stands");
			await expect(oversold).toHaveCount(0);
			await looksRight(page);
		});
	});

test.describe("with one thumb", () => {
	test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

	test("a sale is tapped together and paid in cash, with no key and no scanner", async ({ page }) => {
		await openShop(page.request);
		await openCounter(page);
		// The thumb types a few letters on the glass and taps what is found.
		for (const { name } of [torvald, knud]) {
			await field(page).tap();
			await field(page).fill(name.slice(0, 4));
			await page.getByRole("option", { name: new RegExp(name) }).tap();
			await expect(lines(page).filter({ hasText: name })).toBeVisible();
		}
		await page.getByRole("button", { name: "One more" }).tap();
		await looksRight(page);
		await page.getByRole("button", { name: "Pay", exact: true }).tap();
		await paying(page).getByText("Cash", { exact: true }).tap();
		for (const key of "7000")
			await paying(page).getByRole("group", { name: "Digits" }).getByRole("button", { name: key, exact: true }).tap();
		await expect(paying(page).getByRole("status")).toContainText("115.00");
		await looksRight(page);
		await paying(page).getByRole("button", { name: "Complete the sale" }).tap();
		await expect(messages(page)).toContainText("Sold 3 for DKK 6,885.00. Change DKK 115.00");
		await expect(lines(page)).toHaveCount(0);
		await looksRight(page);
	});
});

test.describe("what a seller may not do alone", () => {
	test.use({ expected: [/status of (401|403)|ERR_INTERNET_DISCONNECTED/] });

	test("a manager's PIN lets a discount through, and money back; where nobody answers, that is said over the till", async ({ page }) => {
		test.slow();
		const shop = await openShop(page.request);
		const anna = await post(page, "/api/v1/employees", { name: "Anna Krog", storeIds: [shop.storeId], pin: "4862" });
		await post(page, "/api/v1/employees", { name: "Mia Lund", role: "manager", storeIds: [shop.storeId], pin: "6284" });
		await post(page, "/api/v1/devices", { storeId: shop.storeId, name: "Window" });
		await post(page, "/api/v1/auth/logout", {});
		await post(page, "/api/v1/auth/employee/login", { slug: anna.stores[0].slug, pin: "4862" });

		await openCounter(page);
		await scan(page, knud.barcode);
		await expect(lines(page)).toHaveCount(1);
		await page.keyboard.press("F6");
		const off = page.getByRole("dialog", { name: "Discount and note" });
		await off.getByLabel("Take off").fill("50%");
		await off.getByRole("button", { name: "Apply" }).click();
		await pay(page);
		const ask = page.getByRole("button", { name: "Ask somebody who may" });
		const leave = page.getByRole("dialog", { name: "A manager’s leave" });
		await page.route("**/counter/approvals**", (route) => route.abort("internetdisconnected"));
		await ask.click();
		await expect(leave.getByText("No answer. Somebody can allow it when the network is back.")).toBeVisible();
		await expectAccessible(page);
		await page.unroute("**/counter/approvals**");
		await page.keyboard.press("Escape");
		await expect(lines(page)).toHaveCount(1);
		await ask.click();
		await expect(leave.getByText("More off than you may give needs somebody who may.")).toBeVisible();
		await expectAccessible(page);
		await page.setViewportSize({ width: 360, height: 740 });
		await expectPageFits(page);
		await leave.getByLabel("PIN of Mia Lund").pressSequentially("6284");
		await expect(messages(page)).toContainText("Sold 1 for DKK 1,097.50");
		await page.setViewportSize({ width: 1280, height: 800 });

		await page.goto("/counter/receipts");
		await page.getByRole("link", { name: "Receipt 1" }).click();
		await page.getByRole("button", { name: /^Give back DKK/ }).click();
		await ask.click();
		await expectAccessible(page);
		await leave.getByLabel("PIN of Mia Lund").pressSequentially("6284");
		await page.waitForURL(/refund=/);
		await expect(page.getByText("Allowed by Mia Lund")).toBeVisible();
	});
});
