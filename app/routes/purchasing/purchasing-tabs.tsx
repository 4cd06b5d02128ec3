import { useTranslations } from "use-intl/react";
import { Tabs } from "../stock/tabs.tsx";

/** The parts of purchasing, each an address. */
export function PurchasingTabs({ on }: { on: "suggestions" | "orders" | "terms" }) {
	const t = useTranslations("purchasing.tabs");
	return (
		<Tabs
			label={t("label")}
			tabs={[
				{ to: "/purchasing", words: t("suggestions"), isOn: on === "suggestions" },
				{ to: "/purchasing/orders", words: t("orders"), isOn: on === "orders" },
				{ to: "/purchasing/terms", words: t("terms"), isOn: on === "terms" },
			]}
		/>
	);
}
