import { useSyncExternalStore } from "react";
import { useNow } from "use-intl/react";

const tick = 5_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
/** Null before the first tick: a page that comes alive shows the server's instant until then, and nothing is rendered a second time for it. */
let at: number | null = null;

const step = () => Math.floor(Date.now() / tick) * tick;

/** Where nobody has looked for a while, and the page is no new one, the last of them is long ago. */
const ticked = () => (timer === undefined && performance.now() > tick ? step() : at);

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	if (timer === undefined) {
		at = ticked();
		timer = setInterval(() => {
			at = step();
			for (const each of [...listeners]) each();
		}, tick);
	}
	return () => {
		listeners.delete(listener);
		if (listeners.size > 0) return;
		clearInterval(timer);
		timer = undefined;
	};
}

/** Now in ms, moving every five seconds in the browser, everywhere at once; until the first of them, the instant the server rendered at. */
export function useClock(): number {
	const rendered = useNow().getTime();
	return useSyncExternalStore(subscribe, ticked, () => null) ?? rendered;
}
