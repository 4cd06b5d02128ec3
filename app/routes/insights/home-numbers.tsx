import type { ReactNode } from "react";
import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { Money } from "#app/components/money.tsx";
import { Delta, Percent, Quantity } from "#app/components/quantity.tsx";
import { StatTile, StatTiles } from "#app/components/stat-tile.tsx";
import type { Home } from "#app/insights/home.server.ts";
import type { Dashboard } from "#app/insights/queries.server.ts";
import { averageSale, changeOf } from "./compare.ts";

/** Five figures, each with what it was before. Stores in other money are named, not added. */
export function NumberTiles({ numbers, soFar }: { numbers: Dashboard; soFar: NonNullable<Home["soFar"]> }) {
	const t = useTranslations("home");
	const format = useFormatter();
	const { today, last7, last30, currency, excludedStores } = numbers;
	const [average, averageBefore] = [averageSale(today), averageSale(last30)];
	// Full hours of the store's clock, said in the reader's form: "16:00" or "16.00".
	const [year = 0, month = 1, date = 1] = soFar.day.split("-").map(Number);
	const full = new Date(Date.UTC(year, month - 1, date, soFar.hour));
	const same = {
		hour: format.dateTime(full, { hour: "2-digit", minute: "2-digit", timeZone: "UTC" }),
		weekday: format.dateTime(full, { weekday: "long", timeZone: "UTC" }),
	};
	return (
		<>
			<StatTiles label={t("numbers")}>
				<StatTile
					label={t("revenueToday")}
					unit={currency}
					figure={<Money amount={today.revenue} currency={currency} bare whole />}
					compared={
						<Compared
							ratio={changeOf(soFar.revenue, soFar.before.revenue)}
							words={t("onSameHours", same)}
							nothing={t("noneSameHours", same)}
						/>
					}
				/>
				<StatTile
					label={t("salesToday")}
					figure={<Quantity value={today.orders} />}
					compared={
						<>
							<Delta value={soFar.orders - soFar.before.orders} /> {t("salesCompared", same)}
						</>
					}
					to="#recent"
				/>
				<StatTile
					label={t("averageSale")}
					{...(average !== null && { unit: currency })}
					figure={average === null ? <span className="zero">–</span> : <Money amount={average} currency={currency} bare whole />}
					compared={
						average === null ? (
							t("noSaleYet")
						) : (
							<Compared ratio={changeOf(average, averageBefore ?? 0)} words={t("onAverage")} nothing={t("noneMonth")} />
						)
					}
				/>
				<StatTile
					label={t("unitsWeek")}
					figure={<Quantity value={last7.units} />}
					compared={<Compared ratio={changeOf(last7.units, last7.before.units)} words={t("onWeek")} nothing={t("noneWeek")} />}
					to="#best"
				/>
				<StatTile
					label={t("revenueMonth")}
					unit={currency}
					figure={<Money amount={last30.revenue} currency={currency} bare whole />}
					compared={<Compared ratio={changeOf(last30.revenue, last30.before.revenue)} words={t("onMonth")} nothing={t("noneMonth")} />}
				/>
			</StatTiles>
			{excludedStores.length > 0 && (
				<p className="strip" data-tone="info">
					<span>
						{t("excluded")}{" "}
						{excludedStores.map(({ id, name, currency: own }) => (
							<Link key={id} to={`/?store=${id}`} className="link">
								{`${name} (${own}) `}
							</Link>
						))}
					</span>
				</p>
			)}
		</>
	);
}

/** "+12% on all of yesterday", or that there was nothing to compare with. */
function Compared({ ratio, words, nothing }: { ratio: number | null; words: string; nothing: string }): ReactNode {
	if (ratio === null) return nothing;
	return (
		<>
			<Percent ratio={ratio} /> {words}
		</>
	);
}
