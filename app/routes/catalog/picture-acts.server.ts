import { addImage } from "#app/catalog/images/add-image.server.ts";
import { editImage } from "#app/catalog/images/edit-image.server.ts";
import { orderImages } from "#app/catalog/images/order-images.server.ts";
import { removeImage } from "#app/catalog/images/remove-image.server.ts";
import { restoreImage } from "#app/catalog/images/restore-image.server.ts";
import { wordsOf } from "#app/catalogs.server.ts";
import type { Locale } from "#app/i18n.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { Refusal, refuse, refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { field } from "../door.server.ts";
import { type Told, told } from "../told.ts";

/** A file that was not added among others that may have been. */
export type RefusedFile = { name: string; code: string; details: Record<string, unknown> };

type Act = { tenant: Tenant<Viewer>; fields: FormData; productId: string; locale: Locale };

/** Does what a form of the page of a product's pictures asks for. @throws Refusal as the command it names */
export function actOnPictures(act: Act): Promise<Told> {
	const intent = field(act.fields, "intent") ?? "";
	const known = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
	if (!known) return refuseField("intent", "unknown", "an act of this page");
	return known(act);
}

const acts: Record<string, (act: Act) => Promise<Told>> = {
	/** Each file is judged and added by itself, in the order they were chosen: one that is no picture keeps none of the others out. */
	async add({ tenant, fields, productId, locale }) {
		// A browser sends a nameless file of no bytes where none was chosen.
		const files = fields.getAll("file").filter((file) => file instanceof File && file.size > 0) as File[];
		const [only] = files;
		if (!only) return refuse("invalid", "image_missing");
		const { key } = keyOf(fields);
		const add = async (file: File, nth: number, alt?: string) =>
			addImage(tenant, new Uint8Array(await file.arrayBuffer()), { productId, alt }, { key: key && nth > 0 ? `${key} ${nth}` : key });
		if (files.length === 1) await add(only, 0, field(fields, "alt"));
		else {
			const kept = await eachByItself(files, add);
			if (kept.length > 0) return refuse("invalid", "images_refused", { added: files.length - kept.length, files: kept });
		}
		return told(wordsOf(locale)("pictures.did.added", { count: files.length }));
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

/** @returns those that were refused, by name, and why */
async function eachByItself(files: File[], add: (file: File, nth: number) => Promise<unknown>): Promise<RefusedFile[]> {
	const refused: RefusedFile[] = [];
	for (const [nth, file] of files.entries()) {
		try {
			await add(file, nth);
		} catch (error) {
			// What is not about the file (the product is gone, nobody may) is refused as a whole.
			if (!(error instanceof Refusal) || !error.code.includes("image")) throw error;
			refused.push({ name: file.name, code: error.code, details: error.details ?? {} });
		}
	}
	return refused;
}

function keyOf(fields: FormData): { key: string | undefined } {
	return { key: field(fields, "commandId")?.slice(0, 64) };
}
