import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { jonas as jonasOfTheDemo, karen as karenOfTheDemo, phone, signIn } from "../support/inbox-in-browser.ts";

/** A customer writes from their phone, and two colleagues of the demo see it; one answers. */

test("what a customer writes is live for two colleagues, and the one who answers is seen writing", async ({
	browser,
	context,
	baseURL,
}) => {
	test.slow(); // three browsers
	const other = await browser.newContext({
		viewport: { width: 390, height: 844 },
		locale: "en-GB",
		timezoneId: "Europe/Copenhagen",
		...(baseURL && { baseURL }),
	});
	try {
		const name = `Signe ${Math.random().toString(36).slice(2, 8)}`;
		const karen = await signIn(context, karenOfTheDemo);
		await karen.setViewportSize({ width: 1440, height: 900 });
		await karen.emulateMedia({ colorScheme: "dark" });
		await karen.goto("/inbox");
		// The navigation of every page counts those that wait.
		const waiting = async () => Number.parseInt((await karen.locator(".sidebar nav em .visually-hidden").textContent()) ?? "", 10);
		await expect.poll(waiting).toBeGreaterThan(0);
		const waited = await waiting();
		const jonas = await signIn(other, jonasOfTheDemo);
		await jonas.goto("/inbox");

		const customer = await context.newPage();
		await customer.goto(phone);
		const whatsapp = customer.locator("section", { hasText: "WhatsApp" });
		await whatsapp.getByLabel("Be somebody new").fill(name);
		await whatsapp.getByRole("button", { name: "Begin" }).click();
		await customer.getByRole("textbox", { name: "Message" }).fill("Is KNUD there in Havana?");
		await customer.getByRole("button", { name: "Send" }).click();
		await expect.poll(waiting).toBe(waited + 1);

		for (const page of [karen, jonas]) {
			const row = page.getByRole("link", { name });
			await expect(row).toContainText("Is KNUD there in Havana?");
			await row.click();
			await expect(page.getByRole("region", { name: `Conversation with ${name}` })).toContainText("Is KNUD there in Havana?");
			await expectAccessible(page);
			await expectPageFits(page);
		}

		const field = jonas.getByRole("textbox", { name: `Answer to ${name}` });
		await field.pressSequentially("Two of them");
		await expect(karen.getByText("Jonas", { exact: false }).filter({ hasText: "writing" })).toBeVisible();
		await field.fill("Two of them, in Nørrebro.");
		await field.press("Enter");
		for (const page of [jonas, karen])
			await expect(page.getByRole("region", { name: `Conversation with ${name}` })).toContainText("Two of them, in Nørrebro.");
		await expect(customer.locator("#lines")).toContainText("Two of them, in Nørrebro.");
	} finally {
		await other.close();
	}
});

test("an owner has conversations sealed: two colleagues go on as before, the line carries nothing readable, and it can be taken back", async ({
	browser,
	context,
	baseURL,
}) => {
	test.slow(); // three browsers
	const other = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Copenhagen", ...(baseURL && { baseURL }) });
	const karen = await signIn(context, karenOfTheDemo);
	const settings = await context.newPage();
	const name = `Vera ${Math.random().toString(36).slice(2, 8)}`;
	try {
		const customer = await context.newPage();
		await customer.goto(phone);
		await customer.locator("section", { hasText: "WhatsApp" }).getByLabel("Be somebody new").fill(name);
		await customer.locator("section", { hasText: "WhatsApp" }).getByRole("button", { name: "Begin" }).click();
		const write = async (text: string) => {
			await customer.getByRole("textbox", { name: "Message" }).fill(text);
			await customer.getByRole("button", { name: "Send" }).click();
		};
		await write("My prescription is enclosed");
		const lines: string[] = [];
		karen.on("websocket", (socket) => {
			if (!socket.url().includes("/realtime/chats/")) return;
			const keep = ({ payload }: { payload: string | Buffer }) => void (String(payload).startsWith("{") && lines.push(String(payload)));
			socket.on("framereceived", keep);
			socket.on("framesent", keep);
		});
		const jonas = await signIn(other, jonasOfTheDemo);
		for (const page of [karen, jonas]) {
			await page.goto("/inbox");
			await page.getByRole("link", { name }).click();
			await expect(page.getByRole("region", { name: `Conversation with ${name}` })).toContainText("My prescription is enclosed");
		}

		await settings.goto("/settings/inbox");
		await settings.getByRole("button", { name: "Seal conversations" }).click();
		await expect(settings.getByText("What is said is sealed.")).toBeVisible();
		await expect(settings.getByText("Sealing what was said before")).toBeHidden();
		await expectAccessible(settings);
		// Pages that were open are given their key, and hear what is said next sealed with it.
		await expect.poll(() => lines.at(-1) ?? "").toMatch(/^\{"sealed":"/);
		const from = lines.length;
		await write("Left minus two, right minus three");
		for (const page of [karen, jonas])
			await expect(page.getByRole("region", { name: `Conversation with ${name}` })).toContainText("Left minus two, right minus three");
		await jonas.getByRole("textbox", { name: `Answer to ${name}` }).fill("Noted, thank you");
		await jonas.getByRole("textbox", { name: `Answer to ${name}` }).press("Enter");
		await expect(karen.getByRole("region", { name: `Conversation with ${name}` })).toContainText("Noted, thank you");
		await expect(customer.locator("#lines")).toContainText("Noted, thank you");
		expect(lines.length).toBeGreaterThan(from);
		for (const line of lines.slice(from)) expect(line).toMatch(/^\{"sealed":"[\w.-]+"\}$/);
		await karen.goto("/inbox?q=minus");
		await expect(karen.getByText("only names and numbers are searched")).toBeVisible();
	} finally {
		await settings.goto("/settings/inbox");
		const stop = settings.getByRole("button", { name: "Stop sealing" });
		if (await stop.isVisible()) await stop.click();
		await expect(settings.getByText("What is said is not sealed.")).toBeVisible();
		await expect(settings.getByText("Opening what was sealed")).toBeHidden();
		await karen.goto("/inbox?q=minus");
		await expect(karen.getByRole("link", { name })).toBeVisible();
		await other.close();
	}
});
