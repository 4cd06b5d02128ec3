import { useSyncExternalStore } from "react";
import { useNow } from "use-intl/react";

const tick = 5_000;

function subscribe(listener: () => void): () => void {
	const timer = setInterval(listener, tick);
	return () => clearInterval(timer);
}

function steps(): number {
	return Math.floor(Date.now() / tick) * tick;
}

/** Now in ms, moving every five seconds in the browser; while hydrating, the instant the server rendered at. */
export function useClock(): number {
	const rendered = useNow().getTime();
	return useSyncExternalStore(subscribe, steps, () => rendered);
}
