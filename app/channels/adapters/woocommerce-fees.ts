import { allot, sum } from "#app/platform/money.ts";
import type { PlatformLine } from "../contract.ts";

type Fee = { id: string; name?: string; total: string; total_tax: string };

/**
 * An order's lines with its fees. A fee is a line; one below nothing is a discount somebody entered as a fee, and is off all lines by what they cost, with its
 * tax. `minor`: an amount in the minor unit; `rest`: what is more than all lines, in that too.
 */
export function withFees(goods: PlatformLine[], fees: Fee[], minor: (said: string) => number): { lines: PlatformLine[]; rest: number } {
	const worth = fees.map((fee) => ({ fee, tax: minor(fee.total_tax), total: minor(fee.total) + minor(fee.total_tax) }));
	const lines = [...goods, ...worth.filter(({ total }) => total > 0).map(lineOf)];
	const discounts = worth.filter(({ total }) => total < 0);
	const off = -sum(discounts.map(({ total }) => total));
	const totals = lines.map(({ total }) => total);
	const taxes = lines.map(({ tax }) => tax);
	const offTotals = allot(Math.min(off, sum(totals)), totals);
	const offTaxes = allot(Math.min(-sum(discounts.map(({ tax }) => tax)), sum(taxes)), taxes);
	return {
		lines: lines.map((line, n) => ({ ...line, total: line.total - (offTotals[n] ?? 0), tax: line.tax - (offTaxes[n] ?? 0) })),
		rest: Math.max(0, off - sum(totals)),
	};
}

function lineOf({ fee, tax, total }: { fee: Fee; tax: number; total: number }): PlatformLine {
	const { id, name = "" } = fee;
	const none = { variantId: null, productId: null, sku: "" };
	return { id: `fee-${id}`, kind: "fee", ...none, name, quantity: 1, before: total, total, tax };
}
