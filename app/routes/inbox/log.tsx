import { ArrowDown } from "lucide";
import { Fragment, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { useClock } from "#app/components/clock.ts";
import { useTimeWords } from "#app/components/when.tsx";
import type { Shown } from "#app/inbox/rules.ts";
import { minute } from "#app/platform/time.ts";
import { type Around, Said, UnsentBubble } from "./bubble.tsx";
import type { Talk } from "./use-conversation.ts";

/** Messages of one person within this time stand together. */
const together = 5 * minute;
/** So near to the end one is at the end. */
const nearEnd = 48;

type Props = {
	talk: Talk;
	name: string;
	around: Around;
	/** Where an answer is written. */
	children: ReactNode;
};

/** What was said, newest at the foot. Older ones come as one scrolls up; whoever reads them stays where they are when new ones come. */
export function Log({ talk, name, around, children }: Props) {
	const t = useTranslations("inbox");
	const time = useTimeWords();
	const now = useClock();
	const box = useRef<HTMLElement>(null);
	const top = useRef<HTMLLIElement>(null);
	const { messages, unsent, hasOlder } = talk;
	const { newest, away, onScroll, jump } = usePlace(box, messages, unsent.length);

	const older = useRef(talk.older);
	older.current = talk.older;
	useEffect(() => {
		const mark = top.current;
		if (!mark || !hasOlder) return;
		const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void older.current(), {
			root: box.current,
			rootMargin: "200px",
		});
		observer.observe(mark);
		return () => observer.disconnect();
	}, [hasOlder, messages[0]?.id]);

	return (
		<>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
			<section className="log" role="log" aria-label={t("logOf", { name })} ref={box} onScroll={onScroll} tabIndex={0}>
				<ol>
					{hasOlder && (
						<li className="older" ref={top}>
							<Link
								className="link"
								to={`?before=${messages[0]?.seq}`}
								onClick={(event) => {
									event.preventDefault();
									void talk.older();
								}}
							>
								{t("older")}
							</Link>
						</li>
					)}
					{messages.map((message, i) => {
						const [before, after] = [messages[i - 1], messages[i + 1]];
						return (
							<Fragment key={message.id}>
								{(!before || time.dayOf(before.at) !== time.dayOf(message.at)) && <li className="day">{time.heading(message.at, now)}</li>}
								<Said message={message} isLast={!after || !stands(message, after)} around={around} />
							</Fragment>
						);
					})}
					{unsent.map((message) => (
						<UnsentBubble
							key={message.clientId}
							message={message}
							onAgain={() => talk.send(message)}
							onDrop={() => talk.drop(message.clientId)}
						/>
					))}
				</ol>
			</section>
			<div className="at-end">
				{away && (
					<div className="jump-newest">
						<Button size="s" icon={ArrowDown} onClick={jump}>
							{newest > 0 ? t("newBelow", { count: newest }) : t("toNewest")}
						</Button>
					</div>
				)}
				{children}
			</div>
		</>
	);
}

const stands = (one: Shown, next: Shown) => one.sender === next.sender && one.isNote === next.isNote && next.at - one.at < together;

/** Where in the conversation one is. The box is turned round: 0 is the end, and less than 0 is further up. */
function usePlace(box: RefObject<HTMLElement | null>, messages: readonly Shown[], unsent: number) {
	const [away, setAway] = useState(false);
	const [newest, setNewest] = useState(0);
	const before = useRef({ last: "", height: 0, unsent: 0 });
	const last = messages.at(-1)?.id ?? "";

	useLayoutEffect(() => {
		const element = box.current;
		if (!element) return;
		const was = before.current;
		before.current = { last, height: element.scrollHeight, unsent };
		if (was.last === "" || (was.last === last && was.unsent === unsent)) return;
		// What one has written oneself is looked at.
		if (unsent > was.unsent) element.scrollTop = 0;
		else if (element.scrollTop < -nearEnd) {
			element.scrollTop -= element.scrollHeight - was.height;
			const at = messages.findIndex(({ id }) => id === was.last);
			if (was.last !== last && at >= 0) setNewest((count) => count + messages.length - 1 - at);
		}
	}, [last, unsent, messages.length]);

	return {
		newest,
		away,
		onScroll() {
			const isAway = (box.current?.scrollTop ?? 0) < -nearEnd;
			setAway(isAway);
			if (!isAway) setNewest(0);
			before.current.height = box.current?.scrollHeight ?? 0;
		},
		jump() {
			if (box.current) box.current.scrollTop = 0;
			box.current?.focus({ preventScroll: true });
		},
	};
}
