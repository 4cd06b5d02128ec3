import { normalBarcode, skuKeyOf } from "#app/catalog/rules.ts";
import type { Change } from "#app/catalog/vendors/differences.ts";
import { decimalsOf } from "#app/platform/money.ts";

/** What a change in a vendor's catalog means for the product of ours it is about, and what may be done about it in one press. Pure. */

/** Our product, with what stands on the shelves of all stores. Money in minor units. */
export type OurProduct = {
	catalogId: string;
	productId: string;
	name: string;
	sku: string;
	barcode: string | null;
	price: number | null;
	cost: number | null;
	currency: string;
	status: "draft" | "published" | "archived";
	version: number;
	vendor: string;
	/** What its price was made from the last time a price of the vendor's was taken over: theirs, and ours before that. Null: never. */
	taken: { theirs: number; before: number | null } | null;
	available: number;
	incoming: number;
	/** Net units a day, over all stores. */
	rate: number;
};

export type Act =
	| { act: "price"; price: number }
	| { act: "barcode"; barcode: string }
	| { act: "sku"; sku: string }
	| { act: "order"; quantity: number }
	| { act: "archive" }
	| { act: "add" };

export type Meaning = {
	/** Keys of the sentences, with what they tell. */
	facts: (
		| { fact: "goneEmpty" }
		| { fact: "goneLeft"; left: number }
		| { fact: "goneRunsOut"; left: number; days: number }
		| { fact: "underCost"; price: number; cost: number }
		| { fact: "costMoves"; from: number; to: number }
		| { fact: "priceStands"; price: number }
		| { fact: "priceTaken" }
		| { fact: "oldBarcode" | "barcodeSame" | "otherBarcode" }
		| { fact: "oldSku" }
		| { fact: "called"; name: string }
		| { fact: "new" }
	)[];
	acts: Act[];
};

/** A price as the act that takes it over is told of it (`TakePrices`). */
export type TakenPrice = { productId: string; version: number; price: number; theirs: number };

/** What taking the vendor's price over would make of ours; null where nothing is to be taken. */
export function takenPriceOf({ after }: Change, { acts }: Meaning, ours: OurProduct | null): TakenPrice | null {
	const act = acts.find((one) => one.act === "price");
	if (act?.act !== "price" || !ours || after?.price == null) return null;
	return { productId: ours.productId, version: ours.version, price: act.price, theirs: after.price };
}

/** For how long is ordered of what may not be had again. */
const lastOrderDays = 60;

/** @param ours null where the item is linked to nothing of ours */
export function meaningOf({ kinds, before, after }: Change, ours: OurProduct | null): Meaning {
	const meaning: Meaning = { facts: [], acts: [] };
	const { facts, acts } = meaning;
	if (!ours) {
		if (after && kinds.includes("created")) {
			facts.push({ fact: "new" });
			acts.push({ act: "add" });
		}
		return meaning;
	}
	if (!after) {
		const left = ours.available;
		if (left <= 0) facts.push({ fact: "goneEmpty" });
		else if (ours.rate > 0) facts.push({ fact: "goneRunsOut", left, days: Math.max(1, Math.round(left / ours.rate)) });
		else facts.push({ fact: "goneLeft", left });
		const missing = Math.ceil(ours.rate * lastOrderDays) - left - ours.incoming;
		if (missing > 0 && ours.status !== "archived") acts.push({ act: "order", quantity: missing });
		if (left <= 0 && ours.incoming <= 0 && ours.status === "published") acts.push({ act: "archive" });
		return meaning;
	}
	if (before?.price && after.price !== null && (kinds.includes("dearer") || kinds.includes("cheaper"))) {
		const ratio = after.price / before.price;
		const cost = ours.cost === null ? null : Math.round(ours.cost * ratio);
		if (ours.cost !== null && cost !== null) {
			if (ours.price !== null && ours.price < cost) facts.push({ fact: "underCost", price: ours.price, cost });
			else facts.push({ fact: "costMoves", from: ours.cost, to: cost });
		}
		if (ours.price !== null) {
			facts.push({ fact: "priceStands", price: ours.price });
			// Whoever rounds it since has taken it all the same; what it was before is an act that was taken back.
			const isTaken = ours.taken?.theirs === after.price && ours.taken.before !== ours.price;
			if (isTaken) facts.push({ fact: "priceTaken" });
			const isTheirs = ours.price === after.price && ours.currency === after.currency;
			const price =
				ours.price === before.price && ours.currency === before.currency ? after.price : whole(ours.price * ratio, ours.currency);
			if (price !== ours.price && !isTaken && !isTheirs) acts.push({ act: "price", price });
		}
	}
	if (kinds.includes("barcode") && after.barcode) {
		const [mine, was, is] = [ours.barcode, before?.barcode, after.barcode].map((code) => normalBarcode(code ?? ""));
		if (mine === is) facts.push({ fact: "barcodeSame" });
		else {
			facts.push({ fact: mine === was || mine === "" ? "oldBarcode" : "otherBarcode" });
			acts.push({ act: "barcode", barcode: after.barcode });
		}
	}
	if (kinds.includes("sku") && after.sku && skuKeyOf(ours.sku) === skuKeyOf(before?.sku ?? "")) {
		facts.push({ fact: "oldSku" });
		acts.push({ act: "sku", sku: after.sku });
	}
	if (kinds.includes("renamed")) facts.push({ fact: "called", name: ours.name });
	return meaning;
}

/** To the whole unit of a currency, as price tags are. */
function whole(amount: number, currency: string): number {
	const unit = 10 ** decimalsOf(currency);
	return Math.round(amount / unit) * unit;
}
