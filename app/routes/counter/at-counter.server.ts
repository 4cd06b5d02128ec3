import { redirect } from "react-router";
import { type StoreFacts, storeOf, type Viewer } from "#app/identity/viewer.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import type { Who } from "./till-head.tsx";

/** A till stands in a shop; the web store has no counter, unless there is nothing else. */
export function shopsOf(stores: StoreFacts[]): StoreFacts[] {
	const shops = stores.filter(({ kind }) => kind === "shop");
	return shops.length > 0 ? shops : stores;
}

/** The shop a page beside the till speaks of; where there are several and none was chosen, the till asks first. */
export function shopOf(request: Request, viewer: Viewer): StoreFacts {
	const shops = shopsOf(viewer.stores);
	const chosen = shops.length === 1 ? shops[0] : chosenStore(request, shops);
	if (!chosen) throw redirect("/counter");
	return chosen;
}

export type CounterHead = {
	who: Who;
	store: { id: string; name: string; currency: string; timeZone: string };
	/** `ask`: at a till somebody else may allow what its person may not do. */
	may: { refund: boolean; ask: boolean; settings: boolean };
};

/** What every page beside the till says on top. */
export function headOf(tenant: Tenant<Viewer>, viewer: Viewer, { id, name, currency, timeZone }: StoreFacts): CounterHead {
	return {
		who: whoOf(tenant, viewer),
		store: { id, name, currency, timeZone },
		may: {
			refund: viewer.permissions.has("sales:refund"),
			ask: viewer.device !== null,
			settings: viewer.permissions.has("settings:write"),
		},
	};
}

/** The same of a receipt, whose store is known from it. */
export function headIn(tenant: Tenant<Viewer>, viewer: Viewer, storeId: string): CounterHead {
	return headOf(tenant, viewer, storeOf(viewer, storeId));
}

export function whoOf(tenant: Tenant<Viewer>, { business, actor, stores, kind, lockMinutes }: Viewer): Who {
	const atTill = kind === "employee" ? { lockMinutes } : null;
	return { business: business.name, person: actor.name, several: shopsOf(stores).length > 1, now: tenant.now, atTill };
}
