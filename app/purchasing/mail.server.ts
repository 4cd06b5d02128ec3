import { wordsOf } from "#app/catalogs.server.ts";
import { csvLines } from "#app/platform/csv.ts";
import { composed } from "#app/platform/mail/letter.server.ts";
import type { Mail } from "#app/platform/mail/mail.server.ts";
import type { Config } from "#app/platform/config.server.ts";
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
	return { ...mail, attachments: [{ filename: `${id}.csv`, type: "text/csv", content: requestCsv(request, locale) }] };
}

/** To whoever sent a request: it did not arrive, and why. */
export function returnedMail(
	cfg: Config,
	told: {
		email: string;
		name: string;
		locale: "en" | "da";
		purchaseOrderId: string;
		number: number;
		vendorName: string;
		to: string;
		reason: string;
	},
): Mail {
	const t = wordsOf(told.locale);
	const about = { id: purchaseNumber(told.number), vendor: told.vendorName, to: told.to };
	return composed({
		to: told.email,
		subject: t("mail.returned.subject", about),
		lines: [
			t("mail.hello", { name: told.name }),
			t("mail.returned.what", about),
			...(told.reason ? [t("mail.returned.why", { reason: told.reason })] : []),
		],
		act: { label: t("mail.returned.act", about), address: new URL(`/purchasing/orders/${told.purchaseOrderId}`, cfg.PUBLIC_URL).href },
	});
}

/** The order as a file the spreadsheet of a language opens and runs nothing of. Costs where they are known. */
export function requestCsv({ number, currency, lines }: Pick<Request, "number" | "currency" | "lines">, locale: Request["locale"]): string {
	const cost = (amount: number | null) => (amount === null ? null : Number(decimalString(amount, currency)));
	return `\uFEFF${csvLines(
		[
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
		],
		locale,
	)}`;
}
