import { ScrollText } from "lucide";
import { Link, useLocation } from "react-router";
import { useMessages, useTranslations } from "use-intl/react";
import { chainState } from "#app/audit/queries.server.ts";
import { sealEvents } from "#app/audit/seal-events.server.ts";
import { verifyEvents } from "#app/audit/verify-events.server.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Menu } from "#app/components/menu.tsx";
import { Money } from "#app/components/money.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { useShell } from "#app/components/shell.ts";
import { When } from "#app/components/when.tsx";
import { refuseField } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { field, form, page } from "../door.server.ts";
import type { Route } from "./+types/events.ts";
import { ChainPanel } from "./chain-panel.tsx";
import { eventAbout } from "./event-about.ts";
import { changesIn } from "./event-diff.ts";
import { eventWord } from "./event-words.ts";
import { logPage } from "./log.server.ts";
import { LogFilters } from "./log-filters.tsx";

export const handle = "settings";

export async function loader({ request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => ({ ...(await logPage(tenant, request)), commandId: newId() }));
}

/** Works the whole chain out again. */
export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const anchor = field(fields, "anchor")?.trim();
		const [, number = "", hash = ""] = /^(\d{1,9}):(\S+)$/.exec(anchor ?? "") ?? [];
		if (anchor && !hash) refuseField("anchor", "invalid_format", "a number, a colon, and the seal");
		const key = field(fields, "commandId")?.slice(0, 60);
		await sealEvents(tenant, {}, { key: key && `${key}-s` });
		const { check } = await chainState(tenant, {});
		const goesOn = check !== null && check.finishedAt === null;
		await verifyEvents(tenant, { anew: !goesOn, ...(hash && { anchor: { number: Number(number), hash } }) }, { key });
		return null;
	});
}

/** What happened, newest first: who, what, to what, when and from where, with before and after. The filters are the address. */
export default function Events({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("events");
	const operations = useTranslations("operations");
	const { types } = useMessages().events;
	const { stores } = useShell();
	const { pathname } = useLocation();
	const { items, nextCursor, chain, asked, people, subjects, commandId } = loaderData;
	return (
		<>
			<PageHeader title={t("title")} crumbs={[{ label: operations("title"), to: "/operations" }]} />
			<LogFilters people={people} subjects={subjects} first={items[0]} />
			{items.length === 0 ? (
				<Empty icon={ScrollText} title={t("empty")} act={<ButtonLink to={pathname}>{t("showAll")}</ButtonLink>}>
					{t("emptyNext")}
				</Empty>
			) : (
				<Table
					label={t("title")}
					folds
					sticks
					head={
						<>
							<Column fold="subject">{t("what")}</Column>
							<Column>{t("who")}</Column>
							{stores.length > 1 && <Column>{t("where")}</Column>}
							<Column>{t("when")}</Column>
							<Column hidden>{t("more")}</Column>
						</>
					}
				>
					{items.map((event) => (
						<Row key={event.id}>
							<Cell fold="subject">
								<b>{eventWord(types, event.type)}</b> <About event={event} />
								<Changes event={event} />
							</Cell>
							<Cell fold="line">{event.actorName}</Cell>
							{stores.length > 1 && <Cell fold="line">{stores.find(({ id }) => id === event.storeId)?.name}</Cell>}
							<Cell fold="line">
								<When at={event.at} />
							</Cell>
							<Cell number fold="figure">
								<Details event={event} />
							</Cell>
						</Row>
					))}
				</Table>
			)}
			<Pager nextCursor={nextCursor} />
			<ChainPanel chain={chain} asked={asked} commandId={commandId} refused={actionData ?? undefined} />
		</>
	);
}

/** What tells it from others of its kind: a name, an amount, from how many to how many. */
function About({ event }: { event: Event }) {
	const t = useTranslations("events");
	const { name, moved, money } = eventAbout(event.data);
	return (
		<small>
			{name}
			{moved && t("aboutStock", moved)}
			{money && <Money {...money} />}
		</small>
	);
}

/** Before and after, a line for each thing that is another now. */
function Changes({ event }: { event: Event }) {
	const t = useTranslations("audit");
	const fields: Record<string, string> = useMessages().audit.fields;
	const changes = changesIn(event.data);
	if (changes.length === 0) return null;
	return (
		<ul className="changes">
			{changes.slice(0, 12).map(({ field, before, after }) => (
				<li key={field}>
					<small>
						{before === null
							? t("said", { field: fields[field] ?? field, after: after ?? "" })
							: t("change", { field: fields[field] ?? field, before, after: after ?? t("nothing") })}
					</small>
				</li>
			))}
		</ul>
	);
}

type Event = Route.ComponentProps["loaderData"]["items"][number];

/** From where, under which request, and the fact itself as it is kept. */
function Details({ event }: { event: Event }) {
	const t = useTranslations("events");
	const { pathname } = useLocation();
	const subjects: Record<string, string> = useMessages().events.subjects;
	const subject = subjects[event.subjectType] ?? event.subjectType;
	const log = useTranslations("audit");
	const only = (name: string, value: string) => `${pathname}?${new URLSearchParams({ [name]: value })}`;
	const home = { product: "/products/", order: "/orders/", customer: "/customers/" }[event.subjectType];
	return (
		<Menu trigger={t("more")} kind="quiet" size="s">
			<div className="menu-group">
				<dl className="facts">
					<div>
						<dt>{t("subject")}</dt>
						<dd>
							{home ? (
								<Link to={`${home}${event.subjectId}`} className="link">
									{subject}
								</Link>
							) : (
								subject
							)}
						</dd>
					</div>
					{event.deviceName && (
						<div>
							<dt>{t("till")}</dt>
							<dd>{event.deviceName}</dd>
						</div>
					)}
					{event.ip && (
						<div>
							<dt>{t("from")}</dt>
							<dd className="mono">{event.ip}</dd>
						</div>
					)}
					<div>
						<dt>{t("request")}</dt>
						<dd className="mono">{event.requestId}</dd>
					</div>
				</dl>
				<pre className="code">{JSON.stringify(event.data, null, 2)}</pre>
			</div>
			<div className="menu-divide">
				<Link to={only("actor", event.actorId)} className="menu-item">
					{t("onlyBy", { name: event.actorName })}
				</Link>
				<Link to={only("subject", event.subjectId)} className="menu-item">
					{log("history")}
				</Link>
				{event.deviceId && (
					<Link to={only("till", event.deviceId)} className="menu-item">
						{log("doneAt")}
					</Link>
				)}
				{event.ip && (
					<Link to={only("ip", event.ip)} className="menu-item">
						{log("doneSo")}
					</Link>
				)}
			</div>
		</Menu>
	);
}
