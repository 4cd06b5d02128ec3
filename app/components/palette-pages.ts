import { Globe, Keyboard, Languages, LogOut, type IconNode, Monitor, Moon, Store, Sun } from "lucide";
import { useLocation } from "react-router";
import { useTranslations } from "use-intl/react";
import { answersTo } from "./palette-found.ts";
import type { Go, PaletteGroup, PaletteOption } from "./palette-options.ts";
import { beginnings, pages } from "./palette-places.ts";
import { useMay, useShell } from "./shell.ts";

/** More than these are not what was meant. */
const mostPages = 5;
const mostActs = 5;

type Known = PaletteOption & { also: string; first?: true };

/** Pages and what can be begun, by their names in both languages; before anything is typed, those people begin with. */
export function usePageGroups(q: string): PaletteGroup[] {
	const all = { pages: usePages(), acts: useActs() };
	const shown = (options: Known[], most: number) => {
		if (q.trim() === "") return options.filter(({ first }) => first);
		const found = options.filter(({ label, also }) => answersTo(q, label, also));
		// Whose name begins so comes before what is only also called so.
		return found.sort((a, b) => Number(answersTo(q, b.label)) - Number(answersTo(q, a.label))).slice(0, most);
	};
	const groups: PaletteGroup[] = [
		{ word: "pages", options: shown(all.pages, mostPages) },
		{ word: "acts", options: shown(all.acts, mostActs) },
	];
	// What is called so comes before what is only also called so, here too.
	const isNamed = ({ options }: PaletteGroup) => answersTo(q, options[0]?.label ?? "");
	return groups.sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)));
}

function usePages(): Known[] {
	const t = useTranslations("palette.pages");
	const may = useMay();
	return pages
		.filter(({ needs }) => may(needs))
		.map(({ word, to, icon, first }) => ({
			id: `page ${word}`,
			label: t(`${word}.name`),
			also: t(`${word}.also`),
			drawing: { icon },
			go: { to },
			...(first && { first }),
		}));
}

function useActs(): Known[] {
	const t = useTranslations("palette.acts");
	const may = useMay();
	const { pathname, search } = useLocation();
	const { stores, store, theme, locale } = useShell();
	const here = pathname + search;
	const switched = (id: string) => {
		const query = new URLSearchParams(search);
		query.delete("cursor");
		query.set("store", id);
		return { to: `${pathname}?${query}` };
	};
	type Word = "toEnglish" | "toDanish" | "light" | "dark" | "system" | "keys" | "signOut" | "allStores";
	const act = (word: Word, icon: IconNode, go: Go): Known => ({
		id: `act ${word}`,
		label: t(`${word}.name`),
		also: t(`${word}.also`),
		drawing: { icon },
		go,
	});
	const prefer = (fields: Record<string, string>): Go => ({ post: "/preferences", fields: { ...fields, next: here } });
	const others = stores.length > 1 ? stores.filter(({ id }) => id !== store?.id) : [];
	return [
		...beginnings
			.filter(({ needs }) => may(needs))
			.map(({ word, to, icon, first }) => ({
				id: `act ${word}`,
				label: t(`${word}.name`),
				also: t(`${word}.also`),
				drawing: { icon },
				go: { to },
				...(first && { first }),
			})),
		...others.map(({ id, name, kind }) => ({
			id: `store ${id}`,
			label: t("store.name", { store: name }),
			also: t("store.also"),
			drawing: { icon: kind === "web" ? Globe : Store },
			go: switched(id),
		})),
		...(store && stores.length > 1 ? [act("allStores", Store, switched("all"))] : []),
		locale === "da" ? act("toEnglish", Languages, prefer({ locale: "en" })) : act("toDanish", Languages, prefer({ locale: "da" })),
		...(theme === "dark" ? [] : [act("dark", Moon, prefer({ theme: "dark" }))]),
		...(theme === "light" ? [] : [act("light", Sun, prefer({ theme: "light" }))]),
		...(theme === null ? [] : [act("system", Monitor, prefer({ theme: "system" }))]),
		act("keys", Keyboard, { show: "keys" }),
		act("signOut", LogOut, { post: "/sign-out", fields: {} }),
	];
}
