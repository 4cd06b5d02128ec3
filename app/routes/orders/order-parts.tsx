import type { ReactNode } from "react";
import { Link } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { StatusBadge } from "#app/components/badge.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { FramePicture } from "#app/components/frame-picture.tsx";
import { Money, useMoneyWords } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Delta } from "#app/components/quantity.tsx";
import { When } from "#app/components/when.tsx";
import type { OrderMovement } from "#app/orders/order-trail.server.ts";
import type { Address } from "#app/orders/input.ts";
import type { OrderSheet } from "#app/orders/order-sheet.server.ts";
import { isInTakings } from "#app/orders/rules.ts";
import { sum } from "#app/platform/money.ts";
import { minute } from "#app/platform/time.ts";

/** That an order came in later than it was placed is worth saying from then on. */
const worthSaying = 2 * minute;

/** When, where, by whom, and how it stands. */
export function OrderFacts({ order }: { order: OrderSheet }) {
	const t = useTranslations("orders");
	const desk = useTranslations("desk");
	const isSale = order.channel === "counter";
	return (
		<section className="section" aria-label={t("order")}>
			<div className="row wrap">
				<StatusBadge kind="order" word={order.status} />
				{order.paymentStatus !== "refunded" && <StatusBadge kind="payment" word={order.paymentStatus} />}
			</div>
			{!isInTakings(order.currency, order.store.currency) && (
				<Notice tone="info">{t("notInTakings", { currency: order.currency, store: order.store.name, own: order.store.currency })}</Notice>
			)}
			<dl className="facts">
				<Fact name={isSale ? t("placed") : desk("ordered")}>
					<When at={order.boughtAt ?? order.placedAt} show="full" />
				</Fact>
				{order.boughtAt !== null && order.placedAt - order.boughtAt >= worthSaying && (
					<Fact name={desk("cameIn")}>
						<When at={order.placedAt} show="full" />
					</Fact>
				)}
				<Fact name={t("store")}>
					<Link to={`/orders?store=${order.storeId}`} className="link">
						{order.store.name}
					</Link>
				</Fact>
				<Fact name={isSale ? t("soldBy") : desk("takenBy")}>
					<Link to={`/orders?person=${encodeURIComponent(order.actorId)}`} className="link">
						{order.actorName}
					</Link>
				</Fact>
				<Fact name={t("channel")}>
					{t(`channels.${order.channel}`)}
					{order.platformNumber && ` ${order.platformNumber}`}
				</Fact>
				{order.customerName && (
					<Fact name={desk("buyer")}>
						<bdi>{order.customerName}</bdi>
						{order.customerEmail && <small className="meta"> {order.customerEmail}</small>}
						{order.customerPhone && <small className="meta"> {order.customerPhone}</small>}
					</Fact>
				)}
				{order.shippingAddress && (
					<Fact name={desk("whereto")}>
						<AddressLines address={order.shippingAddress} />
					</Fact>
				)}
				{order.assigneeName && <Fact name={desk("assignee")}>{order.assigneeName}</Fact>}
				{order.tracking && (
					<Fact name={desk("sentWith")}>
						{order.tracking.carrier} <span className="mono">{order.tracking.number}</span>
					</Fact>
				)}
				{order.note && <Fact name={t("note")}>{order.note}</Fact>}
			</dl>
		</section>
	);
}

/** An address as it stands on a parcel. */
export function AddressLines({ address }: { address: Address }) {
	const { name, company, line1, line2, postcode, city, region, country } = address;
	const lines = [name, company, line1, line2, `${postcode} ${city}`.trim(), region, country].filter((line) => line !== "");
	return <bdi>{lines.join(", ")}</bdi>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}

/** The lines at the price they were sold for, and what they come to. */
export function OrderLines({ order }: { order: OrderSheet }) {
	const t = useTranslations("orders");
	const desk = useTranslations("desk");
	const format = useFormatter();
	const words = useMoneyWords();
	const { currency } = order;
	const title = order.channel === "counter" ? t("lines") : desk("lines");
	return (
		<section className="section" aria-labelledby="lines">
			<header>
				<h2 id="lines">{title}</h2>
			</header>
			<Table
				label={title}
				bleed
				folds
				density="picture"
				head={
					<>
						<Column fold="subject">{t("product")}</Column>
						<Column number>{t("quantity")}</Column>
						<Column number>{t("each")}</Column>
						<Column number>{currency}</Column>
					</>
				}
			>
				{order.lines.map((line) => (
					<Row key={line.id}>
						<Cell fold="subject">
							<span className="product">
								<FramePicture src={line.imageUrl} />
								<span className="grow">
									<Link to={`/products/${line.productId}`} className="link">
										<bdi>{line.name}</bdi>
									</Link>
									<small>
										<span className="mono">{line.sku}</span>
										{line.short > 0 && ` · ${desk("missing", { quantity: line.short })}`}
										{line.refundedQuantity > 0 && ` · ${t("givenBack", { count: line.refundedQuantity })}`}
									</small>
								</span>
							</span>
						</Cell>
						<Cell number fold="hide">
							{format.number(line.quantity)}
						</Cell>
						<Cell number fold="line">
							<span className="on-desk">
								<Money amount={line.unitPrice} currency={currency} bare />
							</span>
							<span className="on-phone">
								{t("times", { quantity: line.quantity, price: words({ amount: line.unitPrice, currency }) })}
							</span>
						</Cell>
						<Cell number fold="figure">
							<Money amount={line.total} currency={currency} bare />
						</Cell>
					</Row>
				))}
				{order.loose.map((line) => (
					<Row key={line.id}>
						<Cell fold="subject">
							<bdi>{line.name}</bdi> <small className="meta">{desk("loose")}</small>
						</Cell>
						<Cell number fold="hide">
							{format.number(line.quantity)}
						</Cell>
						<Cell number fold="line">
							<Money amount={line.unitPrice} currency={currency} bare />
						</Cell>
						<Cell number fold="figure">
							<Money amount={line.total} currency={currency} bare />
						</Cell>
					</Row>
				))}
			</Table>
			<Totals order={order} />
		</section>
	);
}

function Totals({ order }: { order: OrderSheet }) {
	const t = useTranslations("orders");
	const format = useFormatter();
	const desk = useTranslations("desk");
	const { currency, subtotal, total, refundedTotal, shipping, tip, owed } = order;
	const included = order.taxIncluded === 1;
	const rate = (basisPoints: number) => format.number(basisPoints / 10_000, { style: "percent", maximumFractionDigits: 2 });
	const line = (name: string, amount: number, strong = false) => (
		<div key={name} className={strong ? "total" : undefined}>
			<dt>{name}</dt>
			<dd>
				<Money amount={amount} currency={currency} bare={!strong} />
			</dd>
		</div>
	);
	return (
		<dl className="totals">
			{!included && line(t("subtotal"), subtotal)}
			{taxesOf([...order.lines, ...order.loose]).map((tax) =>
				line(t(included ? "ofWhichTax" : "tax", { rate: rate(tax.rate) }), tax.amount),
			)}
			{shipping > 0 && line(desk("shippingLine"), shipping)}
			{tip > 0 && line(desk("tipLine"), tip)}
			{line(t("total"), total, true)}
			{refundedTotal > 0 && line(t("refunded"), -refundedTotal)}
			{refundedTotal > 0 && line(t("kept"), total - refundedTotal, true)}
			{owed > 0 && line(desk("owed"), owed, true)}
			{owed < 0 && line(desk("paidTooMuch"), -owed, true)}
		</dl>
	);
}

/** Tax per rate, highest rate first. */
function taxesOf(lines: { taxRate: number; tax: number }[]): { rate: number; amount: number }[] {
	const rates = [...new Set(lines.map(({ taxRate }) => taxRate))].sort((a, b) => b - a);
	return rates
		.map((rate) => ({ rate, amount: sum(lines.filter(({ taxRate }) => taxRate === rate).map(({ tax }) => tax)) }))
		.filter(({ amount }) => amount > 0);
}

/** Its movements: which shelf, by how much, from what to what. */
export function OrderMovements({ movements }: { movements: OrderMovement[] }) {
	const t = useTranslations("orders");
	const reasons = useTranslations("product.movements.reasons");
	return (
		<section className="section" aria-labelledby="moved">
			<header>
				<h2 id="moved">{t("moved")}</h2>
			</header>
			{movements.length === 0 ? (
				<p className="quiet-text">{t("movedNone")}</p>
			) : (
				<Table
					label={t("moved")}
					bleed
					folds
					head={
						<>
							<Column fold="subject">{t("product")}</Column>
							<Column>{t("why")}</Column>
							<Column>{t("at")}</Column>
							<Column number>{t("shelf")}</Column>
							<Column number>{t("change")}</Column>
						</>
					}
				>
					{movements.map((movement) => (
						<Row key={movement.id}>
							<Cell fold="subject">
								<Link to={`/products/${movement.productId}`} className="link">
									<bdi>{movement.name}</bdi>
								</Link>
							</Cell>
							<Cell fold="line">{reasons(movement.reason)}</Cell>
							<Cell fold="hide">
								<When at={movement.at} />
							</Cell>
							<Cell number fold="line">
								{t("fromTo", { before: movement.qtyBefore, after: movement.qtyAfter })}
							</Cell>
							<Cell number fold="figure">
								<Delta value={movement.delta} />
							</Cell>
						</Row>
					))}
				</Table>
			)}
		</section>
	);
}
