import { useFormatter } from "use-intl/react";
import { trueMinus } from "./money.tsx";

/** A count; zero steps back so that what is there stands out. */
export function Quantity({ value, strong = false }: { value: number; strong?: boolean }) {
	const format = useFormatter();
	const text = trueMinus(format.number(value));
	if (value === 0) return <span className="zero">{text}</span>;
	return strong ? <b>{text}</b> : text;
}

/** A change: +8 in green, −1 plain, because selling is not bad news. */
export function Delta({ value }: { value: number }) {
	const format = useFormatter();
	return <span className={value > 0 ? "up" : undefined}>{trueMinus(format.number(value, { signDisplay: "exceptZero" }))}</span>;
}

/** A comparison: +12% green, −2% red. `ratio` 0.12 is twelve percent; null when there is nothing to compare with. */
export function Percent({ ratio }: { ratio: number | null }) {
	const format = useFormatter();
	if (ratio === null) return null;
	const text = trueMinus(format.number(ratio, { style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero" }));
	return <b className={ratio > 0 ? "up" : ratio < 0 ? "down" : undefined}>{text}</b>;
}
