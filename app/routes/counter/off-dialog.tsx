import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { TextField } from "#app/components/field.tsx";
import { useRootData } from "#app/components/shell.ts";
import { amountToType, decimalToType, typedDecimal, type TypedLanguage } from "#app/platform/typed-amount.ts";
import type { Discount } from "#app/sales/pricing.ts";
import type { Basket } from "./basket.ts";
import { minorOf } from "./paying.ts";

type Where = "line" | "whole";
type Props = {
	basket: Basket;
	currency: string;
	/** Basis points the seller may take off alone; null for no limit. */
	limit: number | null;
	/** The network is away, and nobody can be asked for more. */
	alone: boolean;
	onLine: (productId: string, discount: Discount | null, note: string) => void;
	onWhole: (discount: Discount | null, note: string) => void;
	onDone: () => void;
};

/** What is taken off, and what is noted: of the tinted line, or of the whole basket. */
export function OffDialog({ open, ...props }: Props & { open: boolean }) {
	const t = useTranslations("counter");
	return (
		<Dialog open={open} onClose={props.onDone} title={t("off.title")}>
			<OffForm {...props} />
		</Dialog>
	);
}

function OffForm({ basket, currency, limit, alone, onLine, onWhole, onDone }: Props) {
	const t = useTranslations("counter");
	const common = useTranslations("common");
	const language = useRootData()?.locale ?? "en";
	const line = basket.lines.find(({ product }) => product.id === basket.on);
	const [where, setWhere] = useState<Where>(line ? "line" : "whole");
	const now = (place: Where) => (place === "line" ? line : basket);
	const [typed, setTyped] = useState(() => asTyped(now(where)?.discount, currency, language));
	const [unit, setUnit] = useState<"percent" | "amount">(() => unitOf(now(where)?.discount));
	const [note, setNote] = useState(() => now(where)?.note ?? "");
	const [wrong, setWrong] = useState(false);

	function go(place: Where) {
		setWhere(place);
		setTyped(asTyped(now(place)?.discount, currency, language));
		setUnit(unitOf(now(place)?.discount));
		setNote(now(place)?.note ?? "");
	}
	function onSubmit(event: FormEvent) {
		event.preventDefault();
		const discount = read(typed, unit, currency, language);
		if (discount === undefined) return setWrong(true);
		if (where === "line" && line) onLine(line.product.id, discount, note.trim());
		else onWhole(discount, note.trim());
		onDone();
	}
	return (
		<form className="form" onSubmit={onSubmit}>
			<TextField
				label={t("off.howMuch")}
				name="off"
				inputMode="decimal"
				autoComplete="off"
				value={typed}
				onChange={(event) => {
					setTyped(event.target.value);
					setWrong(false);
					if (event.target.value.includes("%")) setUnit("percent");
				}}
				hint={
					limit === null
						? t("off.hint")
						: t(alone ? "off.limitAlone" : "off.limit", { percent: decimalToType(String(limit / 100), language) })
				}
				problems={wrong ? [t(unit === "percent" ? "off.notPercent" : "off.notAmount")] : undefined}
			/>
			<div className="row wrap">
				<Choice name="unit" label={t("off.unit")} value={unit} onValue={setUnit} options={{ percent: "%", amount: currency }} />
				<Choice
					name="where"
					label={t("off.where")}
					value={where}
					onValue={go}
					options={{ ...(line && { line: line.product.name }), whole: t("off.whole") }}
				/>
			</div>
			<TextField
				label={t("off.note")}
				name="note"
				maxLength={200}
				autoComplete="off"
				optional
				value={note}
				onChange={(event) => setNote(event.target.value)}
			/>
			<div className="submit">
				<Button kind="quiet" onClick={onDone}>
					{common("cancel")}
				</Button>
				<Button type="submit" kind="primary">
					{t("off.do")}
				</Button>
			</div>
		</form>
	);
}

type ChoiceProps<Value extends string> = {
	name: string;
	label: string;
	value: Value;
	onValue: (value: Value) => void;
	options: Partial<Record<Value, string>>;
};

function Choice<Value extends string>({ name, label, value, onValue, options }: ChoiceProps<Value>) {
	const keys = Object.keys(options).filter((key): key is Value => key in options);
	return (
		<div className="segments" role="radiogroup" aria-label={label}>
			{keys.map((key) => (
				<label key={key} className="clip">
					<input type="radio" name={name} value={key} checked={value === key} onChange={() => onValue(key)} />
					{options[key]}
				</label>
			))}
		</div>
	);
}

function unitOf(discount: Discount | null | undefined): "percent" | "amount" {
	return discount && "amount" in discount ? "amount" : "percent";
}

function asTyped(discount: Discount | null | undefined, currency: string, language: TypedLanguage): string {
	if (!discount) return "";
	return "rate" in discount ? decimalToType(String(discount.rate / 100), language) : amountToType(discount.amount, currency, language);
}

/** Null for nothing off, undefined for what is no discount. */
function read(text: string, unit: "percent" | "amount", currency: string, language: TypedLanguage): Discount | null | undefined {
	if (text.trim() === "") return null;
	if (unit === "amount") {
		const amount = minorOf(text, currency, language);
		return amount === 0 ? null : typeof amount === "number" ? { amount } : undefined;
	}
	const percent = typedDecimal(text, language);
	if (!("decimal" in percent)) return undefined;
	const rate = Math.round(Number(percent.decimal) * 100);
	return rate > 10_000 ? undefined : rate === 0 ? null : { rate };
}
