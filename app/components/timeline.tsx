import type { IconNode } from "lucide";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { useClock } from "./clock.ts";
import { Icon } from "./icon.tsx";
import { Delta } from "./quantity.tsx";
import { useTimeWords } from "./when.tsx";

export type Moment = {
	id: string;
	at: number;
	icon: IconNode;
	/** The fact: "Received from Marlow & Finch". */
	fact: ReactNode;
	/** Actor · reference. */
	by?: ReactNode;
	delta?: number;
	before?: number;
	after?: number;
};

/** What happened, newest first, under day headings: fact, who, signed change, before → after. */
export function Timeline({ moments, label }: { moments: readonly Moment[]; label: string }) {
	const words = useTimeWords();
	const now = useClock();
	const days = new Map<string, Moment[]>();
	for (const moment of moments) {
		const day = words.dayOf(moment.at);
		days.set(day, [...(days.get(day) ?? []), moment]);
	}
	return (
		<ol className="timeline" aria-label={label}>
			{[...days].map(([day, ofDay]) => (
				<li key={day}>
					<h3 className="day">{words.heading(ofDay[0]?.at ?? now, now)}</h3>
					<ol>
						{ofDay.map((moment) => (
							<MomentRow key={moment.id} moment={moment} time={words.time(moment.at)} full={words.full(moment.at)} />
						))}
					</ol>
				</li>
			))}
		</ol>
	);
}

function MomentRow({ moment, time, full }: { moment: Moment; time: string; full: string }) {
	const t = useTranslations("time");
	const { icon, fact, by, delta, before, after } = moment;
	return (
		<li className="moment">
			<span className="mark">
				<Icon of={icon} size={14} />
			</span>
			<div className="grow">
				<b>{fact}</b>
				{by && <small>{by}</small>}
			</div>
			<div className="change">
				{delta !== undefined && (
					<b>
						<Delta value={delta} />
					</b>
				)}
				<small>
					{before !== undefined && after !== undefined && (
						<>
							<span aria-hidden="true">{`${before} → ${after} · `}</span>
							<span className="visually-hidden">{t("fromTo", { before, after })}</span>
						</>
					)}
					<time dateTime={new Date(moment.at).toISOString()} title={full} suppressHydrationWarning>
						{time}
					</time>
				</small>
			</div>
		</li>
	);
}
