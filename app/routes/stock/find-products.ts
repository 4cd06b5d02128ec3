import type { FoundProduct } from "./search.ts";

/** Which products answer to what is typed; in a store only those with a shelf there. Null where no answer came. */
export async function findProducts(q: string, storeId: string | undefined, signal: AbortSignal): Promise<FoundProduct[] | null> {
	try {
		const query = new URLSearchParams({ q, ...(storeId && { store: storeId }) });
		const response = await fetch(`/stock/search?${query}`, { signal, headers: { Accept: "application/json" } });
		const body: { found: FoundProduct[] } = await response.json();
		return body.found;
	} catch {
		return null;
	}
}
