import { LockKeyhole } from "lucide";
import { useEffect, useRef } from "react";
import { Link, useFetcher, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Avatar } from "#app/components/avatar.tsx";
import { Button } from "#app/components/button.tsx";
import { Covered } from "./covered.tsx";
import { deskNow, useDesk } from "./offline-desk.ts";

type Props = { person: string; lockMinutes: number; offline: boolean };

/**
 * Who is at the till by PIN: their name leads to the faces of the others, the key locks. The basket stays where it is. Without the network nobody can be
 * asked for a PIN: then both cover the till until somebody says that they go on, and it is locked as soon as there is somebody to lock it.
 */
export function AtTill({ person, lockMinutes, offline }: Props) {
	const t = useTranslations("counter");
	const { pathname, search } = useLocation();
	// The page of a till without the network is no place to come back to.
	const next = encodeURIComponent(pathname === "/counter/offline" ? "/counter" : pathname + search);
	const lock = useRef<HTMLFormElement>(null);
	// No navigation: without an answer the till stays where it is.
	const { Form, state: locking } = useFetcher();
	const desk = useDesk();
	const cover = () => deskNow()?.cover();
	const state = desk?.state;
	const name = state?.claimed?.name ?? person;
	// Who only said who they are may not go on where somebody can ask for their PIN.
	const isCovered = state && (state.covered || (state.claimed !== null && state.since === null));
	useLockWhenLeft(lockMinutes, () => {
		if (offline) cover();
		else if (locking === "idle") lock.current?.requestSubmit();
	});
	const face = (
		<>
			<Avatar name={name} size="l" />
			<span className="words clip">{name}</span>
			<span className="visually-hidden">{t("switchPerson")}</span>
		</>
	);
	return (
		<>
			<Form
				method="post"
				action={`/lock?next=${next}`}
				ref={lock}
				onSubmit={(event) => {
					if (!offline) return;
					event.preventDefault();
					cover();
				}}
			>
				<Button type="submit" kind="quiet" icon={LockKeyhole} keyName="F10">
					<span className="words">{t("lock")}</span>
				</Button>
			</Form>
			{offline ? (
				<button type="button" className="till-who" title={t("switchPerson")} onClick={cover}>
					{face}
				</button>
			) : (
				<Link to={`/login?next=${next}`} className="till-who" title={t("switchPerson")}>
					{face}
				</Link>
			)}
			{desk && isCovered && <Covered person={person} isAlone={state.since !== null} lockAt={`/lock?next=${next}`} desk={desk.desk} />}
		</>
	);
}

const minute = 60_000;

/**
 * A till that nobody touches locks itself. The server counts too, from what it hears: while somebody is only typing it is told so now and then; and a
 * till that was asleep finds out when it wakes.
 */
function useLockWhenLeft(minutes: number, onLeft: () => void): void {
	const left = useRef(onLeft);
	left.current = onLeft;
	useEffect(() => {
		if (minutes === 0) return;
		let touchedAt = Date.now();
		let toldAt = touchedAt;
		const touched = () => {
			touchedAt = Date.now();
			if (touchedAt - toldAt < minute / 2) return;
			toldAt = touchedAt;
			if (deskNow()?.isOffline()) return;
			void fetch("/lock?awake", { redirect: "manual" }).then(
				(answer) => answer.type === "opaqueredirect" && left.current(),
				// No network: the till goes on selling, and hears later.
				() => void deskNow()?.doubt(),
			);
		};
		const timer = setInterval(() => Date.now() - touchedAt >= minutes * minute && left.current(), 5_000);
		const signs = ["pointerdown", "keydown", "wheel"] as const;
		for (const sign of signs) document.addEventListener(sign, touched, { passive: true });
		return () => {
			clearInterval(timer);
			for (const sign of signs) document.removeEventListener(sign, touched);
		};
	}, [minutes]);
}
