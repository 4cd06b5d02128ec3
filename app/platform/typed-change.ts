import { parseAmount } from "./money.ts";
import { type TypedLanguage, type TypedProblem, typedAmount, typedDecimal } from "./typed-amount.ts";

/**
 * What people type where a number stands already: another number, or what becomes of it: `+10%`, `-5`, `2*3`. Browser-safe.
 * Amounts and pieces are whole numbers of their smallest unit; only the results are rounded.
 */

type Read = { value: number } | { problem: TypedProblem | "too_many_decimals" | "too_large" | "nothing_there" };

/** Money of a currency, or whole pieces. */
export type Unit = { currency: string } | "pieces";

/** Reads what was typed where `now` stands (null: nothing does). Empty text is for whoever asks. */
export function typedChange(text: string, now: number | null, unit: Unit, language: TypedLanguage): Read {
	const typed = text.normalize("NFKC").trim().replace(/^=/, "").replace(/^[−–]/, "-");
	const percent = /^([+-])\s*([\d.,\s]+?)\s*%$/.exec(typed);
	if (percent) {
		const factor = typedDecimal(percent[2] ?? "", language);
		if ("problem" in factor) return factor;
		return now === null
			? { problem: "nothing_there" }
			: inRange(Math.round(now * (1 + (percent[1] === "-" ? -1 : 1) * (Number(factor.decimal) / 100))));
	}
	const step = /^([+-])\s*(?=\d)(.+)$/.exec(typed);
	if (step) {
		const by = plain(step[2] ?? "", unit, language);
		if ("problem" in by) return by;
		return now === null ? { problem: "nothing_there" } : inRange(now + (step[1] === "-" ? -by.value : by.value));
	}
	const product = /^([^*×]+)[*×]([^*×]+)$/.exec(typed);
	if (product) {
		const [what, times] = [plain(product[1]?.trim() ?? "", unit, language), typedDecimal(product[2]?.trim() ?? "", language)];
		if ("problem" in what) return what;
		return "problem" in times ? times : inRange(Math.round(what.value * Number(times.decimal)));
	}
	return plain(typed, unit, language);
}

function inRange(value: number): Read {
	if (value < 0) return { problem: "not_an_amount" };
	return value > 1_000_000_000 ? { problem: "too_large" } : { value };
}

function plain(text: string, unit: Unit, language: TypedLanguage): Read {
	if (unit === "pieces") {
		const typed = typedDecimal(text, language, 0);
		if ("problem" in typed) return typed;
		const pieces = Number(typed.decimal);
		return Number.isInteger(pieces) ? inRange(pieces) : { problem: "too_many_decimals" };
	}
	const typed = typedAmount(text, language, unit.currency);
	if ("problem" in typed) return typed;
	const amount = parseAmount(typed.decimal, unit.currency);
	return typeof amount === "number" ? { value: amount } : { problem: amount };
}
