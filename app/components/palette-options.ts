import type { IconNode } from "lucide";
import type { Words } from "#app/i18n.ts";
import type { StatusKind } from "./status-words.ts";

/** A line of the palette: what it is called, and what happens when it is taken. */
export type PaletteOption = {
	id: string;
	label: string;
	about?: string;
	drawing: { icon: IconNode } | { picture: string | null; category: string | null } | { person: string };
	badge?: { kind: StatusKind; word: string };
	/** The key that does the same where the option leads. */
	keyName?: string;
	go: Go;
};

/** A page to open, a form to send, or the sheet of keys. */
export type Go = { to: string } | { post: string; fields: Record<string, string> } | { show: "keys" };

export type PaletteGroup = { word: keyof Words["palette"]["groups"]; options: PaletteOption[] };
