import { Refusal } from "#app/platform/errors.ts";
import { readCookie } from "#app/platform/http/cookies.ts";
import { idPattern } from "#app/platform/ids.ts";

/** The store a page speaks of: `?store=` first, else the cookie that remembers the last one; null is all of them, as is a store not ours. */
export function chosenStore<Store extends { id: string }>(request: Request, stores: readonly Store[]): Store | null {
	const id = namedStore(request);
	return stores.find((store) => store.id === id) ?? null;
}

function namedStore(request: Request): string | null {
	return new URL(request.url).searchParams.get("store") ?? readCookie(request, "store");
}

/**
 * Asks about the store a page speaks of (undefined: all of them) before anybody knows whose it is, so that what is asked travels with the proof of who
 * asks, in one round trip. A store that turns out not to be theirs is all of them, as everywhere, and it is asked again.
 */
export async function inChosenStore<T>(request: Request, ask: (storeId: string | undefined) => Promise<T>): Promise<T> {
	const named = namedStore(request);
	if (named === null || !idPattern.test(named)) return ask(undefined);
	try {
		return await ask(named);
	} catch (error) {
		if (!(error instanceof Refusal) || error.code !== "store_not_yours") throw error;
		return ask(undefined);
	}
}
