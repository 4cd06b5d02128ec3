import { wordsOf } from "#app/catalogs.server.ts";
import { fitted, pageSize, type PdfPage, pdfOf, wrapped } from "#app/platform/pdf.ts";
import { decimalsOf, sum } from "#app/platform/money.ts";
import type { PurchaseOrder } from "./purchase-orders.server.ts";
import { purchaseNumber } from "./rules.ts";

export type Paper = { order: PurchaseOrder; terms: string; store: string; business: string; timeZone: string };

const margin = 48;
const right = pageSize.width - margin;
const step = 15;
const lowest = pageSize.height - 64;
/** Where columns begin, or end where they are figures. */
const columns = { sku: margin, name: margin + 120, quantity: 380, unitCost: 460, cost: right };

/** A purchase order as a PDF, A4, as many pages as it needs, in the reader's language. */
export function orderPaper({ order, terms, store, business, timeZone }: Paper, locale: "en" | "da"): Uint8Array<ArrayBuffer> {
	const t = wordsOf(locale, timeZone);
	const id = purchaseNumber(order.number);
	const title = t("purchasing.paper.title", { id });
	const decimals = decimalsOf(order.currency);
	const money = (amount: number) =>
		new Intl.NumberFormat(locale === "da" ? "da-DK" : "en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
			amount / 10 ** decimals,
		);
	const day = (at: number, zone: string) =>
		new Intl.DateTimeFormat(locale === "da" ? "da-DK" : "en-GB", { dateStyle: "long", timeZone: zone }).format(at);

	const pages: PdfPage[] = [];
	let page: PdfPage = { texts: [], rules: [] };
	let y = 0;
	const write = (x: number, text: string, how: { size?: number; bold?: boolean; right?: boolean } = {}) =>
		page.texts.push({ x, y, text, ...how });
	function begin(isTable: boolean): void {
		page = { texts: [], rules: [] };
		pages.push(page);
		y = 64;
		write(margin, title, { size: 16, bold: true });
		write(right, fitted(business, 200), { right: true });
		y += 28;
		if (isTable) heading();
	}
	function heading(): void {
		write(columns.sku, t("purchasing.columns.sku"), { bold: true });
		write(columns.name, t("purchasing.columns.product"), { bold: true });
		write(columns.quantity, t("purchasing.columns.quantity"), { right: true });
		write(columns.unitCost, t("purchasing.columns.unitCost"), { right: true });
		write(columns.cost, t("purchasing.columns.cost"), { right: true });
		page.rules.push({ x: margin, y: y + 5, width: right - margin });
		y += step + 3;
	}
	/** Makes room for so much; a table's heading goes along onto the next page. */
	function room(height: number, isTable = false): void {
		if (y + height > lowest) begin(isTable);
	}

	begin(false);
	const facts = [
		[t("purchasing.paper.from"), business],
		[t("purchasing.form.vendor"), order.vendorName],
		[t("purchasing.paper.deliver"), store],
		[t("purchasing.paper.date"), day(order.sentAt ?? order.createdAt, timeZone)],
		...(order.expectedOn === null ? [] : [[t("purchasing.facts.expected"), day(Date.parse(order.expectedOn), "UTC")]]),
	];
	for (const [name = "", value = ""] of facts) {
		write(margin, name);
		write(columns.name, fitted(value, right - columns.name), { bold: true });
		y += step;
	}
	paragraph(order.note);
	y += step / 2;
	heading();
	for (const line of order.lines) {
		room(step, true);
		write(columns.sku, fitted(line.sku, columns.name - columns.sku - 8));
		write(columns.name, fitted(line.name, columns.quantity - columns.name - 40));
		write(columns.quantity, new Intl.NumberFormat(locale === "da" ? "da-DK" : "en-GB").format(line.quantity), { right: true });
		write(columns.unitCost, line.unitCost === null ? t("purchasing.noCost") : money(line.unitCost), { right: true });
		if (line.unitCost !== null) write(columns.cost, money(line.unitCost * line.quantity), { right: true });
		y += step;
	}
	room(step * 2);
	page.rules.push({ x: margin, y: y - 9, width: right - margin });
	y += 5;
	const units = sum(order.lines.map(({ quantity }) => quantity));
	const cost = sum(order.lines.map(({ quantity, unitCost }) => quantity * (unitCost ?? 0)));
	write(margin, t("purchasing.send.sum", { units, products: order.lines.length }), { bold: true });
	write(columns.cost, `${money(cost)} ${order.currency}`, { right: true });
	y += step;
	paragraph(terms);
	pages.forEach(
		({ texts }, index) => void texts.push({ x: right, y: pageSize.height - 36, text: `${id} · ${index + 1}/${pages.length}`, right: true }),
	);
	return pdfOf(pages, { title: `${title}, ${order.vendorName}`, language: locale });

	function paragraph(text: string): void {
		if (text === "") return;
		y += step / 2;
		for (const line of wrapped(text, right - margin)) {
			room(step);
			write(margin, line);
			y += step;
		}
	}
}
