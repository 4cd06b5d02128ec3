import { Plus, ScrollText, X } from "lucide-react";
import { Form, Link, useLocation, useSubmit } from "react-router";
import { useLocale, useMessages, useTranslations } from "use-intl/react";
import { listEvents } from "#app/audit/queries.server.ts";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Menu } from "#app/components/menu.tsx";
import { Money } from "#app/components/money.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { useShell } from "#app/components/shell.ts";
import { When } from "#app/components/when.tsx";
import { page } from "../door.server.ts";
import type { Route } from "./+types/events.ts";
import { eventAbout } from "./event-about.ts";
import { eventOptions, eventWord } from "./event-words.ts";

export const handle = "settings";

export async function loader(args: Route.LoaderArgs) {
	const asked = (name: string) => args.url.searchParams.get(name) || undefined;
	return page(args, (tenant) => listEvents(tenant, { type: asked("type"), actorId: asked("actor"), cursor: asked("cursor"), limit: 50 }));
}

/** What happened, newest first, with who did it. The filters are the address. */
export default function Events({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("events");
	const operations = useTranslations("operations");
	const { types } = useMessages().events;
	const { stores } = useShell();
	const { pathname } = useLocation();
	const { items, nextCursor } = loaderData;
	return (
		<>
			<PageHeader title={t("title")} crumbs={[{ label: operations("title"), to: "/operations" }]} />
			<Filters actorName={items[0]?.actorName} />
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

type Event = Route.ComponentProps["loaderData"]["items"][number];

/** From where, under which request, and the fact itself as it is kept. */
function Details({ event }: { event: Event }) {
	const t = useTranslations("events");
	const { pathname } = useLocation();
	const subjects: Record<string, string> = useMessages().events.subjects;
	const subject = subjects[event.subjectType] ?? event.subjectType;
	const product = event.subjectType === "product";
	return (
		<Menu trigger={t("more")} kind="quiet" size="s">
			<div className="menu-group">
				<dl className="facts">
					<div>
						<dt>{t("subject")}</dt>
						<dd>
							{product ? (
								<Link to={`/products/${event.subjectId}`} className="link">
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
				<Link to={`${pathname}?actor=${encodeURIComponent(event.actorId)}`} className="menu-item">
					{t("onlyBy", { name: event.actorName })}
				</Link>
			</div>
		</Menu>
	);
}

/** Chips for what is on, and a choice of kind; a person is chosen from the details of what they did. */
function Filters({ actorName }: { actorName: string | undefined }) {
	const t = useTranslations("events");
	const words = useTranslations("filters");
	const { types } = useMessages().events;
	const { pathname, search } = useLocation();
	const locale = useLocale();
	const submit = useSubmit();
	const query = new URLSearchParams(search);
	const [type, actor] = [query.get("type"), query.get("actor")];
	const without = (name: string) => {
		const rest = new URLSearchParams(query);
		rest.delete(name);
		rest.delete("cursor");
		return rest.size > 0 ? `${pathname}?${rest}` : pathname;
	};
	return (
		<Form method="get" className="filters" aria-label={t("filters")}>
			{actor && <input type="hidden" name="actor" value={actor} />}
			{type && <Chip to={without("type")} words={eventWord(types, type)} />}
			{actor && <Chip to={without("actor")} words={t("onlyBy", { name: actorName ?? t("thisPerson") })} />}
			<Menu
				trigger={
					<>
						<Icon of={Plus} size={13} />
						{words("add")}
					</>
				}
				look="chip"
				align="start"
				keyName="f"
			>
				<label className="menu-group">
					<span className="label">{t("kind")}</span>
					<select key={type} name="type" className="input" defaultValue={type ?? ""} onChange={(event) => submit(event.currentTarget.form)}>
						<option value="">{t("anyKind")}</option>
						{eventOptions(types, locale).map((option) => (
							<option key={option.type} value={option.type}>
								{option.words}
							</option>
						))}
					</select>
				</label>
			</Menu>
			<BeforeScripts>
				<Button type="submit">{words("apply")}</Button>
			</BeforeScripts>
		</Form>
	);
}

function Chip({ to, words }: { to: string; words: string }) {
	const t = useTranslations("filters");
	return (
		<Link to={to} className="chip" data-on="" preventScrollReset>
			<span className="visually-hidden">{t("remove")}</span>
			{words}
			<Icon of={X} size={13} />
		</Link>
	);
}
