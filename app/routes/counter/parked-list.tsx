import { Pause } from "lucide";
import { useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";
import { When } from "#app/components/when.tsx";
import type { ParkedBasket } from "#app/sales/parked.server.ts";

/** Baskets that wait, of every till of the store. Before scripts they cannot be taken up, so they are not shown. */
export function ParkedList({ parked, busy, onResume }: { parked: ParkedBasket[]; busy: string[]; onResume: (id: string) => void }) {
	const t = useTranslations("counter");
	if (parked.length === 0) return null;
	return (
		<section className="parked needs-script" aria-label={t("park.waiting")}>
			<h2 className="caption">{t("park.waiting")}</h2>
			<ul>
				{parked.map(({ id, name, units, at, actorName }) => (
					<li key={id}>
						<button type="button" className="button" disabled={busy.includes(id)} onClick={() => onResume(id)}>
							<Icon of={Pause} />
							<b className="clip">{name || actorName}</b>
							<small>
								{t("pieces", { count: units })} · <When at={at} show="time" />
							</small>
						</button>
					</li>
				))}
			</ul>
		</section>
	);
}
