import type { Till } from "./basket.ts";

/** The till's baskets in this window, so that a reload loses nothing. A window of its own keeps its own. */

const form = 1;
const keyOf = (storeId: string) => `counter:${storeId}`;

export function keep(storeId: string, till: Till): void {
	try {
		sessionStorage.setItem(keyOf(storeId), JSON.stringify({ form, till }));
	} catch {
		// storage that is full or forbidden costs only the reload
	}
}

export function kept(storeId: string): Till | null {
	try {
		const read: { form: number; till: Till } | null = JSON.parse(sessionStorage.getItem(keyOf(storeId)) ?? "null");
		return read?.form === form ? read.till : null;
	} catch {
		return null;
	}
}
