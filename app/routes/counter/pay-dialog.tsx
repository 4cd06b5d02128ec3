import { Banknote, CreditCard, Split } from "lucide";
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { TextField } from "#app/components/field.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Money } from "#app/components/money.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useRootData } from "#app/components/shell.ts";
import { quickNotes } from "#app/platform/cash.ts";
import { amountToType } from "#app/platform/typed-amount.ts";
import type { Paid } from "./basket.ts";
import { Keypad } from "./keypad.tsx";
import { judgePaying, type Typed, ways } from "./paying.ts";

type Props = { due: number; currency: string; onPaid: (paid: Paid[]) => void };

const icons = { card: CreditCard, cash: Banknote, split: Split };

/** How it is paid. F9 goes from card to cash to both, digits land where they belong, Enter is done. */
export function PayDialog({ open, onClose, ...props }: Props & { open: boolean; onClose: () => void }) {
	const t = useTranslations("counter");
	return (
		<Dialog open={open} onClose={onClose} title={t("pay.title")} size="l">
			{props.due > 0 ? <PayForm {...props} /> : <GiveBackForm {...props} />}
		</Dialog>
	);
}

function PayForm({ due, currency, onPaid }: Props) {
	const t = useTranslations("counter");
	const language = useRootData()?.locale ?? "en";
	const [typed, setTyped] = useState<Typed>({ way: "card", received: "", card: "", reference: "" });
	const [pressed, setPressed] = useState(false);
	const [scanned, setScanned] = useState(false);
	const isScan = useRef(scanWatch());
	const money = useRef<HTMLDivElement>(null);
	const complete = useRef<HTMLDivElement>(null);
	const judged = judgePaying(typed, due, currency, language);
	const { way } = typed;
	// What the keypad and loose digits type into: the card's part first, until it is named.
	const into = way === "split" && typed.card === "" ? "card" : "received";
	const change = (next: Partial<Typed>) => setTyped({ ...typed, ...next });
	const problem = (field: "received" | "card") =>
		judged.problem?.field === field && (pressed || judged.problem.code === "not_an_amount") ? [t(`pay.${judged.problem.code}`)] : undefined;

	function onSubmit(event: FormEvent) {
		event.preventDefault();
		setPressed(true);
		if (judged.paid) onPaid(judged.paid);
	}
	function onKeyDown(event: KeyboardEvent<HTMLFormElement>) {
		if (isScan.current(event.key, event.timeStamp)) {
			// A scanner's Enter pays nothing: the goods it named are not in the basket.
			event.preventDefault();
			setTyped({ ...typed, received: "" });
			setScanned(true);
		} else if (event.key === "F9") {
			event.preventDefault();
			event.stopPropagation();
			const next = ways[(ways.indexOf(way) + 1) % ways.length] ?? "card";
			change({ way: next });
			// The focus goes along, or the ring would stand around what is no longer chosen.
			event.currentTarget.querySelector<HTMLElement>(`input[name=way][value=${next}]`)?.focus();
		} else if (
			/^[\d.,]$/.test(event.key) &&
			way !== "card" &&
			!(event.target instanceof HTMLInputElement && event.target.type === "text")
		) {
			// The key itself then types into it.
			money.current?.querySelector<HTMLInputElement>(`input[name=${into}]`)?.focus();
		}
	}
	return (
		<form className="paying" onSubmit={onSubmit} onKeyDown={onKeyDown} data-way={way}>
			<div className="paying-how">
				<p className="to-pay">
					<span>{t("pay.due")}</span>
					<b>
						<Money amount={due} currency={currency} />
					</b>
				</p>
				<div className="segments" role="radiogroup" aria-label={t("pay.how")}>
					{ways.map((each) => (
						<label key={each}>
							<input type="radio" name="way" value={each} checked={way === each} onChange={() => change({ way: each })} />
							<Icon of={icons[each]} size={18} />
							{t(`pay.ways.${each}`)}
						</label>
					))}
				</div>
				{scanned && <Notice tone="warn">{t("pay.scanned")}</Notice>}
				<div ref={money} className="stack">
					{way === "split" && (
						<TextField
							label={t("pay.onCard")}
							name="card"
							inputMode="decimal"
							autoComplete="off"
							value={typed.card}
							onChange={(event) => change({ card: event.target.value })}
							problems={problem("card")}
						/>
					)}
					{way !== "card" && (
						<>
							<TextField
								label={t("pay.received")}
								name="received"
								inputMode="decimal"
								autoComplete="off"
								placeholder={amountToType(judged.due, currency, language)}
								value={typed.received}
								onChange={(event) => change({ received: event.target.value })}
								problems={problem("received")}
							/>
							<div className="quick-notes">
								{quickNotes(judged.due, currency).map((note) => (
									<Button
										key={note}
										aria-pressed={typed.received === amountToType(note, currency, language)}
										onClick={() => {
											change({ received: amountToType(note, currency, language) });
											// The next Enter completes, and does not press the note again.
											complete.current?.querySelector<HTMLElement>("[type=submit]")?.focus();
										}}
									>
										<Money amount={note} currency={currency} bare whole={note % 100 === 0} />
									</Button>
								))}
							</div>
						</>
					)}
					{way !== "cash" && (
						<TextField
							label={t("pay.reference")}
							name="reference"
							maxLength={60}
							autoComplete="off"
							optional
							value={typed.reference}
							onChange={(event) => change({ reference: event.target.value })}
						/>
					)}
				</div>
				{way !== "card" && (
					<p className="change-due" role="status" data-on={judged.change > 0 || undefined}>
						<span>
							{t("pay.change")}
							{judged.rounding !== 0 && <small>{t("pay.rounded", { due: amountToType(judged.due, currency, language) })}</small>}
						</span>
						<b>
							<Money amount={judged.change} currency={currency} />
						</b>
					</p>
				)}
			</div>
			<div className="paying-do" ref={complete}>
				{way !== "card" && (
					<Keypad
						point={amountToType(1, "EUR", language).charAt(1)}
						value={into === "card" ? typed.card : typed.received}
						onValue={(value) => change(into === "card" ? { card: value } : { received: value })}
					/>
				)}
				<Button type="submit" kind="primary" size="xl" wide>
					{t("pay.complete")}
				</Button>
				<small>{t("pay.keys")}</small>
			</div>
		</form>
	);
}

/** Says of an Enter whether a scanner sent it: six keys or more came before it, faster than anybody types. */
function scanWatch(): (key: string, at: number) => boolean {
	let keys = 0;
	let last = 0;
	return (key, at) => {
		const quick = at - last < 40;
		last = at;
		if (key === "Enter") {
			const scan = keys >= 6 && quick;
			keys = 0;
			return scan;
		}
		if (key.length === 1) keys = quick ? keys + 1 : 1;
		return false;
	};
}

/** Nothing is to be paid: what was brought back is worth as much, or more. */
function GiveBackForm({ due, currency, onPaid }: Props) {
	const t = useTranslations("counter");
	function onSubmit(event: FormEvent) {
		event.preventDefault();
		onPaid([]);
	}
	return (
		<form className="paying" onSubmit={onSubmit}>
			<div className="paying-how">
				<p className="to-pay">
					<span>{t(due < 0 ? "pay.giveBack" : "pay.due")}</span>
					<b>
						<Money amount={Math.abs(due)} currency={currency} />
					</b>
				</p>
				{due < 0 && <p>{t("pay.giveBackHint")}</p>}
			</div>
			<div className="paying-do">
				<Button type="submit" kind="primary" size="xl" wide>
					{t("pay.complete")}
				</Button>
			</div>
		</form>
	);
}
