import { OpenAPIHono } from "@hono/zod-openapi";
import { refuse } from "#app/platform/errors.ts";
import { limits } from "#app/platform/limits.ts";
import { second } from "#app/platform/time.ts";
import { countedBy, refuseApiFlood } from "../flood.ts";
import { mountAccount } from "./account.ts";
import { mountAttributes } from "./attributes.ts";
import { mountApprovals } from "./approvals.ts";
import { mountAudit } from "./audit.ts";
import { mountAuth, mountLegacyAuth } from "./auth.ts";
import { mountCategories } from "./categories.ts";
import { mountBookedSales } from "./booked-sales.ts";
import { mountChannels } from "./channels.ts";
import { mountConnections } from "./connections.ts";
import { mountCounter } from "./counter.ts";
import { mountCounts } from "./counts.ts";
import { mountCustomers } from "./customers.ts";
import { mountDevices } from "./devices.ts";
import { document, documentPath, mountDocs } from "./document.ts";
import { mountDrawers } from "./drawers.ts";
import { mountEmployees } from "./employees.ts";
import { type Api, type ApiEnv, mounted } from "./endpoint.ts";
import { mountImports } from "./imports.ts";
import { mountInbox } from "./inbox.ts";
import { mountInboxDesk } from "./inbox-desk.ts";
import { mountInsights } from "./insights.ts";
import { mountInventory } from "./inventory.ts";
import { mountKeys } from "./keys.ts";
import { mountLedger } from "./ledger.ts";
import { mountInvites } from "./invites.ts";
import { mountLeases } from "./leases.ts";
import { mountOffline } from "./offline.ts";
import { mountOrders } from "./orders.ts";
import { mountProductChanges } from "./product-changes.ts";
import { mountProductImages } from "./product-images.ts";
import { mountProducts } from "./products.ts";
import { mountReceipts } from "./receipts.ts";
import { refusalResponse } from "./refusal.ts";
import { mountSales } from "./sales.ts";
import { mountServiceTokens } from "./service-tokens.ts";
import { mountSettings } from "./settings.ts";
import { mountStores } from "./stores.ts";
import { mountStyles } from "./styles.ts";
import { mountTillDoors } from "./till-doors.ts";
import { mountTransfers } from "./transfers.ts";
import { mountPurchaseOrders } from "./purchase-orders.ts";
import { mountPurchasing } from "./purchasing.ts";
import { mountUsers } from "./users.ts";
import { mountMailWebhooks } from "./mail-webhooks.ts";
import { mountVendorAdditions } from "./vendor-additions.ts";
import { mountVendorLinks } from "./vendor-links.ts";
import { mountVendors } from "./vendors.ts";
import { mountViews } from "./views.ts";

/** Whether a path is answered by Hono; everything else is a page. */
export function isApiPath(pathname: string): boolean {
	if (pathname === "/api" || (pathname.startsWith("/api/") && !pathname.startsWith("/api/docs"))) return true;
	// Where a browser comes back from a platform is a page.
	return /^\/(auth|connections|sync|setup)(\/|$)/.test(pathname) && pathname !== "/auth" && !pathname.startsWith("/connections/callback/");
}

export const api: Api = new OpenAPIHono<ApiEnv>();

api.onError((error, c) => refusalResponse(error, c.env.scope.requestId));
api.notFound((c) => {
	try {
		const allowed = methodsAt(new URL(c.req.url).pathname);
		if (allowed.length > 0) refuse("method_not_allowed", "method_not_allowed", { allowed });
		refuse("not_found", "not_found");
	} catch (error) {
		return refusalResponse(error, c.env.scope.requestId);
	}
});

let addresses: { pattern: RegExp; method: string }[] | undefined;

/** The methods an address answers: those of every route that would have it, HEAD where there is GET, and OPTIONS. */
function methodsAt(pathname: string): string[] {
	addresses ??= [...mounted, { method: "GET", path: documentPath }].map(({ method, path }) => ({
		method,
		pattern: new RegExp(`^${path.replaceAll(".", "\\.").replace(/\{\w+\}/g, "[^/]+")}$`),
	}));
	const methods = addresses.filter(({ pattern }) => pattern.test(pathname)).map(({ method }) => method);
	if (methods.length === 0) return [];
	return [...new Set([...methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])), "OPTIONS"])].sort();
}

/** Bearer callers from configured origins may read answers in a browser; cookies are never part of it. */
api.use("*", async (c, next) => {
	const { scope } = c.env;
	const origin = c.req.header("Origin");
	const allowed = origin && scope.cfg.API_ORIGINS.includes(origin) ? origin : undefined;
	if (c.req.method === "OPTIONS") {
		if (!allowed) return c.body(null, 204);
		return c.body(null, 204, {
			"Access-Control-Allow-Origin": allowed,
			"Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
			"Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match",
			"Access-Control-Max-Age": "600",
			Vary: "Origin",
		});
	}
	await next();
	if (allowed && scope.token?.via !== "cookie") {
		c.res.headers.set("Access-Control-Allow-Origin", allowed);
		c.res.headers.set("Access-Control-Expose-Headers", "ETag, RateLimit-Policy, Retry-After, X-Request-Id");
	}
	c.res.headers.append("Vary", "Origin");
});

/** Every answer says what it is counted by, the one that refuses a flood above all. */
api.use("*", async (c, next) => {
	await next();
	const counted = countedBy(c.req.raw);
	const { count, per } = limits[counted];
	c.res.headers.set("RateLimit-Policy", `"${counted === "apiCalls" ? "calls" : "webhooks"}";q=${count};w=${per / second}`);
});

api.use("*", async (c, next) => {
	await refuseApiFlood(c.env.scope, c.req.raw);
	await next();
});

/** Both spellings of every path stand on the same handlers: `/api/v1/…` is the canonical one, `/api/…` the literal one. */
for (const base of ["/api/v1", "/api"]) {
	mountAuth(api, base);
	mountTillDoors(api, base);
	mountAccount(api, base);
	mountDevices(api, base);
	mountEmployees(api, base);
	mountApprovals(api, base);
	mountKeys(api, base);
	mountServiceTokens(api, base);
	mountMailWebhooks(api, base);
	mountProducts(api, base);
	mountProductChanges(api, base);
	mountProductImages(api, base);
	mountViews(api, base);
	mountCategories(api, base);
	mountAttributes(api, base);
	mountStyles(api, base);
	mountInventory(api, base);
	mountLedger(api, base);
	mountTransfers(api, base);
	mountPurchasing(api, base);
	mountPurchaseOrders(api, base);
	mountCounts(api, base);
	mountCustomers(api, base);
	mountAudit(api, base);
	mountUsers(api, base);
	mountInvites(api, base);
	mountSales(api, base);
	mountReceipts(api, base);
	mountDrawers(api, base);
	mountCounter(api, base);
	mountOffline(api, base);
	mountLeases(api, base);
	mountOrders(api, base);
	mountImports(api, base);
	mountInsights(api, base);
	mountSettings(api, base);
	mountVendors(api, base);
	mountVendorLinks(api, base);
	mountVendorAdditions(api, base);
	mountStores(api, base);
	mountConnections(api, base);
	mountChannels(api, base);
	mountBookedSales(api, base);
	mountInbox(api, base);
	mountInboxDesk(api, base);
}
mountLegacyAuth(api);
mountConnections(api, "");
mountDocs(api);

export { document };
