import { Link, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Money } from "#app/components/money.tsx";
import type { Basket, Least } from "./what-to-order.tsx";

type Props = {
	least: Least;
	basket: Pick<Basket, "vendor" | "store">;
	/** In minor units, of the numbers as they stand now; null where that cannot be said. */
	missing: number | null;
	/** Somebody typed numbers of their own. */
	isTyped: boolean;
};

/** How far from the vendor's least order this one is, the way to fill it up by what runs out next, and the way back. */
export function LeastOrder({ least: { minimum, currency, filled, never }, basket: { vendor, store }, missing, isTyped }: Props) {
	const t = useTranslations("purchasing.suggest.least");
	const { search } = useLocation();
	const query = new URLSearchParams(search);
	query.set("vendor", vendor);
	query.set("at", store.id);
	query.delete("fill");
	const asItWas = query.toString();
	query.set("fill", "1");
	const mayFill = missing !== null && missing > 0 && !never;
	return (
		<p className="section row wrap">
			<span>
				{t("from")} <Money amount={minimum} currency={currency} />
				{": "}
				{missing === null ? (
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
			{never && <span className="meta">{t("never")}</span>}
			{mayFill && (
				<Link className="link" to={`/purchasing?${query}#open`} preventScrollReset>
					{t("fill")}
				</Link>
			)}
			{filled && (
				<Link className="link" to={`/purchasing?${asItWas}#open`} preventScrollReset>
					{t("back")}
				</Link>
			)}
			{isTyped && (mayFill || filled) && <span className="meta">{t("anew")}</span>}
		</p>
	);
}
