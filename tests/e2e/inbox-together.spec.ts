import type { Browser, BrowserContext } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, pressUntil, test } from "../support/browser.ts";
import * as inbox from "../support/inbox-in-browser.ts";
import { call, toast } from "../support/shop-in-browser.ts";

/** Two colleagues with the same customers: Karen at a desk, Jonas on his telephone. */

test.describe.configure({ timeout: 300_000 });
// What is refused is answered so.
test.use({ expected: [[/the server responded with a status of 4(00|09)/], { scope: "test" }] });

// The owner is away; times are said and chosen by the shop's clock all the same.
test.use({ timezoneId: "America/New_York" });

async function colleague(browser: Browser, baseURL: string | undefined): Promise<BrowserContext> {
	const viewport = { width: 390, height: 844 };
	return browser.newContext({ viewport, locale: "en-GB", timezoneId: "Europe/Copenhagen", ...(baseURL && { baseURL }) });
}

/** A time of today or tomorrow as a date field takes it, by the shop's clock. */
function inHours(hours: number): string {
	const at = new Date(Date.now() + hours * 3_600_000);
	return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen", dateStyle: "short", timeStyle: "short" })
		.format(at)
		.replace(" ", "T");
}

test("what crosses stands once and in one order on both screens; what did not arrive says why and is sent once more; what waits is changed, called off, and goes", async ({
	browser,
	context,
	baseURL,
}) => {
	const other = await colleague(browser, baseURL);
	try {
		const name = inbox.somebodyNew("Asta");
		const karen = await inbox.signIn(context, inbox.karen);
		await karen.setViewportSize({ width: 1440, height: 900 });
		const jonas = await inbox.signIn(other, inbox.jonas);
		const customer = await inbox.newCustomer(context, name);
		await inbox.write(customer, "Are you open today?");
		for (const page of [karen, jonas]) {
			await page.goto("/inbox");
			await inbox.openChat(page, name, "Are you open today?");
		}
		const both = async (...said: string[]) => {
			for (const page of [karen, jonas]) {
				for (const text of said) await expect(inbox.saidIn(page, name).filter({ hasText: text })).toHaveCount(1);
				await expect(page.locator("[data-pending]")).toHaveCount(0);
			}
		};

		await inbox.answerTo(karen, name).fill("Yes, until six");
		await Promise.all([inbox.answerTo(karen, name).press("Enter"), inbox.write(customer, "And tomorrow?")]);
		await both("Are you open today?", "Yes, until six", "And tomorrow?");
		expect(await inbox.saidIn(jonas, name).allTextContents()).toEqual(await inbox.saidIn(karen, name).allTextContents());
		await expect(customer.locator("#lines").getByText("Yes, until six")).toHaveCount(1);

		await customer.getByRole("button", { name: "Block" }).click();
		await expect(customer.getByRole("button", { name: "Unblock" })).toBeVisible();
		await inbox.answer(karen, name, "Tomorrow from ten");
		for (const page of [karen, jonas]) {
			await expect(page.getByText("It could not be delivered.")).toBeVisible();
			await expectAccessible(page);
			await expectPageFits(page);
		}
		await expect(customer.locator("#lines")).not.toContainText("Tomorrow from ten");
		await customer.getByRole("button", { name: "Unblock" }).click();
		await expect(customer.getByRole("button", { name: "Block", exact: true })).toBeVisible();
		await jonas.getByRole("button", { name: "Send again" }).click();
		await expect(customer.locator("#lines")).toContainText("Tomorrow from ten");
		for (const page of [karen, jonas]) await expect(page.getByText("It could not be delivered.")).toBeHidden();
		await both("Tomorrow from ten");
		await expect(customer.locator("#lines").getByText("Tomorrow from ten")).toHaveCount(1);

		// Too much was sent, says the channel: it waits for a person, who sends it again when it may.
		const limited = "The channel limits how much you may send now. Try later.";
		await customer.getByRole("button", { name: "Report", exact: true }).click();
		await expect(customer.getByRole("button", { name: "Unreport" })).toBeVisible();
		await inbox.answer(karen, name, "Or on Monday");
		for (const page of [karen, jonas]) await expect(page.getByText(limited)).toBeVisible();
		await jonas.getByRole("button", { name: "Send again" }).click();
		for (const page of [karen, jonas]) await expect(page.getByText(limited)).toBeVisible();
		await expect(customer.locator("#lines")).not.toContainText("Or on Monday");
		await customer.getByRole("button", { name: "Unreport" }).click();
		await expect(customer.getByRole("button", { name: "Report", exact: true })).toBeVisible();
		await karen.getByRole("button", { name: "Send again" }).click();
		for (const page of [karen, jonas]) await expect(page.getByText(limited)).toBeHidden();
		await both("Or on Monday");
		await expect(customer.locator("#lines").getByText("Or on Monday")).toHaveCount(1);

		// One that waits, and is called off.
		const [two, three, five] = [inHours(2), inHours(3), inHours(5)];
		const wait = async (text: string, dueAt: string) => {
			await inbox.answerTo(karen, name).fill(text);
			await karen.getByRole("button", { name: "Send later" }).click();
			const dialog = karen.getByRole("dialog", { name: "Send later" });
			await dialog.getByLabel("When").fill(dueAt);
			await expectAccessible(karen);
			await dialog.getByRole("button", { name: "Send then" }).click();
			await expect(dialog).toBeHidden();
		};
		const waits = (page: typeof karen, text: string) => page.locator("li.said[data-state=scheduled]").filter({ hasText: text });
		const timeOf = (at: string) => at.slice(11);
		await wait("Never mind", three);
		for (const page of [karen, jonas]) await expect(waits(page, "Never mind")).toContainText(timeOf(three));
		await expectAccessible(jonas);
		await expectPageFits(jonas);
		await waits(karen, "Never mind").getByRole("button", { name: "Do not send" }).click();
		for (const page of [karen, jonas]) await expect(waits(page, "Never mind")).toHaveCount(0);

		// One that is said differently and goes at another time; whose it is not is not asked to change it.
		await wait("See you tomorrow", two);
		await expect(waits(jonas, "See you tomorrow")).toContainText(timeOf(two));
		await expect(waits(jonas, "See you tomorrow").getByRole("button", { name: "Change" })).toHaveCount(0);
		const change = waits(karen, "See you tomorrow").getByRole("button", { name: "Change" });
		const changing = karen.getByRole("dialog", { name: "Change what waits" });
		const save = changing.getByRole("button", { name: "Send then" });
		await change.click();
		await changing.getByLabel("When").fill(inHours(30));
		await expect(changing.getByText("Free replies end")).toBeVisible();
		// As from a page whose clock is wrong: what was refused is said, and not when the dialog is opened anew.
		await karen.route("**/inbox/*.data*", (route) =>
			route.continue({
				postData:
					route
						.request()
						.postData()
						?.replace(/dueAt=\d+/, "dueAt=1") ?? "",
			}),
		);
		await changing.getByLabel("When").fill(five);
		await save.click();
		await expect(changing.locator(".notice")).toBeVisible();
		await expectAccessible(karen);
		await karen.unroute("**/inbox/*.data*");
		await changing.getByRole("button", { name: "Close" }).click();
		await change.click();
		await expect(changing.getByLabel("Message")).toHaveValue("See you tomorrow");
		await expect(changing.locator(".notice")).toHaveCount(0);
		await changing.getByLabel("Message").fill("a".repeat(4097));
		await expect(changing.getByText("4097 of at most 4096 characters")).toBeVisible();
		await changing.getByLabel("Message").fill("See you on Monday");
		await changing.getByLabel("When").fill(five);
		await expectAccessible(karen);
		await save.click();
		for (const page of [karen, jonas]) await expect(waits(page, "See you on Monday")).toContainText(timeOf(five));
		// What is called off while she changes it says so, and what she typed goes another way.
		await wait("See you in June", three);
		const { body } = await call(karen, "GET", "/api/messages?state=scheduled");
		const calledOff = Object(body).items.find(({ text }: { text: string }) => text === "See you in June");
		await waits(karen, "See you in June").getByRole("button", { name: "Change" }).click();
		await changing.getByLabel("Message").fill("See you in July");
		expect((await call(karen, "DELETE", `/api/messages/${calledOff.id}`)).status).toBe(200);
		await expect(changing.getByRole("alert")).toContainText("Somebody has called it off meanwhile");
		await expectAccessible(karen);
		await expect(save).toHaveCount(0);
		await changing.getByRole("button", { name: "Write it as an answer" }).click();
		await expect(changing).toBeHidden();
		await expect(inbox.answerTo(karen, name)).toHaveValue("See you in July");
		await inbox.answerTo(karen, name).fill("");
		const waiting = Object(body).items.find(({ text }: { text: string }) => text === "See you on Monday");
		const soon = { text: "See you on Monday", dueAt: Date.now() + 2000 };
		expect((await call(karen, "PUT", `/api/messages/${waiting.id}`, soon)).status).toBe(200);
		await expect(customer.locator("#lines")).toContainText("See you on Monday", { timeout: 30_000 });
		for (const page of [karen, jonas]) await expect(page.locator("[data-state=scheduled]")).toHaveCount(0);
		await both("See you on Monday");
		await expect(customer.locator("#lines")).not.toContainText("Never mind");
	} finally {
		await other.close();
	}
});

test("two go through the list by keys: who has it, what it is about, a word among colleagues, who is answering, and what is done", async ({
	browser,
	context,
	baseURL,
}) => {
	const other = await colleague(browser, baseURL);
	const karen = await inbox.signIn(context, inbox.karen);
	await karen.setViewportSize({ width: 1440, height: 900 });
	const label = inbox.somebodyNew("Repair");
	const { body: made } = await call(karen, "POST", "/api/inbox/labels", { name: label, colour: "red" });
	try {
		const [first, second] = [inbox.somebodyNew("Bodil"), inbox.somebodyNew("Carl")];
		const jonas = await inbox.signIn(other, inbox.jonas);
		for (const page of [karen, jonas]) await page.goto("/inbox");
		const row = (page: typeof karen, name: string) => page.getByRole("link", { name });
		const phones = [];
		for (const name of [first, second]) {
			const customer = await inbox.newCustomer(context, name);
			phones.push(customer);
			await inbox.write(customer, "A screw is missing");
			for (const page of [karen, jonas]) await expect(row(page, name)).toContainText("1 unread message");
		}
		const [, customer] = phones;
		if (!customer) throw new Error("nobody wrote");
		await inbox.write(customer, "Can you help?");
		for (const page of [karen, jonas]) await expect(row(page, second)).toContainText("2 unread messages");

		// The one who wrote last stands first.
		await karen.bringToFront();
		await pressUntil(karen, ["k"], () => expect(row(karen, second)).toBeFocused({ timeout: 1000 }));
		await karen.keyboard.press("j");
		await expect(row(karen, first)).toBeFocused();
		await karen.keyboard.press("k");
		await expect(row(karen, second)).toBeFocused();
		await karen.keyboard.press("Enter");
		await expect(inbox.threadOf(karen, second)).toContainText("Can you help?");
		await expect(row(jonas, second)).not.toContainText("unread");
		await expect(row(jonas, first)).toContainText("1 unread message");

		await pressUntil(karen, ["a"], () => expect(toast(karen, "It is yours")).toBeVisible({ timeout: 1000 }));
		await expect(row(jonas, second)).toContainText(inbox.karen.name);
		await karen.getByRole("checkbox", { name: label }).check();
		await expect(row(jonas, second)).toContainText(label);

		await inbox.openChat(jonas, second, "Can you help?");
		await expect(karen.getByRole("status").filter({ hasText: `${inbox.jonas.name} is looking at this` })).toBeAttached();
		await karen.keyboard.press("n");
		const note = karen.getByRole("textbox", { name: "Note for your team" });
		await expect(note).toBeFocused();
		await note.fill("They were rude to Anna");
		await expectAccessible(karen);
		await note.press("Enter");
		for (const page of [karen, jonas]) {
			await expect(page.locator("li.note").filter({ hasText: "They were rude to Anna" })).toContainText("only your team sees this");
			await expectAccessible(page);
		}

		// Karen writes; Jonas is told before his own leaves.
		await inbox.answerTo(karen, second).pressSequentially("Come by with ");
		await expect(jonas.getByText(`${inbox.karen.name} is writing`)).toBeVisible();
		await inbox.answer(jonas, second, "We have screws");
		const warning = jonas.getByRole("alert").filter({ hasText: `${inbox.karen.name} is writing to the same customer` });
		await expect(warning).toBeVisible();
		await expectAccessible(jonas);
		await expectPageFits(jonas);
		await warning.getByRole("button", { name: "Wait" }).click();
		// He does so for a while after his last key.
		await expect(karen.getByText(`${inbox.jonas.name} is writing`)).toBeHidden({ timeout: 30_000 });
		await inbox.answer(karen, second, "Come by with it");
		await expect(inbox.saidIn(jonas, second).filter({ hasText: "Come by with it" })).toBeVisible();
		await inbox.answerTo(jonas, second).press("Enter");
		await jonas
			.getByRole("alert")
			.filter({ hasText: `${inbox.karen.name} has answered since you began` })
			.getByRole("button", { name: "Send anyway" })
			.click();
		for (const page of [karen, jonas])
			for (const text of ["Come by with it", "We have screws"])
				await expect(inbox.saidIn(page, second).filter({ hasText: text })).toHaveCount(1);
		await expect(customer.locator("#lines")).toContainText("We have screws");
		await expect(customer.locator("#lines")).not.toContainText("rude");

		await karen.locator("summary").filter({ hasText: "Mine" }).click();
		await karen.locator("details[open]").getByRole("button", { name: inbox.jonas.name }).click();
		await expect(row(karen, second)).toContainText(inbox.jonas.name);
		await expect(inbox.threadOf(jonas, second).getByRole("banner").or(jonas.locator(".thread-head"))).toContainText(inbox.jonas.name);

		// Done with it, and with a slip taken back.
		await jonas.getByRole("link", { name: "Back to the list" }).click();
		await expect(row(jonas, second)).toBeVisible();
		await inbox.answerTo(karen, second).press("Escape");
		await karen.keyboard.press("e");
		await expect(toast(karen, "Resolved")).toBeVisible();
		await expect(row(jonas, second)).toBeHidden();
		await karen.keyboard.press("ControlOrMeta+z");
		await expect(row(jonas, second)).toBeVisible();
		await expectAccessible(jonas);
	} finally {
		await call(karen, "DELETE", `/api/inbox/labels/${made.id}`);
		await other.close();
	}
});

test("two who are one person are merged after a second look, and parted again, while a colleague has one of them open", async ({
	browser,
	context,
	baseURL,
}) => {
	const other = await colleague(browser, baseURL);
	try {
		const [mette, holm] = [inbox.somebodyNew("Mette"), inbox.somebodyNew("Holm")];
		const karen = await inbox.signIn(context, inbox.karen);
		await karen.setViewportSize({ width: 1440, height: 900 });
		const jonas = await inbox.signIn(other, inbox.jonas);
		await inbox.write(await inbox.newCustomer(context, mette), "Is it ready?");
		await inbox.write(await inbox.newCustomer(context, holm, "Instagram"), "I wrote from my phone too");
		await karen.goto("/inbox");
		await inbox.openChat(karen, mette, "Is it ready?");
		await jonas.goto("/inbox");
		await inbox.openChat(jonas, holm, "I wrote from my phone too");

		await karen.getByRole("complementary").getByRole("link", { name: "Open the customer" }).click();
		await karen.getByRole("link", { name: "Merge with another" }).click();
		await karen.getByLabel("Who is the same person").fill(holm);
		await karen.getByRole("button", { name: "Find" }).click();
		await karen.getByRole("radio", { name: holm }).check();
		await karen.getByRole("button", { name: "Merge", exact: true }).click();
		await expect(karen.getByText("Look twice before you merge:")).toBeVisible();
		await expect(karen.getByText("The names differ.")).toBeVisible();
		await expectAccessible(karen);
		await expect(inbox.threadOf(jonas, holm)).toBeVisible();
		await karen.getByRole("button", { name: "Merge all the same" }).click();
		await expect(karen.getByText(`${holm}, by ${inbox.karen.name}`)).toBeVisible();
		// What he has open is hers now, and leads to her other conversation.
		await expect(inbox.threadOf(jonas, mette)).toContainText("I wrote from my phone too", { timeout: 30_000 });
		await expectAccessible(jonas);
		await expectPageFits(jonas);

		await karen.getByRole("button", { name: "Take back" }).click();
		await expect(karen.getByText(`${holm}, by ${inbox.karen.name}`)).toBeHidden();
		await expect(inbox.threadOf(jonas, holm)).toContainText("I wrote from my phone too", { timeout: 30_000 });
		await karen.goto("/inbox");
		for (const name of [mette, holm]) await expect(karen.getByRole("link", { name })).toBeVisible();
	} finally {
		await other.close();
	}
});

test("a message that is held up until the time for free replies is over does not go: both see why, and that it is over", async ({
	browser,
	context,
	baseURL,
}) => {
	const other = await colleague(browser, baseURL);
	const karen = await inbox.signIn(context, inbox.karen);
	await karen.setViewportSize({ width: 1440, height: 900 });
	let connectionId = "";
	try {
		const name = inbox.somebodyNew("Viola");
		const jonas = await inbox.signIn(other, inbox.jonas);
		const customer = await inbox.newCustomer(context, name);
		const hour = 3_600_000;
		await inbox.writeLate(customer, "I wrote yesterday", 25 * hour);
		const over = "The time for free replies is over";
		for (const page of [karen, jonas]) {
			await expect(async () => {
				await page.goto(`/inbox?q=${encodeURIComponent(name)}`);
				await inbox.openChat(page, name, "I wrote yesterday");
			}).toPass({ timeout: 30_000 });
			await expect(page.getByText(over)).toBeVisible();
		}
		const chatId = new URL(karen.url()).pathname.split("/").at(-1);
		connectionId = Object((await call(karen, "GET", `/api/chats/${chatId}`)).body).connectionId;

		// A minute is left of what was said nearly a day ago; then the channel stands still.
		await inbox.writeLate(customer, "Are you there?", 24 * hour - 60_000);
		for (const page of [karen, jonas]) await expect(page.getByText("Free replies for")).toBeVisible();
		const waiting = { text: "We are", dueAt: Date.now() + 20_000 };
		expect((await call(karen, "POST", `/api/chats/${chatId}/messages`, waiting)).status).toBe(201);
		expect((await call(karen, "POST", "/api/sync/pause", { connectionId })).status).toBe(200);
		for (const page of [karen, jonas]) {
			await expect(page.getByText("is paused. Nothing is sent until it goes on.")).toBeVisible();
			await expect(inbox.answerTo(page, name)).not.toBeEditable();
			await expect(page.locator("li.said[data-state=scheduled]").filter({ hasText: "We are" })).toBeVisible();
		}
		for (const page of [karen, jonas]) await expect(page.getByText(over)).toBeVisible({ timeout: 120_000 });
		expect((await call(karen, "POST", "/api/sync/resume", { connectionId })).status).toBe(200);
		for (const page of [karen, jonas]) {
			await expect(page.getByText("Too long since the customer wrote. Send a template.")).toBeVisible({ timeout: 60_000 });
			await expect(page.getByText("is paused.")).toBeHidden();
			await expectAccessible(page);
			await expectPageFits(page);
		}
		// What is refused is said.
		await jonas.getByRole("button", { name: "Send again" }).click();
		await expect(toast(jonas, "The time for a free answer has run out")).toBeVisible();
		await expect(customer.locator("#lines")).not.toContainText("We are");
	} finally {
		if (connectionId !== "") await call(karen, "POST", "/api/sync/resume", { connectionId });
		await other.close();
	}
});
