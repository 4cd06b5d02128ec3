import { Plus, ShoppingBag, ShoppingBasket } from "lucide";
import { Link, useLocation, useRevalidator } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { useArrivals } from "#app/components/live.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { useShell } from "#app/components/shell.ts";
import { listUsers } from "#app/identity/queries.server.ts";
import { listOrders } from "#app/orders/order-list.server.ts";
import { channels, orderStatuses, paymentStatuses } from "#app/orders/rules.ts";
import { addDays, calendarDay, isCalendarDay } from "#app/platform/time.ts";
import { together } from "#app/platform/together.server.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/orders.ts";
import { OrderTable } from "./order-table.tsx";

/** What the address asks for. A word it does not know is as if it were not there: people edit addresses. */
function askedFor(query: URLSearchParams) {
	const text = (name: string) => query.get(name)?.trim() || undefined;
	const day = (name: string) => [query.get(name) ?? ""].find(isCalendarDay);
	return {
		q: text("q")?.slice(0, 200),
		status: orderStatuses.find((word) => word === query.get("status")),
		paymentStatus: paymentStatuses.find((word) => word === query.get("payment")),
		channel: channels.find((word) => word === query.get("channel")),
		assigneeId: text("assignee")?.slice(0, 64),
		short: query.get("short") === "1" ? ("true" as const) : undefined,
		unmatched: query.get("unmatched") === "1" ? ("true" as const) : undefined,
		actorId: text("person")?.slice(0, 64),
		from: day("from"),
		until: day("until"),
		cursor: text("cursor"),
	};
}

export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const viewer = await asker.principal();
		const store = chosenStore(request, viewer.stores);
		const asked = askedFor(url.searchParams);
		const { timeZone } = store ?? viewer.business;
		const tenant = together(asker);
		const [orders, users] = await Promise.all([
			listOrders(tenant, { ...asked, storeId: store?.id, timeZone }),
			viewer.permissions.has("users:read") ? listUsers(tenant, { limit: 200 }) : null,
		]);
		const people = users?.items ?? [viewer.user];
		return {
			...orders,
			asked,
			today: calendarDay(asker.now, timeZone),
			people: people.map(({ id, name }) => ({ id, name })),
			maySell: viewer.permissions.has("sales:write"),
		};
	});
}

export default function Orders({ loaderData }: Route.ComponentProps) {
	const t = useTranslations("orders");
	const status = useTranslations("status");
	const { user } = useShell();
	const { items, nextCursor, people, today, maySell, asked } = loaderData;
	const { revalidate } = useRevalidator();
	useArrivals(() => asked.cursor === undefined && void revalidate());
	const shown = nextCursor ? t("shownOfMore", { count: items.length }) : t("shown", { count: items.length });
	const personName = ({ id, name }: { id: string; name: string }) => (id === user.id ? t("me", { name }) : name);
	return (
		<>
			<PageHeader title={t("title")} meta={items.length > 0 ? shown : undefined} byStore>
				{maySell && (
					<ButtonLink to="/orders/new" icon={Plus} keyName="n">
						{t("take")}
					</ButtonLink>
				)}
			</PageHeader>
			<FilterBar
				label={t("search")}
				placeholder={t("searchFor")}
				filters={[
					{
						name: "payment",
						label: t("payment"),
						options: paymentStatuses.map((word) => ({ value: word, label: status(`payment.${word}`) })),
					},
					{ name: "status", label: t("status"), options: orderStatuses.map((word) => ({ value: word, label: status(`order.${word}`) })) },
					{ name: "channel", label: t("channel"), options: channels.map((word) => ({ value: word, label: t(`channels.${word}`) })) },
					{
						name: "assignee",
						label: t("assignee"),
						options: [{ value: "none", label: t("nobodys") }, ...people.map((person) => ({ value: person.id, label: personName(person) }))],
					},
					{ name: "unmatched", label: t("unmatched"), options: [{ value: "1", label: t("unmatchedOnly") }] },
					{ name: "person", label: t("person"), options: people.map((person) => ({ value: person.id, label: personName(person) })) },
					{ name: "from", label: t("from") },
					{ name: "until", label: t("until") },
				]}
			>
				<Periods today={today} />
			</FilterBar>
			<p className="visually-hidden" role="status">
				{items.length > 0 ? shown : t("nothing")}
			</p>
			{items.length > 0 ? <OrderTable orders={items} /> : <NoOrders data={loaderData} />}
			<Pager nextCursor={nextCursor} summary={items.length > 0 ? shown : undefined} />
		</>
	);
}

/** Today and the week, which is what is asked for most; every other span of days is a filter. */
function Periods({ today }: { today: string }) {
	const t = useTranslations("orders");
	const { pathname, search } = useLocation();
	const query = new URLSearchParams(search);
	const [from, until] = [query.get("from"), query.get("until")];
	const periods = [
		{ word: "any", since: null },
		{ word: "today", since: today },
		{ word: "week", since: addDays(today, -6) },
	] as const;
	const to = (since: string | null) => {
		const next = new URLSearchParams(query);
		for (const name of ["from", "until", "cursor"]) next.delete(name);
		if (since) next.set("from", since);
		return `${pathname}?${next}`;
	};
	return (
		<nav className="segments" aria-label={t("days")}>
			{periods.map(({ word, since }) => (
				<Link key={word} to={to(since)} aria-current={!until && from === since ? "true" : undefined} preventScrollReset>
					{t(`periods.${word}`)}
				</Link>
			))}
		</nav>
	);
}

/** None like that, none so far back, none in this store, or none at all: each with what to do next. */
function NoOrders({ data: { asked, nextCursor, maySell } }: { data: Route.ComponentProps["loaderData"] }) {
	const t = useTranslations("orders");
	const { store } = useShell();
	if (nextCursor) return <Empty icon={ShoppingBag} title={t("nothingYet")} />;
	if (Object.values(asked).some((value) => value !== undefined)) {
		return (
			<Empty icon={ShoppingBag} title={t("nothing")} act={<ButtonLink to="/orders">{t("clear")}</ButtonLink>}>
				{asked.q ? t("nothingFor", { q: asked.q }) : t("nothingSo")}
			</Empty>
		);
	}
	return (
		<Empty
			icon={ShoppingBasket}
			title={store ? t("noneHere", { store: store.name }) : t("none")}
			act={
				<>
					{maySell && <ButtonLink to="/counter">{t("openCounter")}</ButtonLink>}
					{store && <ButtonLink to="/orders?store=all">{t("allStores")}</ButtonLink>}
				</>
			}
		>
			{t("noneNext")}
		</Empty>
	);
}
