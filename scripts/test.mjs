// Everything that must hold, from any state of the machine: types and lint, build, vitest, a short round of chaos, browser journeys.
// The last line is always `N passed, N failed`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureNode, node, run } from "./bootstrap.mjs";

await ensureNode();
process.env.CI = "1";
const { build } = await import("./build.mjs");
const { ensureChromium } = await import("./chromium.mjs");
const { brokenTests, journeyTitles } = await import("./titles.mjs");
const { unanswered } = await import("./unanswered.mjs");
const { validate } = await import("./validate.mjs");

const reports = mkdtempSync(join(tmpdir(), "storekeep-tests-"));
const total = { passed: 0, failed: 0 };
const failures = [];
/** Journeys that needed their second try. They count as passed, and are named, so that somebody looks. */
let flaky = [];
/** What failed is told by name at the end, where somebody sees it who has only the last lines of a long run. */
const count = (name, passed, failed, titles = []) => {
	total.passed += passed;
	total.failed += failed;
	if (failed > 0) failures.push([`${name}: ${failed} failed`, ...titles].join("\n  "));
};
const check = (name, code) => count(name, code === 0 ? 1 : 0, code === 0 ? 0 : 1);

/** The report of a test run. A runner that failed without a failed test (or without a report) counts as one failure. */
function suite(name, code, file, numbersOf) {
	let { passed, failed, titles } = { passed: 0, failed: 0, titles: [] };
	if (existsSync(file)) ({ passed, failed, titles } = numbersOf(JSON.parse(readFileSync(file, "utf8"))));
	if (passed + failed === 0 || (code !== 0 && failed === 0)) failed += 1;
	count(name, passed, failed, titles);
}

function title(text) {
	console.log(`\n── ${text} ──`);
}

title("types and lint");
for (const { name, code } of validate()) check(name, code);

title("build");
const built = build();
check("build", built);

title("vitest");
const vitestReport = join(reports, "vitest.json");
suite(
	"vitest",
	node("vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`),
	vitestReport,
	// A skipped test proves nothing, so it counts as failed; a file that cannot be loaded has no tests but is a failed suite.
	(report) => ({
		passed: report.numPassedTests,
		failed:
			report.numFailedTests +
			report.numPendingTests +
			report.testResults.filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0).length,
		titles: brokenTests(report, process.cwd()),
	}),
);
try {
	const left = unanswered(JSON.parse(readFileSync(vitestReport, "utf8")));
	check(["routes of the API that no test was answered well by", ...left].join("\n  "), left.length);
} catch (error) {
	// No report, or none of the test that says which routes there are.
	console.error(error.message);
	check("routes of the API", 1);
}

if (built === 0) {
	if (existsSync("scripts/chaos.mjs")) {
		// One storm between a shop and its platforms is among vitest's own.
		title("chaos, a short round");
		check("chaos", run(process.execPath, ["scripts/chaos.mjs", "--rounds=3", "--storms=0"], { shell: false }));
	}

	title("browser journeys");
	try {
		process.env.CHROMIUM_PATH = ensureChromium();
		process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = join(reports, "playwright.json");
		suite(
			"playwright",
			node("@playwright/test/cli.js", "test", "--reporter=list,json"),
			process.env.PLAYWRIGHT_JSON_OUTPUT_FILE,
			(report) => {
				const { stats, errors } = report;
				flaky = journeyTitles(report, "flaky");
				return {
					passed: stats.expected + stats.flaky,
					failed: stats.unexpected + stats.skipped + errors.length,
					titles: [...journeyTitles(report, "unexpected"), ...journeyTitles(report, "skipped")],
				};
			},
		);
	} catch (error) {
		console.error(error.message);
		check("playwright", 1);
	}
} else {
	// Without a build nothing was proven: each is a failure, not an absence.
	check("chaos (no build)", 1);
	check("playwright (no build)", 1);
}

rmSync(reports, { recursive: true, force: true });
if (flaky.length > 0) console.log(`\npassed only at the second try:\n${flaky.join("\n")}`);
if (failures.length > 0) console.log(`\n${failures.join("\n")}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
