import type { Permission } from "#app/identity/permissions.ts";
import { someone, type Viewer } from "#app/identity/viewer.server.ts";
import { issuesOf } from "#app/platform/command.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { refuseForeignSocket } from "#app/platform/http/origin.server.ts";
import { Listen, type News } from "#app/platform/news-frames.ts";
import { newsFor } from "#app/platform/news.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { second } from "#app/platform/time.ts";

/** Two machines' clocks differ by less. Hearing a little twice costs nothing. */
const skew = 5 * second;

/** Where a socket begins, as its object is asked. */
export function beginning({ after, since }: Listen): string {
	return after === undefined ? `since=${Math.max(0, since - skew)}` : `after=${after}`;
}

/** What each kind of news needs; a kind that is not named here nobody is told of. */
const needs: Record<News["kind"], Permission | null> = {
	stock: "stock:read",
	order: "sales:read",
	chat: "inbox:read",
	person: "customers:read",
	connection: "inbox:read",
	refresh: null,
};

/** The tags of a viewer's sockets: whose it is, and at which till. It is hung up by either. */
export function tagsOf({ actor, device }: Viewer): string {
	return [actor.id, ...(device ? [device.id] : [])].join(" ");
}

/**
 * The door of the socket: who is it, may they hear of stock, does it come from a page of ours; then the object of their own business.
 * @throws Refusal `upgrade_required`, `forbidden / cross_site`, `unauthenticated`, `forbidden / missing_permission`, `validation_failed`
 */
export async function listen(request: Request, scope: Scope): Promise<Response> {
	if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket") refuse("upgrade_required", "upgrade_required");
	refuseForeignSocket(request, scope);
	const tenant = await someone(scope);
	const viewer = await tenant.principal();
	requirePermission(viewer, "stock:read");
	const asked = Listen.safeParse(Object.fromEntries(new URL(request.url).searchParams));
	if (!asked.success) refuseInput(issuesOf(asked.error));
	const hears = Object.entries(needs).flatMap(([kind, permission]) =>
		permission === null || viewer.permissions.has(permission) ? [kind] : [],
	);
	return newsFor(scope, tenant.businessId).fetch(`https://news/?${beginning(asked.data)}`, {
		headers: { Upgrade: "websocket", "X-Tags": tagsOf(viewer), "X-Until": String(viewer.session.expiresAt), "X-Hears": hears.join(" ") },
	});
}
