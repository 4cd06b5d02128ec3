import { expect, it } from "vitest";
import { unanswered } from "../../../scripts/unanswered.mjs";

const report = (...metas: object[]) => ({
	testResults: [{ assertionResults: metas.map((meta) => ({ meta })) }, { assertionResults: [{}] }],
});

it("a route that answered nobody is named, whichever of its addresses was called", () => {
	const mounted = ["GET /api/sales", "GET /api/v1/sales", "POST /api/sales", "POST /api/v1/sales", "POST /sync", "POST /api/v1/sync"];
	expect(unanswered(report({ mounted }, { answered: ["GET /api/v1/sales"] }, { answered: ["POST /sync"] }))).toEqual(["POST /sales"]);
	expect(unanswered(report({ mounted }, { answered: [...mounted] }))).toEqual([]);
});

it("a run in which no test said what there is proves nothing", () => {
	expect(() => unanswered(report({ answered: ["GET /api/sales"] }))).toThrow("No test said");
});
