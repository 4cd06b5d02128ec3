import type { Viewer } from "#app/components/shell.ts";
import type { TillProduct } from "#app/sales/queries.server.ts";
import type { Sheet } from "../till-page.tsx";
import { type Keeping, keepProvision, type Provision, raiseSeq } from "./keeping.ts";

/** What a till fetches while somebody answers, so that it can go on without. */

type Goods = {
	items: TillProduct[];
	next: string | null;
	highest: number;
	leases: boolean;
	people: { id: string; name: string }[];
	at: number;
	till: { deviceId: string; mandate: string | null; seller: string; businessId: string; atTill: { lockMinutes: number } | null } | null;
};

/**
 * Fetches what the till will need alone. What cannot be fetched leaves what was kept before.
 * @returns whether its store lets tills keep goods; null where nothing was fetched
 */
export async function provide(db: Keeping, sheet: Sheet, viewer: Viewer): Promise<boolean | null> {
	try {
		const goods: TillProduct[] = [];
		let first: Goods | undefined;
		for (let after: string | null = ""; after !== null; ) {
			const response: Response = await fetch(`/counter/goods?${new URLSearchParams({ store: sheet.store.id, after })}`);
			if (!response.ok || response.redirected) return null;
			const page: Goods = await response.json();
			first ??= page;
			// No till, or one of another store: there is nothing to keep goods for.
			if (!first.till?.mandate) return null;
			goods.push(...page.items);
			after = page.next;
		}
		if (!first?.till?.mandate) return null;
		const { deviceId, businessId, mandate, seller, atTill } = first.till;
		await raiseSeq(db, deviceId, first.highest);
		const { documentElement: html } = document;
		const provision: Provision = {
			tillId: deviceId,
			businessId,
			mandate,
			seller,
			atTill,
			people: first.people,
			viewer,
			business: sheet.business,
			at: first.at,
			ahead: Date.now() - first.at,
			locale: html.lang,
			timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
			// Nobody's sales but those made here: the last one, and who waits with a basket, are the server's to show.
			sheet: { ...sheet, parked: [], found: [], last: null, sold: null, q: "", basket: { id: "", lines: [], on: null, refusal: null } },
		};
		await keepProvision(db, provision, goods);
		return first.leases;
	} catch {
		// without the network what was kept before stands
		return null;
	}
}

/** The worker that opens the till when there is no network, in the reader's language. */
export async function standBy(locale: string): Promise<void> {
	try {
		await navigator.serviceWorker?.register("/sw.js", { scope: "/counter" });
		const { active } = await navigator.serviceWorker.ready;
		active?.postMessage({ do: "keep-shell", locale });
	} catch {
		// a browser without workers sells without the network as long as its page stays open
	}
}
