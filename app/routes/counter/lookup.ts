import type { TillProduct } from "#app/sales/queries.server.ts";
import { deskNow } from "./offline-desk.ts";

/** `found` answers a code or words; a till that is alone answers from what it kept. */
type Lookup = { found: TillProduct[]; products: TillProduct[] };

/** Asks the server about a code, words, or products held. Null when no answer came. */
export async function lookUp(storeId: string, ask: { q?: string; products?: string[] }, signal?: AbortSignal): Promise<Lookup | null> {
	const query = new URLSearchParams({ store: storeId });
	if (ask.q) query.set("q", ask.q);
	for (const id of ask.products ?? []) query.append("product", id);
	const desk = deskNow();
	if (desk?.isOffline()) return desk.lookUp(ask);
	try {
		const response = await fetch(`/counter/search?${query}`, { signal: signal ?? null, headers: { Accept: "application/json" } });
		// Whoever was signed out meanwhile is led to the door, and comes back to the basket.
		if (response.redirected) window.location.assign(`/sign-in?next=${encodeURIComponent("/counter")}`);
		if (!response.ok || !response.headers.get("Content-Type")?.includes("json")) return null;
		return await response.json();
	} catch {
		if (!desk || signal?.aborted) return null;
		desk.unheard();
		return desk.lookUp(ask);
	}
}

/** The one product a code names, if it names one. */
export function exactOf(found: readonly TillProduct[]): TillProduct | undefined {
	const exact = found.filter((product) => product.exact === 1);
	return exact.length === 1 ? exact[0] : undefined;
}
