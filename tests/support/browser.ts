import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

export { expect };

type Guard = {
	/** Console errors and page errors that a test expects; anything else fails it. */
	expected: RegExp[];
	quiet: undefined;
};

/** Playwright's test, in which an error in the browser's console or an uncaught exception of a page fails the test. */
export const test = base.extend<Guard>({
	expected: [[], { option: true }],
	quiet: [
		async ({ context, expected }, use) => {
			const noise: string[] = [];
			context.on("console", (message) => {
				if (message.type() === "error" || message.type() === "warning")
					noise.push(`${message.type()}: ${message.text()} (${message.location().url})`);
			});
			context.on("weberror", (error) => noise.push(`uncaught: ${error.error().stack ?? error.error().message}`));
			await use(undefined);
			const unexpected = noise.filter((line) => !expected.some((pattern) => pattern.test(line)));
			expect(unexpected, "noise in the browser's console").toEqual([]);
		},
		{ auto: true },
	],
});

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** What a change of theme alone can break. */
const colors = ["color-contrast", "link-in-text-block"];

/**
 * The page holds WCAG 2.2 AA as far as a machine can tell. Axe answers from within the page (`setLegacyMode`): its other way opens a second page for
 * the sake of frames from elsewhere, of which we have none, and takes twice as long.
 */
export async function expectAccessible(
	page: Page,
	runOnly = { type: "tag", values: wcag } as { type: "tag" | "rule"; values: string[] },
): Promise<void> {
	const { violations } = await new AxeBuilder({ page })
		.options({ runOnly, resultTypes: ["violations"] })
		.setLegacyMode()
		.analyze();
	const found = violations.map(({ id, help, nodes }) => `${id}: ${help} — ${nodes.map((node) => node.target.join(" ")).join(" | ")}`);
	expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/** The page holds WCAG and its width in the light, and its colours do in the dark. */
export async function expectHoldsInBothThemes(page: Page): Promise<void> {
	await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
	await expectAccessible(page);
	await expectPageFits(page);
	await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
	await expectAccessible(page, { type: "rule", values: colors });
}

/** The page does not scroll sideways at its present width, and nothing in a table or in the way here runs over its neighbour. */
export async function expectPageFits(page: Page): Promise<void> {
	const { overflow, spilled } = await page.evaluate(() => ({
		overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
		spilled: [...document.querySelectorAll(".table td, .crumbs li")]
			.filter((box) => box.checkVisibility() && box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1)
			.map((box) => box.textContent.trim().slice(0, 40)),
	}));
	expect(overflow, `sideways scroll of ${page.url()}`).toBeLessThanOrEqual(0);
	expect(spilled, `what runs over its neighbour on ${page.url()}`).toEqual([]);
}

/** Presses keys until the page, which may just have come and not be alive yet, answers to them. */
export async function pressUntil(page: Page, keys: string[], answer: () => Promise<void>): Promise<void> {
	await expect(async () => {
		for (const key of keys) await page.keyboard.press(key);
		await answer();
	}).toPass({ timeout: 10_000 });
}
