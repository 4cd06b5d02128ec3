const handlerOf = (route) => route.replace(/ \/api(\/v1)?\//, " /");

/**
 * Routes of the API that answered no test that all went well, by vitest's JSON report: tests say in their `meta` which routes answered them
 * (tests/integration/setup.ts), and one of them which there are (doors/safety.test.ts). A handler answers at `/api` and at `/api/v1`, and is one of both.
 */
export function unanswered({ testResults }) {
	const metas = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ meta }) => meta ?? {}));
	const answered = new Set(metas.flatMap((meta) => meta.answered ?? []).map(handlerOf));
	const mounted = new Set(metas.flatMap((meta) => meta.mounted ?? []).map(handlerOf));
	if (mounted.size === 0) throw new Error("No test said which routes there are.");
	return [...mounted].filter((handler) => !answered.has(handler)).sort();
}
