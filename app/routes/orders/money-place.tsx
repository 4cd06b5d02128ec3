import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { SelectField } from "#app/components/field.tsx";
import type { MoneyPlaces } from "./money-places.server.ts";

/** Says, or asks, which drawer counts the money of a form. A till's is its own; away from the tills somebody chooses, or no drawer does. */
export function MoneyPlace({ places: { till, here, ofOther, drawers } }: { places: MoneyPlaces }) {
	const t = useTranslations("desk.drawer");
	if (till !== null)
		return (
			<p className="meta">
				{t(here === null ? "noneHere" : ofOther ? "hereOfOther" : "here", { till })}{" "}
				{here === null && <Link to="/counter/drawer">{t("open")}</Link>}
			</p>
		);
	if (drawers.length === 0) return <p className="meta">{t("none")}</p>;
	return (
		<SelectField label={t("label")} name="drawer" defaultValue={here ?? ""}>
			<option value="">{t("noDrawer")}</option>
			{drawers.map((drawer) => (
				<option key={drawer.id} value={drawer.id}>
					{t("of", { till: drawer.till })}
				</option>
			))}
		</SelectField>
	);
}
