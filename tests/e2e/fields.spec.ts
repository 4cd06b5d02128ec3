import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "../support/browser.ts";
import { field, knud, openShop, ours } from "../support/counter-in-browser.ts";

/** Fields that act while one fills them in: also on a phone whose scripts come late, and for whoever is faster than an answer. */

test.use({ viewport: { width: 390, height: 844 }, expected: [[/the server responded with a status of (401|429)/], { scope: "test" }] });

function hold(): { until: Promise<void>; end: () => void } {
	let end = () => {};
	const until = new Promise<void>((resolve) => {
		end = resolve;
	});
	return { until, end };
}

/** Opens a page whose scripts come only when they are let. */
async function openWithoutYet(page: Page, path: string): Promise<() => Promise<void>> {
	const held = hold();
	await page.route(/\/assets\/.*\.js/, async (route) => {
		await held.until;
		await route.continue();
	});
	await page.goto(path, { waitUntil: "commit" });
	return async () => {
		held.end();
		await page.waitForLoadState("load");
	};
}

test("what was typed or chosen in a list before its scripts came is searched when they do", async ({ page }) => {
	test.slow();
	await openShop(page.request, [knud]);
	let begin = await openWithoutYet(page, "/products");
	const search = page.getByRole("searchbox", { name: "Search products" });
	await search.fill("Havana 50");
	await expect(page).not.toHaveURL(/q=/);
	await begin();
	await expect(page).toHaveURL(/q=Havana\+50/);
	await expect(search).toHaveValue("Havana 50");

	// Also where the finger has gone on meanwhile; and what was chosen there.
	begin = await openWithoutYet(page, "/orders?q=knud");
	await page.getByRole("searchbox", { name: "Search orders" }).fill("");
	await page.getByText("Filter", { exact: true }).click();
	await page.getByLabel("Payment").selectOption("Paid");
	await begin();
	await expect(page).toHaveURL(/\/orders\?payment=paid$/);
	await expect(page.getByRole("link", { name: "Remove filter Paid" })).toBeVisible();

	// A page that nobody touched stays where it was.
	begin = await openWithoutYet(page, "/orders?q=knud&payment=paid&from=nonsense");
	await begin();
	await expect(page.locator(".filters button", { hasText: "Apply" })).toHaveCount(0);
	await expect(page).toHaveURL("/orders?q=knud&payment=paid&from=nonsense");
	await page.goto("/stock/movements?from=nonsense");
	await expect(page.getByRole("heading", { level: 1, name: "Movements" })).toBeVisible();
});

test("what was typed at the till before its scripts came is looked up when they do", async ({ page }) => {
	await openShop(page.request, [knud]);
	const begin = await openWithoutYet(page, "/counter");
	await field(page).fill("havana");
	await begin();
	await expect(page.getByRole("option", { name: /KNUD Havana 49/ })).toBeVisible();
	await expect(field(page)).toHaveValue("havana");
});

test("six digits and a PIN are sent as soon as they are whole, however early; a refused one makes room for the next, however fast", async ({
	page,
}) => {
	test.slow();
	const email = `till-${crypto.randomUUID()}@shop.example`;
	const said = async (path: string, data: object) => {
		const answer = await page.request.post(path, { headers: ours, data });
		expect(answer.ok(), `${path} ${await answer.text()}`).toBe(true);
		return answer.json();
	};
	const shop = { email, password: "frames on the shelf", name: "Emil Holm", businessName: "Lund & Lys", storeName: "Aarhus" };
	const { store } = await said("/api/auth/register", shop);
	await said("/api/employees", { name: "Anna Krog", storeIds: [store.id], pin: "4862" });
	await said("/api/devices", { storeId: store.id, name: "Window" });
	await page.context().clearCookies({ name: "__Host-session" });

	let begin = await openWithoutYet(page, "/login");
	await page.getByLabel("PIN").fill("4862");
	await begin();
	await expect(page).toHaveURL("/counter");

	// Another device, on its way to become one.
	await page.unrouteAll();
	await page.goto("about:blank");
	await page.context().clearCookies();
	await page.goto("/store/login");
	await page.getByLabel("E-mail of the store").fill(email);
	await page.getByLabel("Password", { exact: true }).fill(shop.password);
	await page.getByRole("button", { name: "Continue" }).click();
	await expect(page.getByRole("heading", { name: "Type the code" })).toBeVisible();
	const code = page.getByLabel("Six-digit code");
	const left = (tries: number) => page.getByText(`That is not the code. Tries left: ${tries}.`);
	begin = await openWithoutYet(page, "/store/login");
	await code.fill("000001");
	await begin();
	await expect(left(4)).toBeVisible();
	await expect(code).toBeFocused();
	await expect(code).toHaveValue("");
	await page.unrouteAll();

	// What the page asks after a refusal takes its time; fingers do not.
	const asked = hold();
	await page.route(/\/store\/login\.data/, async (route) => {
		if (route.request().method() === "GET") await asked.until;
		await route.continue();
	});
	await page.keyboard.type("000002");
	await expect(left(3)).toBeVisible();
	await page.keyboard.type("000");
	const told = page.waitForResponse((response) => response.request().method() === "GET" && response.url().includes("/store/login.data"));
	asked.end();
	await told;
	await page.keyboard.type("003");
	await expect(left(2)).toBeVisible();
	// Copied with its spaces; and a digit too many is no try of its own.
	await code.fill(" 000 0042");
	await expect(left(1)).toBeVisible();
	await code.fill("000005");
	await expect(page.getByText("All five tries are used", { exact: false })).toBeVisible();
	await expect(code).toHaveCount(0);
	await expectAccessible(page);
});
