import { expect, it } from "vitest";
import { changedPoints, pointsTyped } from "../../../app/routes/stock/points.ts";

const form = (fields: Record<string, string>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return data;
};

it("sends only what was changed, an empty field as nothing, and what is no number as it was typed", () => {
	const fields = {
		...{ "w.same": "3*8", "p.same": "3", "t.same": " 8 " },
		...{ "w.new": "3*8", "p.new": "4", "t.new": "" },
		...{ "w.odd": "0*0", "p.odd": "many", "t.odd": "0" },
	};
	expect(changedPoints(form(fields))).toEqual([
		{ productId: "new", reorderPoint: 4, reorderTo: 0 },
		{ productId: "odd", reorderPoint: "many", reorderTo: 0 },
	]);
	expect(pointsTyped(fields)).toContain("new.reorderTo");
	expect(changedPoints(form({}))).toEqual([]);
});
