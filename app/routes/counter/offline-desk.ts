import { useEffect, useLayoutEffect, useSyncExternalStore } from "react";
import { news } from "#app/components/news-socket.ts";
import { useRootData } from "#app/components/shell.ts";
import type { Desk, DeskState } from "./offline/desk.ts";
import type { Sheet } from "./till-page.tsx";

/** What sells without the network is loaded after the till stands, and is there before it is needed. */

let opened: Desk | null = null;
/** The page shows the counter of a store this till does not stand in: nothing may be sold for it alone. What waits still goes out. */
let elsewhere = false;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
	listeners.add(listener);
	return () => void listeners.delete(listener);
};

/** The desk, once it is open; null before that, on a browser that is no till, and at another store's counter. */
export function deskNow(): Desk | null {
	return elsewhere ? null : opened;
}

function tell(): void {
	for (const listener of listeners) listener();
}

export function setDesk(desk: Desk): void {
	opened = desk;
	desk.subscribe(tell);
	tell();
}

export function useDesk(): { desk: Desk; state: DeskState } | null {
	const state = useSyncExternalStore(
		subscribe,
		() => deskNow()?.state() ?? null,
		() => null,
	);
	const desk = deskNow();
	return desk && state ? { desk, state } : null;
}

/** Opens it for a till. At another store's counter it only hands in what waits. */
export function useOpenDesk(sheet: Sheet): void {
	const viewer = useRootData()?.viewer;
	const isElsewhere = sheet.tillId !== null && !sheet.isHome;
	// Before any sale on the page asks.
	useLayoutEffect(() => {
		elsewhere = isElsewhere;
		tell();
		return () => {
			elsewhere = false;
			tell();
		};
	}, [isElsewhere]);
	useEffect(() => {
		if (!sheet.tillId || !viewer) return;
		void import("./offline/desk.ts").then(async ({ openDesk }) => setDesk(await openDesk(sheet, viewer)));
	}, [sheet.tillId]);
	// A till that nobody touches asks nobody anything: that its line broke is how it learns of an outage before somebody sells.
	useEffect(() => {
		let before = news.line();
		return news.subscribe(() => {
			const now = news.line();
			if (now === "reconnecting" && before !== now) void opened?.doubt();
			before = now;
		});
	}, []);
}
