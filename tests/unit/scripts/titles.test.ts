import { expect, it } from "vitest";
import { brokenTests, journeyTitles } from "../../../scripts/titles.mjs";

const spec = (title: string, status: string) => ({ title, file: "matrix.spec.ts", tests: [{ status }] });

it("names the journeys that ended so, and no others", () => {
	const suites = [
		{
			title: "matrix.spec.ts",
			file: "matrix.spec.ts",
			specs: [spec("opens", "expected"), spec("saves", "flaky")],
			suites: [{ title: "on a phone", file: "matrix.spec.ts", specs: [spec("pastes", "flaky"), spec("undoes", "unexpected")] }],
		},
		{ title: "empty.spec.ts", file: "empty.spec.ts" },
	];
	expect(journeyTitles({ suites }, "flaky")).toEqual(["matrix.spec.ts: saves", "matrix.spec.ts: on a phone › pastes"]);
	expect(journeyTitles({ suites }, "unexpected")).toEqual(["matrix.spec.ts: on a phone › undoes"]);
	expect(journeyTitles({ suites: [] }, "flaky")).toEqual([]);
});

it("names the tests that did not pass with their reason, and a file that did not load", () => {
	const test = (fullName: string, status: string, failureMessages: string[] = []) => ({ fullName, status, failureMessages });
	const testResults = [
		{
			name: "/shop/tests/sales.test.ts",
			status: "failed",
			message: "",
			assertionResults: [
				test("sells", "passed"),
				test("gives back", "failed", ["Error: 1 is not 2\n    at line 3"]),
				test("holds", "pending"),
			],
		},
		{ name: "/shop/tests/till.test.ts", status: "failed", message: "Cannot find module\nmore", assertionResults: [] },
		{ name: "/shop/tests/fine.test.ts", status: "passed", message: "", assertionResults: [test("goes", "passed")] },
	];
	expect(brokenTests({ testResults }, "/shop")).toEqual([
		"tests/sales.test.ts: gives back — Error: 1 is not 2",
		"tests/sales.test.ts: holds — pending",
		"tests/till.test.ts: Cannot find module",
	]);
});
