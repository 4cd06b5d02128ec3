import { Inbox } from "lucide";
import { Link } from "react-router";
import { useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";

/** Cash that no drawer counts is worth a word before it is taken. */
export function DrawerStrip({ open, storeId }: { open: boolean; storeId: string }) {
	const t = useTranslations("counter");
	if (open) return null;
	return (
		<div className="strip drawer-strip" data-tone="info">
			<Icon of={Inbox} />
			<span className="grow">{t("noDrawer")}</span>
			<Link className="link" to={`/counter/drawer?store=${storeId}`}>
				{t("openDrawer")}
			</Link>
		</div>
	);
}
