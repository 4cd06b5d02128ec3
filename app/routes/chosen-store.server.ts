import { readCookie } from "#app/platform/http/cookies.ts";

/** The store a page speaks of: `?store=` first, else the cookie that remembers the last one; null is all of them, as is a store not ours. */
export function chosenStore<Store extends { id: string }>(request: Request, stores: readonly Store[]): Store | null {
	const id = new URL(request.url).searchParams.get("store") ?? readCookie(request, "store");
	return stores.find((store) => store.id === id) ?? null;
}
