import type { BrowserContext, Page } from "@playwright/test";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "../support/browser.ts";

/** A customer writes from their phone, and two colleagues of the demo see it; one answers. */

const phone = `http://127.0.0.1:${Number(process.env.E2E_PORT ?? 4199) + 1}/phone`;

async function signIn(context: BrowserContext, email: string, password: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto("/sign-in");
	const { status } = await page.evaluate(
		async ([email, password]) => {
			const headers = { "Content-Type": "application/json" };
			return { status: (await fetch("/api/auth/login", { method: "POST", headers, body: JSON.stringify({ email, password }) })).status };
		},
		[email, password] as const,
	);
	expect(status).toBe(200);
	return page;
}

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
		const karen = await signIn(context, "karen@lundoglys.example", "briller-i-oktober");
		await karen.setViewportSize({ width: 1440, height: 900 });
		await karen.emulateMedia({ colorScheme: "dark" });
		await karen.goto("/inbox");
		const jonas = await signIn(other, "jonas@lundoglys.example", "kaffe-foer-klokken-ti");
		await jonas.goto("/inbox");

		const customer = await context.newPage();
		await customer.goto(phone);
		const whatsapp = customer.locator("section", { hasText: "WhatsApp" });
		await whatsapp.getByLabel("Be somebody new").fill(name);
		await whatsapp.getByRole("button", { name: "Begin" }).click();
		await customer.getByRole("textbox", { name: "Message" }).fill("Is KNUD there in Havana?");
		await customer.getByRole("button", { name: "Send" }).click();

		for (const page of [karen, jonas]) {
			const row = page.getByRole("link", { name });
			await expect(row).toContainText("Is KNUD there in Havana?");
			await row.click();
			await expect(page.getByRole("region", { name: `Conversation with ${name}` })).toContainText("Is KNUD there in Havana?");
			await expectAccessible(page);
			await expectNoSidewaysScroll(page);
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
