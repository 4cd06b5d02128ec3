import { MessageCircle, MessagesSquare, Settings } from "lucide";
import { data, Link, Outlet, useLocation, useParams, type ShouldRevalidateFunctionArgs } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import { useMay, useShell } from "#app/components/shell.ts";
import { inboxCounts, listChats } from "#app/inbox/list-chats.server.ts";
import { chatStatuses } from "#app/inbox/rules.ts";
import { inboxFilters } from "#app/inbox/filters.server.ts";
import { setAvailable } from "#app/inbox/set-available.server.ts";
import { newId } from "#app/platform/ids.ts";
import { together } from "#app/platform/together.server.ts";
import { field, form, page } from "../door.server.ts";
import type { Route } from "./+types/inbox.ts";
import { ChatList } from "./chat-list.tsx";
import { NotifySwitch } from "./notify-switch.tsx";
import { Shift } from "./shift.tsx";
import { useChats } from "./use-chats.ts";
import "#app/styles/inbox.css";

export const handle = "inbox";

/** What the address asks for; without a status those that are open. A word it does not know is as if it were not there. */
function askedFor(query: URLSearchParams) {
	const text = (name: string) => query.get(name)?.trim().slice(0, 200) || undefined;
	const q = text("q");
	const status = query.get("status");
	return {
		q,
		// Whoever searches means everything that was ever said.
		status: chatStatuses.find((word) => word === status) ?? (q || status === "all" ? undefined : ("OPEN" as const)),
		assignee: text("assignee"),
		connectionId: text("connection"),
		label: text("label"),
		unread: query.get("unread") === "1" ? ("true" as const) : undefined,
		sort: query.get("sort") === "waiting" ? ("waiting" as const) : undefined,
	};
}

export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const asked = askedFor(url.searchParams);
		const tenant = together(asker);
		const [chats, counts, filters] = await Promise.all([
			listChats(tenant, { ...asked, cursor: url.searchParams.get("cursor") ?? undefined, limit: 50 }),
			inboxCounts(tenant, {}),
			inboxFilters(tenant, {}),
		]);
		return { ...chats, counts, filters, asked: JSON.stringify(asked), commandId: newId() };
	});
}

/** Whoever looks begins or ends their shift. */
export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const to = field(fields, "to");
		const key = `${field(fields, "commandId") ?? ""}:${to}`.slice(0, 64);
		const done = await setAvailable(tenant, { isAvailable: to === "take", handBack: to === "handBack" }, { key });
		return data({ ok: true as const, ...done });
	});
}

/** Going from one conversation to the next asks for no other list. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
	if (!formMethod && currentUrl.pathname !== nextUrl.pathname && currentUrl.search === nextUrl.search) return false;
	return defaultShouldRevalidate;
}

/** Everybody who wrote to us, on whichever platform: the list, the conversation, and what is known beside it. */
export default function Inbox({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("inbox");
	const may = useMay();
	const { user } = useShell();
	const { chatId } = useParams();
	const { items, more, isLoading, counts, filters } = useChats(loaderData);
	const { search } = useLocation();
	const query = new URLSearchParams(search);
	const isFiltered = ["q", "status", "assignee", "connection", "label", "unread"].some((name) => query.has(name));
	return (
		<div className="inbox" data-chat={chatId ? "" : undefined} data-beside={chatId ? "" : undefined}>
			<div className="chats-pane">
				<div className="chats-head">
					<div className="row">
						{chatId ? <h2 className="grow title">{t("title")}</h2> : <h1>{t("title")}</h1>}
						{filters.isGivenOut && may("inbox:write") && (
							<Shift
								isAvailable={filters.agents.some(({ id, isAvailable }) => id === user.id && isAvailable)}
								commandId={loaderData.commandId}
							/>
						)}
						<NotifySwitch />
						{may("inbox:settings") && (
							<ButtonLink to="/settings/inbox" kind="quiet" icon={Settings} iconOnly>
								{t("toSettings")}
							</ButtonLink>
						)}
					</div>
					<Views counts={counts} />
					<FilterBar
						label={t("search")}
						placeholder={t(filters.isSealed ? "searchSealed" : "searchFor")}
						filters={[
							{
								name: "status",
								label: t("status"),
								options: [
									...chatStatuses.map((word) => ({ value: word, label: t(`statuses.${word}`) })),
									{ value: "all", label: t("statuses.all") },
								],
							},
							{
								name: "assignee",
								label: t("assignee"),
								options: [
									{ value: "me", label: t("me") },
									{ value: "none", label: t("nobody") },
									...filters.agents.map(({ id, name }) => ({ value: id, label: name })),
								],
							},
							{
								name: "connection",
								label: t("connection"),
								options: filters.connections.map(({ id, name }) => ({ value: id, label: name })),
							},
							{ name: "label", label: t("label"), options: filters.labels.map(({ id, name }) => ({ value: id, label: name })) },
							{ name: "unread", label: t("unreadOnly"), options: [{ value: "1", label: t("unreadOnly") }] },
							{ name: "sort", label: t("sort"), options: [{ value: "waiting", label: t("waitingFirst") }] },
						]}
					/>
				</div>
				<div className="chats">
					{filters.isSealed && query.has("q") && <p className="meta sealed-search">{t("sealedSearch")}</p>}
					{items.length > 0 ? (
						<ChatList chats={items} label={t("title")} byWait={query.get("sort") === "waiting" && !query.get("q")} />
					) : (
						<NoChats isFiltered={isFiltered} hasConnections={filters.connections.length > 0} />
					)}
					{more && (
						<p className="pager">
							<Button onClick={more} busy={isLoading}>
								{t("more")}
							</Button>
						</p>
					)}
				</div>
			</div>
			{chatId ? (
				<Outlet />
			) : (
				<div className="thread" data-none="">
					<PageTitle title={t("title")} />
					<Empty icon={MessagesSquare} title={t("choose")}>
						{t("chooseNext")}
					</Empty>
				</div>
			)}
		</div>
	);
}

/** What people look at most, with how many wait there. */
function Views({ counts }: { counts: Route.ComponentProps["loaderData"]["counts"] }) {
	const t = useTranslations("inbox");
	const { pathname, search } = useLocation();
	const query = new URLSearchParams(search);
	const [status, assignee] = [query.get("status"), query.get("assignee")];
	const views = [
		{ word: "open", count: counts.open, set: {}, isOn: !status && !assignee },
		{ word: "mine", count: counts.mine, set: { assignee: "me" }, isOn: !status && assignee === "me" },
		{ word: "unassigned", count: counts.unassigned, set: { assignee: "none" }, isOn: !status && assignee === "none" },
		{ word: "pending", count: counts.pending, set: { status: "PENDING" }, isOn: status === "PENDING" },
	] as const;
	const to = (set: Record<string, string>) => {
		const next = new URLSearchParams(query);
		for (const name of ["status", "assignee", "cursor", "before", "said"]) next.delete(name);
		for (const [name, value] of Object.entries(set)) next.set(name, value);
		return next.size > 0 ? `${pathname}?${next}` : pathname;
	};
	return (
		<nav className="segments" aria-label={t("views")}>
			{views.map(({ word, count, set, isOn }) => (
				<Link key={word} to={to(set)} aria-current={isOn ? "true" : undefined} preventScrollReset>
					{t(`viewOf.${word}`)} {count > 0 && <small>{count}</small>}
				</Link>
			))}
		</nav>
	);
}

/** Nothing so, nothing left, or nobody can write yet: each with what to do next. */
function NoChats({ isFiltered, hasConnections }: { isFiltered: boolean; hasConnections: boolean }) {
	const t = useTranslations("inbox");
	const may = useMay();
	if (isFiltered)
		return (
			<Empty icon={MessageCircle} title={t("nothing")} act={<ButtonLink to="/inbox">{t("clear")}</ButtonLink>}>
				{t("nothingNext")}
			</Empty>
		);
	if (hasConnections)
		return (
			<Empty icon={MessageCircle} title={t("allDone")} act={<ButtonLink to="/inbox?status=all">{t("showAll")}</ButtonLink>}>
				{t("allDoneNext")}
			</Empty>
		);
	return (
		<Empty
			icon={MessageCircle}
			title={t("noConnections")}
			act={may("channels:write") && <ButtonLink to="/settings/channels">{t("connect")}</ButtonLink>}
		>
			{t("noConnectionsNext")}
		</Empty>
	);
}
