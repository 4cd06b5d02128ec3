import { type ReactNode, useSyncExternalStore } from "react";

const never = () => () => {};

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
		never,
		() => true,
		() => false,
	);
}
