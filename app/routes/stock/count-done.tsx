import { useTranslations } from "use-intl/react";
import { When } from "#app/components/when.tsx";
import type { CountData } from "./count.tsx";
import { Differences } from "./differences.tsx";

/** What came of a count. */
export function CountDone({ data: { count, lines } }: { data: CountData }) {
	const t = useTranslations("counts.done");
	const { status, closedBy, closedAt, uncounted } = count;
	const applied = status === "applied";
	return (
		<section className="section">
			<p>
				{t(applied ? "applied" : "cancelled", { name: closedBy ?? "" })} {closedAt !== null && <When at={closedAt} show="full" />}
			</p>
			{applied && uncounted && <p className="meta">{t(uncounted === "zero" ? "zeroed" : "leftAlone")}</p>}
			{applied && (
				<>
					<header>
						<h2>{t("changed")}</h2>
					</header>
					{lines.length === 0 ? <p className="quiet-text">{t("nothing")}</p> : <Differences lines={lines} />}
				</>
			)}
		</section>
	);
}
