import { dropAttribute, keepAttribute } from "#app/catalog/keep-attribute.server.ts";
import { orderAttributes } from "#app/catalog/order-attributes.server.ts";
import { renameAttribute } from "#app/catalog/rename-attribute.server.ts";
import { wordsOf } from "#app/catalogs.server.ts";
import type { Locale } from "#app/i18n.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { field, numberField } from "../door.server.ts";
import { type Told, told } from "../told.ts";

type Act = { tenant: Tenant<Viewer>; fields: FormData; locale: Locale };

/** Does what a form of the attribute page asks for. @throws Refusal as the command it names */
export function actOnAttributes(act: Act): Promise<Told> {
	const intent = field(act.fields, "intent") ?? "";
	const known = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
	if (!known) return refuseField("intent", "unknown", "an act of this page");
	return known(act);
}

const acts: Record<string, (act: Act) => Promise<Told>> = {
	async keep({ tenant, fields, locale }) {
		const position = numberField(fields, "position");
		const { name } = await keepAttribute(
			tenant,
			{ name: fields.get("name") ?? "", ...(position !== undefined && { position }) },
			keyOf(fields),
		);
		return told(wordsOf(locale)("attributes.did.kept", { name }));
	},
	async drop({ tenant, fields, locale }) {
		const { name, position } = await dropAttribute(tenant, { name: field(fields, "name") }, keyOf(fields));
		return told(wordsOf(locale)("attributes.did.dropped", { name }), {
			intent: "keep",
			name,
			position: String(position),
			commandId: newId(),
		});
	},
	async rename({ tenant, fields, locale }) {
		const from = field(fields, "name") ?? "";
		const { name, products } = await renameAttribute(tenant, { name: from, to: fields.get("to") ?? "" }, keyOf(fields));
		const undo = { intent: "rename", name, to: from, commandId: newId() };
		return told(wordsOf(locale)("attributes.did.renamed", { name, products }), from === name ? null : undo);
	},
	/** The same order twice is the same order, so it needs no key. */
	async order({ tenant, fields, locale }) {
		const names = (key: string) =>
			(field(fields, key) ?? "")
				.split("\n")
				.map((name) => name.trim())
				.filter(Boolean);
		await orderAttributes(tenant, { names: names("order") });
		const before = names("before");
		const undo = before.length > 0 ? { intent: "order", order: before.join("\n") } : null;
		return told(wordsOf(locale)(undo ? "attributes.did.ordered" : "attributes.did.undone"), undo);
	},
};

function keyOf(fields: FormData): { key: string | undefined } {
	return { key: field(fields, "commandId")?.slice(0, 64) };
}
