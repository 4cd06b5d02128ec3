import type { CellValue, MatrixFact } from "#app/stock/matrix-values.ts";
import { type Facts, readTyped, type StatusWords, shownText } from "./matrix-cells.ts";
import type { TypedLanguage } from "#app/platform/typed-amount.ts";

/** What was typed and not saved yet, with undo and redo. Pure. */

/** `text` as typed, `base` what stood there then, `value` what it means (undefined: it cannot be read, and `problem` says why). */
export type Place = { id: string; fact: MatrixFact };
export type Edit = Place & { text: string; base: CellValue; value?: CellValue; problem?: string };
type Change = { key: string; before: Edit | undefined; after: Edit | undefined };
export type Edits = { now: ReadonlyMap<string, Edit>; past: readonly Change[][]; future: readonly Change[][] };

export const noEdits: Edits = { now: new Map(), past: [], future: [] };

/** How many steps can be taken back. */
const mostSteps = 200;

export function keyOf({ id, fact }: Place): string {
	return `${fact} ${id}`;
}

export type Typed = { variant: Facts; fact: MatrixFact; text: string };
/** Who types. */
export type Reader = { language: TypedLanguage; statusWords?: StatusWords };

/** Types into cells: one step, however many. What ends up as it stands there is no edit. */
export function type(edits: Edits, cells: readonly Typed[], reader: Reader): Edits {
	const step = cells.flatMap(({ variant, fact, text }): Change[] => {
		const key = keyOf({ id: variant.id, fact });
		const before = edits.now.get(key);
		const after = editOf({ variant, fact, text }, before, reader);
		return before?.text === after?.text && before?.base === after?.base ? [] : [{ key, before, after }];
	});
	return step.length === 0 ? edits : { now: applied(edits.now, step, "after"), past: [...edits.past, step].slice(-mostSteps), future: [] };
}

function editOf({ variant, fact, text }: Typed, before: Edit | undefined, reader: Reader): Edit | undefined {
	const there = variant[fact];
	const base = before ? before.base : there;
	// "+1" is one more than what the cell says, which may be an edit of a moment ago.
	const read = readTyped(fact, text, { now: before?.value === undefined ? there : before.value, currency: variant.currency, ...reader });
	const place = { id: variant.id, fact, base };
	if ("problem" in read) return { ...place, text: text.trim(), problem: read.problem };
	if (read.value === there) return undefined;
	return { ...place, text: shownText(fact, read.value, variant.currency, reader.language), value: read.value };
}

/** After a save: what was saved is no edit any more; what was typed over it meanwhile is one of what stands there now. */
export function settled(edits: Edits, saved: ReadonlyMap<string, CellValue>): Edits {
	const now = new Map(edits.now);
	for (const [key, value] of saved) {
		const edit = now.get(key);
		if (edit && edit.value === value) now.delete(key);
		else if (edit) now.set(key, { ...edit, base: value });
	}
	return { now, past: [], future: [] };
}

/** Lets go of edits somebody gave up. Not a step: there is nothing to go back to. */
export function without(edits: Edits, keys: Iterable<string>): Edits {
	const now = new Map(edits.now);
	for (const key of keys) now.delete(key);
	return { now, past: [], future: [] };
}

/** Stands by an edit although something else stands there by now. */
export function rebased(edits: Edits, keys: Iterable<string>, thereNow: (key: string) => CellValue): Edits {
	const now = new Map(edits.now);
	for (const key of keys) {
		const edit = now.get(key);
		if (edit) now.set(key, { ...edit, base: thereNow(key) });
	}
	return { now, past: [], future: [] };
}

export function undone(edits: Edits): Edits {
	const step = edits.past.at(-1);
	if (!step) return edits;
	return { now: applied(edits.now, step, "before"), past: edits.past.slice(0, -1), future: [step, ...edits.future] };
}

export function redone(edits: Edits): Edits {
	const [step, ...future] = edits.future;
	if (!step) return edits;
	return { now: applied(edits.now, step, "after"), past: [...edits.past, step], future };
}

function applied(now: ReadonlyMap<string, Edit>, step: Change[], which: "before" | "after"): ReadonlyMap<string, Edit> {
	const next = new Map(now);
	for (const change of step) {
		const edit = change[which];
		if (edit) next.set(change.key, edit);
		else next.delete(change.key);
	}
	return next;
}

/** Whether something else stands there now than when this was typed, and not what was typed either. */
export function isOvertaken(edit: Edit, there: CellValue): boolean {
	return edit.base !== there && edit.value !== there;
}
