import { redirect } from "react-router";
import { changeStatus } from "#app/catalog/change-status.server.ts";
import { type ProductStatus, statusTransitions } from "#app/catalog/rules.ts";
import { wordsOf } from "#app/catalogs.server.ts";
import type { Locale } from "#app/i18n.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { adjustStock } from "#app/stock/adjust.server.ts";
import { deleteProduct } from "#app/stock/delete-product.server.ts";
import { draftTransfer } from "#app/stock/draft-transfer.server.ts";
import { receiveStock } from "#app/stock/receive.server.ts";
import { setReorderPoint } from "#app/stock/set-reorder-point.server.ts";
import { writeOff } from "#app/stock/write-off.server.ts";
import { field, numberField } from "../door.server.ts";

/** What was done, for the page to say in the reader's words. */
export type Did =
	| { kind: "received"; quantity: number }
	| { kind: "adjusted"; before: number; after: number }
	| { kind: "writtenOff"; quantity: number }
	| { kind: "sent"; quantity: number; transferId: string }
	| { kind: "unchanged" }
	| { kind: "reordered"; reorderPoint: number }
	| { kind: ProductStatus }
	| { kind: "kept" }
	| { kind: "undone" };

/**
 * `undo` is the form that takes it back; null where nothing does. `storeId` is the shelf that changed. `intent` is the form this answers, null
 * for one that took something back.
 */
export type Done = { ok: true; intent: string | null; did: Did; storeId: string | null; undo: Record<string, string> | null };
type Outcome = Omit<Done, "intent">;

type Act = { tenant: Tenant<Viewer>; productId: string; fields: FormData; locale: Locale };

/** Does what a form of the product page asks for. @throws Refusal as the command it names; a redirect when there is no product left to show */
export async function actOn(act: Act): Promise<Done> {
	const intent = field(act.fields, "intent") ?? "";
	const known = Object.hasOwn(acts, intent) ? acts[intent] : undefined;
	if (!known) return refuseField("intent", "unknown", "an act of this page");
	return { ...(await known(act)), intent: field(act.fields, "undoes") ? null : intent };
}

const acts: Record<string, (act: Act) => Promise<Outcome>> = {
	receive,
	adjust,
	reorder,
	status,
	delete: remove,
	transfer,
	"write-off": loseForGood,
};

async function receive({ tenant, productId, fields, locale }: Act): Promise<Outcome> {
	const input = { productId, storeId: field(fields, "storeId"), quantity: numberField(fields, "quantity"), note: field(fields, "note") };
	const { movement } = await receiveStock(tenant, input, keyOf(fields));
	if (!movement) return done({ kind: "unchanged" });
	return done({ kind: "received", quantity: movement.delta }, movement.storeId, takeBack(movement, locale));
}

async function adjust({ tenant, productId, fields, locale }: Act): Promise<Outcome> {
	const storeId = field(fields, "storeId");
	const number = numberField(fields, "number");
	const sets = field(fields, "how") !== "change";
	const { movement, product } = await adjustStock(
		tenant,
		{
			productId,
			storeId,
			reason: field(fields, "reason"),
			note: field(fields, "note"),
			...(sets ? { quantity: number, expectedQuantity: numberField(fields, `seen.${storeId}`) } : { delta: number }),
		},
		keyOf(fields),
	);
	if (!movement) return done({ kind: "unchanged" }, storeId);
	if (field(fields, "undoes")) return done({ kind: "undone" }, movement.storeId);
	return done(
		{ kind: "adjusted", before: movement.qtyBefore, after: product.inventory.quantity },
		movement.storeId,
		takeBack(movement, locale),
	);
}

/** Sends some to another store at once: a transfer of one line, which that store receives. */
async function transfer({ tenant, productId, fields }: Act): Promise<Outcome> {
	const [fromStoreId, toStoreId] = [field(fields, "storeId"), field(fields, "toStoreId")];
	const quantity = numberField(fields, "quantity");
	const { id, lines } = await draftTransfer(
		tenant,
		{ fromStoreId, toStoreId, note: field(fields, "note"), lines: [{ productId, quantity }], send: true },
		keyOf(fields),
	);
	return done({ kind: "sent", quantity: lines[0]?.quantity ?? 0, transferId: id }, toStoreId);
}

async function loseForGood({ tenant, productId, fields, locale }: Act): Promise<Outcome> {
	const input = { productId, storeId: field(fields, "storeId"), quantity: numberField(fields, "quantity"), note: field(fields, "note") };
	const { movement } = await writeOff(tenant, input, keyOf(fields));
	if (!movement) return done({ kind: "unchanged" });
	return done({ kind: "writtenOff", quantity: -movement.delta }, movement.storeId, takeBack(movement, locale));
}

/** Setting it twice is setting it once, so it needs no key. */
async function reorder({ tenant, productId, fields }: Act): Promise<Outcome> {
	const storeId = field(fields, "storeId");
	const was = field(fields, "was");
	const { product } = await setReorderPoint(tenant, { productId, storeId, reorderPoint: numberField(fields, "reorderPoint") });
	const { reorderPoint } = product.inventory;
	if (field(fields, "undoes")) return done({ kind: "undone" }, storeId);
	if (was === String(reorderPoint)) return done({ kind: "unchanged" }, storeId);
	const undo = was === undefined || storeId === undefined ? null : { intent: "reorder", storeId, reorderPoint: was, undoes: "1" };
	return done({ kind: "reordered", reorderPoint }, storeId, undo);
}

async function status({ tenant, productId, fields }: Act): Promise<Outcome> {
	const from = field(fields, "from");
	const { status: to } = await changeStatus(tenant, { productId, status: field(fields, "status") }, keyOf(fields));
	if (field(fields, "undoes")) return done({ kind: "undone" });
	const back = statusTransitions[to].find((word) => word === from);
	// An archived product goes back by way of draft: that much can be offered, but not called undoing.
	const next = back ?? (to === "archived" ? "draft" : undefined);
	const undo = next && { intent: "status", status: next, from: to, commandId: newId(), ...(back && { undoes: "1" }) };
	return done({ kind: to }, null, undo ?? null);
}

async function remove({ tenant, productId, fields }: Act): Promise<Outcome> {
	const { outcome } = await deleteProduct(tenant, { productId }, keyOf(fields));
	if (outcome === "deleted") throw redirect("/products?said=deleted", 303);
	return done({ kind: "kept" });
}

function done(did: Did, storeId: string | null = null, undo: Done["undo"] = null): Outcome {
	return { ok: true, did, storeId, undo };
}

/** The change that cancels a movement. The ledger only grows, so it is one more line in it, and says so. */
function takeBack({ storeId, delta }: { storeId: string; delta: number }, locale: Locale): Record<string, string> {
	const note = wordsOf(locale)("product.undoNote");
	return { intent: "adjust", how: "change", storeId, number: String(-delta), reason: "adjustment", note, commandId: newId(), undoes: "1" };
}

function keyOf(fields: FormData): { key: string | undefined } {
	return { key: field(fields, "commandId")?.slice(0, 64) };
}
