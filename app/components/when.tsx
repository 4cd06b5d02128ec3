import { useFormatter, useTimeZone, useTranslations } from "use-intl/react";
import { addDays, calendarDay, hour, minute } from "#app/platform/time.ts";
import { useClock } from "./clock.ts";

type Style = "auto" | "time" | "day" | "full";

/**
 * An instant as people say it: 12 s ago under an hour, 16:42 today, Fri 20 Nov before that. The whole of it is in the tooltip.
 * `at` is ms UTC, shown in the store's time zone.
 */
export function When({ at, show = "auto" }: { at: number; show?: Style }) {
	const words = useTimeWords();
	const now = useClock();
	return (
		<time dateTime={new Date(at).toISOString()} title={words.full(at)} suppressHydrationWarning>
			{show === "auto" ? words.auto(at, now) : words[show](at)}
		</time>
	);
}

/** The same as strings, for day headings, charts and toasts. */
export function useTimeWords() {
	const format = useFormatter();
	const t = useTranslations("time");
	const zone = useTimeZone() ?? "UTC";
	const dayOf = (at: number) => calendarDay(at, zone);

	const time = (at: number) => format.dateTime(at, { hour: "2-digit", minute: "2-digit" });
	const day = (at: number) => format.dateTime(at, { weekday: "short", day: "numeric", month: "short" });
	return {
		time,
		day,
		dayOf,
		full: (at: number) =>
			format.dateTime(at, {
				weekday: "long",
				day: "numeric",
				month: "long",
				year: "numeric",
				hour: "2-digit",
				minute: "2-digit",
				second: "2-digit",
			}),
		auto(at: number, now: number): string {
			const ago = now - at;
			if (ago >= 0 && ago < minute) return t("secondsAgo", { count: Math.floor(ago / 1000) });
			if (ago >= 0 && ago < hour) return t("minutesAgo", { count: Math.floor(ago / minute) });
			if (dayOf(at) === dayOf(now)) return time(at);
			if (dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4)) return day(at);
			return format.dateTime(at, { day: "numeric", month: "short", year: "numeric" });
		},
		/** Today, Yesterday, Monday 16 November. */
		heading(at: number, now: number): string {
			if (dayOf(at) === dayOf(now)) return t("today");
			if (dayOf(at) === addDays(dayOf(now), -1)) return t("yesterday");
			const year = dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4) ? undefined : "numeric";
			return format.dateTime(at, { weekday: "long", day: "numeric", month: "long", year });
		},
	};
}
