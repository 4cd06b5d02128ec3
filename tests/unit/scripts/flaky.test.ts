import { expect, it } from "vitest";
import { flakyTitles } from "../../../scripts/flaky.mjs";

const spec = (title: string, status: string) => ({ title, file: "matrix.spec.ts", tests: [{ status }] });

it("names the journeys that held only at their second try, and no others", () => {
	const suites = [
		{
			title: "matrix.spec.ts",
			file: "matrix.spec.ts",
			specs: [spec("opens", "expected"), spec("saves", "flaky")],
			suites: [{ title: "on a phone", file: "matrix.spec.ts", specs: [spec("pastes", "flaky"), spec("undoes", "unexpected")] }],
		},
		{ title: "empty.spec.ts", file: "empty.spec.ts" },
	];
	expect(flakyTitles({ suites })).toEqual(["matrix.spec.ts: saves", "matrix.spec.ts: on a phone › pastes"]);
	expect(flakyTitles({ suites: [] })).toEqual([]);
});
