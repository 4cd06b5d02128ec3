import { useTranslations } from "use-intl/react";
import { SelectField } from "#app/components/field.tsx";
import { zoneGroups } from "./zone-groups.ts";

type Props = { timeZones: string[]; chosen: string; problems: string[]; hint?: string };

/** A time zone by region and town. Towns come first in their options, so that typing "cop" finds Copenhagen, before scripts too. */
export function ZoneField({ timeZones, chosen, problems, hint }: Props) {
	const t = useTranslations("settings");
	return (
		<SelectField label={t("timeZone")} hint={hint} name="timeZone" defaultValue={chosen} problems={problems}>
			{zoneGroups(timeZones).map(({ region, zones }) => (
				<optgroup key={region ?? ""} label={region === null ? t("zoneElsewhere") : t(`zoneRegions.${region}`)}>
					{zones.map(({ zone, town }) => (
						<option key={zone} value={zone}>
							{town}
						</option>
					))}
				</optgroup>
			))}
		</SelectField>
	);
}
