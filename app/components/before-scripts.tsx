import { type ReactNode, useSyncExternalStore } from "react";

let running = false;
const listeners = new Set<() => void>();

function run(): void {
	running = true;
	for (const each of [...listeners]) each();
}

/** Whoever listens has come alive. What is different then is not rendered in that same task: it is long enough, and nobody can press anything in it. */
function subscribe(listener: () => void): () => void {
	if (!running && listeners.size === 0) setTimeout(run, 0);
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/**
 * What stands in the page until its scripts run: always where there are none, or where they never arrive. `<noscript>` would only see the
 * first of these.
 */
export function BeforeScripts({ children }: { children: ReactNode }) {
	return useScripts() ? null : children;
}

/** Whether scripts run yet: false on the server and while hydrating. */
export function useScripts(): boolean {
	return useSyncExternalStore(
		subscribe,
		() => running,
		() => false,
	);
}
