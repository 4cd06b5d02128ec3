import { Check, Globe, Keyboard, LogOut, Settings, Store as StoreIcon } from "lucide";
import { Form, Link, NavLink, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Icon } from "./icon.tsx";
import { Heartbeat } from "./live.tsx";
import { usePlaces } from "./nav.ts";
import { forgetRecent } from "./recent.ts";
import { SearchLink } from "./page-header.tsx";
import { LanguageSwitch, ThemeSwitch } from "./preferences.tsx";
import { useShell } from "./shell.ts";

/** All stores, each store, the web: links that set `?store=`; the back office keeps the choice in a cookie. */
export function StoresLayer() {
	const t = useTranslations("nav");
	const { business, stores, store } = useShell();
	const { pathname, search } = useLocation();
	const to = (id: string) => {
		const query = new URLSearchParams(search);
		query.delete("cursor");
		query.set("store", id);
		return `${pathname}?${query}`;
	};
	return (
		<section id="stores" popover="auto" className="float" data-at="top" aria-label={t("stores")}>
			<div className="menu-group">
				<span className="label">{business.name}</span>
			</div>
			<Link to={to("all")} className="menu-item" aria-current={store === null ? "true" : undefined}>
				<Icon of={StoreIcon} />
				<span className="grow">{t("allStores")}</span>
				{store === null && <Icon of={Check} size={15} />}
			</Link>
			{stores.map(({ id, name, kind, currency }) => (
				<Link key={id} to={to(id)} className="menu-item" aria-current={store?.id === id ? "true" : undefined}>
					<Icon of={kind === "web" ? Globe : StoreIcon} />
					<span className="grow clip">{name}</span>
					{currency !== business.currency && <small>{currency}</small>}
					{store?.id === id && <Icon of={Check} size={15} />}
				</Link>
			))}
		</section>
	);
}

/** The person's own: theme, language, keys, settings, the way out. */
export function MeLayer({ onKeys }: { onKeys: () => void }) {
	const t = useTranslations("nav");
	const { user } = useShell();
	return (
		<section id="me" popover="auto" className="float" data-at="bottom" aria-label={t("account", { name: user.name })}>
			<div className="menu-group">
				<b>{user.name}</b>
				<small className="clip">{user.email}</small>
			</div>
			<Personal onKeys={onKeys} />
		</section>
	);
}

/** What has no place in the phone's bottom bar. */
export function MoreLayer({ onKeys }: { onKeys: () => void }) {
	const t = useTranslations("nav");
	const { business, store } = useShell();
	const places = usePlaces();
	return (
		<section id="more" popover="auto" className="float" aria-label={t("more")}>
			<button type="button" className="menu-item" popoverTarget="stores">
				<Icon of={StoreIcon} size={20} />
				<span className="grow">
					<b>{business.name}</b> <small>{store?.name ?? t("allStores")}</small>
				</span>
			</button>
			<SearchLink className="menu-item" named />
			{places
				.filter((place) => !place.onBar && place.word !== "settings")
				.map(({ word, to, icon }) => (
					<NavLink key={word} to={to} className="menu-item">
						<Icon of={icon} size={20} />
						{t(word)}
					</NavLink>
				))}
			<Heartbeat />
			<Personal onKeys={onKeys} />
		</section>
	);
}

function Personal({ onKeys }: { onKeys: () => void }) {
	const t = useTranslations("nav");
	const p = useTranslations("preferences");
	const { theme } = useShell();
	return (
		<>
			<div className="menu-group">
				<span className="label">{p("theme")}</span>
				<ThemeSwitch theme={theme} />
			</div>
			<div className="menu-group">
				<span className="label">{p("language")}</span>
				<LanguageSwitch />
			</div>
			<div className="menu-divide">
				<Link to="/settings" className="menu-item">
					<Icon of={Settings} />
					{t("settings")}
				</Link>
				<button type="button" className="menu-item needs-script on-desk" popoverTarget="me" popoverTargetAction="hide" onClick={onKeys}>
					<Icon of={Keyboard} />
					{t("keys")}
				</button>
				<Form method="post" action="/sign-out" onSubmit={forgetRecent}>
					<button type="submit" className="menu-item">
						<Icon of={LogOut} />
						{t("signOut")}
					</button>
				</Form>
			</div>
		</>
	);
}
