import type { RowIssue } from "./rules.ts";

/** What is to be taken back of an import, held against what is there now. Pure. */

/** One change of the import, and the product as it is; `now` null: it is gone. */
export type Change = {
	row: number;
	productId: string;
	isNew: boolean;
	before: Record<string, unknown>;
	after: Record<string, unknown>;
	now: (Record<string, unknown> & { id: string; name: string; version: number; lived: number; onHand: number; reserved: number }) | null;
	/** What this import put on its shelf, and has not taken off again. */
	moved: number;
};

export type Undo<C extends Change = Change> = {
	deleted: C[];
	restored: { change: C; before: Record<string, unknown>; after: Record<string, unknown> }[];
	/** By how much shelves go back. */
	moves: { productId: string; delta: number }[];
	kept: { row: number; name: string; issues: RowIssue[] }[];
	/** Products of which something went back. */
	touched: number;
};

/**
 * Decides for each: what it made is deleted when nobody changed or used it; what it changed goes back, column by column, where it still says
 * what the import said. `isFree`: whether a column may have its old value again (a SKU somebody took meanwhile, a category that is gone).
 */
export function decideUndo<C extends Change>(
	changes: readonly C[],
	isFree: (change: C, column: string, value: unknown) => boolean,
): Undo<C> {
	const undo: Undo<C> = { deleted: [], restored: [], moves: [], kept: [], touched: 0 };
	for (const change of changes) decide(change);
	return undo;

	function decide(change: C): void {
		const { now, row, before, after, isNew, moved } = change;
		// Somebody has deleted it: there is nothing to take back.
		if (!now) return;
		const issues: RowIssue[] = [];
		const keep = (field: string, rule: string, details: RowIssue["details"] = {}) =>
			void issues.push({ column: -1, field, rule, value: "", details });
		if (isNew) {
			if (now.version > 1) keep("", "edited_since");
			else if (now.lived) keep("", "used_since");
			else undo.deleted.push(change);
		} else {
			const back: { before: Record<string, unknown>; after: Record<string, unknown> } = { before: {}, after: {} };
			for (const [column, value] of Object.entries(before)) {
				if (column === "skuKey") continue;
				if (now[column] !== after[column]) {
					if (now[column] !== value) keep(column, "edited_since");
				} else if (!isFree(change, column, value)) keep(column, "taken_since");
				else {
					for (const each of column === "sku" ? ["sku", "skuKey"] : [column]) {
						back.before[each] = now[each];
						back.after[each] = before[each];
					}
				}
			}
			const goesBack = Object.keys(back.after).length > 0;
			if (goesBack) undo.restored.push({ change, ...back });
			const left = now.onHand - moved;
			const shelfGoesBack = moved !== 0 && left >= now.reserved;
			if (shelfGoesBack) undo.moves.push({ productId: now.id, delta: -moved });
			else if (moved !== 0) keep("quantity", "sold_since", { onHand: now.onHand, moved });
			if (goesBack || shelfGoesBack) undo.touched++;
		}
		if (issues.length > 0) undo.kept.push({ row, name: now.name, issues });
	}
}
