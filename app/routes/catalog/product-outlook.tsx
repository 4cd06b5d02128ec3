import { useFormatter, useTranslations } from "use-intl/react";
import { Quantity } from "#app/components/quantity.tsx";
import { useShell } from "#app/components/shell.ts";
import type { Prediction } from "#app/insights/queries.server.ts";

/** How fast it sells and how long that lasts, in the store people look at or in all. */
export function ProductOutlook({ outlook, unit }: { outlook: Prediction; unit: string }) {
	const t = useTranslations("product.outlook");
	const nav = useTranslations("nav");
	const format = useFormatter();
	const { store } = useShell();
	const { daysLeft, avgDailySales, inStockDailySales, inStockDays, stockOutDate, suggestedOrder } = outlook;
	return (
		<section className="section">
			<header>
				<h2>{t("title", { store: store?.name ?? nav("allStores") })}</h2>
			</header>
			<dl className="figures">
				<div>
					<dt>{t("lasts")}</dt>
					<dd>{daysLeft === null ? t("nothingSold") : t("days", { count: Math.floor(daysLeft) })}</dd>
				</div>
				<Rate name={t("sells")} units={avgDailySales} />
				{inStockDays > 0 && inStockDays < 30 && <Rate name={t("sellsInStock", { count: inStockDays })} units={inStockDailySales} />}
				{stockOutDate && (
					<div>
						<dt>{t("outOn")}</dt>
						<dd>{format.dateTime(new Date(`${stockOutDate}T12:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" })}</dd>
					</div>
				)}
				<div>
					<dt>{t("order")}</dt>
					<dd>
						<Quantity value={suggestedOrder} /> {unit !== "unit" && <span className="meta">{unit}</span>}
					</dd>
				</div>
			</dl>
		</section>
	);
}

function Rate({ name, units }: { name: string; units: number }) {
	const t = useTranslations("product.outlook");
	const format = useFormatter();
	return (
		<div>
			<dt>{name}</dt>
			<dd>
				{format.number(units, { maximumFractionDigits: 2 })} <span className="meta">{t("aDay")}</span>
			</dd>
		</div>
	);
}
