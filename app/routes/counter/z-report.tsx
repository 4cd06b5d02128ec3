import { Printer } from "lucide";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Money, useMoneyWords } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageTitle } from "#app/components/page-header.tsx";
import { When } from "#app/components/when.tsx";
import { zReport } from "#app/sales/z-reports.server.ts";
import { page } from "../door.server.ts";
import type { Route } from "./+types/z-report.ts";
import { headOf, shopOf } from "./at-counter.server.ts";
import { Line, ReportList } from "./report-list.tsx";
import { TillAside } from "./till-aside.tsx";
import "#app/styles/till.css";
import "#app/styles/receipt.css";
import "#app/styles/drawer.css";

export const handle = "counter";

/** A Z report, as it was when the drawer was counted. `?store=` says of which store. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
	return page({ request, context }, async (tenant) => {
		const viewer = await tenant.principal();
		const store = shopOf(request, viewer);
		return { head: headOf(tenant, viewer, store), z: await zReport(tenant, { storeId: store.id, number: params.number }) };
	});
}

export default function ZReportPage({ loaderData: { head, z } }: Route.ComponentProps) {
	const t = useTranslations("drawer");
	const words = useMoneyWords();
	const title = t("zTitle", { number: z.number });
	return (
		<TillAside
			head={head}
			title={title}
			actions={
				<span className="needs-script">
					<Button kind="primary" size="l" icon={Printer} keyName="F8" onClick={() => window.print()}>
						{t("print")}
					</Button>
				</span>
			}
		>
			<PageTitle title={title} />
			<article className="section print-sheet">
				<header>
					<h2>
						{head.who.business}, {head.store.name} · {title}
					</h2>
				</header>
				<p>
					{t("till", { till: z.till })} · {t("openedBy", { name: z.openedByName })} <When at={z.openedAt} show="full" /> ·{" "}
					{t("closedBy", { name: z.closedByName })} <When at={z.closedAt} show="full" />
				</p>
				<ReportList report={z.report} currency={z.currency}>
					<Line of={t("countedSum")} strong>
						<Money amount={z.counted} currency={z.currency} bare />
					</Line>
					<Line of={t("difference")} strong>
						<Money amount={z.difference} currency={z.currency} bare signed />
					</Line>
				</ReportList>
				{z.note && <p>{z.note}</p>}
				{z.late.count > 0 && (
					<Notice tone="info">
						{t("cameLate", {
							count: z.late.count,
							total: words({ amount: z.late.total, currency: z.currency }),
							cash: words({ amount: z.late.cash, currency: z.currency }),
						})}
					</Notice>
				)}
			</article>
		</TillAside>
	);
}
