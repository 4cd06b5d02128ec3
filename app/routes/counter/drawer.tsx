import { BookOpen } from "lucide";
import { data, Link, redirect } from "react-router";
import { useTranslations } from "use-intl/react";
import { ButtonLink } from "#app/components/button.tsx";
import { Money } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { When } from "#app/components/when.tsx";
import { newId } from "#app/platform/ids.ts";
import { setPreference } from "#app/platform/http/cookies.ts";
import { together } from "#app/platform/together.server.ts";
import { closeDrawer } from "#app/sales/close-drawer.server.ts";
import { standsAt, tillAt } from "#app/orders/drawer.server.ts";
import { moveCash } from "#app/sales/move-cash.server.ts";
import { openTillDrawer } from "#app/sales/open-drawer.server.ts";
import { listZReports, openDrawers } from "#app/sales/z-reports.server.ts";
import { field, form, page } from "../door.server.ts";
import type { Route } from "./+types/drawer.ts";
import { headOf, shopOf } from "./at-counter.server.ts";
import { CloseForm, isOfClosing } from "./close-form.tsx";
import { countedIn } from "./count-cash.ts";
import { MoveCashForm, OpenDrawerForm } from "./drawer-forms.tsx";
import { ReportList } from "./report-list.tsx";
import { TillAside } from "./till-aside.tsx";
import { tillOf } from "./till-name.server.ts";
import { typedMoney } from "./typed-money.server.ts";
import "#app/styles/till.css";
import "#app/styles/receipt.css";
import "#app/styles/drawer.css";

const zShown = 10;

export const handle = "counter";

/** The drawer of this till: opened, filled, emptied, counted. */
export async function loader({ request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const viewer = await tenant.principal();
		const store = shopOf(request, viewer);
		const till = tillOf(request, viewer);
		const at = tillAt(viewer, till);
		const both = together(tenant);
		const [drawers, closed] = await Promise.all([
			openDrawers(both, { storeId: store.id }),
			listZReports(both, { storeId: store.id, limit: zShown }),
		]);
		return {
			head: headOf(tenant, viewer, store),
			till,
			fixed: viewer.device !== null,
			drawer: drawers.find((each) => standsAt(each, at)) ?? null,
			others: drawers.filter((each) => !standsAt(each, at)),
			closed: closed.items.map(({ number, till, closedAt, difference, report, currency }) => ({
				number,
				till,
				closedAt,
				difference,
				total: report.sales.total - report.refunds.total,
				currency,
			})),
			commandId: newId(),
		};
	});
}

export async function action({ request, context }: Route.ActionArgs) {
	return form({ request, context }, async (tenant, fields) => {
		const viewer = await tenant.principal();
		const key = field(fields, "commandId") ?? null;
		const storeId = field(fields, "store") ?? "";
		const drawerId = field(fields, "drawer") ?? "";
		const money = typedMoney(request, viewer, storeId);
		switch (field(fields, "intent")) {
			case "open": {
				const till = viewer.device ? tillOf(request, viewer) : (field(fields, "till") ?? "1");
				await openTillDrawer(tenant, { storeId, till, openingFloat: money(fields, "openingFloat") ?? "0" }, { key });
				return data({ ok: true as const }, { headers: { "Set-Cookie": setPreference("till", till) } });
			}
			case "move":
				await moveCash(
					tenant,
					{ drawerId, direction: field(fields, "direction"), amount: money(fields, "amount") ?? "", reason: field(fields, "reason") ?? "" },
					{ key },
				);
				return { ok: true as const };
			default: {
				const counted = money(fields, "counted");
				const how = counted === undefined ? { denominations: countedIn(fields) } : { counted };
				const z = await closeDrawer(tenant, { drawerId, note: field(fields, "note") ?? "", ...how }, { key });
				throw redirect(`/counter/z/${z.number}?store=${z.storeId}`, 303);
			}
		}
	});
}

export default function DrawerPage({ loaderData, actionData }: Route.ComponentProps) {
	const t = useTranslations("drawer");
	const words = useProblemWords();
	const { head, till, fixed, drawer, others, closed, commandId } = loaderData;
	const refused = actionData && !actionData.ok ? actionData : undefined;
	const about = { storeId: head.store.id, commandId, refused };
	return (
		<TillAside
			head={head}
			title={t("title", { till })}
			actions={
				<ButtonLink to={`/counter/journal?store=${head.store.id}`} icon={BookOpen} size="l">
					{t("journal")}
				</ButtonLink>
			}
		>
			<PageTitle title={t("title", { till })} />
			{refused && <Notice tone="bad">{words.refusal(refused.code, refused.details)}</Notice>}
			<div className="drawer-page">
				{drawer ? (
					<>
						<section className="section">
							<header>
								<h2>{t("x")}</h2>
							</header>
							<p className="meta">
								{t("openedBy", { name: drawer.openedByName })} <When at={drawer.openedAt} show="full" />
							</p>
							<ReportList report={drawer.report} currency={drawer.currency} />
						</section>
						<div className="stack">
							<MoveCashForm {...about} drawerId={drawer.id} currency={drawer.currency} moves={drawer.moves} />
							<CloseForm {...about} drawerId={drawer.id} currency={drawer.currency} expected={drawer.report.expected} />
						</div>
					</>
				) : (
					<OpenDrawerForm {...about} till={till} fixed={fixed} currency={head.store.currency} />
				)}
				{others.length > 0 && (
					<section className="section">
						<header>
							<h2>{t("others")}</h2>
						</header>
						<ul className="stack">
							{others.map((each) => (
								<li key={each.id} className="stack">
									<div className="row">
										<span className="grow">{t("till", { till: each.till })}</span>
										<span className="meta">{each.openedByName}</span>
										<Money amount={each.report.expected} currency={each.currency} />
									</div>
									{/* Its till may be gone: whoever is here counts it. */}
									<details className="unfold" open={isOfClosing(refused, each.id) || undefined}>
										<summary className="button">{t("closeOf", { till: each.till })}</summary>
										<CloseForm
											{...about}
											bare
											commandId={`${commandId}${each.id}`}
											drawerId={each.id}
											currency={each.currency}
											expected={each.report.expected}
										/>
									</details>
								</li>
							))}
						</ul>
					</section>
				)}
				<section className="section">
					<header>
						<h2>{t("closed")}</h2>
					</header>
					{closed.length === 0 ? (
						<p className="meta">{t("noneClosed")}</p>
					) : (
						<ul className="stack">
							{closed.map((z) => (
								<li key={z.number} className="row">
									<Link className="link grow" to={`/counter/z/${z.number}?store=${head.store.id}`}>
										{t("zTitle", { number: z.number })} · {t("till", { till: z.till })}
									</Link>
									<When at={z.closedAt} />
									<Money amount={z.total} currency={z.currency} />
								</li>
							))}
						</ul>
					)}
				</section>
			</div>
		</TillAside>
	);
}
