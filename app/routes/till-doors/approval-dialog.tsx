import { useEffect, useState } from "react";
import { useFetcher } from "react-router";
import { useTranslations } from "use-intl/react";
import { Avatar } from "#app/components/avatar.tsx";
import { Button } from "#app/components/button.tsx";
import { Dialog } from "#app/components/dialog.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PinPad } from "#app/components/pin-pad.tsx";
import type { Approvable } from "#app/identity/permissions.ts";
import { useRefused } from "../refused.ts";
import type { clientAction, clientLoader } from "./approvals.ts";
import "#app/styles/till-door.css";

type Props = {
	/** The act that was refused with `approval_needed`. */
	act: Approvable;
	open: boolean;
	onClose: () => void;
	/** The id goes with the act, within a minute; `by` is who allowed it. */
	onApproved: (approvalId: string, by: string) => void;
};

/** Asks somebody who may for leave to do one risky act: their face, their PIN. The act waits behind it as it was. */
export function ApprovalDialog({ act, open, onClose, onApproved }: Props) {
	const t = useTranslations("pin");
	return (
		<Dialog open={open} onClose={onClose} title={t("approveTitle")}>
			<Approvers act={act} onApproved={onApproved} />
		</Dialog>
	);
}

function Approvers({ act, onApproved }: Pick<Props, "act" | "onApproved">) {
	const t = useTranslations("pin");
	const { data: found, load } = useFetcher<typeof clientLoader>();
	const { data: answered, Form, state } = useFetcher<typeof clientAction>();
	const [slug, setSlug] = useState<string | null>(null);
	const refused = useRefused(answered?.ok ? undefined : answered, ["pin"]);
	useEffect(() => void load(`/counter/approvals?act=${act}`), [act, load]);
	const isUnheard = answered?.ok === false && answered.code === "unreachable";
	useEffect(() => {
		if (answered?.ok) onApproved(answered.approvalId, answered.by);
	}, [answered, onApproved]);

	if (!found) return null;
	const { people } = found;
	if (people === null) return <Notice tone="bad">{t("noAnswer")}</Notice>;
	const chosen = people.find((person) => person.slug === slug) ?? (people.length === 1 ? people[0] : undefined);
	return (
		<div className="stack approval">
			<p>{t(`acts.${act}`)}</p>
			{people.length === 0 && <Notice tone="info">{t("nobody")}</Notice>}
			{people.length > 1 && (
				<ul className="faces" aria-label={t("who")}>
					{people.map((person) => (
						<li key={person.id}>
							<button type="button" aria-pressed={chosen === person} onClick={() => setSlug(person.slug)}>
								<Avatar name={person.name} size="l" />
								<span className="grow clip">{person.name}</span>
							</button>
						</li>
					))}
				</ul>
			)}
			{chosen && (
				<Form method="post" action="/counter/approvals" className="pin-door" ref={refused.form} key={chosen.slug}>
					{refused.whole && <Notice tone="bad">{isUnheard ? t("noAnswer") : refused.whole}</Notice>}
					<input type="hidden" name="act" value={act} />
					<input type="hidden" name="slug" value={chosen.slug} />
					<PinPad label={t("pinOf", { name: chosen.name })} length={chosen.pinLength} problems={refused.at("pin")} attempt={answered} />
					<Button kind="primary" type="submit" busy={state !== "idle"}>
						{t("allow")}
					</Button>
				</Form>
			)}
		</div>
	);
}
