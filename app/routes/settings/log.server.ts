import { chainState, listEvents, type LoggedEvent } from "#app/audit/queries.server.ts";
import { openEvents } from "#app/customers/open-events.server.ts";
import { listUsers } from "#app/identity/queries.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { endOfDay } from "#app/orders/rules.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { addDays, isCalendarDay, isoInstant } from "#app/platform/time.ts";
import { together } from "#app/platform/together.server.ts";
import { findRecords } from "../palette/find.server.ts";

/** What the address asks of the log, as its query takes it. Days are the business's own. */
export function logAsked(query: URLSearchParams, timeZone: string): Record<string, string> {
	const text = (name: string) => query.get(name)?.trim().slice(0, 80) || undefined;
	const day = (name: string) => [query.get(name) ?? ""].find(isCalendarDay);
	const [from, until] = [day("from"), day("until")];
	const asked = {
		type: text("type"),
		actorId: text("actor"),
		subjectId: text("subject"),
		storeId: text("in"),
		deviceId: text("till"),
		ip: text("ip"),
		from: from && isoInstant(endOfDay(addDays(from, -1), timeZone)),
		until: until && isoInstant(endOfDay(until, timeZone)),
	};
	return Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** A page of the log, how its chain stands, and the records that what was typed may be about. */
export async function logPage(asker: Tenant<Viewer>, request: Request) {
	const { searchParams: query } = new URL(request.url);
	const { business, permissions } = await asker.principal();
	const asked = logAsked(query, business.timeZone);
	const tenant = together(asker);
	const [events, chain, users] = await Promise.all([
		listEvents(tenant, { ...asked, cursor: query.get("cursor") ?? undefined, limit: 50 }),
		chainState(tenant, {}),
		permissions.has("users:read") ? listUsers(tenant, { limit: 200 }) : null,
	]);
	const q = query.get("q")?.trim().slice(0, 200) ?? "";
	const found = q === "" ? null : await findRecords(asker, request, q);
	return {
		items: await opened(asker, events.items, permissions.has("customers:read")),
		nextCursor: events.nextCursor,
		chain,
		asked,
		people: users?.items.map(({ id, name }) => ({ id, name })) ?? [],
		subjects: found && [
			...found.products.map(({ id, name }) => ({ id, name })),
			...found.orders.map(({ id, number, title }) => ({ id, name: `#${number} ${title}` })),
			...found.customers.map(({ id, name }) => ({ id, name })),
			...found.people.map(({ id, name }) => ({ id, name })),
		],
	};
}

/** What was said of customers stands under keys of their own. */
async function opened(tenant: Tenant<Viewer>, events: LoggedEvent[], mayRead: boolean): Promise<LoggedEvent[]> {
	const sealed = events.flatMap(({ id, subjectType, subjectId, data }) =>
		subjectType === "customer" && typeof data.sealed === "string" ? [{ id, customerId: subjectId, sealed: data.sealed }] : [],
	);
	if (sealed.length === 0) return events;
	const said = mayRead ? await openEvents(tenant, { events: sealed }) : {};
	return events.map((event) => {
		const { sealed: held, ...data } = event.data;
		return held === undefined ? event : { ...event, data: { ...data, ...said[event.id] } };
	});
}
