import fc from "fast-check";
import { expect, it } from "vitest";
import { rowsOfNumbers } from "../../../app/routes/settings/tills/number-rows.ts";

it("says numbers in rows, and nothing else", () => {
	expect(rowsOfNumbers([4, 5, 6, 9])).toEqual([
		{ first: 4, last: 6 },
		{ first: 9, last: 9 },
	]);
	fc.assert(
		fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (some) => {
			const numbers = some.toSorted((a, b) => a - b);
			const rows = rowsOfNumbers(numbers);
			expect(rows.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, n) => first + n))).toEqual(numbers);
			for (const [n, row] of rows.entries()) if (n > 0) expect(row.first).toBeGreaterThan((rows[n - 1]?.last ?? 0) + 1);
		}),
	);
});
