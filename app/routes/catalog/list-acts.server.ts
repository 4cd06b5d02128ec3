import { redirect } from "react-router";
import { chooseView, editView, removeView } from "#app/catalog/edit-view.server.ts";
import { saveView } from "#app/catalog/save-view.server.ts";
import { wordsOf } from "#app/catalogs.server.ts";
import type { Locale } from "#app/i18n.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { field, numberField } from "../door.server.ts";
import { type Told, told } from "../told.ts";
import { changeAll, type SeveralTold, selectedIds, undoAll } from "./selected.server.ts";

type Act = { tenant: Tenant<Viewer>; fields: FormData; locale: Locale; request: Request };

/** Does what a form of the product list asks for: to the selected products (`do`), or to its views (`intent`). @throws Refusal as the command it names */
export async function actOnList(act: Act): Promise<Told | SeveralTold> {
	const { tenant, fields, locale, request } = act;
	const several = { tenant, locale, key: field(fields, "commandId")?.slice(0, 40) };
	const name = field(fields, "do") ?? "";
	const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
	if (change) return changeAll(several, await selectedIds(tenant, request, saidIn(fields)), change);
	const intent = field(fields, "intent") ?? "";
	if (intent === "undo") return undoAll(several, (field(fields, "changeIds") ?? "").split(",").filter(Boolean));
	const view = Object.hasOwn(views, intent) ? views[intent] : undefined;
	return view ? view(act) : refuseField("do", "unknown", "an act of this page");
}

/** What needs no more than a press. */
const changes: Record<string, Parameters<typeof changeAll>[2]> = {
	published: { act: "status", status: "published" },
	draft: { act: "status", status: "draft" },
	archived: { act: "status", status: "archived" },
	show: { act: "availability", isAvailable: true },
	hide: { act: "availability", isAvailable: false },
};

/** A form's fields, as an address would say them. */
export function saidIn(fields: FormData): URLSearchParams {
	return new URLSearchParams([...fields].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}

const views: Record<string, (act: Act) => Promise<Told>> = {
	async "save-view"({ tenant, fields, locale }) {
		const input = { name: fields.get("name") ?? "", query: field(fields, "query") ?? "", isShared: fields.has("isShared") };
		const view = await saveView(tenant, input, keyOf(fields));
		if (field(fields, "undoes")) return told(wordsOf(locale)("products.views.did.undone"));
		throw redirect(`/products?${[view.query, `view=${view.id}`].filter(Boolean).join("&")}`, 303);
	},
	async "edit-view"({ tenant, fields, locale }) {
		const query = fields.get("query");
		const { name } = await editView(
			tenant,
			{
				viewId: field(fields, "viewId"),
				version: numberField(fields, "version"),
				...(typeof query === "string" ? { query } : { name: fields.get("name") ?? "", isShared: fields.has("isShared") }),
			},
			keyOf(fields),
		);
		return told(wordsOf(locale)("products.views.did.edited", { name }));
	},
	async "remove-view"({ tenant, fields, locale }) {
		const { name, query, isShared } = await removeView(tenant, { viewId: field(fields, "viewId") }, keyOf(fields));
		return told(wordsOf(locale)("products.views.did.removed", { name }), {
			intent: "save-view",
			name,
			query,
			...(isShared && { isShared: "1" }),
			undoes: "1",
			commandId: newId(),
		});
	},
	/** Choosing it twice is choosing it once, so it needs no key. */
	async "choose-view"({ tenant, fields, locale }) {
		const viewId = field(fields, "viewId") ?? null;
		await chooseView(tenant, { viewId });
		return told(wordsOf(locale)(viewId ? "products.views.did.chosen" : "products.views.did.notChosen"));
	},
};

function keyOf(fields: FormData): { key: string | undefined } {
	return { key: field(fields, "commandId")?.slice(0, 64) };
}
