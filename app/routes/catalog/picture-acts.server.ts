import { addImage } from "#app/catalog/images/add-image.server.ts";
import { editImage } from "#app/catalog/images/edit-image.server.ts";
import { orderImages } from "#app/catalog/images/order-images.server.ts";
import { removeImage } from "#app/catalog/images/remove-image.server.ts";
import { restoreImage } from "#app/catalog/images/restore-image.server.ts";
import { wordsOf } from "#app/catalogs.server.ts";
import type { Locale } from "#app/i18n.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { field } from "../door.server.ts";
import { type Told, told } from "../told.ts";

type Act = { tenant: Tenant<Viewer>; fields: FormData; productId: string; locale: Locale };

/** Does what a form of the page of a product's pictures asks for. @throws Refusal as the command it names */
export function actOnPictures(act: Act): Promise<Told> {
	const intent = field(act.fields, "intent") ?? "";
	const known = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
	if (!known) return refuseField("intent", "unknown", "an act of this page");
	return known(act);
}

const acts: Record<string, (act: Act) => Promise<Told>> = {
	async add({ tenant, fields, productId, locale }) {
		const file = fields.get("file");
		// A browser sends a nameless file of no bytes where none was chosen.
		if (!(file instanceof File) || file.size === 0) return refuse("invalid", "image_missing");
		await addImage(tenant, new Uint8Array(await file.arrayBuffer()), { productId, alt: field(fields, "alt") }, keyOf(fields));
		return told(wordsOf(locale)("pictures.did.added"));
	},
	async describe({ tenant, fields, productId, locale }) {
		const alt = String(fields.get("alt") ?? "");
		await editImage(tenant, { productId, imageId: field(fields, "imageId"), alt }, keyOf(fields));
		return told(wordsOf(locale)("pictures.did.described"));
	},
	/** The same order twice is the same order, so it needs no key; and its own undoing is the order before. */
	async order({ tenant, fields, productId, locale }) {
		const ids = (name: string) => (field(fields, name) ?? "").split(",").filter(Boolean);
		await orderImages(tenant, { productId, imageIds: ids("order") });
		const before = ids("before");
		const undo = before.length > 0 ? { intent: "order", order: before.join() } : null;
		return told(wordsOf(locale)(undo ? "pictures.did.ordered" : "pictures.did.undone"), undo);
	},
	async remove({ tenant, fields, productId, locale }) {
		const { removed } = await removeImage(tenant, { productId, imageId: field(fields, "imageId") }, keyOf(fields));
		return told(wordsOf(locale)("pictures.did.removed"), { intent: "restore", imageId: removed, commandId: newId() });
	},
	async restore({ tenant, fields, productId, locale }) {
		await restoreImage(tenant, { productId, imageId: field(fields, "imageId") }, keyOf(fields));
		return told(wordsOf(locale)("pictures.did.restored"));
	},
};

function keyOf(fields: FormData): { key: string | undefined } {
	return { key: field(fields, "commandId")?.slice(0, 64) };
}
