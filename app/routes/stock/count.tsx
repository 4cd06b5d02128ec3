import { ClipboardCheck } from "lucide";
import { redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { Badge, StatusBadge } from "#app/components/badge.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { useShell } from "#app/components/shell.ts";
import { newId } from "#app/platform/ids.ts";
import { together } from "#app/platform/together.server.ts";
import { countReview, countSheet } from "#app/stock/count-sheet.server.ts";
import { Said } from "../catalog/said.tsx";
import { form, page } from "../door.server.ts";
import type { Route } from "./+types/count.ts";
import { actOn } from "./count-acts.server.ts";
import { CountDone } from "./count-done.tsx";
import { CountReviewing } from "./count-review.tsx";
import { CountScanning } from "./count-scanning.tsx";
import { useScopeWords } from "./count-table.tsx";
import { useRefusalWords } from "./refusal-words.ts";
import "#app/styles/stock.css";

export const handle = "stockroom";

/** `?view=review`: what applying it would change. */
export async function loader({ params, request, context, url }: Route.LoaderArgs) {
	return page({ request, context }, async (asker) => {
		const { permissions } = await asker.principal();
		const { countId } = params;
		const may = { count: permissions.has("stock:count"), apply: permissions.has("stock:write") };
		const tenant = together(asker);
		const [sheet, review] = await Promise.all([
			countSheet(tenant, { countId }),
			may.apply && url.searchParams.get("view") === "review" ? countReview(tenant, { countId }) : null,
		]);
		return { ...sheet, review: sheet.count.status === "counting" ? review : null, may, commandId: newId() };
	});
}

export async function action({ params, request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const { countId } = params;
		const said = await actOn({ tenant, fields, countId });
		if (fields.has("live")) return { ok: true as const };
		return redirect(`/stock/counts/${countId}?said=${said}`, 303);
	});
}

/** After a refusal the page shows what made it one. */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: { actionStatus?: number; defaultShouldRevalidate: boolean }) {
	return actionStatus === 409 || defaultShouldRevalidate;
}

export default function CountPage({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("counts");
	const stock = useTranslations("stock");
	const said = useTranslations("counts.said");
	const { stores } = useShell();
	const refusal = useRefusalWords("count");
	const scopeOf = useScopeWords();
	const { count, category, review, may } = loaderData;
	const store = stores.find(({ id }) => id === count.storeId)?.name ?? "";
	const refused = actionData && !actionData.ok ? actionData : undefined;
	return (
		<>
			<PageHeader
				title={t("one", { store })}
				crumbs={[
					{ label: stock("title"), to: "/stock" },
					{ label: t("title"), to: "/stock/counts" },
				]}
			>
				{count.status === "counting" && may.apply && !review && (
					<span className="on-desk">
						<ReviewLink />
					</span>
				)}
			</PageHeader>
			<Said words={{ counted: said("counted"), opened: said("opened"), applied: said("applied"), cancelled: said("cancelled") }} />
			<div className="section row wrap count-head">
				<StatusBadge kind="count" word={count.status} />
				{count.blind === 1 && <Badge tone="mute">{t("blind")}</Badge>}
				<span className="grow">
					{scopeOf(count.scope, category)}
					{count.note && <span className="meta"> · {count.note}</span>}
				</span>
				<label className="row meta">
					<span>{t("progress", { counted: count.counted, wanted: Math.max(count.wanted, count.counted) })}</span>
					<progress aria-label={t("progressLabel")} value={count.counted} max={Math.max(count.wanted, count.counted, 1)} />
				</label>
			</div>
			{refused && (
				<div className="section">
					<Notice tone="bad">{refusal(refused)}</Notice>
				</div>
			)}
			{count.status !== "counting" ? (
				<CountDone data={loaderData} />
			) : review ? (
				<CountReviewing review={review} data={loaderData} />
			) : (
				<CountScanning data={loaderData} />
			)}
		</>
	);
}

/** On to what applying it would change. */
export function ReviewLink() {
	const t = useTranslations("counts.page");
	return (
		<ButtonLink to="?view=review" kind="primary" icon={ClipboardCheck}>
			{t("review")}
		</ButtonLink>
	);
}

export type CountData = Route.ComponentProps["loaderData"];
