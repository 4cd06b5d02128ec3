import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import * as inbox from "../support/inbox-in-browser.ts";
import { call } from "../support/shop-in-browser.ts";

/** What is sold in a conversation: with somebody who wrote long ago, from the shelf beside it, and what does not fit a channel. */

test.describe.configure({ timeout: 300_000 });
// What a channel does not take is refused.
test.use({ expected: [[/the server responded with a status of 400/], { scope: "test" }] });

test("whoever wrote days ago is sent a template, and somebody who asks is offered what is there and has it kept for them", async ({
	browser,
	context,
	baseURL,
}) => {
	const other = await browser.newContext({
		...{ viewport: { width: 390, height: 844 }, locale: "en-GB", timezoneId: "Europe/Copenhagen" },
		...(baseURL && { baseURL }),
	});
	try {
		const karen = await inbox.signIn(context, inbox.karen);
		await karen.setViewportSize({ width: 1440, height: 900 });
		const jonas = await inbox.signIn(other, inbox.jonas);

		// The customer wrote three days ago; the templates come with the channel's first turn.
		const long = "Sofie Dahl";
		for (const page of [karen, jonas])
			await expect(async () => {
				await page.goto("/inbox?q=Sofie+Dahl");
				await inbox.openChat(page, long, "Ordren er fra i går");
				await expect(page.getByText("The time for free replies is over. Send a template")).toBeVisible({ timeout: 5000 });
				await expect(page.getByRole("button", { name: "Send a template" })).toBeVisible({ timeout: 5000 });
			}).toPass({ timeout: 60_000 });
		await expect(inbox.answerTo(karen, long)).not.toBeEditable();
		for (const page of [karen, jonas]) {
			await expectAccessible(page);
			await expectPageFits(page);
		}
		const number = inbox.somebodyNew("W");
		await jonas.getByRole("button", { name: "Send a template" }).click();
		const dialog = jonas.getByRole("dialog", { name: "Send a template" });
		await dialog.getByLabel("Template").selectOption({ label: "order ready (en)" });
		await expect(dialog.getByLabel("Blank 1")).toHaveValue(long);
		await dialog.getByLabel("Blank 2").fill(number);
		const words = `Hello ${long}. Your order ${number} is ready to be picked up.`;
		await expect(dialog.getByText(words)).toBeVisible();
		await expectAccessible(jonas);
		await expectPageFits(jonas);
		await dialog.getByRole("button", { name: "Send" }).click();
		for (const page of [karen, jonas]) await expect(inbox.saidIn(page, long).filter({ hasText: words })).toHaveCount(1);
		const sofie = await context.newPage();
		await sofie.goto(inbox.phone);
		await sofie.getByRole("link", { name: long }).click();
		await expect(sofie.locator("#lines")).toContainText(words);
		await sofie.close();

		const frame = inbox.somebodyNew("Vinterly");
		const code = `VIN-${frame.slice(-6).toUpperCase()}`;
		const { body: stores } = await call(karen, "GET", "/api/stores");
		const store: { id: string; name: string } = Object(stores).items.find(({ name }: { name: string }) => name === "Nørrebro");
		const product = { storeId: store.id, name: frame, sku: code, price: "1200.00", initialStock: 4, status: "published" };
		const { status, body: made } = await call(karen, "POST", "/api/products", product);
		expect(status).toBe(201);

		const name = inbox.somebodyNew("Dagny");
		const customer = await inbox.newCustomer(context, name);
		await inbox.write(customer, "Do you have the Vinterly?");
		for (const page of [karen, jonas]) {
			await page.goto("/inbox");
			await inbox.openChat(page, name, "Do you have the Vinterly?");
		}
		const look = async (page: Page) => {
			await page.getByRole("searchbox", { name: "Find a product" }).fill(frame);
			return page.locator(".in-stock li").filter({ hasText: frame });
		};
		const found = await look(karen);
		await expect(found).toContainText("4 left");
		// One goes over the counter meanwhile.
		expect((await call(jonas, "POST", "/api/sales", { storeId: store.id, productId: made.id, quantity: 1 })).status).toBe(201);
		await expect(found).toContainText("3 left");
		await expectAccessible(karen);
		await found.getByRole("button", { name: "Insert" }).click();
		await expect(inbox.answerTo(karen, name)).toHaveValue(new RegExp(`^${frame}, .*1,200.*: we have 3 left\\.$`));
		await inbox.answerTo(karen, name).press("Enter");
		await expect(customer.locator("#lines")).toContainText("we have 3 left");
		await expect(inbox.saidIn(jonas, name).filter({ hasText: "we have 3 left" })).toHaveCount(1);
		await inbox.write(customer, "I take two");
		await expect(inbox.saidIn(karen, name).filter({ hasText: "I take two" })).toBeVisible();

		await karen.getByRole("link", { name: "New order" }).click();
		await expect(karen.getByLabel("Name", { exact: true })).toHaveValue(name);
		await karen.getByLabel("Store", { exact: true }).selectOption({ label: "Nørrebro" });
		const scan = karen.getByRole("combobox", { name: "Scan or search" });
		await scan.fill(code);
		await scan.press("Enter");
		await karen.getByLabel(`Quantity of ${frame}`).fill("2");
		await expectAccessible(karen);
		await karen.getByRole("button", { name: "Take the order" }).click();
		// Back in the conversation, with what it comes to ready to be sent.
		await expect(inbox.answerTo(karen, name)).toHaveValue(new RegExp(`^Your order \\w+: ${frame}, .*2,400`));
		await expect(karen.getByRole("region", { name: "Orders" })).toContainText(frame);
		await inbox.answerTo(karen, name).press("Enter");
		await expect(customer.locator("#lines")).toContainText("Your order");
		await expect(inbox.saidIn(jonas, name).filter({ hasText: "Your order" })).toHaveCount(1);

		// Two are kept: one is left for everybody else, on the telephone too.
		await expect(await look(karen)).toContainText("1 left");
		await jonas.locator("summary").filter({ hasText: "More for this conversation" }).click();
		await jonas.getByRole("button", { name: "Customer and stock" }).click();
		await expect(await look(jonas)).toContainText("1 left");
		await expectAccessible(jonas);
		await expectPageFits(jonas);
	} finally {
		await other.close();
	}
});

test("what a channel would not take is said while it is written, and nothing of it is sent or seen by a colleague", async ({
	browser,
	context,
	baseURL,
}) => {
	const other = await browser.newContext(baseURL ? { baseURL } : {});
	const karen = await inbox.signIn(context, inbox.karen);
	const jonas = await inbox.signIn(other, inbox.jonas);
	await karen.setViewportSize({ width: 390, height: 844 });
	for (const [platform, most, unit] of [
		["Instagram", 1000, "bytes"],
		["Messenger", 2000, "characters"],
	] as const) {
		const name = inbox.somebodyNew("Ebba");
		const customer = await inbox.newCustomer(context, name, platform);
		await inbox.write(customer, "Tell me everything");
		for (const page of [karen, jonas]) {
			await page.goto("/inbox");
			await inbox.openChat(page, name, "Tell me everything");
		}
		const field = inbox.answerTo(karen, name);
		const [letter, size] = unit === "bytes" ? ["æ", 2] : ["a", 1];
		await field.fill(letter.repeat(most / size - 5));
		await expect(karen.getByText(`${5 * size} ${unit} left`)).toBeVisible();
		await field.fill(letter.repeat(most / size + 1));
		await expect(karen.getByText(`${most + size} of at most ${most} ${unit}`)).toBeVisible();
		await expectAccessible(karen);
		await expectPageFits(karen);
		await field.press("Enter");
		await expect(field).toHaveValue(letter.repeat(most / size + 1));
		await expect(inbox.saidIn(karen, name)).toHaveCount(1);
		await field.fill("It is a long story");
		await expect(karen.getByText(`of at most ${most}`)).toBeHidden();
		await field.press("Enter");
		await expect(customer.locator("#lines")).toContainText("It is a long story");
		// What was refused would stand before it.
		await expect(inbox.saidIn(jonas, name)).toHaveText([/Tell me everything/, /It is a long story/]);
		if (platform === "Messenger") continue;
		const webp = Buffer.concat([Buffer.from("RIFF"), Buffer.alloc(4), Buffer.from("WEBPVP8 ")]);
		await karen.getByLabel("Attach a file").setInputFiles({ name: "frame.webp", mimeType: "image/webp", buffer: webp });
		await expect(karen.getByText("frame.webp: This channel takes pictures as JPEG or PNG")).toBeVisible();
		await expectAccessible(karen);
		await karen.getByRole("button", { name: "Take frame.webp off" }).click();
	}
	await other.close();
});
