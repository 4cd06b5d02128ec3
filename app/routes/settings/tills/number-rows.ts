/** Numbers in rows, oldest first: 4, 5, 6, 9 are 4 to 6, and 9. */
export function rowsOfNumbers(numbers: readonly number[]): { first: number; last: number }[] {
	const rows: { first: number; last: number }[] = [];
	for (const each of numbers) {
		const row = rows.at(-1);
		if (row && each === row.last + 1) row.last = each;
		else rows.push({ first: each, last: each });
	}
	return rows;
}
