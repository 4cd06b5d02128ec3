import { useState } from "react";
import { useTimeZone, useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { TextArea, TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { useTimeWords } from "#app/components/when.tsx";
import { type ContentKind, measured } from "#app/inbox/rules.ts";
import { addDays, calendarDay, hour, instant, instantOfWall, wallClock } from "#app/platform/time.ts";
import { isTooLong, Room } from "./composer-parts.tsx";

type Props = {
	until: number | null;
	/** What waits already, to be changed. */
	waiting?: { text: string; dueAt: number; platform: string; kind: ContentKind };
	busy?: boolean;
	/** Why it was not done, in words. */
	refused?: string | undefined;
	/** What became of it elsewhere, while it may still be changed. */
	changed?: string | undefined;
	/** Why it can be changed no more, and who takes what was typed. */
	over?: { why: string; onUse: (text: string) => void } | undefined;
	onClose: () => void;
	onSchedule: (dueAt: number, text: string) => void;
};

/** When it should go, by the clock all times are shown in: not before now, and said so where the window will be closed by then. */
export default function ScheduleDialog({ until, waiting, busy, refused, changed, over, onClose, onSchedule }: Props) {
	const t = useTranslations("inbox");
	const time = useTimeWords();
	const problem = useProblemWords();
	const zone = useTimeZone() ?? "UTC";
	const [now] = useState(instant);
	const morning = nextMorning(now, zone);
	const [typed, setTyped] = useState(wallClock(waiting?.dueAt ?? morning, zone));
	const [text, setText] = useState(waiting?.text ?? "");
	const dueAt = instantOfWall(typed, zone) ?? Number.NaN;
	const isPast = !(dueAt > now);
	const isLate = until !== null && dueAt >= until;
	const words = waiting && { platform: waiting.platform, kind: waiting.kind, isNote: false, text };
	const isBeside = words !== undefined && words.kind !== "TEXT";
	const takesWords = words && measured(words.platform, "", false, words.kind).most > 0;
	const mayGo = !words || ((isBeside || text.trim() !== "") && !isTooLong(words));
	function go(at: number): void {
		if (mayGo) onSchedule(at, text.trim());
	}
	return (
		<Dialog open onClose={onClose} title={t(waiting ? "changingWaiting" : "schedule")}>
			<form
				className="form"
				onSubmit={(event) => {
					event.preventDefault();
					if (!over && !isPast && !isLate) go(dueAt);
				}}
			>
				{refused && <Notice tone="bad">{refused}</Notice>}
				{changed && <Notice tone="warn">{changed}</Notice>}
				{over && <Notice tone="bad">{over.why}</Notice>}
				{takesWords === false && <p className="quiet-text">{problem.refusal("caption_not_taken", {})}</p>}
				{takesWords && words && (
					<div className="field">
						<TextArea
							label={t("whatItSays")}
							name="text"
							required={!isBeside}
							value={text}
							onChange={(event) => setText(event.target.value)}
						/>
						<Room {...words} />
					</div>
				)}
				{over ? (
					text.trim() !== "" && (
						<div className="submit">
							<Button kind="primary" onClick={() => over.onUse(text.trim())}>
								{t("meanwhile.use")}
							</Button>
						</div>
					)
				) : (
					<>
						<div className="row wrap">
							{[now + hour, now + 3 * hour, morning]
								.filter((at) => until === null || at < until)
								.map((at) => (
									<Button key={at} disabled={!mayGo} onClick={() => go(at)}>
										{t("goesAt", { day: time.day(at), time: time.time(at) })}
									</Button>
								))}
						</div>
						<TextField
							label={t("scheduleFor")}
							name="dueAt"
							type="datetime-local"
							value={typed}
							onChange={(event) => setTyped(event.target.value)}
							problems={
								isPast
									? [t("schedulePast")]
									: isLate && until !== null
										? [t("scheduleLate", { day: time.day(until), time: time.time(until) })]
										: undefined
							}
						/>
						<div className="submit">
							<Button type="submit" kind="primary" busy={busy ?? false}>
								{t("scheduleIt")}
							</Button>
						</div>
					</>
				)}
			</form>
		</Dialog>
	);
}

/** Nine o'clock: today's, or tomorrow's where that has been. */
function nextMorning(now: number, zone: string): number {
	const today = calendarDay(now, zone);
	const nine = (day: string) => instantOfWall(`${day}T09:00`, zone) ?? now;
	return nine(today) > now ? nine(today) : nine(addDays(today, 1));
}
