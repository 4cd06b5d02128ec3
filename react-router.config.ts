import type { Config } from "@react-router/dev/config";

/**
 * A browser knows every page's address from the start, some five kilobytes it keeps until the next build. Asked for piece by piece, each list
 * would send the addresses of all its rows back to the server to be looked up, on every visit.
 */
export default { ssr: true, routeDiscovery: { mode: "initial" } } satisfies Config;
