import { ChevronsUpDown, Menu as MenuIcon, Search, Settings } from "lucide";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Form, Link, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Avatar } from "./avatar.tsx";
import { useChatCalls, useCountOfChats, useWaitingChats } from "./chat-news.ts";
import { useFilledEarly } from "./filled-early.ts";
import { Icon } from "./icon.tsx";
import { Kbd } from "./kbd.tsx";
import { keyName } from "./key-name.ts";
import { Keys } from "./keys.tsx";
import { Heartbeat, LineStrip, Live } from "./live.tsx";
import { Logo } from "./logo.tsx";
import { isAt, usePlaces } from "./nav.ts";
import { SearchLink } from "./page-header.tsx";
import { openPalette } from "./palette-store.ts";
import { MeLayer, MoreLayer, StoresLayer } from "./shell-layers.tsx";
import { useIsMac, useShell } from "./shell.ts";

/** The frame of the back office: sidebar, rail or bottom bar, and the page. Its menus open before scripts arrive. */
export function AppShell({ children }: { children: ReactNode }) {
	const t = useTranslations("nav");
	const { pathname, search } = useLocation();
	const [rail, setRail] = useState(false);
	const [keys, setKeys] = useState(false);
	useCountOfChats();
	useChatCalls();

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
					<div className="on-phone">
						<LineStrip />
					</div>
					{children}
				</main>
				<BottomBar />
			</div>
			<Live />
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
	const { pathname } = useLocation();
	const places = usePlaces();
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
			<Jump />
			<SearchLink className="rail-only" />
			<nav aria-label={t("main")}>
				{[1, 2, 3].map((group) => (
					<ul key={group}>
						{places
							.filter((place) => place.group === group)
							.map((place) => (
								<li key={place.word}>
									<Link to={place.to} aria-current={isAt(place, pathname) ? "page" : undefined} prefetch="intent" title={t(place.word)}>
										<Icon of={place.icon} />
										<span>{t(place.word)}</span>
										{place.word === "inbox" && <WaitingChats />}
									</Link>
								</li>
							))}
					</ul>
				))}
			</nav>
			<div className="foot">
				<Heartbeat />
				<button type="button" className="me" popoverTarget="me" aria-label={t("account", { name: user.name })}>
					<Avatar name={user.name} />
					<span className="clip">{user.name}</span>
					<Icon of={Settings} size={15} />
				</button>
			</div>
		</aside>
	);
}

function WaitingChats({ most = Number.POSITIVE_INFINITY }: { most?: number }) {
	const t = useTranslations("nav");
	const waiting = useWaitingChats();
	if (waiting === 0) return null;
	return (
		<em>
			{Math.min(waiting, most)}
			<span className="visually-hidden">{t("waiting", { count: waiting })}</span>
		</em>
	);
}

/** The sidebar's field: a form that leads to the search page, and with scripts the way into the palette. */
function Jump() {
	const t = useTranslations("nav");
	const mac = useIsMac();
	const input = useRef<HTMLInputElement>(null);
	function open() {
		const field = input.current;
		if (!field) return;
		const { value } = field;
		field.value = "";
		openPalette(value);
	}
	useFilledEarly(input, open);
	return (
		<Form
			method="get"
			action="/search"
			role="search"
			className="jump"
			onSubmit={(event) => {
				event.preventDefault();
				openPalette();
			}}
		>
			<Icon of={Search} size={15} />
			<input
				ref={input}
				type="search"
				name="q"
				aria-label={t("search")}
				aria-haspopup="dialog"
				aria-keyshortcuts="Meta+K Control+K"
				placeholder={t("search")}
				autoComplete="off"
				onMouseDown={(event) => {
					event.preventDefault();
					openPalette();
				}}
				onInput={open}
			/>
			<Kbd>{keyName("mod+k", mac)}</Kbd>
		</Form>
	);
}

function BottomBar() {
	const t = useTranslations("nav");
	const { pathname } = useLocation();
	const places = usePlaces();
	return (
		<nav className="bottom-bar" aria-label={t("mainPhone")}>
			<ul>
				{places
					.filter((place) => place.onBar)
					.map((place) => (
						<li key={place.word}>
							<Link to={place.to} aria-current={isAt(place, pathname) ? "page" : undefined}>
								<Icon of={place.icon} size={22} />
								<span>{t(place.word)}</span>
								{place.word === "inbox" && <WaitingChats most={99} />}
							</Link>
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
