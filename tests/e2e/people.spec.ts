import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect, expectAccessible, expectPageFits, test } from "../support/browser.ts";
import { openShop, toast, withoutScripts } from "../support/shop-in-browser.ts";

/** How people come, prove who they are, and find back in: verification, a forgotten password, invitations, Google, roles. */

test.use({ expected: [[/the server responded with a status of (400|401|403|404|409|429)/], { scope: "test" }] });

const password = "frames on the shelf";
const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const unique = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}@shop.example`;

async function ownEmail(page: Page): Promise<string> {
	return (await page.request.get("/api/auth/me").then((response) => response.json())).user.email;
}

/** Somebody else's browser. */
async function elsewhere(browser: Browser, baseURL: string | undefined, more: object = {}): Promise<Page> {
	const context: BrowserContext = await browser.newContext({ ...(baseURL && { baseURL }), locale: "en-GB", ...more });
	return context.newPage();
}

/** Opens the newest of so many mails to an address that say this, and returns the link in it. The queue needs a moment, and what it missed the sweep of the next minute brings. */
async function linkIn(page: Page, address: string, subject: string, mails = 1): Promise<string> {
	const letter = page.getByRole("article").filter({ has: page.getByRole("heading", { name: subject }) });
	await expect(async () => {
		await page.goto(`/outbox?to=${encodeURIComponent(address)}`);
		await expect(letter.nth(mails - 1)).toBeVisible({ timeout: 2_000 });
	}).toPass({ timeout: 80_000 });
	return (await letter.first().getByRole("link").first().getAttribute("href")) ?? "";
}

async function signIn(page: Page, email: string, word: string): Promise<void> {
	await page.goto("/sign-in");
	await page.getByLabel("E-mail or user name").fill(email);
	await page.getByLabel("Password", { exact: true }).fill(word);
	await page.getByRole("button", { name: "Sign in" }).click();
}

test("an owner verifies their e-mail by the link that was mailed, once", async ({ page, browser, baseURL }) => {
	test.setTimeout(180_000);
	await openShop(page);
	const email = await ownEmail(page);
	await page.goto("/settings");
	await expect(page.getByText(`${email} is not verified yet.`)).toBeVisible();
	await expect(part(page, "You").getByText("Unverified")).toBeVisible();
	// The mailbox is on another device, where nobody is signed in. Registering has sent one link; asked for again before that, only the second would be mailed.
	const phone = await elsewhere(browser, baseURL);
	await linkIn(phone, email, "Is this your e-mail?");
	await page.getByRole("button", { name: "Mail the link again" }).click();
	await expect(toast(page, "Link sent. Look in your mail")).toBeVisible();
	// Only the newest opens.
	const link = await linkIn(phone, email, "Is this your e-mail?", 2);
	await phone.goto(link);
	await expect(phone.getByRole("heading", { name: "Is this your e-mail?" })).toBeVisible();
	await phone.reload();
	await phone.getByRole("button", { name: "Yes, it is mine" }).click();
	await expect(phone.getByRole("heading", { name: "Your e-mail is verified" })).toBeVisible();
	await phone.goto(link);
	await expect(phone.getByRole("heading", { name: "Your e-mail is verified" })).toBeVisible();
	await phone.goto("/verify-email?token=nonsense");
	await expect(phone.getByText("It is not one of ours.", { exact: false })).toBeVisible();
	await phone.context().close();

	await page.reload();
	await expect(page.getByText("Unverified")).toHaveCount(0);
});

test("a forgotten password is chosen anew, and every other device is signed out", async ({ page, browser, baseURL }) => {
	test.slow();
	await openShop(page);
	const email = await ownEmail(page);
	const other = await elsewhere(browser, baseURL);
	await other.goto("/sign-in");
	await other.getByRole("link", { name: "Forgot your password?" }).click();
	await other.getByLabel("E-mail").fill("not an address");
	await other.getByRole("button", { name: "Send the link" }).click();
	await expect(other.getByText("Write a whole address", { exact: false })).toBeVisible();
	await expect(other.getByLabel("E-mail")).toBeFocused();
	await other.getByLabel("E-mail").fill(email);
	await other.getByRole("button", { name: "Send the link" }).click();
	await expect(other.getByRole("heading", { name: "Look in your mail" })).toBeVisible();
	await expectAccessible(other);
	await other.getByRole("link", { name: "Development: open the outbox" }).click();
	await expect(other.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();

	const link = await linkIn(other, email, "A new password");
	await other.goto(link);
	await other.getByLabel("New password").fill("short");
	await other.getByRole("button", { name: "Save and sign in" }).click();
	await expect(other.getByText("At least 8 characters.", { exact: true })).toBeVisible();
	await other.getByLabel("New password").fill("a new one of five words");
	await other.getByRole("button", { name: "Save and sign in" }).click();
	await expect(other.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
	await page.goto("/settings");
	await expect(page).toHaveURL("/sign-in?next=%2Fsettings");
	await page.goto(link);
	await expect(page.getByText("It has been used, or a newer one was sent.")).toBeVisible();
	await signIn(page, email, "a new one of five words");
	await expect(page).toHaveURL("/");
	await linkIn(page, email, "Your password was changed");
	await other.context().close();
});

test("an owner invites somebody, sends it again, and they join with a password of their own", async ({ page, browser, baseURL }) => {
	test.slow();
	await openShop(page);
	await page.goto("/settings");
	const people = part(page, "People");
	const email = unique("ida");
	const inviting = people.locator("details.unfold").filter({ hasText: "Send invitation" });
	await inviting.locator("summary").click();
	await inviting.getByLabel("E-mail").fill(await ownEmail(page));
	await people.getByRole("button", { name: "Send invitation" }).click();
	await expect(people.getByText(/^Somebody signs in with .+ already\.$/)).toBeVisible();
	await inviting.getByLabel("E-mail").fill(email);
	await inviting.getByLabel("Role").selectOption("Manager");
	await people.getByRole("button", { name: "Send invitation" }).click();
	await expect(toast(page, "Invitation sent")).toBeVisible();
	const row = page.getByRole("table", { name: "Invitations" }).getByRole("row", { name: new RegExp(email) });
	await expect(row).toContainText("Waiting");
	const ida = await elsewhere(browser, baseURL);
	const first = await linkIn(ida, email, "Karen Lund invites you to Lund & Lys");
	await row.getByRole("button", { name: /^Send again/ }).click();
	await expect(toast(page, "Invitation sent again")).toBeVisible();
	await expect(async () => expect(await linkIn(ida, email, "Karen Lund invites you to Lund & Lys")).not.toBe(first)).toPass();
	await ida.goto(first);
	await expect(ida.getByText("or a newer one was sent to you", { exact: false })).toBeVisible();

	const link = await linkIn(ida, email, "Karen Lund invites you to Lund & Lys");
	await ida.goto(link);
	await expect(ida.getByRole("heading", { level: 1, name: "Join Lund & Lys" })).toBeVisible();
	await expect(ida.getByText("Karen Lund invites you as a manager.", { exact: false })).toBeVisible();
	await expectAccessible(ida);
	await ida.getByRole("button", { name: "Join" }).click();
	await expect(ida.getByText("Fill this in.")).toBeVisible();
	await ida.getByLabel("Your name").fill("Ida Holm");
	await ida.getByLabel("Password", { exact: true }).fill(password);
	await ida.getByRole("button", { name: "Join" }).click();
	await expect(ida.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
	await ida.goto(link);
	await expect(ida.getByText("It has been accepted.", { exact: false })).toBeVisible();
	await ida.context().close();

	await page.reload();
	await expect(page.getByRole("table", { name: "People" }).getByRole("row", { name: /Ida Holm/ })).toContainText("Manager");
	await expect(page.getByRole("table", { name: "Invitations" })).toHaveCount(0);

	// One that is taken back leads nowhere.
	const gone = unique("bo");
	await inviting.locator("summary").click();
	await inviting.getByLabel("E-mail").fill(gone);
	await people.getByRole("button", { name: "Send invitation" }).click();
	await expect(toast(page, "Invitation sent")).toBeVisible();
	await page.getByRole("button", { name: `Take back ${gone}` }).click();
	await expect(toast(page, "Invitation taken back")).toBeVisible();
	await expect(page.getByRole("table", { name: "Invitations" })).toContainText("Taken back");
});

test("the owner reads what each role may do", async ({ page }) => {
	await openShop(page);
	await page.goto("/settings");
	await page.getByRole("link", { name: "What each role may do" }).click();
	const row = page.getByRole("row", { name: /Give money back/ });
	await expect(row.getByRole("cell")).toHaveText([/^Give money back/, "Yes", "Yes", "No", "No"]);
	await expect(page.getByRole("columnheader", { name: /Owner/ })).toContainText("1 person");
	await page.setViewportSize({ width: 390, height: 800 });
	await expect(row).toContainText("Owner and Manager");
});

test("one opens a shop with Google, comes back by it, and chooses a password later", async ({ page, browser, baseURL }) => {
	test.slow();
	const email = `karen.${crypto.randomUUID().slice(0, 8)}@gmail.com`;
	await page.goto("/sign-in");
	await page.getByRole("link", { name: "Continue with Google" }).click();
	await page.getByRole("link", { name: "Cancel" }).click();
	await expect(page.getByRole("alert")).toHaveText("You came back without signing in at Google.");
	await page.getByRole("link", { name: "Continue with Google" }).click();
	await page.getByLabel("E-mail").fill(email);
	await page.getByLabel("Name").fill("Karen Lund");
	await page.getByRole("button", { name: "Continue" }).click();
	await expect(page).toHaveURL(/\/register/);
	await expect(page.getByText(`Google knows you as ${email}.`, { exact: false })).toBeVisible();
	await expect(page.getByLabel("Your name")).toHaveValue("Karen Lund");
	await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
	await expectAccessible(page);
	await page.getByLabel("Business").fill("Lund & Lys");
	await page.getByLabel("First store").fill("Aarhus");
	await page.getByRole("button", { name: "Open the shop" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
	await page.goto("/settings");
	await expect(page.getByText("is not verified yet")).toHaveCount(0);
	await expect(part(page, "Google")).toContainText("Choose a password first");
	await part(page, "Password").getByRole("button", { name: "Mail the link" }).click();
	await expect(toast(page, "Link sent. Look in your mail")).toBeVisible();
	await page.goto(await linkIn(page, email, "A new password"));
	await page.getByLabel("New password").fill(password);
	await page.getByRole("button", { name: "Save and sign in" }).click();
	await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();

	const other = await elsewhere(browser, baseURL);
	await other.goto("/sign-in?next=%2Fsettings");
	await other.getByRole("link", { name: "Continue with Google" }).click();
	await other.getByLabel("E-mail").fill(email);
	await other.getByRole("button", { name: "Continue" }).click();
	await expect(other).toHaveURL("/settings");
	await part(other, "Google").getByRole("button", { name: "Unlink Google" }).click();
	await expect(toast(other, "Google is unlinked")).toBeVisible();
	await part(other, "Google").getByRole("link", { name: "Link Google" }).click();
	await other.getByLabel("E-mail").fill(email);
	await other.getByRole("button", { name: "Continue" }).click();
	await expect(toast(other, "Google is linked")).toBeVisible();
	await other.context().close();
});

test("an answer of Google's that is not right says so in words", async ({ page }) => {
	await page.goto("/sign-in");
	await page.getByRole("link", { name: "Continue with Google" }).click();
	await page.getByText("Wrong answers").click();
	await page.getByRole("link", { name: /^wrong_aud/ }).click();
	await expect(page).toHaveURL("/sign-in?google=google_failed");
	await expect(page.getByRole("alert")).toHaveText("Google did not answer as it should. Try again, or use your password.");
});

test("all of it works before scripts", async ({ page, browser, context, baseURL }) => {
	test.slow();
	await openShop(page);
	const email = await ownEmail(page);
	const plain = await withoutScripts(browser, context, baseURL);
	await plain.goto("/settings");
	await plain.locator("summary", { hasText: "Invite person" }).click();
	const guest = unique("guest");
	await part(plain, "People").getByLabel("E-mail").first().fill(guest);
	await plain.getByRole("button", { name: "Send invitation" }).click();
	await expect(plain).toHaveURL("/settings?saved=invite");

	const stranger = await elsewhere(browser, baseURL, { javaScriptEnabled: false });
	await stranger.goto(await linkIn(stranger, email, "Is this your e-mail?"));
	await stranger.getByRole("button", { name: "Yes, it is mine" }).click();
	await expect(stranger.getByRole("heading", { name: "Your e-mail is verified" })).toBeVisible();
	await stranger.goto("/forgot-password");
	await stranger.getByLabel("E-mail").fill(email);
	await stranger.getByRole("button", { name: "Send the link" }).click();
	await expect(stranger.getByRole("heading", { name: "Look in your mail" })).toBeVisible();
	await stranger.goto(await linkIn(stranger, email, "A new password"));
	await stranger.getByLabel("New password").fill("short");
	await stranger.getByRole("button", { name: "Save and sign in" }).click();
	await expect(stranger.getByText("At least 8 characters.", { exact: true })).toBeVisible();
	await stranger.getByLabel("New password").fill("a new one of five words");
	await stranger.getByRole("button", { name: "Save and sign in" }).click();
	await expect(stranger.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
	await stranger.context().clearCookies();
	await stranger.goto(await linkIn(stranger, guest, "Karen Lund invites you to Lund & Lys"));
	await stranger.getByLabel("Your name").fill("Guest");
	await stranger.getByLabel("Password", { exact: true }).fill(password);
	await stranger.getByRole("button", { name: "Join" }).click();
	await expect(stranger.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
	await stranger.context().close();
	await plain.context().close();
});

for (const theme of ["light", "dark"] as const) {
	for (const width of [390, 1440]) {
		test(`the doors and the people's pages hold WCAG and their width at ${width} px in the ${theme}`, async ({
			page,
			context,
			baseURL,
		}) => {
			test.slow();
			await openShop(page);
			const email = await ownEmail(page);
			const guest = unique("a-guest-with-a-rather-long-name");
			await page.request.post("/api/invites", {
				data: { email: guest, role: "agent", name: "Guest" },
				headers: { "Sec-Fetch-Site": "same-origin" },
			});
			const links = [await linkIn(page, email, "Is this your e-mail?"), await linkIn(page, guest, "Karen Lund invites you to Lund & Lys")];
			await page.setViewportSize({ width, height: 800 });
			await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
			for (const path of ["/settings", "/settings/permissions", "/outbox", ...links]) {
				await page.goto(path);
				await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
				if (path === "/settings") for (const fold of await page.locator("details.unfold > summary").all()) await fold.click();
				await expectAccessible(page);
				await expectPageFits(page);
			}
			await context.clearCookies({ name: "__Host-session" });
			for (const path of [
				"/sign-in",
				"/register",
				"/forgot-password",
				"/reset-password?token=x",
				"/invite?token=x",
				"/verify-email?token=x",
				"/outbox?to=nobody@shop.example",
			]) {
				await page.goto(path);
				await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
				await expectAccessible(page);
				await expectPageFits(page);
			}
		});
	}
}
