import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Money, useMoneyWords } from "#app/components/money.tsx";
import { isPaymentMethod } from "#app/orders/tender.ts";
import type { DrawerReport } from "#app/sales/drawer-report.server.ts";

/** What a drawer comes to, line by line: the same for a look (X) and for the end of the day (Z). */
export function ReportList({ report, currency, children }: { report: DrawerReport; currency: string; children?: ReactNode }) {
	const t = useTranslations("drawer");
	const methods = useTranslations("receipt.methods");
	const format = useFormatter();
	const words = useMoneyWords();
	const { sales, refunds, receipts } = report;
	// What leaves is taken off nothing rather than negated: no refunds are 0.00, and not −0.00.
	const money = (amount: number) => <Money amount={amount} currency={currency} bare />;
	const percent = (rate: number) => format.number(rate / 10_000, { style: "percent", maximumFractionDigits: 2 });
	return (
		<dl className="report">
			<Line of={t("sales", { count: sales.count, units: sales.units })}>{money(sales.total)}</Line>
			{sales.discount > 0 && <Line of={t("discounts")}>{money(0 - sales.discount)}</Line>}
			<Line of={t("refunds", { count: refunds.count })}>{money(0 - refunds.total)}</Line>
			<Line of={t("net")} strong>
				{money(sales.total - refunds.total)}
			</Line>
			{report.taxes.map(({ rate, goods, tax }) => (
				<Line key={rate} of={t("tax", { rate: percent(rate), goods: words({ amount: goods, currency, bare: true }) })}>
					{money(tax)}
				</Line>
			))}
			{report.payments.map((payment) => (
				<Line key={payment.method} of={isPaymentMethod(payment.method) ? methods(payment.method) : payment.method}>
					{money(payment.in - payment.out)}
				</Line>
			))}
			{report.ofOrders !== undefined && report.ofOrders.count > 0 && (
				<Line of={t("ofOrders", { count: report.ofOrders.count })}>{money(report.ofOrders.in - report.ofOrders.out)}</Line>
			)}
			{report.rounding !== 0 && <Line of={t("rounding")}>{money(report.rounding)}</Line>}
			<Line of={t("float")}>{money(report.openingFloat)}</Line>
			<Line of={t("paidIn")}>{money(report.paidIn)}</Line>
			<Line of={t("paidOut")}>{money(0 - report.paidOut)}</Line>
			<Line of={t("expected")} strong>
				{money(report.expected)}
			</Line>
			{children}
			{receipts.first !== null && receipts.last !== null && (
				<Line of={t("receipts")}>{t("fromTo", { first: String(receipts.first), last: String(receipts.last) })}</Line>
			)}
		</dl>
	);
}

export function Line({ of, strong, children }: { of: string; strong?: boolean; children: ReactNode }) {
	return (
		<div data-strong={strong || undefined}>
			<dt>{of}</dt>
			<dd>{children}</dd>
		</div>
	);
}
