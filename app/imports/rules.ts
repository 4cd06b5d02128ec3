import { refuse } from "#app/platform/errors.ts";

/** The life of an import, and what may be asked of it. Browser-safe. */

export const importStates = ["uploaded", "previewing", "ready", "running", "done", "failed", "cancelled", "undoing", "undone"] as const;
export type ImportState = (typeof importStates)[number];

/** While one of these, something works on it. */
export const workingStates = ["uploaded", "previewing", "running", "undoing"] as const satisfies ImportState[];

export function isWorking(state: ImportState): boolean {
	return workingStates.some((working) => working === state);
}

/** What people may ask of an import, and in which states. */
const actsIn = {
	change: ["uploaded", "previewing", "ready"],
	start: ["ready"],
	cancel: ["uploaded", "previewing", "ready", "running"],
	undo: ["done", "failed", "cancelled"],
	resume: ["uploaded", "previewing", "running", "undoing"],
} as const satisfies Record<string, ImportState[]>;
export type ImportAct = keyof typeof actsIn;

export function may(act: ImportAct, state: ImportState): boolean {
	return actsIn[act].some((allowed) => allowed === state);
}

/** @throws Refusal `conflict / import_running` while it works, `import_not_possible` with its state and where the act has a place */
export function mustBe(act: ImportAct, state: ImportState): void {
	if (may(act, state)) return;
	if (isWorking(state)) refuse("conflict", "import_running", { state, allowed: actsIn[act] });
	refuse("conflict", "import_not_possible", { state, allowed: actsIn[act] });
}

/** What a row that names something known is for: to change it, or to be left out. */
export const existingChoices = ["update", "skip"] as const;
/** What new products are: as the file says, else drafts; or all the same. */
export const newStatuses = ["file", "draft", "published"] as const;
/** Whose shelves get the file's numbers: those of this store that are not open yet, all of them, or none. */
export const quantityChoices = ["new", "all", "none"] as const;
/** What an empty cell of a known product says: nothing, or that it shall be empty. */
export const emptyChoices = ["keep", "clear"] as const;

/** How one row came out, before or after. */
export const outcomes = ["created", "updated", "unchanged", "skipped", "wrong"] as const;
export type Outcome = (typeof outcomes)[number];
export type Counts = Record<Outcome, number>;
export const noCounts: Counts = { created: 0, updated: 0, unchanged: 0, skipped: 0, wrong: 0 };

/**
 * A file travels through one request, and a worker's 128 MB are shared by several of them. Shopify's own files end at 15 MB, so theirs fit.
 */
export const largestFile = 16 * 1024 * 1024;
export const mostRows = 50_000;

/** A broken rule of one row: which column (0 is the first, −1 none), what stood there, and what its sentence needs to know. */
export type RowIssue = {
	column: number;
	field: string;
	rule: string;
	value: string;
	details?: Record<string, string | number>;
};

/** Cells are shown and kept as problems up to here. */
export const shownLetters = 200;
