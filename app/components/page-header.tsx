import { ChevronRight, Search, Store as StoreIcon } from "lucide";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { Icon } from "./icon.tsx";
import { openPalette } from "./palette-store.ts";
import { useRootData } from "./shell.ts";

type Props = {
	/** Names the page, in the head and in the browser's title. */
	title: string;
	/** Beside the title on wide screens: counts, dates. */
	meta?: ReactNode;
	/** The way here, outermost first; the title is the last of it. */
	crumbs?: readonly { label: string; to: string }[];
	/** On the right; the one filled button last. */
	children?: ReactNode;
	/** The page has an `<h1>` of its own further down; here the title is a crumb. */
	ownHeading?: boolean;
	/** This page speaks of one store or all: says which on the phone, where the sidebar is not, and lets it be changed. */
	byStore?: boolean;
};

export function PageHeader({ title, meta, crumbs, children, ownHeading, byStore }: Props) {
	const t = useTranslations("nav");
	return (
		<header className="page-head">
			<PageTitle title={title} />
			{crumbs ? (
				<nav className="crumbs" aria-label={t("breadcrumb")}>
					<ol>
						{crumbs.map((crumb) => (
							<li key={crumb.to}>
								<Link to={crumb.to} className="clip">
									{crumb.label}
								</Link>
								<Icon of={ChevronRight} size={14} />
							</li>
						))}
						<li>
							{ownHeading ? (
								<span aria-current="page" className="clip">
									{title}
								</span>
							) : (
								<h1 className="clip">{title}</h1>
							)}
						</li>
					</ol>
				</nav>
			) : (
				<div className="naming">
					<h1 className="clip">{title}</h1>
					{byStore && <StoreName />}
					{meta && <span className="meta on-desk">{meta}</span>}
				</div>
			)}
			<div className="actions">
				{byStore && <SearchLink className="button store-chip" />}
				{byStore && <StoreChip />}
				{children}
			</div>
		</header>
	);
}

/** The browser's title; React lifts it into the head. */
export function PageTitle({ title }: { title: string }) {
	const t = useTranslations("common");
	return <title>{t("pageTitle", { title })}</title>;
}

/** To the palette, or before scripts to the search page. */
export function SearchLink({ className, named }: { className: string; named?: true }) {
	const t = useTranslations("nav");
	if (!useRootData()?.viewer) return null;
	return (
		<Link
			to="/search"
			className={className}
			data-kind="quiet"
			data-icon=""
			onClick={(event) => {
				if (event.metaKey || event.ctrlKey) return;
				event.preventDefault();
				openPalette();
			}}
		>
			<Icon of={Search} size={18} />
			<span className={named ? undefined : "visually-hidden"}>{t("search")}</span>
		</Link>
	);
}

function StoreName() {
	const t = useTranslations("nav");
	const viewer = useRootData()?.viewer;
	const store = viewer?.stores.find(({ id }) => id === viewer.storeId);
	return <small className="which clip">{store?.name ?? t("allStores")}</small>;
}

function StoreChip() {
	const t = useTranslations("nav");
	if ((useRootData()?.viewer?.stores.length ?? 0) < 2) return null;
	return (
		<button type="button" className="button store-chip" data-kind="quiet" data-icon="" popoverTarget="stores">
			<Icon of={StoreIcon} size={18} />
			<span className="visually-hidden">{t("stores")}</span>
		</button>
	);
}
