import { useEffect, useSyncExternalStore } from "react";
import { news } from "#app/components/news-socket.ts";
import { useRootData } from "#app/components/shell.ts";
import type { Desk, DeskState } from "./offline/desk.ts";
import type { Sheet } from "./till-page.tsx";

/** What sells without the network is loaded after the till stands, and is there before it is needed. */

let desk: Desk | null = null;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
	listeners.add(listener);
	return () => void listeners.delete(listener);
};

/** The desk, once it is open; null before that and on a browser that is no till. */
export function deskNow(): Desk | null {
	return desk;
}

export function setDesk(opened: Desk): void {
	desk = opened;
	opened.subscribe(() => {
		for (const listener of listeners) listener();
	});
	for (const listener of listeners) listener();
}

export function useDesk(): { desk: Desk; state: DeskState } | null {
	const state = useSyncExternalStore(
		subscribe,
		() => desk?.state() ?? null,
		() => null,
	);
	return desk && state ? { desk, state } : null;
}

/** Opens it for a till that has one. */
export function useOpenDesk(sheet: Sheet): void {
	const viewer = useRootData()?.viewer;
	useEffect(() => {
		if (!sheet.tillId || !viewer) return;
		void import("./offline/desk.ts").then(async ({ openDesk }) => setDesk(await openDesk(sheet, viewer)));
	}, [sheet.tillId]);
	// A till that nobody touches asks nobody anything: that its line broke is how it learns of an outage before somebody sells.
	useEffect(() => {
		let before = news.line();
		return news.subscribe(() => {
			const now = news.line();
			if (now === "reconnecting" && before !== now) void desk?.doubt();
			before = now;
		});
	}, []);
}
