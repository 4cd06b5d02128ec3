import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Money } from "#app/components/money.tsx";
import type { Basket, Sums } from "./basket.ts";

type Props = { basket: Basket; sums: Sums; taxIncluded: boolean; currency: string };

/** What a basket comes to: what is off it, the tax of each rate, and the one number, large enough for the customer. */
export function BasketSums({ basket, sums, taxIncluded, currency }: Props) {
	const t = useTranslations("counter");
	const format = useFormatter();
	const { returned, note } = basket;
	const taxes = sums.taxes.filter(({ tax }) => tax > 0);
	const percent = (rate: number) => format.number(rate / 10_000, { style: "percent", maximumFractionDigits: 2 });
	return (
		<>
			{note && <p className="basket-note">{note}</p>}
			<dl className="sums">
				{!taxIncluded && taxes.length > 0 && (
					<Sum of={t("subtotal")}>
						<Money amount={sums.subtotal} currency={currency} bare />
					</Sum>
				)}
				{sums.off > 0 && (
					<Sum of={t("off.sum")}>
						<Money amount={-sums.off} currency={currency} bare />
					</Sum>
				)}
				{taxes.map(({ rate, tax }) => (
					<Sum key={rate} of={t(taxIncluded ? "ofWhichTax" : "tax", { rate: percent(rate) })}>
						<Money amount={tax} currency={currency} bare />
					</Sum>
				))}
				{returned && (
					<Sum of={t("returned", { number: returned.number })}>
						<Money amount={-returned.worth} currency={currency} bare />
					</Sum>
				)}
				<div className="total">
					<dt>{t(sums.due < 0 ? "pay.giveBack" : "total")}</dt>
					<dd>
						<Money amount={Math.abs(sums.due)} currency={currency} />
					</dd>
				</div>
			</dl>
		</>
	);
}

function Sum({ of, children }: { of: string; children: ReactNode }) {
	return (
		<div>
			<dt>{of}</dt>
			<dd>{children}</dd>
		</div>
	);
}
