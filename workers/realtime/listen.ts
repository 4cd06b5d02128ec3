import { someone } from "#app/identity/viewer.server.ts";
import { issuesOf } from "#app/platform/command.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { refuseForeignSocket } from "#app/platform/http/origin.server.ts";
import { Listen } from "#app/platform/news-frames.ts";
import { newsFor } from "#app/platform/news.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { requirePermission } from "#app/platform/tenant.server.ts";
import { second } from "#app/platform/time.ts";

/** Two machines' clocks differ by less. Hearing a little twice costs nothing. */
const skew = 5 * second;

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
	const { after, since } = asked.data;
	const query = after === undefined ? `since=${Math.max(0, since - skew)}` : `after=${after}`;
	// Whose socket it is, and at which till: it is hung up by either.
	const tags = [viewer.actor.id, ...(viewer.device ? [viewer.device.id] : [])].join(" ");
	return newsFor(scope, tenant.businessId).fetch(`https://news/?${query}`, {
		headers: { Upgrade: "websocket", "X-Tags": tags, "X-Until": String(viewer.session.expiresAt) },
	});
}
