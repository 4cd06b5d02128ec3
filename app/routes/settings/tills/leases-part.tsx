import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField, TextField } from "#app/components/field.tsx";
import type { TillSettings } from "#app/sales/settings.server.ts";
import type { Refused } from "../../door.server.ts";
import { Part } from "../act-form.tsx";
import { PlainForm } from "../plain-form.tsx";

type Props = {
	leases: Pick<TillSettings, "leaseUnits" | "leaseHours" | "beyondLease" | "version">;
	forms: { commandId: string; answered: Refused | undefined };
};

/** How much a till of the store may promise while it is alone. */
export function LeasesPart({ leases, forms }: Props) {
	const t = useTranslations("tills.leases");
	return (
		<Part id="leases" title={t("title")} about={t("about")}>
			<PlainForm {...forms} intent="leases" fields={["leaseUnits", "leaseHours", "beyondLease"]} key={`leases ${leases.version}`}>
				{({ at, typed, busy }) => (
					<>
						<input type="hidden" name="version" value={leases.version} />
						<div className="two">
							<TextField
								label={t("units")}
								hint={t("unitsHint")}
								name="leaseUnits"
								inputMode="numeric"
								autoComplete="off"
								defaultValue={typed("leaseUnits") ?? String(leases.leaseUnits)}
								problems={at("leaseUnits")}
							/>
							<TextField
								label={t("hours")}
								hint={t("hoursHint")}
								name="leaseHours"
								inputMode="numeric"
								autoComplete="off"
								defaultValue={typed("leaseHours") ?? String(leases.leaseHours)}
								problems={at("leaseHours")}
							/>
						</div>
						<SelectField
							label={t("beyond")}
							hint={t("beyondHint")}
							name="beyondLease"
							defaultValue={typed("beyondLease") ?? leases.beyondLease}
							problems={at("beyondLease")}
						>
							<option value="warn">{t("warn")}</option>
							<option value="refuse">{t("refuse")}</option>
						</SelectField>
						<div className="submit">
							<Button type="submit" busy={busy}>
								{t("save")}
							</Button>
						</div>
					</>
				)}
			</PlainForm>
		</Part>
	);
}
