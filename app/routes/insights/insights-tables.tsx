import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Money } from "#app/components/money.tsx";
import { useShell } from "#app/components/shell.ts";
import type { DeadStock, Seller, StockValue } from "#app/insights/overview.server.ts";
import { oneCurrency } from "./compare.ts";
import { useStoreNames } from "./store-names.ts";

function ProductLine({ row }: { row: { productId: string; name: string; sku: string; imageUrl: string | null } }) {
	return (
		<span className="product">
			<FramePicture src={row.imageUrl} />
			<span className="clip">
				<RowLink to={`/products/${row.productId}`}>{row.name}</RowLink>
				<small className="mono clip on-desk">{row.sku}</small>
			</span>
		</span>
	);
}

/** What earned most in thirty days, and which of it makes four fifths of the revenue. */
export function SellersTable({ sellers }: { sellers: Seller[] }) {
	const t = useTranslations("insights.sellers");
	const format = useFormatter();
	const { business } = useShell();
	const currency = oneCurrency(sellers, business.currency);
	return (
		<section className="section" aria-labelledby="sellers">
			<header>
				<h2 id="sellers">{t("title")}</h2>
			</header>
			<p className="meta">{t("lead")}</p>
			{sellers.length === 0 ? (
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
							<Column>{t("class")}</Column>
							<Column number>{t("units")}</Column>
							<Column number>{currency ?? t("revenue")}</Column>
							<Column number>{t("share")}</Column>
						</>
					}
				>
					{sellers.map((row) => (
						<Row key={`${row.productId} ${row.currency}`}>
							<Cell fold="subject">
								<ProductLine row={row} />
							</Cell>
							<Cell fold="line">
								<Badge tone={row.rank === "A" ? "ok" : row.rank === "B" ? "info" : "mute"}>{row.rank}</Badge>
							</Cell>
							<Cell number fold="hide">
								{format.number(row.units)}
							</Cell>
							<Cell number fold="figure">
								<Money amount={row.revenue} currency={row.currency} bare={currency !== null} whole />
							</Cell>
							<Cell number fold="hide">
								{format.number(row.share, { style: "percent", maximumFractionDigits: 0 })}
							</Cell>
						</Row>
					))}
				</Table>
			)}
		</section>
	);
}

type DeadProps = { dead: DeadStock[]; still: number; choices: readonly number[] };

/** What stands there and has not sold, the dearest first. */
export function DeadStockTable({ dead, still, choices }: DeadProps) {
	const t = useTranslations("insights.dead");
	const format = useFormatter();
	const { business } = useShell();
	const nameOf = useStoreNames();
	const currency = oneCurrency(dead, business.currency);
	return (
		<section className="section" aria-labelledby="dead">
			<header>
				<h2 id="dead">{t("title")}</h2>
				<nav className="segments" aria-label={t("since")}>
					{choices.map((days) => (
						<Link key={days} to={`?still=${days}#dead`} aria-current={days === still ? "true" : undefined} preventScrollReset>
							{t("days", { count: days })}
						</Link>
					))}
				</nav>
			</header>
			{dead.length === 0 ? (
				<p className="quiet-text">{t("none", { count: still })}</p>
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
							<Column>{t("lastSold")}</Column>
							<Column number>{t("onHand")}</Column>
							<Column number>{currency ? t("boundIn", { currency }) : t("bound")}</Column>
						</>
					}
				>
					{dead.map((row) => (
						<Row key={`${row.productId} ${row.storeId}`}>
							<Cell fold="subject">
								<ProductLine row={row} />
							</Cell>
							{nameOf && <Cell fold="line">{nameOf(row.storeId)}</Cell>}
							<Cell fold="hide">
								{row.lastSoldDay
									? format.dateTime(new Date(`${row.lastSoldDay}T12:00:00Z`), {
											day: "numeric",
											month: "short",
											year: "numeric",
											timeZone: "UTC",
										})
									: t("never")}
							</Cell>
							<Cell number fold="hide">
								{format.number(row.onHand)}
							</Cell>
							<Cell number fold="figure">
								{row.bound === null ? t("noCost") : <Money amount={row.bound} currency={row.currency} bare={currency !== null} whole />}
							</Cell>
						</Row>
					))}
				</Table>
			)}
		</section>
	);
}

/** What stands on the shelves is worth, by store and category, at cost and at retail. */
export function StockValueTable({ value }: { value: StockValue[] }) {
	const t = useTranslations("insights.value");
	const format = useFormatter();
	const { business } = useShell();
	const nameOf = useStoreNames();
	const currency = oneCurrency(value, business.currency);
	const total = (pick: (row: StockValue) => number) => value.reduce((sum, row) => sum + pick(row), 0);
	const unpriced = total((row) => row.unpriced);
	return (
		<section className="section" aria-labelledby="value">
			<header>
				<h2 id="value">{t("title")}</h2>
			</header>
			{unpriced > 0 && <p className="meta">{t("unpriced", { count: unpriced })}</p>}
			<Table
				label={t("title")}
				folds
				bleed
				head={
					<>
						<Column fold="subject">{t("category")}</Column>
						{nameOf && <Column>{t("store")}</Column>}
						<Column number>{t("units")}</Column>
						<Column number>{currency ? t("retailIn", { currency }) : t("retail")}</Column>
						<Column number>{currency ? t("costIn", { currency }) : t("cost")}</Column>
					</>
				}
				foot={
					currency && (
						<Row>
							<Cell fold="subject">{t("total")}</Cell>
							{nameOf && <Cell fold="hide">{""}</Cell>}
							<Cell number fold="hide">
								{format.number(total((row) => row.units))}
							</Cell>
							<Cell number fold="hide">
								<Money amount={total((row) => row.retail)} currency={currency} bare whole />
							</Cell>
							<Cell number fold="figure">
								<Money amount={total((row) => row.cost)} currency={currency} bare whole />
							</Cell>
						</Row>
					)
				}
			>
				{value.map((row) => (
					<Row key={`${row.storeId} ${row.category} ${row.currency}`}>
						<Cell fold="subject">{row.category ?? t("noCategory")}</Cell>
						{nameOf && <Cell fold="line">{nameOf(row.storeId)}</Cell>}
						<Cell number fold="hide">
							{format.number(row.units)}
						</Cell>
						<Cell number fold="hide">
							<Money amount={row.retail} currency={row.currency} bare={currency !== null} whole />
						</Cell>
						<Cell number fold="figure">
							<Money amount={row.cost} currency={row.currency} bare={currency !== null} whole />
						</Cell>
					</Row>
				))}
			</Table>
		</section>
	);
}
