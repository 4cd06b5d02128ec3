import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { RunwayBar } from "#app/components/charts/runway-bar.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import type { RunningOut } from "#app/insights/running-out.server.ts";
import { useStoreNames } from "./store-names.ts";

/** Shelves that will be empty within thirty days, the soonest first. */
export function RunsOutNext({ shelves, more }: { shelves: RunningOut[]; more?: string }) {
	const t = useTranslations("home.runsOut");
	const format = useFormatter();
	const nameOf = useStoreNames();
	return (
		<section className="section" aria-labelledby="runs-out">
			<header>
				<h2 id="runs-out">{t("title")}</h2>
				{more && (
					<Link to={more} className="link">
						{t("all")}
					</Link>
				)}
			</header>
			{shelves.length === 0 ? (
				<p className="quiet-text">{t("none")}</p>
			) : (
				<Table
					label={t("title")}
					folds
					bleed
					density="picture"
					head={
						<>
							<Column fold="subject">{t("product")}</Column>
							{nameOf && <Column>{t("store")}</Column>}
							<Column number>{t("available")}</Column>
							<Column>{t("daysLeft")}</Column>
							<Column number>{t("order")}</Column>
						</>
					}
				>
					{shelves.map((row) => (
						<Row key={`${row.productId} ${row.storeId}`}>
							<Cell fold="subject">
								<span className="product">
									<FramePicture src={row.imageUrl} />
									<span className="clip">
										<RowLink to={`/products/${row.productId}`}>{row.name}</RowLink>
										<small className="mono clip on-desk">{row.sku}</small>
									</span>
								</span>
							</Cell>
							{nameOf && <Cell fold="line">{nameOf(row.storeId)}</Cell>}
							<Cell number fold="hide">
								{format.number(row.available)}
							</Cell>
							<Cell fold="figure">
								<span className="runway-cell">
									<RunwayBar daysLeft={row.daysLeft} />
									<span className="number">{t("days", { count: Math.floor(row.daysLeft) })}</span>
								</span>
							</Cell>
							<Cell number fold="hide">
								{row.order > 0 ? `+${format.number(row.order)}` : <span className="zero">0</span>}
							</Cell>
						</Row>
					))}
				</Table>
			)}
		</section>
	);
}
