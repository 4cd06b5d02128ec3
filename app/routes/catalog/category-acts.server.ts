import { addCategory } from "#app/catalog/add-category.server.ts";
import type { Dissolved } from "#app/catalog/dissolve-category.server.ts";
import { editCategory } from "#app/catalog/edit-category.server.ts";
import { mergeCategory } from "#app/catalog/merge-category.server.ts";
import { orderCategories } from "#app/catalog/order-categories.server.ts";
import { removeCategory } from "#app/catalog/remove-category.server.ts";
import { restoreCategory } from "#app/catalog/restore-category.server.ts";
import { wordsOf } from "#app/catalogs.server.ts";
import type { Locale } from "#app/i18n.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { field, numberField } from "../door.server.ts";
import { type Told, told } from "../told.ts";

type Act = { tenant: Tenant<Viewer>; fields: FormData; locale: Locale };

/** Does what a form of the category page asks for. @throws Refusal as the command it names */
export function actOnCategories(act: Act): Promise<Told> {
	const intent = field(act.fields, "intent") ?? "";
	const known = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
	if (!known) return refuseField("intent", "unknown", "an act of this page");
	return known(act);
}

const acts: Record<string, (act: Act) => Promise<Told>> = {
	async add({ tenant, fields, locale }) {
		const input = { name: fields.get("name") ?? "", parentId: field(fields, "parentId") ?? null };
		const { name } = await addCategory(tenant, input, keyOf(fields));
		return told(wordsOf(locale)("categories.did.added", { name }));
	},
	async edit({ tenant, fields, locale }) {
		const input = {
			categoryId: field(fields, "categoryId"),
			name: fields.get("name") ?? "",
			parentId: field(fields, "parentId") ?? null,
			version: numberField(fields, "version"),
		};
		const { name } = await editCategory(tenant, input, keyOf(fields));
		return told(wordsOf(locale)("categories.did.edited", { name }));
	},
	/** The same order twice is the same order, so it needs no key; and its own undoing is the order before. */
	async order({ tenant, fields, locale }) {
		const parentId = field(fields, "parentId") ?? null;
		const ids = (name: string) => (field(fields, name) ?? "").split(",").filter(Boolean);
		await orderCategories(tenant, { parentId, categoryIds: ids("order") });
		const before = ids("before");
		const undo = before.length > 0 ? { intent: "order", parentId: parentId ?? "", order: before.join() } : null;
		return told(wordsOf(locale)(undo ? "categories.did.ordered" : "categories.did.undone"), undo);
	},
	async merge({ tenant, fields, locale }) {
		const gone = await mergeCategory(
			tenant,
			{ categoryId: field(fields, "categoryId"), intoId: fields.get("intoId") ?? "" },
			keyOf(fields),
		);
		return told(wordsOf(locale)("categories.did.merged", { products: gone.products }), takeBack(gone));
	},
	async remove({ tenant, fields, locale }) {
		const gone = await removeCategory(tenant, { categoryId: field(fields, "categoryId"), contents: "up" }, keyOf(fields));
		return told(wordsOf(locale)("categories.did.removed", { products: gone.products }), takeBack(gone));
	},
	async restore({ tenant, fields, locale }) {
		const { name } = await restoreCategory(tenant, { changeId: field(fields, "changeId") }, keyOf(fields));
		return told(wordsOf(locale)("categories.did.restored", { name }));
	},
};

function takeBack({ changeId }: Dissolved): Record<string, string> | null {
	return changeId ? { intent: "restore", changeId, commandId: newId() } : null;
}

function keyOf(fields: FormData): { key: string | undefined } {
	return { key: field(fields, "commandId")?.slice(0, 64) };
}
