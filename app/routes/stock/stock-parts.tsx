import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { StatTile, StatTiles } from "#app/components/stat-tile.tsx";
import { mostScarce } from "#app/stock/rules.ts";
import type { Count } from "#app/stock/counts.server.ts";
import type { ListedTransfer } from "#app/stock/transfers.server.ts";
import { CountTable } from "./count-table.tsx";
import type { StockData } from "./stock.tsx";
import { TransferTable } from "./transfer-table.tsx";

/** What is low, out, on its way and being counted; each figure is the way to it. */
export function StockTiles({ data: { scarce, transfers, counts } }: { data: StockData }) {
	const t = useTranslations("stock.tiles");
	const links = useTranslations("stock.links");
	const format = useFormatter();
	const figure = (count: number) => (count >= mostScarce ? t("many", { count: mostScarce }) : format.number(count));
	const moving = transfers.filter(({ status }) => status !== "draft");
	const units = moving.reduce((sum, { units, received, missing }) => sum + units - received - missing, 0);
	const drafts = transfers.length - moving.length;
	return (
		<>
			<StatTiles label={t("label")}>
				<StatTile label={t("low")} figure={figure(scarce.low)} compared={t("lowHint")} to="/products?stock=low" />
				<StatTile label={t("out")} figure={figure(scarce.out)} compared={t("outHint")} to="/products?stock=out" />
				<StatTile
					label={t("onTheWay")}
					figure={format.number(units)}
					compared={drafts > 0 ? t("drafts", { count: drafts }) : t("unitsOn", { count: moving.length })}
					to="/stock/transfers"
				/>
				<StatTile
					label={t("counting")}
					figure={format.number(counts.length)}
					compared={counts.length > 0 ? t("inStores", { count: counts.length }) : t("noCount")}
					to="/stock/counts"
				/>
			</StatTiles>
			<nav className="tabs" aria-label={t("label")}>
				{(["transfers", "counts", "movements", "reorderPoints"] as const).map((word) => (
					<Link key={word} to={paths[word]}>
						{links(word)}
					</Link>
				))}
			</nav>
		</>
	);
}

const paths = {
	transfers: "/stock/transfers",
	counts: "/stock/counts",
	movements: "/stock/movements",
	reorderPoints: "/stock/reorder-points",
};

export function OnTheWay({ transfers }: { transfers: ListedTransfer[] }) {
	const t = useTranslations("stock.way");
	return (
		<section className="section" aria-labelledby="way">
			<header>
				<h2 id="way">{t("title")}</h2>
				<Link to="/stock/transfers" className="link">
					{t("all")}
				</Link>
			</header>
			{transfers.length > 0 ? <TransferTable transfers={transfers} narrow /> : <p className="quiet-text">{t("none")}</p>}
		</section>
	);
}

export function OpenCounts({ counts, categories }: { counts: Count[]; categories: { id: string; name: string }[] }) {
	const t = useTranslations("stock.openCounts");
	return (
		<section className="section" aria-labelledby="open-counts">
			<header>
				<h2 id="open-counts">{t("title")}</h2>
			</header>
			{counts.length > 0 ? <CountTable counts={counts} categories={categories} narrow /> : <p className="quiet-text">{t("none")}</p>}
		</section>
	);
}
