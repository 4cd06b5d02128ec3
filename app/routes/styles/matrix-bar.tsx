import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { trueMinus } from "#app/components/money.tsx";
import { matrixForm } from "./matrix-cell.tsx";
import type { MatrixState } from "./use-matrix.ts";

const reasons = ["count", "adjustment"] as const;

/** What a save would change, and the save. One for all that was typed, whatever fact it is of. */
export function MatrixBar({ matrix }: { matrix: MatrixState }) {
	const t = useTranslations("styles");
	const format = useFormatter();
	const [reason, setReason] = useState<string>("count");
	const { count, units, store, saving, canUndo } = matrix;
	return (
		<div className="matrix-bar">
			<p className="grow" role="status">
				{count > 0 && <strong>{t("changes", { count })}</strong>}
				{units !== 0 && store && (
					<span className="meta">
						{" "}
						{t("units", { signed: trueMinus(format.number(units, { signDisplay: "always" })), units: Math.abs(units), store: store.name })}
					</span>
				)}
			</p>
			{units !== 0 && (
				<label className="on-desk">
					<span className="visually-hidden">{t("reason")}</span>
					<select className="input" value={reason} onChange={(event) => setReason(event.target.value)}>
						{reasons.map((each) => (
							<option key={each} value={each}>
								{t(`reasons.${each}`)}
							</option>
						))}
					</select>
				</label>
			)}
			{canUndo && (
				<Button kind="quiet" keyName="mod+z" onClick={matrix.undo}>
					{t("undo")}
				</Button>
			)}
			<Button
				type="submit"
				form={matrixForm}
				kind="primary"
				keyName="mod+s"
				busy={saving.busy}
				onClick={(event) => {
					event.preventDefault();
					if (!saving.busy) matrix.save(reason);
				}}
			>
				{t("save")}
			</Button>
		</div>
	);
}
