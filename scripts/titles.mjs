/**
 * Titles of the journeys of a Playwright report that ended so, each with its file: "flaky" held only at their second try (passed, and still told, for a
 * race is one), "unexpected" failed.
 * @param {{ suites?: any[] }} report
 * @param {"flaky" | "unexpected" | "skipped"} status
 * @returns {string[]}
 */
export function journeyTitles({ suites = [] }, status) {
	return suites.flatMap((suite) => under(suite, [], status));
}

/** @returns {string[]} */
function under(suite, above, status) {
	// The outermost suite is its file, which each journey names itself.
	const path = suite.title === suite.file ? above : [...above, suite.title];
	const here = (suite.specs ?? [])
		.filter(({ tests }) => tests.some((test) => test.status === status))
		.map(({ file, title }) => `${file}: ${[...path, title].join(" › ")}`);
	return [...here, ...(suite.suites ?? []).flatMap((inner) => under(inner, path, status))];
}

/**
 * Titles of the tests of vitest's JSON report that did not pass, each with its file and the first line of why; and of files that could not be loaded.
 * @param {{ testResults: any[] }} report
 * @param {string} root what file names are shown without
 * @returns {string[]}
 */
export function brokenTests({ testResults }, root) {
	return testResults.flatMap(({ name, status, message, assertionResults }) => {
		const file = name.replace(`${root}/`, "");
		if (status === "failed" && assertionResults.length === 0) return [`${file}: ${firstLine(message)}`];
		return assertionResults
			.filter((test) => test.status !== "passed")
			.map((test) => `${file}: ${test.fullName} — ${firstLine(test.failureMessages?.[0]) || test.status}`);
	});
}

const firstLine = (text = "") => text.split("\n", 1)[0];
