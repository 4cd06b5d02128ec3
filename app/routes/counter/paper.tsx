import { useFormatter, useTranslations } from "use-intl/react";
import { Money, useMoneyWords } from "#app/components/money.tsx";
import { sum } from "#app/platform/money.ts";
import { receiptCode, receiptLines, receiptTaxes } from "#app/sales/receipt.ts";
import type { ReceiptSheet } from "#app/sales/receipts.server.ts";

type Props = { sheet: ReceiptSheet; drawn: string | null; paper: "80mm" | "a4"; copy: boolean };

/** The receipt as it is printed: black on white whatever the theme, on a roll or a sheet. */
export function Paper({ sheet, drawn, paper, copy }: Props) {
	const t = useTranslations("receipt");
	const format = useFormatter();
	const words = useMoneyWords();
	const { settings, store, currency, refundId, customer, about, payments } = sheet;
	const rounding = sum(payments.map((payment) => payment.rounding));
	return (
		<article className="paper" data-paper={paper} aria-label={t(refundId ? "refundTitle" : "title", { number: sheet.number })}>
			<header>
				<b>{settings.legalName || store.business}</b>
				<span>{store.name}</span>
				{settings.address && <span className="lines">{settings.address}</span>}
				{settings.phone && <span>{t("phone", { phone: settings.phone })}</span>}
				{settings.vatNumber && <span>{t("vatNumber", { number: settings.vatNumber })}</span>}
			</header>
			<div className="paper-facts">
				<b>
					{t(refundId ? "refundTitle" : "title", { number: sheet.number })}
					{copy && <em> · {t("copy")}</em>}
				</b>
				<span>{format.dateTime(sheet.at, { dateStyle: "medium", timeStyle: "short", timeZone: store.timeZone })}</span>
				<span>{t("servedBy", { name: sheet.actorName })}</span>
				{about && <span>{t(refundId ? "of" : "exchangeOf", { number: about.number })}</span>}
				{customer && <span>{t("customer", { name: customer.name || customer.email })}</span>}
			</div>
			<ul className="paper-lines">
				{receiptLines(sheet.lines).map((line, index) => (
					<li key={`${line.sku} ${index}`}>
						<span>{line.name}</span>
						<span className="number">
							<Money amount={line.total} currency={currency} bare />
						</span>
						<small>
							{t("each", { quantity: line.quantity, price: words({ amount: line.each, currency, bare: true }) })}
							{line.off > 0 && ` · ${t("off", { amount: words({ amount: line.off, currency, bare: true }) })}`}
							{line.note && ` · ${line.note}`}
						</small>
					</li>
				))}
			</ul>
			<dl className="paper-sums">
				{!sheet.taxIncluded && <Sum of={t("subtotal")} amount={sheet.total - sheet.tax} currency={currency} />}
				{!sheet.taxIncluded && <Sum of={t("taxes")} amount={sheet.tax} currency={currency} />}
				<Sum of={t(refundId ? "refunded" : "total")} amount={sheet.total} currency={currency} total />
				{sheet.discount > 0 && <Sum of={t("savedShort")} amount={sheet.discount} currency={currency} />}
				{payments.map((payment, index) => (
					<Sum
						key={`${payment.method} ${index}`}
						of={[t(`methods.${payment.method}`), payment.reference].filter(Boolean).join(" ")}
						amount={Math.abs(payment.amount)}
						currency={currency}
					/>
				))}
				{rounding !== 0 && <Sum of={t("rounding")} amount={rounding} currency={currency} />}
				{payments.flatMap((payment, index) =>
					payment.method === "cash" && payment.amount > 0
						? [
								<Sum key={`received ${index}`} of={t("received")} amount={payment.received} currency={currency} />,
								<Sum key={`change ${index}`} of={t("change")} amount={payment.change} currency={currency} />,
							]
						: [],
				)}
			</dl>
			<table className="paper-taxes">
				<thead>
					<tr>
						<th scope="col">{t("taxRate")}</th>
						<th scope="col">{t("taxNet")}</th>
						<th scope="col">{t("taxAmount")}</th>
					</tr>
				</thead>
				<tbody>
					{receiptTaxes(sheet.lines, sheet.taxIncluded).map(({ rate, net, tax }) => (
						<tr key={rate}>
							<th scope="row">{format.number(rate / 10_000, { style: "percent", maximumFractionDigits: 2 })}</th>
							<td>
								<Money amount={net} currency={currency} bare />
							</td>
							<td>
								<Money amount={tax} currency={currency} bare />
							</td>
						</tr>
					))}
				</tbody>
			</table>
			{sheet.reason && <p>{sheet.reason}</p>}
			{sheet.note && <p>{sheet.note}</p>}
			{settings.receiptText && <p className="lines">{settings.receiptText}</p>}
			{drawn && <img src={drawn} alt={receiptCode(sheet.number)} />}
			<small className="mono">{receiptCode(sheet.number)}</small>
		</article>
	);
}

function Sum({ of, amount, currency, total }: { of: string; amount: number; currency: string; total?: boolean }) {
	return (
		<div className={total ? "total" : undefined}>
			<dt>{of}</dt>
			<dd>
				<Money amount={amount} currency={currency} bare={!total} />
			</dd>
		</div>
	);
}
