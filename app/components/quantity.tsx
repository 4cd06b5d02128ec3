import { useLocale } from "use-intl/react";
import { trueMinus } from "./money.tsx";
import { numberFormat } from "./number-format.ts";

/** A count; zero steps back so that what is there stands out. */
export function Quantity({ value, strong = false }: { value: number; strong?: boolean }) {
	const text = trueMinus(numberFormat(useLocale(), "count", () => ({})).format(value));
	if (value === 0) return <span className="zero">{text}</span>;
	return strong ? <b>{text}</b> : text;
}

/** A change: +8 in green, −1 plain, because selling is not bad news. */
export function Delta({ value }: { value: number }) {
	const text = trueMinus(numberFormat(useLocale(), "change", () => ({ signDisplay: "exceptZero" })).format(value));
	return <span className={value > 0 ? "up" : undefined}>{text}</span>;
}

/** A comparison: +12% green, −2% red. `ratio` 0.12 is twelve percent; null when there is nothing to compare with. */
export function Percent({ ratio }: { ratio: number | null }) {
	const format = numberFormat(useLocale(), "comparison", () => ({ style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" }));
	if (ratio === null) return null;
	const text = trueMinus(format.format(ratio));
	return <b className={ratio > 0 ? "up" : ratio < 0 ? "down" : undefined}>{text}</b>;
}
