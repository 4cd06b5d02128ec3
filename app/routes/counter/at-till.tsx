import { LockKeyhole } from "lucide";
import { useEffect, useRef } from "react";
import { Form, Link, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Avatar } from "#app/components/avatar.tsx";
import { Button } from "#app/components/button.tsx";
import { deskNow } from "./offline-desk.ts";

/** Who is at the till by PIN: their name leads to the faces of the others, the key locks. The basket stays where it is. */
export function AtTill({ person, lockMinutes }: { person: string; lockMinutes: number }) {
	const t = useTranslations("counter");
	const { pathname, search } = useLocation();
	const next = encodeURIComponent(pathname + search);
	const lock = useRef<HTMLFormElement>(null);
	useLockWhenLeft(lockMinutes, lock);
	return (
		<>
			<Form method="post" action={`/lock?next=${next}`} ref={lock} onSubmit={() => deskNow()?.forget()}>
				<Button type="submit" kind="quiet" icon={LockKeyhole} keyName="F10">
					<span className="words">{t("lock")}</span>
				</Button>
			</Form>
			<Link to={`/login?next=${next}`} className="till-who" title={t("switchPerson")}>
				<Avatar name={person} size="l" />
				<span className="words clip">{person}</span>
				<span className="visually-hidden">{t("switchPerson")}</span>
			</Link>
		</>
	);
}

const minute = 60_000;

/**
 * A till that nobody touches locks itself. The server counts too, from what it hears: while somebody is only typing it is told so now and then; and a
 * till that was asleep finds out when it wakes.
 */
function useLockWhenLeft(minutes: number, form: { current: HTMLFormElement | null }): void {
	useEffect(() => {
		if (minutes === 0) return;
		let touchedAt = Date.now();
		let toldAt = touchedAt;
		const touched = () => {
			touchedAt = Date.now();
			if (touchedAt - toldAt < minute / 2) return;
			toldAt = touchedAt;
			void fetch("/lock?awake", { redirect: "manual" }).then(
				(answer) => answer.type === "opaqueredirect" && form.current?.requestSubmit(),
				() => {}, // no network: the till goes on selling, and hears later
			);
		};
		const timer = setInterval(() => Date.now() - touchedAt >= minutes * minute && form.current?.requestSubmit(), 5_000);
		const signs = ["pointerdown", "keydown", "wheel"] as const;
		for (const sign of signs) document.addEventListener(sign, touched, { passive: true });
		return () => {
			clearInterval(timer);
			for (const sign of signs) document.removeEventListener(sign, touched);
		};
	}, [minutes, form]);
}
