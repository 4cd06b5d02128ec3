import { useTranslations } from "use-intl/react";
import { Tabs } from "../stock/tabs.tsx";

/** The two pages of a style. */
export function StyleTabs({ styleId, on }: { styleId: string; on: "matrix" | "details" }) {
	const t = useTranslations("styles");
	return (
		<Tabs
			label={t("parts")}
			tabs={[
				{ to: `/styles/${styleId}`, words: t("matrix"), isOn: on === "matrix" },
				{ to: `/styles/${styleId}/details`, words: t("details"), isOn: on === "details" },
			]}
		/>
	);
}
