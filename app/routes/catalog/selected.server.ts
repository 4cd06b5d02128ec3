import { type Change, type ChangedProducts, changeProducts, type NotChanged } from "#app/catalog/change-products.server.ts";
import { mostChanged } from "#app/catalog/rules.ts";
import { undoChange } from "#app/catalog/undo-change.server.ts";
import { wordsOf } from "#app/catalogs.server.ts";
import type { Locale } from "#app/i18n.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { mostTaken } from "#app/insights/all-changes.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { matchingProducts, mostMatching } from "#app/stock/product-list.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { type Told, told } from "../told.ts";
import { askedFor } from "./asked.ts";

/** What was done to several products, with those that stayed as they were. */
export type SeveralTold = Told & { refused: NotChanged[] };

/**
 * Which products an act is about: those ticked (`ids`), or with `all` everything the list matches.
 * @throws Refusal `too_many_matching`, `nothing_selected`
 */
export async function selectedIds(tenant: Tenant<Viewer>, request: Request, said: URLSearchParams): Promise<string[]> {
	if (said.get("all") === "1") {
		const { cursor: _, ...asked } = askedFor(said);
		const { stores } = await tenant.principal();
		const ids = await matchingProducts(tenant, { ...asked, storeId: chosenStore(request, stores)?.id });
		if (ids.length > mostMatching) refuse("conflict", "too_many_matching", { most: mostMatching });
		if (ids.length > 0) return ids;
	}
	const ids = [
		...new Set(
			said
				.getAll("ids")
				.flatMap((text) => text.split(","))
				.filter(Boolean),
		),
	];
	if (ids.length === 0) refuse("invalid", "nothing_selected");
	return ids.slice(0, mostMatching);
}

type Act = { tenant: Tenant<Viewer>; locale: Locale; key: string | undefined };

/**
 * Does the same to all of them, five hundred at a time. Each part counts once under the act's own key, so a repeat after a part that broke goes
 * on where it stopped.
 */
export async function changeAll({ tenant, locale, key }: Act, ids: string[], change: Change): Promise<SeveralTold> {
	const done = [];
	for (let from = 0; from < ids.length; from += mostChanged)
		done.push(await changeProducts(tenant, { productIds: ids.slice(from, from + mostChanged), change }, { key: key && `${key}.${from}` }));
	return changedTold(locale, done);
}

/** What several changes together have to say, with what takes them back. */
export function changedTold(locale: Locale, done: ChangedProducts[]): SeveralTold {
	const changed = done.reduce((sum, part) => sum + part.changed, 0);
	const refused = done.flatMap((part) => part.refused);
	const changeIds = done.flatMap(({ changeId }) => changeId ?? []);
	const t = wordsOf(locale);
	const text = `${t("products.did.changed", { count: changed })}${refused.length > 0 ? ` ${t("products.did.refused", { count: refused.length })}` : ""}`;
	return { ...told(text, changeIds.length > 0 ? { intent: "undo", changeIds: changeIds.join(), commandId: newId() } : null), refused };
}

/** Takes such an act back, the last part first. */
export async function undoAll({ tenant, locale, key }: Act, changeIds: string[]): Promise<SeveralTold> {
	const undone = [];
	for (const changeId of changeIds.slice(0, Math.max(mostMatching, mostTaken) / mostChanged).reverse())
		undone.push(await undoChange(tenant, { changeId }, { key: key && `${key}.${changeId.slice(-12)}` }));
	const refused = undone.flatMap((part) => part.refused);
	const t = wordsOf(locale);
	const text = `${t("products.did.undone", { count: undone.reduce((sum, part) => sum + part.changed, 0) })}${
		refused.length > 0 ? ` ${t("products.did.refused", { count: refused.length })}` : ""
	}`;
	return { ...told(text), refused };
}
