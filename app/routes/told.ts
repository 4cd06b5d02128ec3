/** What a page is told of an act that was done: one sentence in the reader's words, and the form that takes it back (null where nothing does). */
export type Told = { ok: true; text: string; undo: Record<string, string> | null };

export function told(text: string, undo: Told["undo"] = null): Told {
	return { ok: true, text, undo };
}
