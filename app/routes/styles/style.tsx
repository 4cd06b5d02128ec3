import { Ellipsis, Pencil, Printer } from "lucide";
import { useMemo } from "react";
import { Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl/react";
import { matrixOf, variantName } from "#app/catalog/variants.ts";
import { ButtonLink } from "#app/components/button.tsx";
import { Icon } from "#app/components/icon.tsx";
import { useSpoken } from "#app/components/live.tsx";
import { Menu } from "#app/components/menu.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useRemember } from "#app/components/recent.ts";
import { localeOf } from "#app/i18n.ts";
import { newId } from "#app/platform/ids.ts";
import { styleMatrix, type StyleVariant } from "#app/stock/style-matrix.server.ts";
import { Said } from "../catalog/said.tsx";
import { chosenStore } from "../chosen-store.server.ts";
import { form, page } from "../door.server.ts";
import type { Route } from "./+types/style.ts";
import { AddVariants } from "./add-variants.tsx";
import { LeaveGuard } from "./leave-guard.tsx";
import { actOnMatrix } from "./matrix-acts.server.ts";
import { MatrixBar } from "./matrix-bar.tsx";
import { MatrixGrid } from "./matrix-grid.tsx";
import { MatrixStopped } from "./matrix-stopped.tsx";
import { MatrixTools } from "./matrix-tools.tsx";
import { StyleTabs } from "./style-tabs.tsx";
import { layersFor } from "./layers.ts";
import { useGrid } from "./use-grid.ts";
import { useMatrix } from "./use-matrix.ts";
import "#app/styles/matrix.css";

/** An address holds so many ids. */
const mostLabels = 100;

export const handle = "catalog";

export async function loader({ params, request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const { stores, permissions, business } = await tenant.principal();
		const named = stores.find(({ id }) => id === url.searchParams.get("at"));
		const store = named ?? chosenStore(request, stores) ?? stores[0];
		const { style, variants } = await styleMatrix(tenant, { styleId: params.styleId, storeId: store?.id });
		const { columns, rows } = matrixOf(variants, style);
		const may = { edit: permissions.has("catalog:write"), stock: permissions.has("catalog:write") && permissions.has("stock:write") };
		return {
			style,
			columns,
			rows: rows.map(({ cells, ...row }) => ({
				...row,
				imageUrl: cells.find((cell) => cell?.imageUrl)?.imageUrl ?? null,
				cells: cells.map((cell) => cell?.id ?? null),
			})),
			variants: variants.map((variant) => shownOf(variant, may.edit)),
			store: store ? { id: store.id, name: store.name } : null,
			currency: variants[0]?.currency ?? store?.currency ?? business.currency,
			may,
			commandId: newId(),
		};
	});
}

/** What a cell needs: five hundred of them travel twice, as the page and as its data. */
function shownOf(
	{ id, sku, barcode, price, cost, currency, status, onHand, reserved, incoming, reorderPoint, shelfVersion }: StyleVariant,
	edits: boolean,
) {
	return {
		id,
		sku,
		barcode,
		price,
		cost: edits ? cost : null,
		currency,
		status,
		onHand,
		reserved,
		incoming,
		reorderPoint,
		version: shelfVersion,
	};
}

export async function action({ params, request, context, url }: Route.ActionArgs) {
	const back = new URL(url);
	for (const name of ["said", "index", "_routes"]) back.searchParams.delete(name);
	return form({ request, context }, (tenant, fields) =>
		actOnMatrix({ tenant, fields, styleId: params.styleId, locale: localeOf(request), back: `/styles/${params.styleId}${back.search}` }),
	);
}

/** A save that got no answer may have happened or not; the same one sent again finds out. Nothing typed is lost over it. */
export async function clientAction({ serverAction }: Route.ClientActionArgs) {
	try {
		return await serverAction();
	} catch (error) {
		if (error instanceof Response) throw error;
		return { ok: false as const, code: "unreachable", details: {}, problems: {}, values: {} };
	}
}

type Revalidation = { currentUrl: URL; nextUrl: URL; formMethod?: string; actionStatus?: number; defaultShouldRevalidate: boolean };

/** Another fact of the same products is here already; after a conflict the page needs what made it one. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, actionStatus, defaultShouldRevalidate }: Revalidation): boolean {
	if (actionStatus === 409) return true;
	const apart = (url: URL) => {
		const rest = new URL(url);
		rest.searchParams.delete("fact");
		return rest.href;
	};
	if (!formMethod && currentUrl.href !== nextUrl.href && apart(currentUrl) === apart(nextUrl)) return false;
	return defaultShouldRevalidate;
}

export default function StylePage({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("styles");
	const common = useTranslations("common");
	const { style, may, store, rows, columns, variants } = loaderData;
	const [search] = useSearchParams();
	const layers = layersFor({ shelf: store !== null, money: may.edit });
	const fact = layers.find((layer) => layer === search.get("fact")) ?? layers[0];
	const matrix = useMatrix(loaderData, fact, actionData);
	const grid = useGrid(matrix);
	useRemember({ kind: "style", id: style.id, label: style.name, to: `/styles/${style.id}` });
	useSpoken(
		useMemo(
			() =>
				rows.flatMap(({ label, cells }) =>
					cells.flatMap((id, at) => (id ? [{ id, name: variantName(style.name, label, columns[at] ?? "") }] : [])),
				),
			[rows, columns, style.name],
		),
	);
	return (
		<>
			<PageHeader title={style.name} crumbs={[{ label: t("title"), to: "/styles" }]}>
				{may.edit && (
					<span className="on-desk">
						<ButtonLink to={`/styles/${style.id}/details`} icon={Pencil}>
							{t("edit")}
						</ButtonLink>
					</span>
				)}
				{variants.length > 0 && variants.length <= mostLabels && (
					<Menu trigger={<Icon of={Ellipsis} />} name={common("moreActions")} kind="quiet">
						<Link to={`/labels?ids=${variants.map(({ id }) => id).join(",")}`} className="menu-item">
							<Icon of={Printer} />
							{t("labels")}
						</Link>
					</Menu>
				)}
			</PageHeader>
			<Said
				words={{
					saved: t("said.saved"),
					nothing: t("said.nothing"),
					added: t("said.added"),
					created: t("said.created"),
					edited: t("said.edited"),
				}}
			/>
			<StyleTabs styleId={style.id} on="matrix" />
			{variants.length > 0 && <MatrixTools matrix={matrix} grid={grid} layers={layers} />}
			<MatrixStopped matrix={matrix} grid={grid} />
			{variants.length > 0 && <MatrixGrid matrix={matrix} grid={grid} />}
			{may.edit && <AddVariants matrix={matrix} />}
			{may.edit && variants.length > 0 && <MatrixBar matrix={matrix} />}
			<LeaveGuard count={matrix.count} />
		</>
	);
}

export type StyleData = Route.ComponentProps["loaderData"];
export type StyleAnswer = Route.ComponentProps["actionData"];
