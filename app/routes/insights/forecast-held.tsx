import { useFormatter, useTranslations } from "use-intl/react";
import { Notice } from "#app/components/notice.tsx";
import type { ForecastOutcome } from "#app/insights/overview.server.ts";

/** What the latest forecast that could be judged came to: how far off, which way, and whether its figures for luck held as often as they promise. */
export function ForecastHeld({ outcome: { day, shelves, error, bias, within80, within95, isOff } }: { outcome: ForecastOutcome }) {
	const t = useTranslations("insights.forecast");
	const format = useFormatter();
	const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 0 });
	const when = format.dateTime(new Date(`${day}T12:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" });
	const way = Math.round(100 * bias);
	return (
		<section className="section" aria-labelledby="forecast">
			<header>
				<h2 id="forecast">{t("title")}</h2>
			</header>
			<div className="stack">
				<p className="meta">{t("lead", { day: when, count: shelves })}</p>
				{isOff === 1 && <Notice tone="warn">{t("off")}</Notice>}
				<dl className="figures">
					<div>
						<dt>{t("error")}</dt>
						<dd>
							{percent(error)}{" "}
							<span className="meta">{way === 0 ? t("even") : t(way > 0 ? "much" : "little", { share: percent(Math.abs(bias)) })}</span>
						</dd>
					</div>
					<div>
						<dt>{t("within80")}</dt>
						<dd>{percent(within80)}</dd>
					</div>
					<div>
						<dt>{t("within95")}</dt>
						<dd>{percent(within95)}</dd>
					</div>
				</dl>
			</div>
		</section>
	);
}
