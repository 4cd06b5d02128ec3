import type { PaymentMethod } from "#app/orders/tender.ts";
import { sum } from "#app/platform/money.ts";
import { taxesOf } from "./pricing.ts";

/** What a receipt says. Pure, browser-safe. Amounts in minor units. */

/** What its barcode says: the number, with a letter in front that no product's code has. */
export function receiptCode(number: number): string {
	return `R${String(number).padStart(6, "0")}`;
}

/** The number somebody typed or scanned ("20418", "#20418", "R020418"), or null. */
export function typedReceipt(typed: string): number | null {
	const [, digits] = /^(?:#|R)?\s*(\d{1,9})$/i.exec(typed.trim()) ?? [];
	return digits === undefined ? null : Number(digits);
}

/** Whether a scanned code is a receipt's, and no product's. */
export function isReceiptCode(code: string): boolean {
	return /^R\d{6,9}$/i.test(code.trim());
}

/** A line of the order, or the part of one that came back. */
export type PaperLine = {
	position: number;
	name: string;
	sku: string;
	quantity: number;
	unitPrice: number;
	listPrice: number | null;
	total: number;
	tax: number;
	taxRate: number;
	note: string;
};

/** A line as the receipt shows it: pieces a minor unit apart stand together again, with what was off. */
export type ReceiptLine = {
	name: string;
	sku: string;
	quantity: number;
	each: number;
	off: number;
	total: number;
	taxRate: number;
	note: string;
};

export function receiptLines(lines: readonly PaperLine[]): ReceiptLine[] {
	const places = new Map<number, PaperLine[]>();
	for (const line of lines) places.set(line.position, [...(places.get(line.position) ?? []), line]);
	return [...places.values()].flatMap((pieces) => {
		const [first] = pieces;
		if (!first) return [];
		const quantity = sum(pieces.map((piece) => piece.quantity));
		const total = sum(pieces.map((piece) => piece.total));
		const each = first.listPrice ?? first.unitPrice;
		const { name, sku, taxRate, note } = first;
		return [{ name, sku, quantity, each, off: each * quantity - total, total, taxRate, note }];
	});
}

/** Goods and tax per rate; `goods` without the tax, wherever the prices have it. */
export function receiptTaxes(lines: readonly PaperLine[], taxIncluded: boolean): { rate: number; net: number; tax: number }[] {
	return taxesOf(lines).map(({ rate, goods, tax }) => ({ rate, net: taxIncluded ? goods - tax : goods, tax }));
}

export type ReceiptPayment = {
	method: PaymentMethod;
	amount: number;
	received: number;
	change: number;
	rounding: number;
	reference: string;
};
