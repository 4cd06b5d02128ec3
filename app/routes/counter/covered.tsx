import { useEffect, useRef, useState } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl/react";
import { Avatar } from "#app/components/avatar.tsx";
import { Button } from "#app/components/button.tsx";
import type { Desk } from "./offline/desk.ts";
import "#app/styles/till-door.css";

type Props = { person: string; isAlone: boolean; lockAt: string; desk: Desk };

/** Lies over a till that was locked without the network: nothing is sold until somebody says in whose name; with the network back, only behind a PIN. */
export function Covered({ person, isAlone, lockAt, desk }: Props) {
	const t = useTranslations("offline.covered");
	const dialog = useRef<HTMLDialogElement>(null);
	const { Form, state } = useFetcher();
	const [people, setPeople] = useState<Awaited<ReturnType<Desk["people"]>>>([]);
	useEffect(() => {
		dialog.current?.showModal();
		void desk.people().then(setPeople);
	}, [desk]);
	const others = people.filter(({ name }) => name !== person);
	return (
		<dialog
			ref={dialog}
			className="dialog"
			aria-labelledby="covered"
			closedby="none"
			onCancel={(event) => event.preventDefault()}
			// A browser that does not know `closedby` lets a second Escape through.
			onClose={(event) => event.currentTarget.showModal()}
		>
			<header>
				<h2 id="covered">{t("title")}</h2>
			</header>
			<div className="dialog-body stack">
				<p>{t(isAlone ? "about" : "back")}</p>
				{isAlone ? (
					<>
						<Button kind="primary" size="l" wide onClick={() => desk.goOn(null)}>
							{t("goOn", { name: person })}
						</Button>
						{others.length > 0 && (
							<>
								<p>{t("others")}</p>
								<ul className="faces" aria-label={t("others")}>
									{others.map((other) => (
										<li key={other.id}>
											<button type="button" aria-pressed={false} onClick={() => desk.goOn(other)}>
												<Avatar name={other.name} size="l" />
												<span className="grow clip">{other.name}</span>
											</button>
										</li>
									))}
								</ul>
							</>
						)}
					</>
				) : (
					<Form method="post" action={lockAt}>
						<Button type="submit" kind="primary" size="l" wide busy={state !== "idle"}>
							{t("signIn")}
						</Button>
					</Form>
				)}
			</div>
		</dialog>
	);
}
