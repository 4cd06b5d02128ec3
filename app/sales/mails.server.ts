import { wordsOf } from "#app/catalogs.server.ts";
import { intlLocales, type Locale } from "#app/i18n.ts";
import { composed } from "#app/platform/mail/letter.server.ts";
import type { Mail } from "#app/platform/mail/mail.server.ts";
import { decimalsOf } from "#app/platform/money.ts";
import { receiptLines, receiptTaxes } from "./receipt.ts";
import type { ReceiptSheet } from "./receipts.server.ts";

/** A receipt as a mail: everything the paper says, in the business's language. */
export function receiptMail(sheet: ReceiptSheet, to: string, locale: Locale): Mail {
	const t = wordsOf(locale, sheet.store.timeZone);
	const { currency, settings, store, number, taxIncluded } = sheet;
	const format = new Intl.NumberFormat(intlLocales[locale], { style: "currency", currency });
	const money = (amount: number) => format.format(amount / 10 ** decimalsOf(currency));
	const percent = (rate: number) =>
		new Intl.NumberFormat(intlLocales[locale], { style: "percent", maximumFractionDigits: 2 }).format(rate / 10_000);
	const shop = settings.legalName || `${store.business}, ${store.name}`;
	const lines = receiptLines(sheet.lines).map((line) => {
		const goods = `${line.quantity} × ${line.name}: ${money(line.total)}`;
		return line.off > 0 ? `${goods} (${t("receipt.off", { amount: money(line.off) })})` : goods;
	});
	const taxes = receiptTaxes(sheet.lines, taxIncluded).map(({ rate, net, tax }) =>
		t("receipt.taxLine", { rate: percent(rate), net: money(net), tax: money(tax) }),
	);
	const paid = sheet.payments.map(({ method, amount }) => `${t(`receipt.methods.${method}`)}: ${money(Math.abs(amount))}`);
	return composed({
		to,
		subject: t(sheet.refundId ? "receipt.mail.refundSubject" : "receipt.mail.subject", { number: String(number), shop }),
		lines: [
			t("receipt.mail.from", { shop }),
			[
				settings.address.replaceAll("\n", ", "),
				settings.phone,
				settings.vatNumber && t("receipt.vatNumber", { number: settings.vatNumber }),
			]
				.filter(Boolean)
				.join(" · "),
			t(sheet.refundId ? "receipt.mail.refundOf" : "receipt.mail.of", {
				number: String(number),
				at: new Date(sheet.at),
				by: sheet.actorName,
			}),
			...lines,
			...(sheet.discount > 0 ? [t("receipt.saved", { amount: money(sheet.discount) })] : []),
			`${t(sheet.refundId ? "receipt.refunded" : "receipt.total")}: ${money(sheet.total)}`,
			...taxes,
			...paid,
			settings.receiptText,
		].filter((line) => line !== ""),
	});
}
