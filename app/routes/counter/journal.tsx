import { ChevronLeft, ChevronRight, Download, Printer } from "lucide";
import { Form, Link } from "react-router";
import { useFormatter, useMessages, useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { TextField } from "#app/components/field.tsx";
import { Money } from "#app/components/money.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { addDays, isCalendarDay } from "#app/platform/time.ts";
import { dayJournal, type JournalRow } from "#app/sales/journal.server.ts";
import { page } from "../door.server.ts";
import { eventWord } from "../settings/event-words.ts";
import type { Route } from "./+types/journal.ts";
import { headOf, shopOf } from "./at-counter.server.ts";
import { TillAside } from "./till-aside.tsx";
import "#app/styles/till.css";
import "#app/styles/receipt.css";

export const handle = "journal";

/** What was done at the counter on a day: `?day=`, today without it. */
export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const viewer = await tenant.principal();
		const store = shopOf(request, viewer);
		const asked = url.searchParams.get("day") ?? "";
		const cursor = url.searchParams.get("cursor") ?? undefined;
		const journal = await dayJournal(tenant, {
			storeId: store.id,
			limit: 200,
			...(isCalendarDay(asked) && { day: asked }),
			...(cursor && { cursor }),
		});
		return { head: headOf(tenant, viewer, store), ...journal };
	});
}

export default function Journal({ loaderData: { head, items, nextCursor, day } }: Route.ComponentProps) {
	const t = useTranslations("drawer");
	const format = useFormatter();
	const { store } = head;
	const title = t("journalOf", { day: format.dateTime(new Date(`${day}T12:00:00Z`), { dateStyle: "full", timeZone: "UTC" }) });
	const query = `store=${store.id}&day=${day}`;
	return (
		<TillAside
			head={head}
			title={t("journal")}
			actions={
				<span className="row wrap not-printed">
					<ButtonLink to={`/counter/journal?store=${store.id}&day=${addDays(day, -1)}`} icon={ChevronLeft} iconOnly>
						{t("dayBefore")}
					</ButtonLink>
					<Form method="get" className="row">
						<input type="hidden" name="store" value={store.id} />
						<TextField label={t("day")} name="day" type="date" defaultValue={day} key={day} />
						<Button type="submit">{t("show")}</Button>
					</Form>
					<ButtonLink to={`/counter/journal?store=${store.id}&day=${addDays(day, 1)}`} icon={ChevronRight} iconOnly>
						{t("dayAfter")}
					</ButtonLink>
					<ButtonLink to={`/counter/journal.csv?${query}`} reloadDocument icon={Download}>
						{t("csv")}
					</ButtonLink>
					<span className="needs-script">
						<Button icon={Printer} keyName="F8" onClick={() => window.print()}>
							{t("print")}
						</Button>
					</span>
				</span>
			}
		>
			<PageTitle title={title} />
			<article className="print-sheet">
				<h2 className="caption">{title}</h2>
				{items.length === 0 ? (
					<Empty title={t("nothingDone")} icon={Printer} />
				) : (
					<>
						<Table
							label={title}
							folds
							head={
								<>
									<Column>{t("at")}</Column>
									<Column>{t("what")}</Column>
									<Column>{t("who")}</Column>
									<Column>{t("detail")}</Column>
									<Column number>{t("amount")}</Column>
								</>
							}
						>
							{items.map((row) => (
								<JournalLine key={row.id} row={row} timeZone={store.timeZone} storeId={store.id} />
							))}
						</Table>
						<Pager nextCursor={nextCursor} summary={t("acts", { count: items.length })} />
					</>
				)}
			</article>
		</TillAside>
	);
}

function JournalLine({ row, timeZone, storeId }: { row: JournalRow; timeZone: string; storeId: string }) {
	const t = useTranslations("drawer");
	const format = useFormatter();
	const whenWords = (at: number) => format.dateTime(at, { dateStyle: "medium", timeStyle: "short", timeZone });
	const what = eventWord(useMessages().events.types, row.type);
	const label = row.number === null ? what : t("numbered", { what, number: String(row.number) });
	return (
		<Row>
			<Cell fold="line">{format.dateTime(row.at, { timeStyle: "medium", timeZone })}</Cell>
			<Cell fold="subject">
				<PaperLink row={row} storeId={storeId}>
					{label}
				</PaperLink>
			</Cell>
			<Cell fold="line">{row.actorName}</Cell>
			<Cell fold="line">
				{row.detail}
				{row.handedInAt !== null && <Badge tone="warn">{t("handedIn", { when: whenWords(row.handedInAt) })}</Badge>}
				{row.madeAt !== null && t("madeAt", { when: whenWords(row.madeAt) })}
			</Cell>
			<Cell number fold="figure">
				{row.amount !== null && row.currency && <Money amount={row.amount} currency={row.currency} />}
			</Cell>
		</Row>
	);
}

function PaperLink({ row, storeId, children }: { row: JournalRow; storeId: string; children: string }) {
	if (row.type === "drawer.closed") return <Link to={`/counter/z/${row.number}?store=${storeId}`}>{children}</Link>;
	if (row.number === null) return row.type.startsWith("order.") ? <Link to={`/orders/${row.subjectId}`}>{children}</Link> : children;
	return <Link to={`/counter/receipts/${row.subjectId}${row.refundId ? `?refund=${row.refundId}` : ""}`}>{children}</Link>;
}
