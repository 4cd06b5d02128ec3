import { useEffect } from "react";
import { Form, useNavigation, useRevalidator } from "react-router";
import { useTranslations } from "use-intl/react";
import type { LinkRun } from "#app/catalog/vendors/linking/link-run.server.ts";
import { isUndoable } from "#app/catalog/vendors/linking/undoable.ts";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useMay } from "#app/components/shell.ts";
import { When } from "#app/components/when.tsx";

type Props = { run: LinkRun | null /** The catalog was read a moment ago, and is linked next. */; isDue: boolean; commandId: string };

/** How often the page looks while linking goes on, in ms. */
const glance = 1500;
const goesOn = (run: LinkRun | null): run is LinkRun => run !== null && ["looking", "weighing", "deciding"].includes(run.state);

/** How the linking stands, in a line that is always there, so that nothing below it moves; and what is asked. */
export function LinkRunLine({ run, isDue, commandId }: Props) {
	const t = useTranslations("vendorLinks.run");
	const mayWrite = useMay()("catalog:write");
	const sent = useNavigation().formData?.get("intent");
	const isUnderWay = goesOn(run);
	useGlances(isUnderWay || isDue);
	return (
		<>
			<div className="section link-run">
				<p className="grow" role="status">
					{(isUnderWay || isDue) && <span className="reading" aria-hidden="true" />} {isDue ? t("due") : <Standing run={run} />}
				</p>
				{isUnderWay && <progress max={Math.max(1, run.items * 2)} value={run.looked + run.weighed} aria-hidden="true" />}
				{mayWrite && run?.state !== "planned" && (
					<Form method="post" className="row" preventScrollReset>
						<input type="hidden" name="commandId" value={commandId} />
						{run && <input type="hidden" name="runId" value={run.id} />}
						{isUnderWay ? (
							<Button type="submit" name="intent" value="drop" busy={sent === "drop"}>
								{t("stop")}
							</Button>
						) : (
							<>
								{run && isUndoable(run) && (
									<Button type="submit" name="intent" value="undoRun" kind="quiet" busy={sent === "undoRun"}>
										{t("undo")}
									</Button>
								)}
								<Button type="submit" name="intent" value="link" busy={sent === "link"}>
									{t("start")}
								</Button>
							</>
						)}
					</Form>
				)}
			</div>
			{run?.state === "planned" && mayWrite && <Plan run={run} commandId={commandId} />}
		</>
	);
}

function useGlances(isUnderWay: boolean) {
	const { revalidate, state } = useRevalidator();
	useEffect(() => {
		if (!isUnderWay || state !== "idle") return;
		const timer = setTimeout(() => {
			if (!document.hidden) void revalidate();
		}, glance);
		return () => clearTimeout(timer);
	});
}

function Standing({ run }: { run: LinkRun | null }) {
	const t = useTranslations("vendorLinks.run");
	if (run === null) return <span className="meta">{t("never")}</span>;
	if (run.state === "planned") return <span className="meta">{t("asks")}</span>;
	if (run.state === "looking") return t("looking", { looked: run.looked, items: run.items });
	if (run.state === "weighing" || run.state === "deciding") return t(run.state, { weighed: run.weighed, items: run.items });
	// A proposal weighs every item before it asks; what ended before that was stopped.
	const isProposal = run.isDry && run.weighed >= run.items;
	const linked = run.isDry ? 0 : run.counts.fresh;
	if (run.undoneAt !== null)
		return (
			<span className="meta">
				{t("undone")} <When at={run.undoneAt} />
			</span>
		);
	if (run.state === "dropped") return <span className="meta">{isProposal ? t("dropped") : t("stopped", { linked })}</span>;
	return (
		<span className="meta">
			{t("done")} {run.finishedAt !== null && <When at={run.finishedAt} />}
		</span>
	);
}

/** What the rules would do, before they do it. */
function Plan({ run: { id, counts }, commandId }: { run: LinkRun; commandId: string }) {
	const t = useTranslations("vendorLinks.plan");
	const busy = useNavigation().formData?.get("runId") === id;
	return (
		<section className="section" aria-labelledby="link-plan">
			<Notice tone="info">
				<h2 id="link-plan">{t("title", counts)}</h2>
				<p>{t("about", counts)}</p>
				<Form method="post" className="row wrap" preventScrollReset>
					<input type="hidden" name="commandId" value={commandId} />
					<input type="hidden" name="runId" value={id} />
					<input type="hidden" name="plan" value="1" />
					<Button type="submit" name="intent" value="agree" kind="primary" busy={busy}>
						{t("agree", counts)}
					</Button>
					<Button type="submit" name="intent" value="drop" busy={busy}>
						{t("drop")}
					</Button>
				</Form>
			</Notice>
		</section>
	);
}
