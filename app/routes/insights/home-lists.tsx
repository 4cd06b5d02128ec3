import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { StatusBadge } from "#app/components/badge.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Money } from "#app/components/money.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { ShelfBar, shelfScale } from "#app/components/shelf-bar.tsx";
import { useShell } from "#app/components/shell.ts";
import { When } from "#app/components/when.tsx";
import type { LowShelf } from "#app/insights/queries.server.ts";
import type { RankedSeller } from "#app/insights/rank-sellers.server.ts";
import type { OrderRow } from "#app/orders/queries.server.ts";
import { oneCurrency } from "./compare.ts";
import { useStoreNames } from "./store-names.ts";

/** Shelves at or under their reorder point, the furthest below first. */
export function LowShelves({ shelves }: { shelves: LowShelf[] }) {
	const t = useTranslations("home");
	const nameOf = useStoreNames();
	const rows = shelves.map((shelf) => ({ ...shelf, reserved: shelf.quantity - shelf.available }));
	const scale = shelfScale(rows);
	return (
		<section className="section" aria-labelledby="low">
			<header>
				<h2 id="low">{t("low")}</h2>
				<Link to="/products" className="link">
					{t("allProducts")}
				</Link>
			</header>
			{rows.length === 0 ? (
				<p className="quiet-text">{t("lowNone")}</p>
			) : (
				<Table
					label={t("low")}
					folds
					bleed
					density="picture"
					head={
						<>
							<Column fold="subject">{t("product")}</Column>
							{nameOf && <Column>{t("store")}</Column>}
							<Column number>{t("reorderAt")}</Column>
							<Column>{t("available")}</Column>
						</>
					}
				>
					{rows.map((row) => (
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
								<Quantity value={row.reorderPoint} />
							</Cell>
							<Cell fold="figure">
								<span className="shelf-cell">
									<ShelfBar
										available={row.available}
										reserved={row.reserved}
										incoming={row.incoming}
										reorderPoint={row.reorderPoint}
										scale={scale}
									/>
									<span className="number">
										<Quantity value={row.available} />
									</span>
								</span>
							</Cell>
						</Row>
					))}
				</Table>
			)}
		</section>
	);
}

/** What sold most, by pieces. */
export function BestSellers({ sellers }: { sellers: RankedSeller[] }) {
	const t = useTranslations("home");
	const { business } = useShell();
	const format = useFormatter();
	const currency = oneCurrency(sellers, business.currency);
	const until = sellers[0]?.until;
	const dayOf = (day: string) => format.dateTime(new Date(`${day}T12:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" });
	return (
		<section className="section" aria-labelledby="best">
			<header>
				<h2 id="best">{t("best")}</h2>
				{until && <span className="meta">{t("bestUntil", { day: dayOf(until) })}</span>}
			</header>
			{sellers.length === 0 ? (
				<p className="quiet-text">{t("bestNone")}</p>
			) : (
				<Table
					label={t("best")}
					bleed
					density="picture"
					head={
						<>
							<Column fold="subject">{t("product")}</Column>
							<Column number>{t("units")}</Column>
							<Column number>{currency ?? t("amount")}</Column>
						</>
					}
				>
					{sellers.map((row) => (
						<Row key={`${row.productId} ${row.currency}`}>
							<Cell fold="subject">
								<span className="product">
									<FramePicture src={row.imageUrl} />
									<span className="clip">
										<RowLink to={`/products/${row.productId}`}>{row.name}</RowLink>
									</span>
								</span>
							</Cell>
							<Cell number>
								<Quantity value={row.units} />
							</Cell>
							<Cell number>
								{/* Given away, or sold in other money only: no nought without a word. */}
								{row.revenue === 0 ? (
									<span className="quiet-text">{t("bestFree", { currency: row.currency })}</span>
								) : (
									<Money amount={row.revenue} currency={row.currency} bare={currency !== null} whole />
								)}
							</Cell>
						</Row>
					))}
				</Table>
			)}
		</section>
	);
}

/** The newest orders: what went, where, for how much; only what was given back carries a badge. */
export function RecentSales({ sales }: { sales: OrderRow[] }) {
	const t = useTranslations("home");
	const format = useFormatter();
	const { business } = useShell();
	const nameOf = useStoreNames();
	const currency = oneCurrency(sales, business.currency);
	return (
		<section className="section ruled" aria-labelledby="recent">
			<header>
				<h2 id="recent">{t("recent")}</h2>
			</header>
			<Table
				label={t("recent")}
				folds
				bleed
				head={
					<>
						<Column fold="subject">{t("sale")}</Column>
						<Column>{t("time")}</Column>
						{nameOf && <Column>{t("store")}</Column>}
						<Column>{t("soldBy")}</Column>
						<Column number>{t("units")}</Column>
						<Column number>{currency ?? t("amount")}</Column>
					</>
				}
			>
				{sales.map((sale) => (
					<Row key={sale.id}>
						<Cell fold="subject">
							<span className="row">
								<bdi className="clip">
									<RowLink to={`/orders/${sale.id}`}>
										{sale.lines > 1 ? t("more", { title: sale.title, count: sale.lines - 1 }) : sale.title}
									</RowLink>
								</bdi>
								{sale.refundedUnits > 0 && <StatusBadge kind="payment" word={sale.paymentStatus} />}
							</span>
						</Cell>
						<Cell fold="line">
							<When at={sale.placedAt} />
						</Cell>
						{nameOf && <Cell fold="line">{nameOf(sale.storeId)}</Cell>}
						<Cell fold="hide">{sale.actorName}</Cell>
						<Cell number fold="hide">
							{format.number(sale.units)}
						</Cell>
						<Cell number fold="figure">
							<Money amount={sale.total} currency={sale.currency} bare={currency !== null} />
						</Cell>
					</Row>
				))}
			</Table>
		</section>
	);
}
