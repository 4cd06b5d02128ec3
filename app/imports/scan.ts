import { identityOf, keysOf } from "./identity.ts";
import { judgeRow, type Reading } from "./judge.ts";
import type { FileRow } from "./rows.ts";

/** Looks through a whole file once: how many rows there are, and which say a product another row said before. Browser-safe. */
export function scanner(reading: Reading) {
	const seen = new Map<string, number>();
	const twins: [row: number, first: number][] = [];
	let rows = 0;
	return {
		twins,
		rows: () => rows,
		take(fileRow: FileRow): void {
			rows++;
			const { row, said } = judgeRow(fileRow, reading);
			const identity = identityOf(said, reading.choices.makeSkus);
			if (!identity) return;
			const { unique, claimed } = keysOf(identity);
			const first = unique.map((key) => seen.get(key)).find((earlier) => earlier !== undefined);
			if (first !== undefined) twins.push([row, first]);
			for (const key of [...unique, ...claimed]) if (!seen.has(key)) seen.set(key, row);
		},
	};
}
