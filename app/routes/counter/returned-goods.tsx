import { Undo2, X } from "lucide";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Money } from "#app/components/money.tsx";
import type { Returned } from "./basket.ts";

/** Goods brought back, which pay for what is in the basket. */
export function ReturnedGoods({ returned, currency, onDrop }: { returned: Returned; currency: string; onDrop: () => void }) {
	const t = useTranslations("counter");
	const { number, lines, worth } = returned;
	return (
		<div className="returned-goods">
			<Icon of={Undo2} size={18} />
			<div className="grow">
				<b>{t("returned", { number })}</b>
				{lines.map(({ lineId, quantity, name }) => (
					<small key={lineId}>
						{t("times", { quantity })} {name}
					</small>
				))}
			</div>
			<b>
				<Money amount={-worth} currency={currency} bare />
			</b>
			<Button kind="quiet" icon={X} iconOnly onClick={onDrop}>
				{t("dropReturn")}
			</Button>
		</div>
	);
}
