import { PackageSearch, Store as StoreIcon } from "lucide";
import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { catalogFilters } from "#app/catalog/queries.server.ts";
import { wordsOf } from "#app/catalogs.server.ts";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { Pager } from "#app/components/pager.tsx";
import { useShell } from "#app/components/shell.ts";
import { localeOf } from "#app/i18n.ts";
import { newId } from "#app/platform/ids.ts";
import { together } from "#app/platform/together.server.ts";
import { listProducts } from "#app/stock/product-list.server.ts";
import { setReorderPoints } from "#app/stock/set-reorder-points.server.ts";
import { undoReorderPoints } from "#app/stock/undo-reorder-points.server.ts";
import { categoryOptions } from "../catalog/category-options.ts";
import { chosenStore } from "../chosen-store.server.ts";
import { field, form, page } from "../door.server.ts";
import { Outcome } from "../outcome.tsx";
import { useRefused } from "../refused.ts";
import { told } from "../told.ts";
import type { Route } from "./+types/reorder-points.ts";
import { changedPoints, pointsTyped } from "./points.ts";
import { PointsTable } from "./points-table.tsx";
import "#app/styles/stock.css";

const rows = 100;

export const handle = "stockroom";

export async function loader({ request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const viewer = await asker.principal();
		const { stores } = viewer;
		const store = chosenStore(request, stores) ?? (stores.length === 1 ? stores[0] : null);
		const text = (name: string) => url.searchParams.get(name)?.trim() || undefined;
		const tenant = together(asker);
		const [list, filters] = await Promise.all([
			store
				? listProducts(tenant, {
						storeId: store.id,
						q: text("q")?.slice(0, 200),
						categoryId: text("category"),
						vendor: text("vendor"),
						cursor: text("cursor"),
						limit: rows,
					})
				: null,
			catalogFilters(tenant, {}),
		]);
		return {
			storeId: store?.id ?? null,
			items: list?.items.map(({ id, name, sku, imageUrl, inventory }) => ({ id, name, sku, imageUrl, ...inventory })) ?? [],
			nextCursor: list?.nextCursor ?? null,
			filters,
			may: viewer.permissions.has("stock:write"),
			commandId: newId(),
		};
	});
}

/** One save for all that was changed: each row carries what it was. What was saved can be taken back. */
export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const t = wordsOf(localeOf(request));
		const key = field(fields, "commandId")?.slice(0, 64);
		if (field(fields, "intent") === "undo") {
			const { changed, kept } = await undoReorderPoints(tenant, { changeId: field(fields, "changeId") }, { key });
			return told(
				[t("stock.points.undone", { count: changed }), kept > 0 && t("stock.points.kept", { count: kept })].filter(Boolean).join(" "),
			);
		}
		const points = changedPoints(fields);
		if (points.length === 0) return told(t("stock.points.same"));
		const { changeId } = await setReorderPoints(tenant, { storeId: field(fields, "storeId"), points }, { key });
		if (!changeId) return told(t("stock.points.same"));
		return told(t("stock.points.savedOnce"), { intent: "undo", changeId, commandId: newId() });
	});
}

export default function ReorderPoints({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("stock.points");
	const stock = useTranslations("stock");
	const { stores } = useShell();
	const wrong = actionData?.ok === false ? actionData : undefined;
	const refused = useRefused(wrong, pointsTyped(wrong?.values));
	const busy = useNavigation().formMethod === "POST";
	const { storeId, items, nextCursor, filters, may, commandId } = loaderData;
	return (
		<>
			<PageHeader title={t("title")} crumbs={[{ label: stock("title"), to: "/stock" }]} />
			<Outcome answer={actionData} action="/stock/reorder-points" said />
			{storeId === null ? (
				<Empty
					icon={StoreIcon}
					title={t("choose")}
					act={stores.map(({ id, name }) => (
						<ButtonLink key={id} to={`?store=${id}`}>
							{name}
						</ButtonLink>
					))}
				/>
			) : (
				<>
					<FilterBar
						label={t("search")}
						placeholder={t("search")}
						filters={[
							{ name: "category", label: t("category"), options: categoryOptions(filters.categories) },
							{ name: "vendor", label: t("vendor"), options: filters.vendors.map((vendor) => ({ value: vendor, label: vendor })) },
						]}
					/>
					{refused.whole && (
						<div className="section">
							<Notice tone="bad">{refused.whole}</Notice>
						</div>
					)}
					{items.length === 0 ? (
						<Empty icon={PackageSearch} title={t("nothing")}>
							{t("nothingNext")}
						</Empty>
					) : (
						<Form method="post" ref={refused.form} preventScrollReset>
							<input type="hidden" name="storeId" value={storeId} />
							<input type="hidden" name="commandId" value={commandId} />
							<PointsTable items={items} refused={refused} may={may} />
							{may && (
								<div className="section act-row sticky-acts">
									<Button type="submit" kind="primary" keyName="mod+s" busy={busy}>
										{t("save")}
									</Button>
								</div>
							)}
						</Form>
					)}
					<Pager nextCursor={nextCursor} />
				</>
			)}
		</>
	);
}

export type PointItem = Route.ComponentProps["loaderData"]["items"][number];
