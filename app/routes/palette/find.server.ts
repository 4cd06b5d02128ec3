import { findStyles } from "#app/catalog/styles.server.ts";
import { fewestLetters, type Found, nothingFound } from "#app/components/palette-found.ts";
import { findCustomers } from "#app/customers/queries.server.ts";
import { calledOf } from "#app/customers/rules.ts";
import { findPeople } from "#app/identity/find-people.server.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { listOrders } from "#app/orders/order-list.server.ts";
import type { OrderRow } from "#app/orders/queries.server.ts";
import { endOfId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { together } from "#app/platform/together.server.ts";
import { findProducts } from "#app/stock/find-products.server.ts";
import { chosenStore } from "../chosen-store.server.ts";

const shown = { products: 5, styles: 3, orders: 4, people: 4, customers: 4 };

/** The records that answer to what was typed, as far as whoever asks may see them. Products count what stands in the store being looked at. */
export async function findRecords(asker: Tenant<Viewer>, request: Request, typed: string): Promise<Found> {
	const viewer = await asker.principal();
	const q = typed.trim().slice(0, 200);
	if (q.length < fewestLetters) return nothingFound;
	const may = (permission: string) => viewer.permissions.has(permission);
	const storeId = chosenStore(request, viewer.stores)?.id;
	const tenant = together(asker);
	const [products, styles, orders, people, customers] = await Promise.all([
		findProducts(tenant, { q, storeId, limit: shown.products }),
		findStyles(tenant, { q, limit: shown.styles }),
		may("sales:read") ? listOrders(tenant, { q, limit: shown.orders }) : null,
		may("users:read") ? findPeople(tenant, { q, limit: shown.people }) : null,
		may("customers:read") ? findCustomers(tenant, { q, limit: shown.customers }) : null,
	]);
	return {
		products,
		styles,
		orders: orders?.items.map(shownOrder) ?? [],
		customers: customers?.map((each) => ({ id: each.id, name: calledOf(each), about: aboutOf(each) })) ?? [],
		people: people?.map(({ id, name, email }) => ({ id, name, email })) ?? [],
	};
}

/** What tells two of a name apart. */
function aboutOf({ name, email, phone, city }: { name: string; email: string | null; phone: string | null; city: string }): string {
	return [name && email, phone, city].filter(Boolean).join(" · ");
}

function shownOrder({
	id,
	title,
	lines,
	total,
	currency,
	placedAt,
	paymentStatus,
	units,
	refundedUnits,
}: OrderRow): Found["orders"][number] {
	return { id, number: endOfId(id), title, lines, total, currency, placedAt, paymentStatus, refundable: refundedUnits < units };
}
