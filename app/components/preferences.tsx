import { Check, Monitor, Moon, Sun } from "lucide";
import { Form, useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { locales } from "#app/i18n.ts";
import { Icon } from "./icon.tsx";
import { usePageLocale } from "./words.tsx";

const themes = [
	{ value: "system", icon: Monitor },
	{ value: "light", icon: Sun },
	{ value: "dark", icon: Moon },
] as const;

/** Light, dark or as the system says; a form of three buttons. */
export function ThemeSwitch({ theme }: { theme: "light" | "dark" | null }) {
	const t = useTranslations("preferences");
	return (
		<Form method="post" action="/preferences" preventScrollReset className="segments" aria-label={t("theme")}>
			<Next />
			{themes.map(({ value, icon }) => (
				<button key={value} name="theme" value={value} type="submit" aria-pressed={(theme ?? "system") === value}>
					<Icon of={icon} size={14} />
					{t(`themes.${value}`)}
				</button>
			))}
		</Form>
	);
}

/** The page stays where it is, with what was typed into it, and says itself in the other language. */
export function LanguageSwitch({ look = "segments" }: { look?: "segments" | "languages" }) {
	const t = useTranslations("preferences");
	const locale = usePageLocale();
	return (
		<Form method="post" action="/preferences" preventScrollReset replace className={look} aria-label={t("language")}>
			<Next />
			{locales.map((value) => {
				const on = value === locale;
				return (
					<button
						key={value}
						name="locale"
						value={value}
						type="submit"
						lang={value}
						{...(look === "segments" ? { "aria-pressed": on } : { "aria-current": on })}
					>
						{look === "segments" && on && <Icon of={Check} size={14} />}
						{t(`languages.${value}`)}
					</button>
				);
			})}
		</Form>
	);
}

function Next() {
	const { pathname, search } = useLocation();
	return <input type="hidden" name="next" value={pathname + search} />;
}
