import { useLocale } from "use-intl/react";
import { decimalsOf } from "#app/platform/money.ts";
import { numberFormat } from "./number-format.ts";

type Props = {
	/** Minor units. */
	amount: number;
	currency: string;
	/** Without the currency, where the column or the total names it once. */
	bare?: boolean;
	/** No decimals: tiles and lists that nobody pays from. */
	whole?: boolean;
	/** With a sign, for differences. */
	signed?: boolean;
};

/** An amount in the reader's own notation: DKK 2,195.00 · 2.195,00 kr. `on`: shown there only, where the two say it differently. */
export function Money({ on, ...money }: Props & { on?: "desk" | "phone" }) {
	const classes = [on && `on-${on}`, money.amount === 0 && money.bare && "zero"].filter(Boolean).join(" ");
	return <span className={classes || undefined}>{useMoneyWords()(money)}</span>;
}

/** The same as a string, for labels and toasts. */
export function useMoneyWords(): (money: Props) => string {
	const locale = useLocale();
	return ({ amount, currency, bare, whole, signed }) => {
		const decimals = decimalsOf(currency);
		const shown = whole ? 0 : decimals;
		const format = numberFormat(locale, `${bare ? "decimal" : currency} ${shown} ${signed ? "signed" : ""}`, () => ({
			...(bare ? { style: "decimal" } : { style: "currency", currency }),
			minimumFractionDigits: shown,
			maximumFractionDigits: shown,
			signDisplay: signed ? "exceptZero" : "auto",
		}));
		return trueMinus(format.format(amount / 10 ** decimals));
	};
}

/** Intl writes a hyphen for minus in our locales; figures get U+2212, which is as wide as the plus. */
export function trueMinus(text: string): string {
	return text.replace(/^(\D*?)-/, "$1−");
}
