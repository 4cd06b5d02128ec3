import { ArrowLeft, Printer } from "lucide";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Money } from "#app/components/money.tsx";
import type { KeptSale } from "./keeping.ts";

/** What the customer gets until the store's receipt has its number. */
export function Slip({ sale, onBack }: { sale: KeptSale; onBack: () => void }) {
	const t = useTranslations("offline");
	const format = useFormatter();
	const { currency } = sale;
	const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	return (
		<div className="slip">
			<article className="slip-paper">
				<h3>{t("provisional", { seq: sale.seq })}</h3>
				<p>
					{format.dateTime(sale.soldAt, { dateStyle: "medium", timeStyle: "short", timeZone })} · {sale.seller}
				</p>
				<ul>
					{sale.basket.lines.map(({ product, quantity }) => (
						<li key={product.id}>
							<span className="grow">{t("line", { quantity, name: product.name })}</span>
							<Money amount={(product.price ?? 0) * quantity} currency={currency} bare />
						</li>
					))}
				</ul>
				<p className="slip-total">
					<span className="grow">{t("total")}</span>
					<Money amount={sale.total} currency={currency} />
				</p>
				{sale.change > 0 && (
					<p className="slip-total">
						<span className="grow">{t("change")}</span>
						<Money amount={sale.change} currency={currency} />
					</p>
				)}
				<p>{t("provisionalHint")}</p>
			</article>
			<div className="row">
				<Button icon={ArrowLeft} kind="quiet" onClick={onBack}>
					{t("toList")}
				</Button>
				<Button icon={Printer} onClick={() => window.print()}>
					{t("print")}
				</Button>
			</div>
		</div>
	);
}
