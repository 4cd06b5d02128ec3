import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Notice } from "#app/components/notice.tsx";
import { useProblemWords } from "#app/components/problems.ts";
import { showToast } from "#app/components/toasts.ts";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import type { Refused } from "./door.server.ts";
import type { Told } from "./told.ts";

type Answer = Told | Refused;

/**
 * Says once what the last act of a page did, with Undo where there is one: a toast, or before scripts a notice with the same form. A refusal
 * is a notice in the page, unless `said` (a form says its own). `action`: where the form that undoes goes.
 */
export function Outcome({ answer, action, said = false }: { answer: Answer | undefined; action: string; said?: boolean }) {
	const t = useTranslations("toast");
	const words = useProblemWords();
	const last = useRef<Answer>(undefined);

	useEffect(() => {
		if (!answer || last.current === answer) return;
		last.current = answer;
		if (answer.ok) showToast({ text: answer.text, ...(answer.undo && { undo: { action, fields: answer.undo } }) });
	}, [answer, action]);

	if (!answer || (!answer.ok && said)) return null;
	if (!answer.ok)
		return (
			<div className="section">
				<Notice tone="bad">{words.refusal(answer.code, answer.details)}</Notice>
			</div>
		);
	return (
		<BeforeScripts>
			<div className="section">
				<Notice tone="ok">
					<form method="post" action={action} className="row wrap">
						<span>{answer.text}</span>
						{answer.undo &&
							Object.entries(answer.undo).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
						{answer.undo && (
							<button type="submit" className="link">
								{t("undo")}
							</button>
						)}
					</form>
				</Notice>
			</div>
		</BeforeScripts>
	);
}
