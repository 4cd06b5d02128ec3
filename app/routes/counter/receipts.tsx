import { ReceiptText, ScanBarcode } from "lucide";
import { Form, redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, RowLink, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { TextField } from "#app/components/field.tsx";
import { Money } from "#app/components/money.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { When } from "#app/components/when.tsx";
import { listReceipts } from "#app/sales/receipts.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/receipts.ts";
import { headOf, shopOf } from "./at-counter.server.ts";
import { TillAside } from "./till-aside.tsx";
import "#app/styles/till.css";

export const handle = "counter";

/** `?q=` finds one: by its number, or what a scanner reads off it, and goes there. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const viewer = await tenant.principal();
		const store = shopOf(request, viewer);
		const q = url.searchParams.get("q")?.trim().slice(0, 60) ?? "";
		const cursor = url.searchParams.get("cursor") ?? undefined;
		const { items, nextCursor } = await listReceipts(tenant, { storeId: store.id, limit: 50, ...(q && { q }), ...(cursor && { cursor }) });
		const [only] = items;
		if (q !== "" && only && items.length === 1) throw redirect(receiptPath(only));
		return { head: headOf(tenant, viewer, store), items, nextCursor, q };
	});
}

function receiptPath({ orderId, refundId }: { orderId: string; refundId: string | null }): string {
	return `/counter/receipts/${orderId}${refundId ? `?refund=${refundId}` : ""}`;
}

export default function Receipts({ loaderData: { head, items, nextCursor, q } }: Route.ComponentProps) {
	const t = useTranslations("receipt");
	const currency = head.store.currency;
	return (
		<TillAside head={head} title={t("receipts")}>
			<PageTitle title={t("receipts")} />
			<Form method="get" className="find-receipt">
				<input type="hidden" name="store" value={head.store.id} />
				<TextField
					label={t("search")}
					name="q"
					defaultValue={q}
					placeholder={t("searchFor")}
					autoComplete="off"
					autoFocus
					inputMode="text"
				/>
				<Button type="submit" size="l" icon={ScanBarcode}>
					{t("search")}
				</Button>
			</Form>
			{items.length === 0 ? (
				<Empty icon={ReceiptText} title={t(q === "" ? "none" : "nothing")}>
					{t(q === "" ? "noneNext" : "nothingNext")}
				</Empty>
			) : (
				<>
					<Table
						label={t("receipts")}
						head={
							<>
								<Column>{t("number")}</Column>
								<Column>{t("what")}</Column>
								<Column>{t("when")}</Column>
								<Column>{t("soldBy")}</Column>
								<Column number>{t("amount")}</Column>
							</>
						}
						folds
					>
						{items.map((receipt) => (
							<Row key={receipt.number}>
								<Cell fold="subject">
									<RowLink to={receiptPath(receipt)}>{t(receipt.refundId ? "refundTitle" : "title", { number: receipt.number })}</RowLink>
								</Cell>
								<Cell fold="line">{receipt.title}</Cell>
								<Cell fold="line">
									<When at={receipt.at} />
								</Cell>
								<Cell>{receipt.actorName}</Cell>
								<Cell number fold="figure">
									<Money amount={receipt.total} currency={currency} />
								</Cell>
							</Row>
						))}
					</Table>
					<Pager nextCursor={nextCursor} summary={t("shown", { count: items.length })} />
				</>
			)}
		</TillAside>
	);
}
