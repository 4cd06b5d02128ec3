/**
 * Titles of the journeys of a Playwright report that held only at their second try, each with its file: passed, and still told, for a race is one.
 * @param {{ suites?: any[] }} report
 * @returns {string[]}
 */
export function flakyTitles({ suites = [] }) {
	return suites.flatMap((suite) => under(suite, []));
}

/** @returns {string[]} */
function under(suite, above) {
	// The outermost suite is its file, which each journey names itself.
	const path = suite.title === suite.file ? above : [...above, suite.title];
	const here = (suite.specs ?? [])
		.filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
		.map(({ file, title }) => `${file}: ${[...path, title].join(" › ")}`);
	return [...here, ...(suite.suites ?? []).flatMap((inner) => under(inner, path))];
}
