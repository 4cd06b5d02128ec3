import { refuse, refuseField } from "#app/platform/errors.ts";
import { isCurrency } from "#app/platform/money.ts";
import { amountOf } from "#app/platform/said-amount.ts";

/** The rules of the catalog: pure, and the same in the browser. */

export const productStatuses = ["draft", "published", "archived"] as const;
export type ProductStatus = (typeof productStatuses)[number];

/** How many products one act may change. */
export const mostChanged = 500;

/** How many products a style may have: what one matrix shows. */
export const mostVariants = 1000;

/** The attributes frames differ by: rows and columns of a matrix, unless the style says others. */
export const firstAxes = { rowAxis: "colour", columnAxis: "size" };

/** @throws Refusal `validation_failed` when rows and columns are the same attribute */
export function mustDiffer({ rowAxis, columnAxis }: { rowAxis: string; columnAxis: string }): void {
	if (rowAxis.toLowerCase() === columnAxis.toLowerCase()) refuseField("columnAxis", "same_axis", "another attribute than the rows");
}

/** What may become what. Anything else is refused with this list. */
export const statusTransitions: Record<ProductStatus, readonly ProductStatus[]> = {
	draft: ["published"],
	published: ["archived", "draft"],
	archived: ["draft"],
};

/** @throws Refusal `conflict / invalid_transition` with from, to and what is allowed */
export function mustBecome(from: ProductStatus, to: ProductStatus): void {
	const allowed = statusTransitions[from];
	if (!allowed.includes(to)) refuse("conflict", "invalid_transition", { from, to, allowed });
}

/** The SKU folded: NFKC, upper case, without white space or invisible characters. Two SKUs with the same key are the same SKU. */
export function skuKeyOf(sku: string): string {
	return sku
		.normalize("NFKC")
		.toUpperCase()
		.normalize("NFKC")
		.replace(/[\s\p{Cf}]+/gu, "");
}

const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Eight letters to say over the telephone (no I, L, O, U), from the random end of a product's id. */
export function shortIdOf(id: string): string {
	let rest = BigInt(`0x${id.replaceAll("-", "").slice(-10)}`);
	let text = "";
	for (let place = 0; place < 8; place++, rest >>= 5n) text = letters[Number(rest & 31n)] + text;
	return text;
}

/** The SKU of a product that came without one. */
export function generatedSku(shortId: string): string {
	return `P-${shortId}`;
}

/** A barcode as scanners send it: no spaces or dashes, upper case. Whether it is a GTIN is not asked: shops print labels of their own. */
export function normalBarcode(barcode: string): string {
	return barcode
		.normalize("NFKC")
		.toUpperCase()
		.replace(/[\s\p{Cf}-]+/gu, "");
}

/** The GS1 check digit of what stands in front of it: weights 3, 1, 3, … from the right. */
export function gtinCheckDigit(body: string): number {
	let sum = 0;
	for (let index = 0; index < body.length; index++) sum += Number(body[body.length - 1 - index]) * (index % 2 === 0 ? 3 : 1);
	return (10 - (sum % 10)) % 10;
}

/** Whether these are 8, 12, 13 or 14 digits that carry their right check digit. */
export function isGtin(barcode: string): boolean {
	return /^(\d{8}|\d{12,14})$/.test(barcode) && gtinCheckDigit(barcode.slice(0, -1)) === Number(barcode.at(-1));
}

/** What one scanned code may be written as: an American UPC-A (12 digits) is the same article as its EAN-13 with a leading zero. */
export function barcodeForms(code: string): string[] {
	const barcode = normalBarcode(code);
	if (/^\d{12}$/.test(barcode)) return [barcode, `0${barcode}`];
	if (/^0\d{12}$/.test(barcode)) return [barcode, barcode.slice(1)];
	return [barcode];
}

/**
 * What somebody typed, as an FTS5 expression over this business's rows: every word must begin a word of the product. Each word travels
 * quoted, so nothing typed is read as syntax.
 * @returns null when there is no letter or digit to look for
 */
export function searchExpression(businessId: string, typed: string): string | null {
	const words = typed
		.normalize("NFC")
		.split(/\s+/)
		.filter((word) => /[\p{L}\p{N}]/u.test(word))
		.slice(0, 12)
		.map((word) => `"${word.replaceAll('"', '""')}"${[...word].length > 1 ? " *" : ""}`);
	if (words.length === 0) return null;
	return `scope : "${businessId.replaceAll("-", "")}" AND {name sku barcode vendor attributes} : (${words.join(" AND ")})`;
}

/** As `amountOf`; null where nothing was said. @throws Refusal also where the currency is none */
export function amountIfSaid(said: number | string | null | undefined, currency: string, field: string): number | null {
	if (said === undefined || said === null) return null;
	if (!isCurrency(currency)) return refuse("invalid", "validation_failed", { currency });
	return amountOf(said, currency, field);
}

/** Percent with up to two decimals as basis points. */
export function basisPoints(percent: number): number {
	return Math.round(percent * 100);
}
