import { Link, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Money } from "#app/components/money.tsx";
import type { Basket, Least } from "./what-to-order.tsx";

type Props = { least: Least; basket: Pick<Basket, "vendor" | "store">; cost: number };

/** How far from the vendor's least order this one is, and the way to fill it up by what runs out next. `cost` in minor units, as it stands now. */
export function LeastOrder({ least, basket: { vendor, store }, cost }: Props) {
	const t = useTranslations("purchasing.suggest.least");
	const { search } = useLocation();
	const { minimum, unknown, currency, asked, filled } = least;
	const query = new URLSearchParams(search);
	query.set("vendor", vendor);
	query.set("at", store.id);
	query.set("fill", "1");
	const missing = Math.max(0, minimum - cost);
	return (
		<p className="section row wrap">
			<span>
				{t("from")} <Money amount={minimum} currency={currency} />
				{": "}
				{unknown ? (
					t("unknown")
				) : missing > 0 ? (
					<span className="problem">
						<Money amount={missing} currency={currency} /> {t("missing")}
					</span>
				) : (
					t("reached")
				)}
			</span>
			{filled && (
				<span className="meta">
					{t("filled", {
						days: filled.days,
						units: filled.extras.reduce((sum, { extra }) => sum + extra, 0),
						products: filled.extras.length,
					})}
				</span>
			)}
			{asked && !filled && !unknown && least.missing > 0 && <span className="meta">{t("never")}</span>}
			{!asked && !unknown && least.missing > 0 && (
				<Link className="link" to={`/purchasing?${query}#open`} preventScrollReset>
					{t("fill")}
				</Link>
			)}
		</p>
	);
}
