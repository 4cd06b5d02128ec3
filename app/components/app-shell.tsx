import { ChevronsUpDown, Menu as MenuIcon, Search, Settings } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Form, NavLink, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icon.tsx";
import { Kbd } from "./kbd.tsx";
import { Keys } from "./keys.tsx";
import { Logo } from "./logo.tsx";
import { places } from "./nav.ts";
import { MeLayer, MoreLayer, StoresLayer } from "./shell-layers.tsx";
import { useShell } from "./shell.ts";

/** The frame of the back office: sidebar, rail or bottom bar, and the page. Its menus open before scripts arrive. */
export function AppShell({ children }: { children: ReactNode }) {
	const t = useTranslations("nav");
	const { pathname, search } = useLocation();
	const [rail, setRail] = useState(false);
	const [keys, setKeys] = useState(false);

	// Whatever floats belongs to the page that was left; what was opened before scripts arrived stays.
	const shownAt = useRef(pathname + search);
	useEffect(() => {
		if (shownAt.current === pathname + search) return;
		shownAt.current = pathname + search;
		for (const layer of document.querySelectorAll<HTMLElement>("[popover]:popover-open")) layer.hidePopover();
	}, [pathname, search]);

	return (
		<>
			<a className="skip" href="#main">
				{t("skip")}
			</a>
			<div className="app" data-rail={rail || undefined}>
				<Sidebar />
				<main id="main" tabIndex={-1}>
					{children}
				</main>
				<BottomBar />
			</div>
			<StoresLayer />
			<MeLayer onKeys={() => setKeys(true)} />
			<MoreLayer onKeys={() => setKeys(true)} />
			<Keys sheet={keys} onSheet={setKeys} onSidebar={() => setRail(!rail)} />
		</>
	);
}

function Sidebar() {
	const t = useTranslations("nav");
	const { user, business, store } = useShell();
	return (
		<aside className="sidebar" aria-label={t("sidebar")}>
			<button
				type="button"
				className="store-switch"
				popoverTarget="stores"
				aria-label={t("chooseStore", { store: store?.name ?? t("allStores") })}
			>
				<Logo />
				<span>
					<strong className="clip">{business.name}</strong>
					<small className="clip">{store?.name ?? t("allStores")}</small>
				</span>
				<Icon of={ChevronsUpDown} size={14} />
			</button>
			<Form method="get" action="/products" role="search" className="jump">
				<Icon of={Search} size={15} />
				<input type="search" name="q" aria-label={t("searchProducts")} placeholder={t("searchProducts")} autoComplete="off" data-key="/" />
				<Kbd>/</Kbd>
			</Form>
			<NavLink to="/products" className="rail-only">
				<Icon of={Search} />
				<span className="visually-hidden">{t("searchProducts")}</span>
			</NavLink>
			<nav aria-label={t("main")}>
				{[1, 2, 3].map((group) => (
					<ul key={group}>
						{places
							.filter((place) => place.group === group)
							.map(({ word, to, icon }) => (
								<li key={word}>
									<NavLink to={to} end={to === "/"} prefetch="intent" title={t(word)}>
										<Icon of={icon} />
										<span>{t(word)}</span>
									</NavLink>
								</li>
							))}
					</ul>
				))}
			</nav>
			<div className="foot">
				<button type="button" className="me" popoverTarget="me" aria-label={t("account", { name: user.name })}>
					<Avatar name={user.name} />
					<span className="clip">{user.name}</span>
					<Icon of={Settings} size={15} />
				</button>
			</div>
		</aside>
	);
}

function BottomBar() {
	const t = useTranslations("nav");
	return (
		<nav className="bottom-bar" aria-label={t("mainPhone")}>
			<ul>
				{places
					.filter((place) => place.onBar)
					.map(({ word, to, icon }) => (
						<li key={word}>
							<NavLink to={to} end={to === "/"}>
								<Icon of={icon} size={22} />
								<span>{t(word)}</span>
							</NavLink>
						</li>
					))}
				<li>
					<button type="button" popoverTarget="more">
						<Icon of={MenuIcon} size={22} />
						<span>{t("more")}</span>
					</button>
				</li>
			</ul>
		</nav>
	);
}
