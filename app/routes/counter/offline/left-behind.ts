import type { Till } from "../basket.ts";
import { isEmptyTill, type Keeper, keptPrefix, windowId } from "../kept.ts";

/** Baskets of windows that were closed in the middle: the next window of the same till takes them up. A window that is open holds a lock of its name. */

const lockOf = (id: string) => `storekeep-window ${id}`;
let standing = false;

export async function adopt(keeper: Keeper): Promise<Till[]> {
	if (!standing) {
		standing = true;
		void navigator.locks.request(lockOf(windowId()), () => new Promise(() => {}));
	}
	const prefix = keptPrefix(keeper);
	const { held = [] } = await navigator.locks.query();
	const open = new Set([lockOf(windowId()), ...held.map(({ name }) => name ?? "")]);
	const left = Object.keys(localStorage).filter((key) => key.startsWith(prefix) && !open.has(lockOf(key.slice(prefix.length))));
	return left.flatMap((key) => {
		const text = localStorage.getItem(key);
		localStorage.removeItem(key);
		try {
			const { till }: { till: Till } = JSON.parse(text ?? "null");
			return isEmptyTill(till) ? [] : [till];
		} catch {
			return [];
		}
	});
}
