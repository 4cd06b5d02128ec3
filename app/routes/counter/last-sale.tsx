import { ReceiptText, RotateCcw } from "lucide";
import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { useClock } from "#app/components/clock.ts";
import { Money, useMoneyWords } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { When } from "#app/components/when.tsx";
import type { TillSale, TillSheet } from "#app/sales/queries.server.ts";

type UndoProps = { sale: TillSale; busy: boolean; onUndo: (orderId: string) => void };

/** What was sold last here, and the way to take it back while there is one. */
export function LastSale({ sale, busy, onUndo, quiet }: UndoProps & { quiet: boolean }) {
	const t = useTranslations("counter");
	return (
		<section className="last-sale" aria-label={t("lastSale")} data-quiet={quiet || undefined}>
			<div className="grow">
				<small>
					{t("lastSale")} <When at={sale.at} show="time" />
					{!sale.mine && ` · ${sale.by}`}
				</small>
				<b>
					<Money amount={sale.total} currency={sale.currency} />
				</b>{" "}
				<span className="meta">{sale.undone ? t("undone") : t("pieces", { count: sale.units })}</span>
				{sale.change > 0 && !sale.undone && (
					<strong className="last-change">
						{t("pay.change")} <Money amount={sale.change} currency={sale.currency} />
					</strong>
				)}
			</div>
			{sale.number !== null && (
				<ButtonLink to={`/counter/receipts/${sale.id}`} icon={ReceiptText}>
					{t("receiptNumber", { number: sale.number })}
				</ButtonLink>
			)}
			<UndoForm sale={sale} busy={busy} onUndo={onUndo} />
		</section>
	);
}

/** Before scripts: what the form has just sold, line by line. */
export function SoldNotice({ sale, busy, onUndo }: UndoProps & { sale: NonNullable<TillSheet["sold"]> }) {
	const t = useTranslations("counter");
	const words = useMoneyWords();
	const amount = words({ amount: sale.total, currency: sale.currency });
	return (
		<Notice tone={sale.undone ? "info" : "ok"}>
			<b>{t(sale.undone ? "takenBack" : "sold", { units: sale.units, amount })}</b>
			<ul>
				{sale.lines.map((line) => (
					<li key={line.id}>
						{t("times", { quantity: line.quantity })} {line.name}
					</li>
				))}
			</ul>
			{sale.number !== null && <ButtonLink to={`/counter/receipts/${sale.id}`}>{t("receiptNumber", { number: sale.number })}</ButtonLink>}
			<UndoForm sale={sale} busy={busy} onUndo={onUndo} />
		</Notice>
	);
}

function UndoForm({ sale, busy, onUndo }: UndoProps) {
	const t = useTranslations("counter");
	const now = useClock();
	if (sale.undone || sale.undoUntil === null || sale.undoUntil < now) return null;
	return (
		<form
			method="post"
			action="/counter"
			onSubmit={(event) => {
				event.preventDefault();
				if (!busy) onUndo(sale.id);
			}}
		>
			<Button type="submit" icon={RotateCcw} name="undo" value={sale.id} busy={busy}>
				{t("undo")}
			</Button>
		</form>
	);
}
