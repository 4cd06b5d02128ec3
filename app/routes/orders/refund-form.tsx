import { useState } from "react";
import { Form, useNavigation } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { useMoneyWords } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { Stepper } from "#app/components/quantity-field.tsx";
import type { OrderLine, OrderSheet } from "#app/orders/order-sheet.server.ts";
import type { Refused } from "../door.server.ts";
import { MoneyPlace } from "./money-place.tsx";
import type { MoneyPlaces } from "./money-places.server.ts";
import { paidInCash } from "./order-next.tsx";
import { giveName, givesBack, leftOf, wishesIn } from "./refund-wishes.ts";

type Props = { order: OrderSheet; commandId: string; places: MoneyPlaces; refused: Refused | undefined };

/**
 * Which pieces come back. With scripts (`onCancel`: in a dialog) it names what and how much while one chooses, and refunds; before scripts it
 * leads to the page that names them.
 */
export function RefundForm({ order, commandId, places, refused, onCancel }: Props & { onCancel?: () => void }) {
	const t = useTranslations("orders.refund");
	const common = useTranslations("common");
	const open = order.lines.filter((line) => leftOf(line) > 0);
	// One line is what was meant; of several, whoever refunds says which.
	const [chosen, setChosen] = useState(() => new Map(open.map((line) => [line.id, open.length === 1 ? leftOf(line) : 0])));
	const busy = useNavigation().formMethod === "POST";
	const sum = givesBack(order, ({ id }) => chosen.get(id) ?? 0);
	const amount = useMoneyWords()({ amount: sum.amount, currency: order.currency });
	const live = onCancel !== undefined;
	return (
		<Form method={live ? "post" : "get"} className="form" preventScrollReset>
			{live ? (
				<input type="hidden" name="commandId" value={commandId} />
			) : (
				<>
					<input type="hidden" name="act" value="refund" />
					<input type="hidden" name="step" value="confirm" />
				</>
			)}
			<WhyRefused refused={refused} />
			<fieldset className="gives">
				<legend className="label">{t("pieces")}</legend>
				{open.map((line) => (
					<div key={line.id} className="row">
						<bdi className="grow">{line.name}</bdi>
						<Stepper
							label={t("piecesOf", { name: line.name })}
							name={giveName(line.id)}
							max={leftOf(line)}
							{...(live
								? { value: chosen.get(line.id) ?? 0, onChange: (quantity) => setChosen(new Map(chosen).set(line.id, quantity)) }
								: { defaultValue: chosen.get(line.id) ?? 0 })}
						/>
						<span className="meta">{t("ofLeft", { left: leftOf(line) })}</span>
					</div>
				))}
				{live && open.length > 1 && (
					<Button size="s" onClick={() => setChosen(new Map(open.map((line) => [line.id, leftOf(line)])))}>
						{t("everything")}
					</Button>
				)}
			</fieldset>
			<label className="check">
				<input type="checkbox" name="restock" defaultChecked />
				<span>{t("restock", { store: order.store.name })}</span>
			</label>
			<TextField label={t("reason")} name="reason" hint={t("reasonHint")} maxLength={500} optional autoComplete="off" />
			{paidInCash(order) && <MoneyPlace places={places} />}
			{live && (
				<p role="status">{sum.lines.length > 0 ? <Named order={order} pieces={({ id }) => chosen.get(id) ?? 0} /> : t("nothingChosen")}</p>
			)}
			<div className="submit">
				{live && (
					<Button kind="quiet" onClick={onCancel}>
						{common("cancel")}
					</Button>
				)}
				{live ? (
					<Button type="submit" kind="primary" busy={busy} disabled={sum.lines.length === 0}>
						{t("act", { amount })}
					</Button>
				) : (
					<Button type="submit" kind="primary">
						{t("review")}
					</Button>
				)}
			</div>
		</Form>
	);
}

/** Before scripts, the second step: the address says what comes back, the page names it and the amount, and the button does it. */
export function ConfirmRefund({ order, commandId, refused, query }: Props & { query: URLSearchParams }) {
	const t = useTranslations("orders.refund");
	const words = useMoneyWords();
	const wishes = new Map(wishesIn(query).map(({ lineId, quantity }) => [lineId, Number(quantity) || 0]));
	const pieces = ({ id }: OrderLine) => wishes.get(id) ?? 0;
	const sum = givesBack(order, pieces);
	const back = `/orders/${order.id}?act=refund`;
	return (
		<Form method="post" className="form">
			<input type="hidden" name="commandId" value={commandId} />
			{sum.lines.map(({ line, quantity }) => (
				<input key={line.id} type="hidden" name={giveName(line.id)} value={quantity} />
			))}
			{query.has("restock") && <input type="hidden" name="restock" value="on" />}
			<input type="hidden" name="reason" value={query.get("reason") ?? ""} />
			<input type="hidden" name="drawer" value={query.get("drawer") ?? ""} />
			<WhyRefused refused={refused} />
			<p>{sum.lines.length > 0 ? <Named order={order} pieces={pieces} /> : t("nothingChosen")}</p>
			<div className="submit">
				<ButtonLink to={back} kind="quiet">
					{t("back")}
				</ButtonLink>
				{sum.lines.length > 0 && (
					<Button type="submit" kind="primary">
						{t("act", { amount: words({ amount: sum.amount, currency: order.currency }) })}
					</Button>
				)}
			</div>
		</Form>
	);
}

/** The thing and the amount, by name. */
function Named({ order, pieces }: { order: OrderSheet; pieces: (line: OrderLine) => number }) {
	const t = useTranslations("orders.refund");
	const format = useFormatter();
	const words = useMoneyWords();
	const { lines, amount } = givesBack(order, pieces);
	const what = format.list(lines.map(({ line, quantity }) => t("piece", { quantity, name: line.name })));
	return t("names", { what, amount: words({ amount, currency: order.currency }) });
}

function WhyRefused({ refused }: { refused: Refused | undefined }) {
	const t = useTranslations("orders.refund");
	const words = useProblemWords();
	if (!refused) return null;
	const { code, details } = refused;
	const left = details.refundable;
	const tooMany = code === "nothing_left_to_refund" && typeof left === "number" && left > 0;
	return <Notice tone="bad">{tooMany ? t("tooMany", { left }) : words.refusal(code, details)}</Notice>;
}
