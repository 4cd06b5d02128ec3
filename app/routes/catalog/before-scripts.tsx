import { type ReactNode, useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * What stands in the page until its scripts run: always where there are none, or where they never arrive. `<noscript>` would only see the
 * first of these.
 */
export function BeforeScripts({ children }: { children: ReactNode }) {
	const running = useSyncExternalStore(never, () => true, () => false);
	return running ? null : children;
}
