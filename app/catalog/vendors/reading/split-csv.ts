import { refuse } from "#app/platform/errors.ts";
import { columnName, isCatalogHeader, type TableRow } from "./read-rows.ts";

/** Rows of a CSV text while it arrives (RFC 4180; comma, semicolon or tab, whichever the first line has most of), by folded header names. */

const mostOfOne = 1024 * 1024;

/** @throws Refusal `invalid / source_broken` for quotes that never end, `source_without_list` for a header that names no item */
export async function* rowsOf(chunks: AsyncIterable<string>): AsyncGenerator<TableRow> {
	let header: string[] | null = null;
	let given = 0;
	for await (const cells of cellsOf(chunks, () => given)) {
		if (cells.every((cell) => cell.trim() === "")) continue;
		if (!header) {
			if (!isCatalogHeader(cells)) refuse("invalid", "source_without_list");
			header = cells.map(columnName);
			continue;
		}
		given += 1;
		yield Object.fromEntries(header.flatMap((name, n) => (name === "" ? [] : [[name, (cells[n] ?? "").trim()]])));
	}
	if (!header) refuse("invalid", "source_without_list");
}

async function* cellsOf(chunks: AsyncIterable<string>, given: () => number): AsyncGenerator<string[]> {
	let mark = "";
	let held = "";
	let cells: string[] = [];
	let cell = "";
	let quoted = false;
	/** A quote inside quotes: the end, or half of two. */
	let maybeEnd = false;
	for await (const chunk of chunks) {
		held += held === "" && mark === "" ? chunk.replace(/^\uFEFF/, "") : chunk;
		if (mark === "") {
			if (!held.includes("\n") && held.length < mostOfOne) continue;
			mark = markOf(held);
		}
		for (const char of held) {
			if (maybeEnd) {
				maybeEnd = false;
				if (char === '"') {
					cell += char;
					continue;
				}
				quoted = false;
			}
			if (quoted) {
				if (char === '"') maybeEnd = true;
				else cell += char;
			} else if (char === '"' && cell === "") quoted = true;
			else if (char === mark) {
				cells.push(cell);
				cell = "";
			} else if (char === "\n") {
				yield [...cells, cell];
				cells = [];
				cell = "";
			} else if (char !== "\r") cell += char;
			if (cell.length > mostOfOne) refuse("invalid", "source_broken", { elements: given(), why: "quotes" });
		}
		held = "";
	}
	if (mark === "") {
		mark = markOf(held);
		const rest = held;
		held = "";
		yield* cellsOf(once(`${rest}\n`), given);
		return;
	}
	if (quoted && !maybeEnd) refuse("invalid", "source_broken", { elements: given(), why: "quotes" });
	if (cell !== "" || cells.length > 0) yield [...cells, cell];
}

async function* once(text: string): AsyncGenerator<string> {
	yield text;
}

function markOf(text: string): string {
	const [line = ""] = text.split("\n");
	const count = (mark: string) => line.split(mark).length;
	return [",", ";", "\t"].sort((a, b) => count(b) - count(a))[0] ?? ",";
}
