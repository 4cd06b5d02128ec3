import { defineConfig } from "@playwright/test";
import { chromiumFlags, findChromium } from "./scripts/chromium.mjs";

const port = Number(process.env.E2E_PORT ?? 4199);

export default defineConfig({
	testDir: "tests/e2e",
	// One shop for all journeys: they share its stock, so they run one after the other.
	workers: 1,
	forbidOnly: true,
	// What waits is a slow machine, never a fixed sleep: these bound only what fails.
	timeout: 60_000,
	expect: { timeout: 10_000 },
	// On a machine busy with something else a journey may be overtaken; what needs its second try is reported as flaky.
	retries: 1,
	reporter: "list",
	use: {
		baseURL: `http://127.0.0.1:${port}`,
		locale: "en-GB",
		timezoneId: "Europe/Copenhagen",
		launchOptions: { executablePath: findChromium(), args: chromiumFlags },
		screenshot: "only-on-failure",
		trace: "retain-on-failure",
	},
	webServer: {
		command: `node scripts/serve-temporary.mjs --port=${port} --phone-port=${port + 1} --quiet`,
		url: `http://127.0.0.1:${port}/health`,
		reuseExistingServer: false,
		// The demo is loaded first, and the machine may be busy.
		timeout: 420_000,
		gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
	},
});
