import { data } from "react-router";
import { setPreference } from "#app/platform/http/cookies.ts";
import { newId } from "#app/platform/ids.ts";
import { tillSheet } from "#app/sales/queries.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { field, form, page, prolonging } from "../door.server.ts";
import type { Route } from "./+types/counter.ts";
import { shopsOf, whoOf } from "./at-counter.server.ts";
import { ChooseStore } from "./choose-store.tsx";
import { counterAct } from "./counter-acts.server.ts";
import { basketOf, readLines, withOneMore } from "./form-basket.ts";
import { exactOf } from "./lookup.ts";
import { keptBy, tillOf } from "./till-name.server.ts";
import { TillPage } from "./till-page.tsx";
import "#app/styles/till.css";

export const links: Route.LinksFunction = () => [{ rel: "manifest", href: "/manifest.webmanifest" }];

export const handle = "counter";

/** One till: its goods, and the basket of the address while there are no scripts. Without a store there is only the question which. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const viewer = await tenant.principal();
		const shops = shopsOf(viewer.stores);
		const who = whoOf(tenant, viewer);
		const chosen = shops.length === 1 ? shops[0] : chosenStore(request, shops);
		if (!chosen) return data({ who, shops: shops.map(({ id, name }) => ({ id, name })), till: null });

		const lines = readLines(url.searchParams);
		const q = url.searchParams.get("q")?.trim().slice(0, 200) ?? "";
		const name = tillOf(request, viewer);
		const sheet = await tillSheet(tenant, {
			storeId: chosen.id,
			q,
			till: name,
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
			name,
			business: viewer.business.name,
			tillId: viewer.device?.id ?? null,
			isHome: viewer.device?.storeId === store.id,
			session: viewer.session.id,
			keeper: { businessId: viewer.business.id, storeId: store.id, by: keptBy(viewer) },
			q: hit ? "" : q,
			basket: basketOf(newId(), held, products),
		};
		const headers = new Headers(await prolonging({ context }));
		if (url.searchParams.get("store") === chosen.id) headers.append("Set-Cookie", setPreference("store", chosen.id));
		return data({ who, shops: null, till }, { headers });
	});
}

/** What the till's forms and scripts ask for. */
export async function action({ request, context, url }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const storeId = field(fields, "store") ?? url.searchParams.get("store") ?? "";
		return counterAct(tenant, fields, { storeId, till: tillOf(request, await tenant.principal()) });
	});
}

/** What did not come back may have been sold or not; only the same sale sent again can tell. */
export async function clientAction({ serverAction }: Route.ClientActionArgs) {
	try {
		// An answer that takes so long may as well not come: the same sale again tells what became of it.
		return await Promise.race([serverAction(), new Promise<never>((_, reject) => setTimeout(reject, patience))]);
	} catch (error) {
		if (error instanceof Response) throw error;
		// As an error: the page must not be asked for again, where nobody answers it would be lost.
		return data({ ok: false as const, code: "unreachable", details: {}, values: {} }, { status: 503 });
	}
}

const patience = 12_000;

export default function Counter({ loaderData, actionData }: Route.ComponentProps) {
	const { who, shops, till } = loaderData;
	if (!till) return <ChooseStore who={who} shops={shops} />;
	return <TillPage key={`${till.store.id} ${till.keeper.by}`} who={who} sheet={till} answer={actionData} />;
}
