import { defineEvent } from "#app/platform/events.server.ts";
import type { Charge } from "./landed-cost.ts";

export type PurchaseFact = { number: number; vendor: string; storeId: string; units: number; productIds: string[] };

export const VendorTermsEdited = defineEvent<{ vendor: string; before: object | null; after: object }>("purchasing.vendor_terms_edited");
/** An order was written down; nothing is expected yet. */
export const PurchaseOrderDrafted = defineEvent<PurchaseFact>("purchasing.order_drafted");
/** Its units are on their way. `to` is where the request is mailed; null: it was ordered some other way. */
export const PurchaseOrderSent = defineEvent<PurchaseFact & { to: string | null; message: string }>("purchasing.order_sent", {
	relayed: true,
});
/** The request was mailed once more, or elsewhere. */
export const PurchaseRequestMailed = defineEvent<{ number: number; to: string; message: string }>("purchasing.request_mailed", {
	relayed: true,
});
/** The request did not arrive. */
export const PurchaseRequestReturned = defineEvent<{ number: number; to: string; reason: string }>("purchasing.request_returned");
/** Something came: what stands on the shelf tells `stock.goods_received` beside it. */
export const PurchaseOrderReceived = defineEvent<PurchaseFact & { goodsReceiptId: string; damaged: number; over: number }>(
	"purchasing.order_received",
);
/** What it cost beside its goods was said, or said otherwise. */
export const PurchaseOrderCharged = defineEvent<PurchaseFact & { before: Charge[]; after: Charge[] }>("purchasing.order_charged");
/** What had not come is no longer expected. */
export const PurchaseOrderClosed = defineEvent<PurchaseFact & { note: string }>("purchasing.order_closed");
export const PurchaseOrderCancelled = defineEvent<PurchaseFact>("purchasing.order_cancelled");
/** Something is to be done for an adding of a vendor's items; any number of these do what one does. */
export const AdditionAsked = defineEvent<{ additionId: string }>("purchasing.addition_asked", { relayed: true, long: true });
/** Pictures of products that were made of a vendor's items are to be copied. */
export const PicturesAsked = defineEvent<{ additionId: string }>("purchasing.pictures_asked", { relayed: true, long: true });
/** Items of a vendor's became products of ours. */
export const VendorItemsAdded = defineEvent<{ additionId: string; name: string; added: number }>("purchasing.vendor_items_added");
