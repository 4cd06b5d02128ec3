import { redirect } from "react-router";
import { changeStatus } from "#app/catalog/change-status.server.ts";
import { editProduct } from "#app/catalog/edit-product.server.ts";
import { takePrices } from "#app/catalog/vendors/take-prices.server.ts";
import { mostChanged } from "#app/catalog/rules.ts";
import { changeKinds } from "#app/catalog/vendors/differences.ts";
import { wordsOf } from "#app/catalogs.server.ts";
import type { Locale } from "#app/i18n.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { allPricesToTake } from "#app/insights/all-changes.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { draftPurchaseOrder } from "#app/purchasing/draft-purchase-order.server.ts";
import { startAddition } from "#app/purchasing/vendor-additions/start-addition.server.ts";
import { changedTold, type SeveralTold, undoAll } from "../catalog/selected.server.ts";
import { field } from "../door.server.ts";

export const changeIntents = [
	"price",
	"prices",
	"prices-found",
	"barcode",
	"sku",
	"order",
	"archive",
	"add",
	"add-all",
	"add-found",
	"undo",
] as const;

type Act = { tenant: Tenant<Viewer>; fields: FormData; vendor: string; locale: Locale };

/** What is done about a change in a vendor's catalog, or about all of a kind, in one press; back to where one was, or told with what takes it back. */
export async function actOnChange({ tenant, fields, vendor, locale }: Act): Promise<Response | SeveralTold> {
	const intent = changeIntents.find((word) => word === field(fields, "intent")) ?? refuse("invalid", "validation_failed");
	const productId = field(fields, "productId") ?? "";
	const catalogId = field(fields, "catalogId") ?? "";
	const key = `${field(fields, "commandId")?.slice(0, 64)} ${intent} ${productId || catalogId}`.slice(0, 200);
	const version = Number(field(fields, "version")) || undefined;
	const value = field(fields, "value");
	const back = new URLSearchParams({ said: intent });
	for (const name of ["from", "to", "kind"]) {
		const kept = field(fields, name);
		if (kept) back.set(name, kept.slice(0, 80));
	}
	const here = () => redirect(`/vendors/${vendor}/changes?${back}`, 303);
	if (intent === "undo")
		return undoAll({ tenant, locale, key: key.slice(0, 40) }, (field(fields, "changeIds") ?? "").split(",").filter(Boolean));
	const asked = {
		vendor,
		from: field(fields, "from"),
		to: field(fields, "to"),
		kind: changeKinds.find((word) => word === field(fields, "kind")),
	};
	if (intent === "prices-found") return takeAll({ tenant, vendor, locale, key }, await allPricesToTake(tenant, asked));
	if (intent === "price" || intent === "prices") {
		const taken = await takePrices(tenant, { vendor, prices: listed(fields, "prices") }, { key });
		const [kept] = taken.refused;
		if (kept && taken.changed === 0 && taken.refused.length === 1) refuse("conflict", "version_changed");
		return changedTold(locale, [taken]);
	}
	if (intent === "add" || intent === "add-all" || intent === "add-found") {
		const items = intent === "add" ? [catalogId] : listed(fields, "items");
		if (intent !== "add-found" && Array.isArray(items) && items.length === 0) refuse("conflict", "nothing_to_add");
		const which = intent === "add-found" ? { from: asked.from, to: asked.to } : { items };
		await startAddition(tenant, { vendor, which }, { key });
		return redirect(`/vendors/${vendor}/links?show=unlinked&said=adding`, 303);
	}
	if (intent === "order") {
		const { stores } = await tenant.principal();
		const line = { productId, quantity: Number(value) };
		const order = { vendor: field(fields, "vendorName"), storeId: stores[0]?.id, lines: [line] };
		const { id } = await draftPurchaseOrder(tenant, order, { key });
		return redirect(`/purchasing/orders/${id}?said=drafted`, 303);
	}
	if (intent === "archive") await changeStatus(tenant, { productId, version, status: "archived" }, { key });
	else await editProduct(tenant, { productId, version, [intent]: value }, { key });
	return here();
}

/**
 * Takes over as many prices as one act does, five hundred at a time. A part is known again by what it begins with: where an act broke off, those before
 * it are no longer among the prices to take.
 */
async function takeAll(
	{ tenant, vendor, locale, key }: Omit<Act, "fields"> & { key: string },
	all: Awaited<ReturnType<typeof allPricesToTake>>,
) {
	const done = [];
	for (let from = 0; from < all.these.length; from += mostChanged) {
		const prices = all.these.slice(from, from + mostChanged);
		done.push(await takePrices(tenant, { vendor, prices }, { key: `${key} ${prices[0]?.productId}`.slice(0, 200) }));
	}
	const answer = changedTold(locale, done);
	return all.more ? { ...answer, text: `${answer.text} ${wordsOf(locale)("vendors.changes.together.more")}` } : answer;
}

/** What a form holds as a list; what it is of, the command judges. */
function listed(fields: FormData, name: string): unknown {
	try {
		return JSON.parse(field(fields, name) ?? "[]");
	} catch {
		return refuse("invalid", "validation_failed");
	}
}
