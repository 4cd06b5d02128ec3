import { parseAmount } from "#app/platform/money.ts";
import type { PlatformAddress, PlatformLine, PlatformOrder, PlatformRefund } from "../contract.ts";

/**
 * An order as Shopify tells it, by webhook or by query, brought to one form; and what that is in our words. Everything is said in the shop's currency:
 * what the buyer saw in another one goes to the note. Pure.
 */

export type ToldLine = {
	id: string;
	variantId: string | null;
	productId: string | null;
	sku: string;
	name: string;
	quantity: number;
	/** How many are left after edits and refunds; null where nobody said. */
	current: number | null;
	price: string;
	allocations: string[];
	taxes: string[];
	isGiftCard: boolean;
	isTip: boolean;
};

export type ToldOrder = {
	id: string;
	name: string;
	placedAt: string;
	updatedAt: string;
	cancelledAt: string | null;
	cancelReason: string;
	financial: string;
	/** What is still to be paid of it; null where nobody said. */
	outstanding: string | null;
	fulfillment: string;
	currency: string;
	presentment: { currency: string; total: string } | null;
	total: string;
	taxesIncluded: boolean;
	test: boolean;
	note: string;
	gateways: string[];
	tip: string;
	shipping: { price: string; taxes: string[] }[];
	customer: { id: string | null; name: string; email: string; phone: string } | null;
	shippingAddress: PlatformAddress | null;
	billingAddress: PlatformAddress | null;
	lines: ToldLine[];
	refunds: {
		id: string;
		at: string;
		note: string;
		amounts: string[];
		lines: { lineId: string; quantity: number; restockType: string }[];
	}[];
};

/** An amount that nobody can read. */
export class UnreadableAmount extends Error {}

function minor(text: string, currency: string): number {
	const amount = parseAmount(text.replace(/^-0(\.0+)?$/, "0"), currency);
	if (typeof amount === "string") throw new UnreadableAmount(`${amount}: ${text} ${currency}`);
	return amount;
}

const paidStates = ["paid", "partially_refunded", "refunded"];

/** @throws UnreadableAmount */
export function orderOf(told: ToldOrder): PlatformOrder {
	const { currency, taxesIncluded } = told;
	const sumOf = (amounts: string[]) => amounts.reduce((sum, amount) => sum + minor(amount, currency), 0);
	const tipLines = told.lines.filter((line) => line.isTip);
	const lines = told.lines.filter((line) => !line.isTip && line.quantity > 0);
	const refunds: PlatformRefund[] = told.refunds.map((refund) => ({
		id: refund.id,
		at: instantOf(refund.at),
		reason: refund.note,
		amount: sumOf(refund.amounts),
		lines: refund.lines.map(({ lineId, quantity, restockType }) => ({
			lineId,
			quantity,
			// An old way of saying it tells no place: nobody knows whether the goods are there.
			restock: restockType === "legacy_restock" ? null : restockType === "return" || restockType === "cancel",
		})),
	}));
	const cancelledAt = told.cancelledAt;
	// Below zero is what was paid too much.
	const left = told.outstanding === null || told.outstanding.startsWith("-") ? 0 : minor(told.outstanding, currency);
	// Refunded is what was paid of it, be that all of it or a deposit.
	const owed = ["partially_paid", "partially_refunded", "refunded"].includes(told.financial) ? left : 0;
	// Money that went back for no piece it may count as still to be paid.
	const isForPieces = told.financial === "partially_refunded" && refunds.every((refund) => refund.lines.length > 0);
	const outstanding = isForPieces || ["partially_paid", "pending"].includes(told.financial) ? left : 0;
	const stage = cancelledAt ? "cancelled" : told.fulfillment === "fulfilled" ? "sent" : told.financial === "voided" ? "cancelled" : "open";
	return {
		id: told.id,
		number: told.name,
		placedAt: instantOf(told.placedAt),
		modifiedAt: instantOf(told.updatedAt),
		stage,
		holds: stage !== "open" ? "nothing" : told.fulfillment.startsWith("partial") ? "rest" : "all",
		isPaid: paidStates.includes(told.financial),
		...(owed > 0 && { owed }),
		...(outstanding > 0 && { outstanding }),
		isTest: told.test,
		paidWith: told.gateways.join(", "),
		currency,
		taxIncluded: taxesIncluded,
		lines: lines.map((line) => lineOf(line, currency)),
		shipping: told.shipping.reduce((sum, { price, taxes }) => sum + minor(price, currency) + (taxesIncluded ? 0 : sumOf(taxes)), 0),
		tip: tipLines.length > 0 ? tipLines.reduce((sum, line) => sum + lineOf(line, currency).total, 0) : minor(told.tip, currency),
		customer: told.customer,
		shippingAddress: told.shippingAddress,
		billingAddress: told.billingAddress,
		note: noteOf(told),
		refunds: cancelledAt ? refunds : [...refunds, ...takenOff(told, lines)],
		cancelReason: told.cancelReason,
	};
}

function lineOf(line: ToldLine, currency: string): PlatformLine {
	const before = minor(line.price, currency) * line.quantity;
	// `total_discount` says 0.00 although something was taken off: the allocations tell.
	const off = line.allocations.reduce((sum, amount) => sum + minor(amount, currency), 0);
	return {
		id: line.id,
		kind: kindOf(line),
		variantId: line.variantId,
		productId: line.productId,
		sku: line.sku,
		name: line.name,
		quantity: line.quantity,
		before,
		total: Math.max(0, before - off),
		tax: line.taxes.reduce((sum, amount) => sum + minor(amount, currency), 0),
	};
}

/** A line made by hand has neither product nor variant; with a SKU it may still be goods of ours, as may what is no longer for sale there. */
function kindOf({ isGiftCard, variantId, productId, sku }: ToldLine): PlatformLine["kind"] {
	if (isGiftCard) return "gift_card";
	return variantId === null && productId === null && sku === "" ? "custom" : "goods";
}

/** What an edit took off a line without giving anything back: piece by piece, so that the next edit takes off only what it took. */
function takenOff(told: ToldOrder, lines: ToldLine[]): PlatformRefund[] {
	return lines.flatMap(({ id, quantity, current }) => {
		const refunded = told.refunds
			.flatMap((refund) => refund.lines)
			.reduce((sum, line) => sum + (line.lineId === id ? line.quantity : 0), 0);
		const removed = current === null ? 0 : Math.max(0, quantity - current - refunded);
		return Array.from({ length: removed }, (_, piece) => ({
			id: `removed:${id}:${piece + 1}`,
			at: instantOf(told.updatedAt),
			reason: "",
			amount: 0,
			lines: [{ lineId: id, quantity: 1, restock: true }],
		}));
	});
}

/** Figures and codes only, so that it needs no language. */
function noteOf({ note, presentment, currency, total }: ToldOrder): string {
	const seen =
		presentment && presentment.currency !== currency ? `${presentment.total} ${presentment.currency} = ${total} ${currency}` : "";
	return [note, seen].filter(Boolean).join("\n");
}

/** RFC 3339 as ms UTC. @throws UnreadableAmount */
export function instantOf(text: string): number {
	const at = Date.parse(text);
	if (Number.isNaN(at)) throw new UnreadableAmount(`no instant: ${text}`);
	return at;
}
