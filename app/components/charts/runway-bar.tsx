import { useTranslations } from "use-intl/react";

/** Thirty days in four, and how far it lasts. */
export function RunwayBar({ daysLeft }: { daysLeft: number }) {
	const t = useTranslations("charts");
	const days = Math.floor(daysLeft);
	return (
		<svg
			className="runway"
			data-tone={daysLeft < 7 ? "bad" : daysLeft < 14 ? "warn" : undefined}
			role="img"
			aria-label={t("lasts", { count: days })}
		>
			<rect className="track" width="100%" height="8" rx="2" />
			<rect className="lasts" width={`${Math.min(100, (daysLeft / 30) * 100).toFixed(1)}%`} height="8" rx="2" />
			{[25, 50, 75].map((at) => (
				<line key={at} x1={`${at}%`} x2={`${at}%`} y1="0" y2="8" />
			))}
		</svg>
	);
}
