import { BookCheck } from "lucide";
import { Link } from "react-router";
import { useMessages, useTranslations } from "use-intl/react";
import type { BookedSale } from "#app/channels/booked-sales.server.ts";
import type { ConnectionSettings } from "#app/channels/input.ts";
import type { ConnectionSheet } from "#app/channels/queries.server.ts";
import { followsBooks } from "#app/channels/rules.ts";
import { StatusBadge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Pager } from "#app/components/pager.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { StatTile, StatTiles } from "#app/components/stat-tile.tsx";
import { When } from "#app/components/when.tsx";
import type { Refused } from "../../door.server.ts";
import { PlainForm } from "../plain-form.tsx";
import { GoodsWords } from "./channel-parts.tsx";

/** What an ERP cannot do over its interface, and whose count is the truth. */
export function BookLimits({ settings }: { settings: ConnectionSettings }) {
	const t = useTranslations("channels.books");
	const authority = followsBooks(settings) ? "theirs" : settings.stockAuthority === "erp" ? "untold" : "ours";
	return (
		<section className="section">
			<Notice tone="info">
				{t("limits")} {t(`authority.${authority}`)}
			</Notice>
		</section>
	);
}

/** How it is doing with its books, in four figures. */
export function BookTiles({ sheet }: { sheet: ConnectionSheet }) {
	const { connection, salesWaiting, salesParked } = sheet;
	const t = useTranslations("channels");
	const { orderCount, productCount, pulledAt, drift } = connection;
	return (
		<StatTiles label={t("how")}>
			<StatTile label={t("books.sent")} figure={<Quantity value={orderCount} />} compared={t("waiting", { count: salesWaiting })} />
			<StatTile
				label={t("poisoned")}
				figure={<Quantity value={salesParked} />}
				compared={t("books.parked", { count: salesParked })}
				{...(salesParked > 0 && { to: "?sales=parked" })}
			/>
			<StatTile label={t("books.goods")} figure={<Quantity value={productCount} />} compared={<GoodsWords sheet={sheet} />} to="listings" />
			<StatTile
				label={t("books.read")}
				figure={pulledAt === null ? t("neverHeard") : <When at={pulledAt} />}
				compared={t("books.drift", { count: drift })}
			/>
		</StatTiles>
	);
}

type Shown = {
	sales: { items: BookedSale[]; nextCursor: string | null };
	salesState: "parked" | null;
	salesParked: number;
	mayWrite: boolean;
	commandId: string;
	connection: { state: string };
};

/** Sales as they go into the books, newest first: told, on their way, or waiting for somebody. */
export function Sales({ data, answered }: { data: Shown; answered: Refused | undefined }) {
	const t = useTranslations("channels");
	const { sales, salesState, salesParked, commandId } = data;
	const mayRetry = data.mayWrite && (data.connection.state === "active" || data.connection.state === "paused");
	return (
		<section className="section" aria-labelledby="sales">
			<header>
				<h2 id="sales">{t("books.title")}</h2>
				<nav className="segments" aria-label={t("show")}>
					<Link to="." aria-current={salesState === null ? "true" : undefined} preventScrollReset>
						{t("showAll")}
					</Link>
					<Link to="?sales=parked" aria-current={salesState === "parked" ? "true" : undefined} preventScrollReset>
						{t("showPoisoned")}
					</Link>
				</nav>
				{mayRetry && salesParked > 1 && (
					<PlainForm intent="retryAll" commandId={commandId} answered={answered} look="bare">
						{({ busy }) => (
							<Button type="submit" size="s" busy={busy}>
								{t("books.retryAll")}
							</Button>
						)}
					</PlainForm>
				)}
			</header>
			{sales.items.length === 0 ? (
				<Empty icon={BookCheck} title={t(salesState === null ? "books.none" : "nothingPoisoned")} />
			) : (
				<Table
					label={t("books.title")}
					folds
					bleed
					head={
						<>
							<Column fold="subject">{t("books.sale")}</Column>
							<Column>{t("state")}</Column>
							<Column>{t("outcome")}</Column>
							<Column>{t("when")}</Column>
							<Column hidden>{t("again")}</Column>
						</>
					}
				>
					{sales.items.map((sale) => (
						<Row key={sale.orderId}>
							<Cell fold="subject">
								<Link to={`/orders/${sale.orderId}`} className="link">
									{sale.number || t("books.unnumbered")}
								</Link>
							</Cell>
							<Cell fold="line">
								<StatusBadge kind="booked" word={sale.state} />
							</Cell>
							<Cell fold="line">
								<Outcome sale={sale} />
							</Cell>
							<Cell fold="line">
								<When at={sale.sentAt ?? sale.updatedAt} />
							</Cell>
							<Cell fold="line">
								{mayRetry && sale.state === "parked" && (
									<PlainForm
										intent="retry"
										commandId={commandId}
										answered={answered}
										about={{ name: "orderId", id: sale.orderId }}
										look="bare"
									>
										{({ busy }) => (
											<Button
												type="submit"
												kind="quiet"
												size="s"
												busy={busy}
												aria-label={t("books.retryOf", { sale: sale.number || t("books.unnumbered") })}
											>
												{t("books.retry")}
											</Button>
										)}
									</PlainForm>
								)}
							</Cell>
						</Row>
					))}
				</Table>
			)}
			<Pager nextCursor={sales.nextCursor} />
		</section>
	);
}

function Outcome({ sale: { saleId, reason, skus, heard } }: { sale: BookedSale }) {
	const t = useTranslations("channels.books");
	const words: Record<string, string> = useMessages().channels.books.reason;
	const why = words[reason];
	if (why === undefined) return saleId === null ? null : <span className="mono">{t("saleId", { id: saleId })}</span>;
	return (
		<>
			{why} {skus.length > 0 && <span className="mono">{skus.join(", ")}</span>} {heard}
		</>
	);
}
