import { newId } from "#app/platform/ids.ts";
import { isEmpty, type Returned, type Till } from "./basket.ts";

/**
 * The till's baskets in this window, so that a reload loses nothing. A window of its own keeps its own, and so does whoever uses it: a device its
 * people share keeps one for them all, somebody with a session of their own keeps theirs.
 */

/** Whose baskets: business, store, and device or person. */
export type Keeper = { businessId: string; storeId: string; by: string };

const form = 2;
const prefix = "counter:";
const keyOf = ({ businessId, storeId, by }: Keeper) => `${prefix}${businessId}:${storeId}:${by}`;

export function keep(keeper: Keeper, till: Till): void {
	write(keyOf(keeper), { form, till });
	if (!keeper.by.startsWith("device:")) return;
	// A till's window may be closed in the middle; the next one takes its baskets up.
	try {
		if (isEmptyTill(till)) localStorage.removeItem(keptPrefix(keeper) + windowId());
		else localStorage.setItem(keptPrefix(keeper) + windowId(), JSON.stringify({ till }));
	} catch {
		// then only a reload is safe
	}
}

/** Where the baskets of a till's windows are left, by window. */
export function keptPrefix(keeper: Keeper): string {
	return `${keyOf(keeper)}:window:`;
}

/** This window's name, which it keeps over a reload. */
export function windowId(): string {
	const known = read<string>("counter-window", (found) => typeof found === "string") ?? newId();
	write("counter-window", known);
	return known;
}

/** Nothing in it that anybody would miss. */
export function isEmptyTill({ basket, waiting, sending, parking }: Till): boolean {
	return isEmpty(basket) && waiting.length + sending.length + parking.length === 0;
}

export function kept(keeper: Keeper): Till | null {
	return read<{ form: number; till: Till }>(keyOf(keeper), (found) => found.form === form)?.till ?? null;
}

const returnedKey = "counter-returned";

/** Goods brought back, on their way from their receipt to the till. */
export function keepReturned(storeId: string, returned: Returned): void {
	write(returnedKey, { storeId, returned });
}

/** The same, once. */
export function takeReturned(storeId: string): Returned | null {
	const found = read<{ storeId: string; returned: Returned }>(returnedKey, (each) => each.storeId === storeId);
	if (found) remove(returnedKey);
	return found?.returned ?? null;
}

function write(key: string, value: object | string): void {
	try {
		sessionStorage.setItem(key, JSON.stringify(value));
	} catch {
		// storage that is full or forbidden costs only the reload
	}
}

function read<Kept>(key: string, isIt: (found: Kept) => boolean): Kept | null {
	try {
		const found: Kept | null = JSON.parse(sessionStorage.getItem(key) ?? "null");
		return found && isIt(found) ? found : null;
	} catch {
		return null;
	}
}

function remove(key: string): void {
	try {
		sessionStorage.removeItem(key);
	} catch {
		// nothing was kept there either
	}
}
