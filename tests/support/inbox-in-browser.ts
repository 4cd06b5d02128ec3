import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";

/** Two people of the demo's business, and somebody who writes to them from a phone. */

export const karen = { name: "Karen Lund", email: "karen@lundoglys.example", password: "briller-i-oktober" };
export const jonas = { name: "Jonas Lys", email: "jonas@lundoglys.example", password: "kaffe-foer-klokken-ti" };
export const phone = `http://127.0.0.1:${Number(process.env.E2E_PORT ?? 4199) + 1}/phone`;

/** A page of a browser in which somebody is signed in. */
export async function signIn(context: BrowserContext, { email, password }: typeof karen): Promise<Page> {
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

/** A name nobody else in the demo has. */
export const somebodyNew = (name: string) => `${name} ${Math.random().toString(36).slice(2, 8)}`;

/** The phone of somebody who has not written yet. */
export async function newCustomer(context: BrowserContext, name: string, platform = "WhatsApp"): Promise<Page> {
	const customer = await context.newPage();
	await customer.goto(phone);
	const there = customer.locator("section", { hasText: platform }).first();
	await there.getByLabel("Be somebody new").fill(name);
	await there.getByRole("button", { name: "Begin" }).click();
	await expect(customer.getByText(`You are ${name}`)).toBeVisible();
	return customer;
}

export async function write(customer: Page, text: string): Promise<void> {
	await customer.getByRole("textbox", { name: "Message" }).fill(text);
	await customer.getByRole("button", { name: "Send" }).click();
}

/** Writes from a phone that was off: what was said so long ago (ms) arrives now. */
export async function writeLate(customer: Page, text: string, ago: number): Promise<void> {
	const answered = await customer.request.post(customer.url(), { multipart: { text, ago: String(Math.round(ago)) } });
	expect(answered.ok()).toBe(true);
}

/** The conversation with somebody, as it is open on a page. */
export const threadOf = (page: Page, name: string): Locator => page.getByRole("region", { name: `Conversation with ${name}` });
/** What was said in it, each as it is shown. */
export const saidIn = (page: Page, name: string): Locator => page.getByRole("log", { name: `Messages with ${name}` }).locator(".bubble");
export const answerTo = (page: Page, name: string): Locator => page.getByRole("textbox", { name: `Answer to ${name}` });

/** Opens somebody's conversation from the list, and waits until what they said is there. */
export async function openChat(page: Page, name: string, said: string): Promise<void> {
	await page.getByRole("link", { name }).click();
	await expect(threadOf(page, name)).toContainText(said);
}

/** Answers, by the keyboard. */
export async function answer(page: Page, name: string, text: string): Promise<void> {
	await answerTo(page, name).fill(text);
	await answerTo(page, name).press("Enter");
}
