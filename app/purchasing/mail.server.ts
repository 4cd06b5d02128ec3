import { wordsOf } from "#app/catalogs.server.ts";
import { csvLines } from "#app/platform/csv.ts";
import { composed } from "#app/platform/mail/letter.server.ts";
import type { Mail } from "#app/platform/mail/mail.server.ts";
import { decimalString } from "#app/platform/money.ts";
import type { PurchaseLine } from "./purchase-orders.server.ts";
import { purchaseNumber } from "./rules.ts";

/** What a vendor is mailed: who orders what, and the same as a file. Nothing in it changes once the order is sent, so a repeat is the same to the letter. */

export type Request = {
	number: number;
	vendorName: string;
	currency: string;
	note: string;
	businessName: string;
	storeName: string;
	locale: "en" | "da";
	lines: PurchaseLine[];
};

export function requestMail(to: string, message: string, request: Request): Mail {
	const { number, businessName: business, storeName: store, note, locale, lines } = request;
	const t = wordsOf(locale);
	const id = purchaseNumber(number);
	const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
	const mail = composed({
		to,
		subject: t("mail.purchase.subject", { id, business }),
		lines: [
			t("mail.hello", { name: request.vendorName }),
			...(message ? message.split(/\n{2,}/) : [t("mail.purchase.what", { business, store, units, products: lines.length })]),
			...(note ? [note] : []),
			t("mail.purchase.file", { id }),
		],
	});
	return { ...mail, attachments: [{ filename: `${id}.csv`, type: "text/csv", content: requestCsv(request) }] };
}

/** The order as a file a spreadsheet opens and runs nothing of. Costs where they are known. */
export function requestCsv({ number, currency, lines }: Pick<Request, "number" | "currency" | "lines">): string {
	const cost = (amount: number | null) => (amount === null ? null : Number(decimalString(amount, currency)));
	return `\uFEFF${csvLines([
		["Order", "SKU", "Barcode", "Product", "Quantity", "Unit cost", "Line cost", "Currency"],
		...lines.map(({ sku, barcode, name, quantity, unitCost }) => [
			purchaseNumber(number),
			sku,
			barcode,
			name,
			quantity,
			cost(unitCost),
			cost(unitCost === null ? null : unitCost * quantity),
			currency,
		]),
	])}`;
}
