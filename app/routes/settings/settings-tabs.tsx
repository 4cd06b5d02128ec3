import { useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { useMay } from "#app/components/shell.ts";
import { Tabs } from "../stock/tabs.tsx";

const places = [
	{ word: "settings", to: "/settings", needs: undefined },
	{ word: "employees", to: "/settings/employees", needs: "employees:read" },
	{ word: "tills", to: "/settings/tills", needs: "devices:read" },
	{ word: "channels", to: "/settings/channels", needs: "channels:read" },
	{ word: "inbox", to: "/settings/inbox", needs: "inbox:settings" },
	{ word: "keys", to: "/settings/keys", needs: "keys:write" },
] as const;

/** The parts of settings that have pages of their own. Nobody is offered what they may not see. */
export function SettingsTabs() {
	const t = useTranslations("tills.tabs");
	const may = useMay();
	const { pathname } = useLocation();
	const shown = places.filter(({ needs }) => may(needs));
	if (shown.length === 1) return null;
	return <Tabs label={t("label")} tabs={shown.map(({ word, to }) => ({ to, words: t(word), isOn: pathname === to }))} />;
}
