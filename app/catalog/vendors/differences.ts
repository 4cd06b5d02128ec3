/** What tells two editions of a vendor's catalog apart. Pure. */

/** What is held of an item of one edition. Prices in minor units. */
export type Edition = { title: string; price: number | null; currency: string; barcode: string | null; sku: string | null };

export const changeKinds = ["created", "gone", "dearer", "cheaper", "renamed", "barcode", "sku"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** `before` null: it was not there; `after` null: it is no longer. */
export type Change = { catalogId: string; kinds: ChangeKind[]; before: Edition | null; after: Edition | null };

/** What happened to an item that is in one of them at least; empty when nothing that matters did. Prices of two currencies are not compared. */
export function kindsOf(before: Edition | null, after: Edition | null): ChangeKind[] {
	if (!before) return after ? ["created"] : [];
	if (!after) return ["gone"];
	const kinds: ChangeKind[] = [];
	if (before.price !== null && after.price !== null && before.currency === after.currency) {
		if (after.price > before.price) kinds.push("dearer");
		if (after.price < before.price) kinds.push("cheaper");
	}
	if (before.title !== after.title) kinds.push("renamed");
	if (before.barcode !== after.barcode) kinds.push("barcode");
	if (before.sku !== after.sku) kinds.push("sku");
	return kinds;
}

/** By how much a price went up, as a share of what it was: 0.05 is five in a hundred. null where that says nothing. */
export function raisedBy({ before, after }: Pick<Change, "before" | "after">): number | null {
	if (!before?.price || after?.price == null || before.currency !== after.currency) return null;
	return after.price / before.price - 1;
}
