import { data, redirect } from "react-router";
import type { StoreFacts } from "#app/identity/viewer.server.ts";
import { setPreference } from "#app/platform/http/cookies.ts";
import { newId } from "#app/platform/ids.ts";
import { tillSheet } from "#app/sales/queries.server.ts";
import { sell } from "#app/sales/sell.server.ts";
import { undoSale } from "#app/sales/undo.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { field, form, page, prolonging } from "../door.server.ts";
import type { Route } from "./+types/counter.ts";
import { ChooseStore } from "./choose-store.tsx";
import { basketOf, counterPath, readLines, withOneMore } from "./form-basket.ts";
import { exactOf } from "./lookup.ts";
import { TillPage } from "./till-page.tsx";
import "#app/styles/till.css";

/** One till: its goods, and the basket of the address while there are no scripts. Without a store there is only the question which. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const { business, actor, stores, kind, lockMinutes } = await tenant.principal();
		const shops = shopsOf(stores);
		const atTill = kind === "employee" ? { lockMinutes } : null;
		const who = { business: business.name, person: actor.name, several: shops.length > 1, now: tenant.now, atTill };
		const chosen = shops.length === 1 ? shops[0] : chosenStore(request, shops);
		if (!chosen) return data({ who, shops: shops.map(({ id, name }) => ({ id, name })), till: null });

		const lines = readLines(url.searchParams);
		const q = url.searchParams.get("q")?.trim().slice(0, 200) ?? "";
		const sheet = await tillSheet(tenant, {
			storeId: chosen.id,
			q,
			products: lines.map(({ productId }) => productId),
			soldId: url.searchParams.get("sold")?.slice(0, 64) ?? "",
		});
		// A scanned code goes straight into the basket, also before scripts.
		const scanned = exactOf(sheet.found);
		const hit = scanned && scanned.status !== "archived" && scanned.price !== null ? scanned : undefined;
		const held = hit ? withOneMore(lines, hit.id) : lines;
		const products = hit ? [...sheet.products, hit] : sheet.products;
		const { store, ...rest } = sheet;
		const till = {
			...rest,
			store: { id: store.id, name: store.name, currency: store.currency },
			q: hit ? "" : q,
			basket: basketOf(newId(), held, products),
		};
		const headers = new Headers(await prolonging({ context }));
		if (url.searchParams.get("store") === chosen.id) headers.append("Set-Cookie", setPreference("store", chosen.id));
		return data({ who, shops: null, till }, { headers });
	});
}

/** A till stands in a shop; the web store has no counter, unless there is nothing else. */
function shopsOf(stores: StoreFacts[]): StoreFacts[] {
	const shops = stores.filter(({ kind }) => kind === "shop");
	return shops.length > 0 ? shops : stores;
}

/** Sells the basket of a form, or takes a sale back. `live` is a till with scripts, which is told; others are sent to a page that says so. */
export async function action({ request, context, url }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const live = fields.has("live");
		const undo = field(fields, "undo");
		if (undo !== undefined) {
			const { orderId, storeId, units, total, currency } = await undoSale(tenant, { orderId: undo }, { key: `till-${undo}` });
			if (!live) throw redirect(counterPath(storeId, [], { sold: orderId }), 303);
			return { ok: true as const, did: "undone", orderId, units, total, currency };
		}
		const storeId = field(fields, "store") ?? url.searchParams.get("store") ?? "";
		const lines = readLines(fields).filter(({ typed }) => typed !== "0");
		const asked = lines.map(({ productId, typed }) => ({ productId, quantity: /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed }));
		const { orderId, units, total, currency } = await sell(tenant, { storeId, lines: asked }, { key: field(fields, "sell") ?? null });
		if (!live) throw redirect(counterPath(storeId, [], { sold: orderId }), 303);
		return { ok: true as const, did: "sold", orderId, units, total, currency };
	});
}

/** What did not come back may have been sold or not; only the same sale sent again can tell. */
export async function clientAction({ serverAction }: Route.ClientActionArgs) {
	try {
		return await serverAction();
	} catch (error) {
		if (error instanceof Response) throw error;
		return { ok: false as const, code: "unreachable", details: {}, values: {} };
	}
}

export default function Counter({ loaderData, actionData }: Route.ComponentProps) {
	const { who, shops, till } = loaderData;
	if (!till) return <ChooseStore who={who} shops={shops} />;
	return <TillPage key={till.store.id} who={who} sheet={till} answer={actionData} />;
}
