import { useTranslations } from "use-intl/react";
import { useClock } from "#app/components/clock.ts";
import { templated, type Window, windowOf, windowsOf } from "#app/inbox/rules.ts";
import { day, hour, minute } from "#app/platform/time.ts";

const soon = 2 * hour;

/** How long somebody may still be answered, in words; amber when it is soon over. */
export function WindowStrip({ window, platform }: { window: Window; platform: string }) {
	const t = useTranslations("inbox.window");
	const now = useClock();
	const { kind, until } = window;
	if (kind === "closed" || until === null || until <= now)
		return <span>{t(templated.includes(platform) ? "closed" : "closedWithoutTemplates")}</span>;
	const left = until - now;
	const span =
		left >= day
			? t("days", { days: Math.floor(left / day), hours: Math.floor((left % day) / hour) })
			: left >= hour
				? t("hours", { hours: Math.floor(left / hour), minutes: Math.floor((left % hour) / minute) })
				: t("minutes", { minutes: Math.max(1, Math.floor(left / minute)) });
	return (
		<>
			<progress max={kind === "open" ? day : 7 * day} value={left} aria-hidden="true" />
			<span suppressHydrationWarning>{t(kind, { span })}</span>
		</>
	);
}

/** Amber under two hours. */
export function useWindowTone(window: Window): "warn" | undefined {
	const now = useClock();
	return window.until !== null && window.until - now < soon ? "warn" : undefined;
}

/** What stands now: a customer who wrote again opens the window anew, and one that ran out is closed, whatever it was when the page was made. */
export function useWindow(platform: string, made: Window, lastInboundAt: number | null): Window {
	const now = useClock();
	const windows = windowsOf[platform];
	if (lastInboundAt !== null && windows) return windowOf(lastInboundAt, windows, now);
	return made.until !== null && made.until <= now ? { kind: "closed", until: null } : made;
}
