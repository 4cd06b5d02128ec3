import { Form, Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import { Button } from "#app/components/button.tsx";
import { useLookAgain } from "#app/components/look-again.ts";
import { Notice } from "#app/components/notice.tsx";
import { Progress } from "#app/components/waiting.tsx";
import { isWorking, outcomes } from "#app/imports/rules.ts";
import type { Shown } from "./import.tsx";

/** How far it is, looked at again by itself; a link does that where there are no scripts. */
export function ImportProgress({ found, commandId }: { found: Shown; commandId: string }) {
	const t = useTranslations("imports");
	const { id, state, counts, totalRows, preview, isStill } = found;
	useLookAgain(isWorking(state));
	const isUndo = state === "undoing";
	const done = isUndo
		? (counts.deleted ?? 0) + (counts.restored ?? 0) + (counts.kept ?? 0)
		: outcomes.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);
	const total = isUndo ? (preview?.created ?? 0) + (preview?.updated ?? 0) : (totalRows ?? 0);
	if (state !== "uploaded" && state !== "previewing" && state !== "running" && state !== "undoing") return null;
	return (
		<section className="section" aria-live="polite">
			<Progress words={t(`progress.${state}`)} done={done} total={Math.max(total, 1)} detail={t("progress.done", { done, total })} />
			<p className="meta">{t("progress.leave")}</p>
			<BeforeScripts>
				<Link to={`/products/import/${id}`} reloadDocument className="link">
					{t("progress.look")}
				</Link>
			</BeforeScripts>
			{isStill && (
				<Notice tone="warn">
					{t("progress.still")}
					<Form method="post">
						<input type="hidden" name="commandId" value={commandId} />
						<Button type="submit" name="intent" value="resume" size="s">
							{t("acts.goOn")}
						</Button>
					</Form>
				</Notice>
			)}
		</section>
	);
}
