/** Cells as a spreadsheet knows them: where keys lead, what a block is, what filling and pasting write. Pure. */

export type At = { row: number; column: number };
export type Size = { rows: number; columns: number };
/** Two corners; `focus` is where one is. */
export type Selection = { anchor: At; focus: At };

export type Block = { top: number; left: number; bottom: number; right: number };

export function blockOf({ anchor, focus }: Selection): Block {
	return {
		top: Math.min(anchor.row, focus.row),
		bottom: Math.max(anchor.row, focus.row),
		left: Math.min(anchor.column, focus.column),
		right: Math.max(anchor.column, focus.column),
	};
}

export function isInside({ top, bottom, left, right }: Block, { row, column }: At): boolean {
	return row >= top && row <= bottom && column >= left && column <= right;
}

export function countOf({ top, bottom, left, right }: Block): number {
	return (bottom - top + 1) * (right - left + 1);
}

export function clamped({ row, column }: At, { rows, columns }: Size): At {
	return { row: Math.max(0, Math.min(rows - 1, row)), column: Math.max(0, Math.min(columns - 1, column)) };
}

const steps: Record<string, At> = {
	ArrowUp: { row: -1, column: 0 },
	ArrowDown: { row: 1, column: 0 },
	ArrowLeft: { row: 0, column: -1 },
	ArrowRight: { row: 0, column: 1 },
	PageUp: { row: -10, column: 0 },
	PageDown: { row: 10, column: 0 },
};

/** Where a key leads from a cell; with ⌘ or Ctrl to the edge. Null for a key that leads nowhere. */
export function moved(at: At, key: string, far: boolean, size: Size): At | null {
	if (key === "Home") return { row: far ? 0 : at.row, column: 0 };
	if (key === "End") return { row: far ? size.rows - 1 : at.row, column: size.columns - 1 };
	const step = steps[key];
	if (!step) return null;
	const by = far ? Math.max(size.rows, size.columns) : 1;
	return clamped({ row: at.row + step.row * by, column: at.column + step.column * by }, size);
}

/** The next cell in reading order, or the one before; null at the end of the grid, where Tab leaves it. */
export function tabbed({ row, column }: At, backwards: boolean, { rows, columns }: Size): At | null {
	const next = row * columns + column + (backwards ? -1 : 1);
	return next < 0 || next >= rows * columns ? null : { row: Math.floor(next / columns), column: next % columns };
}

export type Write = { at: At; text: string };

/** A block as spreadsheets copy it: a line a row, tabs between; cells that hold tabs, line breaks or quotes stand in quotes. */
export function pastedRows(text: string): string[][] {
	const rows: string[][] = [[]];
	const cells = /\t|\r\n|\r|\n|"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]+)/g;
	let cell = "";
	const last = () => rows.at(-1) ?? [];
	for (const match of text.matchAll(cells)) {
		if (match[0] === "\t") {
			last().push(cell);
			cell = "";
		} else if (/^[\r\n]/.test(match[0])) {
			last().push(cell);
			cell = "";
			rows.push([]);
		} else cell += match[1] === undefined ? match[0] : match[1].replaceAll('""', '"');
	}
	last().push(cell);
	// What is copied ends with a line break.
	if (rows.length > 1 && rows.at(-1)?.length === 1 && cell === "") rows.pop();
	return rows;
}

/** What pasting writes: from the first cell of the block on; one value fills all of it. `outside` counts what found no place. */
export function pasted(rows: string[][], block: Block, size: Size): { writes: Write[]; outside: number } {
	const single = rows.length === 1 && rows[0]?.length === 1 ? rows[0][0] : undefined;
	if (single !== undefined) return { writes: within(block).map((at) => ({ at, text: single })), outside: 0 };
	const all = rows.flatMap((cells, row) =>
		cells.map((text, column) => ({ at: { row: block.top + row, column: block.left + column }, text })),
	);
	const writes = all.filter(({ at }) => at.row < size.rows && at.column < size.columns);
	return { writes, outside: all.length - writes.length };
}

/** What filling writes: the first row (column) of the block into the others; a single row takes the one above it (left of it). */
export function filled(block: Block, direction: "down" | "right", textAt: (at: At) => string | null): Write[] {
	const down = direction === "down";
	const single = down ? block.top === block.bottom : block.left === block.right;
	const from = (down ? block.top : block.left) - (single ? 1 : 0);
	if (from < 0) return [];
	return within(block).flatMap((at) => {
		const source = down ? { row: from, column: at.column } : { row: at.row, column: from };
		const text = textAt(source);
		return text === null || (source.row === at.row && source.column === at.column) ? [] : [{ at, text }];
	});
}

/** A block as text a spreadsheet pastes. */
export function copied(block: Block, textAt: (at: At) => string | null): string {
	return Array.from({ length: block.bottom - block.top + 1 }, (_, row) =>
		Array.from(
			{ length: block.right - block.left + 1 },
			(_, column) => textAt({ row: block.top + row, column: block.left + column }) ?? "",
		).join("\t"),
	).join("\n");
}

export function within({ top, bottom, left, right }: Block): At[] {
	return Array.from({ length: bottom - top + 1 }, (_, row) =>
		Array.from({ length: right - left + 1 }, (_, column) => ({ row: top + row, column: left + column })),
	).flat();
}

/** What dragging the corner of a block over a larger one writes: its rows (or columns) again and again. */
export function extended(from: Block, to: Block, textAt: (at: At) => string | null): Write[] {
	const [height, width] = [from.bottom - from.top + 1, from.right - from.left + 1];
	const turn = (by: number, size: number) => ((by % size) + size) % size;
	return within(to).flatMap((at) => {
		if (isInside(from, at)) return [];
		const source = { row: from.top + turn(at.row - from.top, height), column: from.left + turn(at.column - from.left, width) };
		const text = textAt(source);
		return text === null ? [] : [{ at, text }];
	});
}

/** How far a corner dragged to a cell takes a block: down or up, or to a side, whichever is further. */
export function draggedTo(from: Block, at: At): Block {
	const down = Math.max(at.row - from.bottom, from.top - at.row, 0);
	const across = Math.max(at.column - from.right, from.left - at.column, 0);
	if (down === 0 && across === 0) return from;
	return down >= across
		? { ...from, top: Math.min(from.top, at.row), bottom: Math.max(from.bottom, at.row) }
		: { ...from, left: Math.min(from.left, at.column), right: Math.max(from.right, at.column) };
}
