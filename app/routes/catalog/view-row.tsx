import { Bookmark, EllipsisVertical, Star, Users } from "lucide";
import { Form, Link, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import type { SavedView } from "#app/catalog/saved-views.server.ts";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Menu } from "#app/components/menu.tsx";
import { useMay } from "#app/components/shell.ts";
import type { Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";
import { lastingQuery } from "./asked.ts";

type Props = { views: SavedView[]; chosen: string | null; refused: Refused | undefined; commandId: string };

/**
 * The lists people keep, over the list: each an address that says all of itself. What differs from the one that is open can be saved into it,
 * or under another name.
 */
export function ViewRow({ views, chosen, refused, commandId }: Props) {
	const t = useTranslations("products.views");
	const may = useMay();
	const { search } = useLocation();
	const query = new URLSearchParams(search);
	const now = lastingQuery(query);
	const open = views.find(({ id }) => id === query.get("view")) ?? views.find((view) => view.query === now && now !== "");
	const differs = open !== undefined && open.query !== now;
	const mayChange = (view: SavedView) => (view.isShared ? may("catalog:write") : view.isMine);
	if (views.length === 0 && now === "") return null;
	return (
		<nav className="views" aria-label={t("label")}>
			<Link
				to="/products?view=all"
				className="chip"
				data-on={!open && now === "" ? "" : undefined}
				aria-current={!open && now === "" ? "page" : undefined}
			>
				{t("all")}
			</Link>
			{views.map((view) => (
				<span key={view.id} className="view" data-on={view === open ? "" : undefined}>
					<Link
						to={addressOf(view)}
						className="chip"
						data-on={view === open ? "" : undefined}
						aria-current={view === open ? "page" : undefined}
					>
						{view.isShared && <Icon of={Users} size={13} />}
						{view.id === chosen && <Icon of={Star} size={13} />}
						{view.name}
						{view === open && differs && <span className="meta">{t("changed")}</span>}
						{view.isShared && <span className="visually-hidden">{t("shared")}</span>}
						{view.id === chosen && <span className="visually-hidden">{t("isDefault")}</span>}
					</Link>
					{view === open && (
						<ViewMenu view={view} isDefault={view.id === chosen} mayChange={mayChange(view)} refused={refused} commandId={commandId} />
					)}
				</span>
			))}
			{open && differs && mayChange(open) && (
				<Form method="post" action={addressOf({ id: open.id, query: now })} preventScrollReset>
					<input type="hidden" name="intent" value="edit-view" />
					<input type="hidden" name="viewId" value={open.id} />
					<input type="hidden" name="query" value={now} />
					<Button type="submit" size="s">
						{t("update", { name: open.name })}
					</Button>
				</Form>
			)}
			{now !== "" && (!open || differs) && <SaveMenu query={now} refused={refused} commandId={commandId} />}
		</nav>
	);
}

function addressOf({ id, query }: { id: string; query: string }): string {
	return `/products?${[query, `view=${id}`].filter(Boolean).join("&")}`;
}

/** Keeps the list as it is under a name. */
function SaveMenu({ query, refused, commandId }: { query: string; refused: Refused | undefined; commandId: string }) {
	const t = useTranslations("products.views");
	const may = useMay();
	const mine = useRefused(refused?.values.intent === "save-view" ? refused : undefined, ["name"]);
	return (
		<Menu
			trigger={
				<>
					<Icon of={Bookmark} size={13} />
					{t("save")}
				</>
			}
			look="chip"
			align="start"
			open={mine.at("name").length > 0}
		>
			<Form method="post" action={`/products?${query}`} className="form menu-group" noValidate ref={mine.form}>
				<input type="hidden" name="intent" value="save-view" />
				<input type="hidden" name="commandId" value={`${commandId}s`} />
				<input type="hidden" name="query" value={query} />
				<TextField
					label={t("name")}
					name="name"
					required
					maxLength={60}
					autoComplete="off"
					defaultValue={mine.typed("name")}
					problems={mine.at("name")}
				/>
				{may("catalog:write") && (
					<label className="check">
						<input type="checkbox" name="isShared" value="1" />
						<span>{t("share")}</span>
					</label>
				)}
				<Button type="submit" kind="primary">
					{t("saveVerb")}
				</Button>
			</Form>
		</Menu>
	);
}

/** What can become of the view that is open. */
function ViewMenu({
	view,
	isDefault,
	mayChange,
	refused,
	commandId,
}: {
	view: SavedView;
	isDefault: boolean;
	mayChange: boolean;
	refused: Refused | undefined;
	commandId: string;
}) {
	const t = useTranslations("products.views");
	const may = useMay();
	const mine = useRefused(refused?.values.intent === "edit-view" ? refused : undefined, ["name"]);
	const here = addressOf(view);
	return (
		<Menu
			trigger={<Icon of={EllipsisVertical} size={14} />}
			name={t("menu", { name: view.name })}
			size="s"
			kind="quiet"
			align="start"
			open={mine.at("name").length > 0}
		>
			<Form method="post" action={here} preventScrollReset>
				<input type="hidden" name="intent" value="choose-view" />
				{!isDefault && <input type="hidden" name="viewId" value={view.id} />}
				<button type="submit" className="menu-item">
					<Icon of={Star} />
					{t(isDefault ? "notDefault" : "makeDefault")}
				</button>
			</Form>
			{mayChange && (
				<>
					<Form method="post" action={here} className="form menu-group" preventScrollReset key={view.version} ref={mine.form}>
						<input type="hidden" name="intent" value="edit-view" />
						<input type="hidden" name="viewId" value={view.id} />
						<input type="hidden" name="version" value={view.version} />
						<TextField
							label={t("name")}
							name="name"
							required
							maxLength={60}
							defaultValue={mine.typed("name") ?? view.name}
							problems={mine.at("name")}
							autoComplete="off"
						/>
						{may("catalog:write") && (
							<label className="check">
								<input type="checkbox" name="isShared" value="1" defaultChecked={view.isShared} />
								<span>{t("share")}</span>
							</label>
						)}
						<Button type="submit">{t("saveVerb")}</Button>
					</Form>
					<Form method="post" action="/products?view=all" className="menu-divide">
						<input type="hidden" name="intent" value="remove-view" />
						<input type="hidden" name="viewId" value={view.id} />
						<input type="hidden" name="commandId" value={`${commandId}d`} />
						<button type="submit" className="menu-item" data-kind="danger">
							{t("remove", { name: view.name })}
						</button>
					</Form>
				</>
			)}
		</Menu>
	);
}
