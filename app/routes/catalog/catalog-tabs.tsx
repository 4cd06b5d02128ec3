import { useTranslations } from "use-intl/react";
import { Tabs } from "../stock/tabs.tsx";

/** The two lists of what can be sold: each SKU, or what a shopper sees. */
export function CatalogTabs({ on }: { on: "products" | "styles" }) {
	const t = useTranslations("styles.tabs");
	return (
		<Tabs
			label={t("label")}
			tabs={[
				{ to: "/products", words: t("products"), isOn: on === "products" },
				{ to: "/styles", words: t("styles"), isOn: on === "styles" },
			]}
		/>
	);
}
