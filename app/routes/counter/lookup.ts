import type { TillProduct } from "#app/sales/queries.server.ts";

type Lookup = { found: TillProduct[]; products: TillProduct[] };

/** Asks the server about a code, words, or products held. Null when no answer came. */
export async function lookUp(storeId: string, ask: { q?: string; products?: string[] }, signal?: AbortSignal): Promise<Lookup | null> {
	const query = new URLSearchParams({ store: storeId });
	if (ask.q) query.set("q", ask.q);
	for (const id of ask.products ?? []) query.append("product", id);
	try {
		const response = await fetch(`/counter/search?${query}`, { signal: signal ?? null, headers: { Accept: "application/json" } });
		// Whoever was signed out meanwhile is led to the door, and comes back to the basket.
		if (response.redirected) window.location.assign(`/sign-in?next=${encodeURIComponent("/counter")}`);
		if (!response.ok || !response.headers.get("Content-Type")?.includes("json")) return null;
		return await response.json();
	} catch {
		return null;
	}
}

/** The one product a code names, if it names one. */
export function exactOf(found: readonly TillProduct[]): TillProduct | undefined {
	const exact = found.filter((product) => product.exact === 1);
	return exact.length === 1 ? exact[0] : undefined;
}
