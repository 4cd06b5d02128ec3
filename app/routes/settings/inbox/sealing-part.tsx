import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { BeforeScripts } from "#app/components/before-scripts.tsx";
import { Button } from "#app/components/button.tsx";
import { useLookAgain } from "#app/components/look-again.ts";
import { Notice } from "#app/components/notice.tsx";
import { useMay } from "#app/components/shell.ts";
import { Progress } from "#app/components/waiting.tsx";
import type { Sealing } from "#app/inbox/rules.ts";
import type { Refused } from "../../door.server.ts";
import { Part } from "../act-form.tsx";
import { PlainForm } from "../plain-form.tsx";

/** Whether what is said is sealed: what that covers, and what it does not. Only the owner says so. */
export function SealingPart({ sealing, ...common }: { sealing: Sealing; commandId: string; answered: Refused | undefined }) {
	const t = useTranslations("inboxSettings.sealing");
	const may = useMay();
	const { isSealed, state, looked, total, locked } = sealing;
	const works = state === "working";
	useLookAgain(works);
	return (
		<Part id="sealing" title={t("title")} about={t("about")}>
			<p>
				<b>{t(isSealed ? "on" : "off")}</b>
			</p>
			<ul className="points">
				{(["covers", "ends", "search", "leaves", "history", "deliveries"] as const).map((point) => (
					<li key={point}>{t(`points.${point}`)}</li>
				))}
			</ul>
			{works && (
				<div aria-live="polite" className="stack">
					<Progress
						words={t(isSealed ? "sealing" : "unsealing")}
						done={Math.min(looked, total)}
						total={Math.max(total, 1)}
						detail={t("done", { done: Math.min(looked, total), total })}
					/>
					<p className="meta">{t("goesOn")}</p>
					<BeforeScripts>
						<Link to="/settings/inbox" reloadDocument className="link">
							{t("look")}
						</Link>
					</BeforeScripts>
				</div>
			)}
			{locked > 0 && <Notice tone="warn">{t("locked", { count: locked })}</Notice>}
			{may("settings:write") ? (
				<PlainForm {...common} intent="sealing">
					{({ busy }) => (
						<div className="submit">
							<Button type="submit" name="to" value={isSealed ? "no" : "yes"} busy={busy}>
								{t(isSealed ? "stop" : "begin")}
							</Button>
						</div>
					)}
				</PlainForm>
			) : (
				<p className="meta">{t("ownerOnly")}</p>
			)}
		</Part>
	);
}
