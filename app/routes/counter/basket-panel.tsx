import { ShoppingBasket } from "lucide-react";
import type { FormEvent, KeyboardEvent } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Money } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { type Basket, type Sums, sumsOf, troubleOf } from "./basket.ts";
import { BasketLine, type LineActs } from "./basket-line.tsx";
import { counterPath } from "./form-basket.ts";

type Props = {
	store: { id: string; name: string; currency: string };
	taxIncluded: boolean;
	basket: Basket;
	/** Pieces in the baskets that wait behind this one. */
	waiting: number;
	/** Scripts are at work. */
	live: boolean;
	acts: LineActs;
	onSell: () => void;
};

/** What is being bought, what it costs, and the one button. One form: it sells, and before scripts it also counts and removes. */
export function BasketPanel({ store, taxIncluded, basket, waiting, live, acts, onSell }: Props) {
	const t = useTranslations("counter");
	const { lines } = basket;
	const empty = lines.length === 0;
	const sums = sumsOf(lines, taxIncluded);
	const troubled = lines.filter((line) => troubleOf(line) !== null).length;
	const address = counterPath(
		store.id,
		lines.map(({ product, quantity }) => ({ productId: product.id, quantity })),
	);

	function onSubmit(event: FormEvent) {
		acts.done(event);
		onSell();
	}
	/** Enter in a quantity has set it, and sells nothing. */
	function onKeyDown(event: KeyboardEvent) {
		if (event.key === "Enter" && event.target instanceof HTMLInputElement) acts.done(event);
	}
	return (
		<section className="basket" aria-label={t("basket")} data-empty={empty || undefined}>
			<Refused basket={basket} troubled={troubled} />
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
				{empty ? (
					<div className="basket-lines">
						<Empty icon={ShoppingBasket} title={t("emptyTitle")}>
							{t("emptyHint")}
						</Empty>
					</div>
				) : (
					<ul className="basket-lines" aria-label={t("lines")}>
						{lines.map((line) => (
							<BasketLine
								key={line.product.id}
								line={line}
								store={store}
								on={basket.on === line.product.id}
								sellsAtOnce={live && basket.refusal !== null && troubled === 1}
								acts={acts}
							/>
						))}
					</ul>
				)}
				<SumsList sums={sums} taxIncluded={taxIncluded} currency={store.currency} />
				<div className="pay">
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
						{t("sell")}
					</Button>
				</div>
			</form>
		</section>
	);
}

/** Why the last press of Sell sold nothing. What can be said at a line is said there. */
function Refused({ basket: { refusal }, troubled }: { basket: Basket; troubled: number }) {
	const t = useTranslations("counter");
	const words = useProblemWords();
	if (!refusal) return null;
	const { code, details } = refusal;
	const sentence =
		code === "idempotency_key_reused"
			? t("soldElsewhere")
			: troubled > 0
				? t("nothingSoldLine")
				: t("nothingSold", { why: words.refusal(code, details) });
	return <Notice tone="bad">{sentence}</Notice>;
}

function SumsList({ sums, taxIncluded, currency }: { sums: Sums; taxIncluded: boolean; currency: string }) {
	const t = useTranslations("counter");
	const format = useFormatter();
	return (
		<dl className="sums">
			{!taxIncluded && sums.taxes.length > 0 && (
				<div>
					<dt>{t("subtotal")}</dt>
					<dd>
						<Money amount={sums.subtotal} currency={currency} bare />
					</dd>
				</div>
			)}
			{sums.taxes.map(({ rate, amount }) => (
				<div key={rate}>
					<dt>
						{t(taxIncluded ? "ofWhichTax" : "tax", { rate: format.number(rate / 10_000, { style: "percent", maximumFractionDigits: 2 }) })}
					</dt>
					<dd>
						<Money amount={amount} currency={currency} bare />
					</dd>
				</div>
			))}
			<div className="total">
				<dt>{t("total")}</dt>
				<dd>
					<Money amount={sums.total} currency={currency} />
				</dd>
			</div>
		</dl>
	);
}
