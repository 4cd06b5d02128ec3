import { Printer } from "lucide";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Badge } from "#app/components/badge.tsx";
import { Button } from "#app/components/button.tsx";
import { Money } from "#app/components/money.tsx";
import type { KeptSale } from "./keeping.ts";
import { Slip } from "./slip.tsx";

/** What was sold alone, by number: what waits, and what is held and why. Each has its slip. */
export function WaitingSales({ sales, onDrop }: { sales: readonly KeptSale[]; onDrop: (id: string) => void }) {
	const t = useTranslations("offline");
	const format = useFormatter();
	const [slip, setSlip] = useState<string | null>(null);
	const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
	const shown = sales.find(({ id }) => id === slip);
	if (shown) return <Slip sale={shown} onBack={() => setSlip(null)} />;
	if (sales.length === 0) return <p>{t("none")}</p>;
	return (
		<ul className="waiting-sales">
			{sales.map((sale) => (
				<li key={sale.id}>
					<span className="grow">
						<b>
							{t("number", { seq: sale.seq })} · <Money amount={sale.total} currency={sale.currency} />
						</b>
						<small>
							{format.dateTime(sale.soldAt, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone })} ·{" "}
							{sale.seller} · {t("pieces", { count: sale.units })}
						</small>
						{sale.state !== "waiting" && <small>{t(`because.${reasonOf(sale.problem)}`)}</small>}
					</span>
					<Badge tone={sale.state === "refused" ? "bad" : "warn"}>{t(`states.${sale.state}`)}</Badge>
					<Button size="s" icon={Printer} onClick={() => setSlip(sale.id)}>
						{t("slip")}
					</Button>
					{sale.state !== "waiting" && (
						<Button size="s" kind="quiet" onClick={() => onDrop(sale.id)}>
							{t("seen")}
						</Button>
					)}
				</li>
			))}
		</ul>
	);
}

const reasons = [
	"till_revoked",
	"another_till",
	"no_mandate",
	"mandate_over",
	"sequence_taken",
	"sequence_jump",
	"currency_changed",
	"total_changed",
	"over_limit",
	"validation_failed",
] as const;

function reasonOf(problem: string | null): (typeof reasons)[number] | "other" {
	return reasons.find((reason) => reason === problem) ?? "other";
}
