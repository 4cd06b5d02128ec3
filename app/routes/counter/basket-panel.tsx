import { Pause, Percent, ShoppingBasket, Trash2, UserRound } from "lucide";
import type { FormEvent, KeyboardEvent } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { SelectField } from "#app/components/field.tsx";
import { type Basket, beyondKept, type Kept, type Sums, troubleOf } from "./basket.ts";
import { BasketLine, type LineActs } from "./basket-line.tsx";
import { BasketSums } from "./basket-sums.tsx";
import { counterPath } from "./form-basket.ts";
import { Refused } from "./refused-notice.tsx";
import { ReturnedGoods } from "./returned-goods.tsx";

/** What the buttons around the basket open. */
export type BasketActs = {
	onPay: () => void;
	onOff: () => void;
	onPark: () => void;
	onCustomer: () => void;
	onClear: () => void;
	onDropReturn: () => void;
	/** Null in a browser that is no till, and without the network: nobody can show their PIN there. */
	onAsk: (() => void) | null;
	/** The till knows that nobody answers. */
	alone: boolean;
};

type Props = {
	store: { id: string; name: string; currency: string };
	taxIncluded: boolean;
	basket: Basket;
	sums: Sums;
	/** Pieces in the baskets that wait behind this one. */
	waiting: number;
	/** What the till may promise while it is alone. */
	kept: Kept | null;
	/** Scripts are at work. */
	live: boolean;
	acts: LineActs;
	around: BasketActs;
};

/** What is being bought, what it costs, and the one button. One form: before scripts it sells, counts and removes; with them Pay asks how. */
export function BasketPanel({ store, taxIncluded, basket, sums, waiting, kept, live, acts, around }: Props) {
	const t = useTranslations("counter");
	const { lines, customer, returned } = basket;
	const empty = lines.length === 0;
	const stopped = kept?.beyond === "refuse" ? kept : null;
	const troubled = lines.filter((line) => (stopped ? beyondKept(line, stopped) : troubleOf(line, returned)) !== null).length;
	const address = counterPath(
		store.id,
		lines.map(({ product, quantity }) => ({ productId: product.id, quantity })),
	);

	function onSubmit(event: FormEvent) {
		acts.done(event);
		around.onPay();
	}
	/** Enter in a quantity has set it, and sells nothing. */
	function onKeyDown(event: KeyboardEvent) {
		if (event.key === "Enter" && event.target instanceof HTMLInputElement) acts.done(event);
	}
	return (
		<section className="basket" aria-label={t("basket")} data-empty={empty || undefined}>
			<div className="basket-head needs-script">
				<Button kind="quiet" icon={UserRound} keyName="F4" onClick={around.onCustomer}>
					<span className="clip">{customer ? customer.name || customer.email : t("customer.add")}</span>
				</Button>
				<span className="grow" />
				{(!empty || returned) && (
					<Button kind="quiet" icon={Trash2} onClick={around.onClear}>
						{t("clear")}
					</Button>
				)}
			</div>
			<Refused basket={basket} troubled={troubled} currency={store.currency} onAsk={live ? around.onAsk : null} alone={around.alone} />
			{waiting > 0 && (
				<p className="strip" data-tone="info">
					{t("waiting", { count: waiting })}
				</p>
			)}
			<form method="post" action={address} onSubmit={onSubmit} onKeyDown={onKeyDown}>
				<button type="submit" formMethod="get" formAction="/counter" className="button before-scripts">
					{t("update")}
				</button>
				<input type="hidden" name="store" value={store.id} />
				<div className="basket-lines">
					{returned && <ReturnedGoods returned={returned} currency={store.currency} onDrop={around.onDropReturn} />}
					{empty ? (
						<Empty icon={ShoppingBasket} title={t(returned ? "exchangeEmpty" : "emptyTitle")}>
							{t(returned ? "exchangeHint" : "emptyHint")}
						</Empty>
					) : (
						<ul aria-label={t("lines")}>
							{lines.map((line, index) => (
								<BasketLine
									key={line.product.id}
									line={line}
									priced={sums.lines[index]}
									store={store}
									on={basket.on === line.product.id}
									sellsAtOnce={live && basket.refusal !== null && troubled === 1}
									returned={returned}
									kept={kept}
									acts={acts}
								/>
							))}
						</ul>
					)}
				</div>
				<BasketSums basket={basket} sums={sums} taxIncluded={taxIncluded} currency={store.currency} />
				{!live && (
					<div className="before-scripts">
						<SelectField label={t("pay.how")} name="method" defaultValue="card">
							<option value="card">{t("pay.ways.card")}</option>
							<option value="cash">{t("pay.ways.cash")}</option>
						</SelectField>
					</div>
				)}
				<div className="pay">
					<span className="needs-script row">
						<Button size="xl" icon={Pause} iconOnly keyName="F7" aria-disabled={empty || undefined} onClick={around.onPark}>
							{t("park.do")}
						</Button>
						<Button size="xl" icon={Percent} iconOnly keyName="F6" aria-disabled={empty || undefined} onClick={around.onOff}>
							{t("off.title")}
						</Button>
					</span>
					<Button
						kind="primary"
						size="xl"
						keyName="F9"
						type="submit"
						name="sell"
						value={basket.id}
						disabled={!live && empty}
						aria-disabled={empty || undefined}
					>
						{t(live ? "pay.do" : "sell")}
					</Button>
				</div>
			</form>
		</section>
	);
}
