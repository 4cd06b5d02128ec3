import type { Words } from "#app/i18n.ts";

/**
 * Every key there is, and where it works: what `?` shows, and what the test holds the controls of all pages against. A key that is a control's
 * stands here under the name the control carries in `data-key`; `Keys` presses it.
 */

type KeyPlace = "anywhere" | "list" | "review" | "stock" | "matrix" | "form" | "inbox" | "till";

type Key = {
	/** Its words: `keys.<word>`. */
	word: Exclude<keyof Words["keys"], "title" | "letters" | "places" | "go">;
	/** As they are pressed, any of them; "mod" is ⌘ or Ctrl. */
	keys: readonly string[];
	place: KeyPlace;
	/** What must be on the page for it to do anything; the control of that key where nothing is said. */
	on?: "anything" | string | (() => boolean);
};

const list = "main [data-rows] .row-link";
const till = ".till-work";
const matrix = ".matrix";
/** Letters that mean something else in the inbox. */
const elsewhere = (key: string) => `[data-key="${key}"]:not(.inbox *)`;
const inInbox = (key: string) => `.inbox [data-key="${key}"]`;

export const keymap: readonly Key[] = [
	{ word: "palette", keys: ["mod+k"], place: "anywhere", on: "anything" },
	{ word: "search", keys: ["/"], place: "anywhere", on: "anything" },
	{ word: "keys", keys: ["?"], place: "anywhere", on: "anything" },
	{ word: "sidebar", keys: ["["], place: "anywhere", on: ".app" },
	{ word: "close", keys: ["Esc"], place: "anywhere", on: "anything" },
	{ word: "list", keys: ["j", "k"], place: "list", on: list },
	{ word: "select", keys: ["x"], place: "list", on: "main [data-rows] [data-select]" },
	{ word: "range", keys: ["Shift+x"], place: "list", on: "main [data-rows] [data-select]" },
	{ word: "open", keys: ["Enter"], place: "list", on: list },
	{ word: "beside", keys: ["mod+Enter"], place: "list", on: list },
	{ word: "new", keys: ["n"], place: "list", on: elsewhere("n") },
	{ word: "edit", keys: ["e"], place: "list", on: elsewhere("e") },
	{ word: "filter", keys: ["f"], place: "list" },
	{ word: "acceptBest", keys: ["y"], place: "review" },
	{ word: "pick", keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], place: "review" },
	{ word: "noneOfThese", keys: ["0"], place: "review" },
	{ word: "skip", keys: ["s"], place: "review" },
	{ word: "takeBack", keys: ["u"], place: "review" },
	{ word: "receive", keys: ["r"], place: "stock", on: elsewhere("r") },
	{ word: "adjust", keys: ["a"], place: "stock", on: elsewhere("a") },
	{ word: "transfer", keys: ["t"], place: "stock" },
	{ word: "count", keys: ["c"], place: "stock" },
	{ word: "writeOff", keys: ["w"], place: "stock" },
	{ word: "fillDown", keys: ["mod+d"], place: "matrix", on: matrix },
	{ word: "fillRight", keys: ["mod+r"], place: "matrix", on: matrix },
	{ word: "inside", keys: ["f2"], place: "matrix", on: matrix },
	{ word: "redo", keys: ["mod+y"], place: "matrix", on: matrix },
	{
		word: "save",
		keys: ["mod+s"],
		place: "form",
		on: () => isShown(controlOf("mod+s")) || savable(document.querySelector("main")) !== undefined,
	},
	{ word: "undo", keys: ["mod+z"], place: "form" },
	{ word: "resolve", keys: ["e"], place: "inbox", on: inInbox("e") },
	{ word: "take", keys: ["a"], place: "inbox", on: inInbox("a") },
	{ word: "reply", keys: ["r"], place: "inbox", on: inInbox("r") },
	{ word: "note", keys: ["n"], place: "inbox", on: inInbox("n") },
	{ word: "canned", keys: ["/"], place: "inbox", on: ".composer textarea" },
	{ word: "send", keys: ["Enter"], place: "inbox", on: ".composer textarea" },
	{ word: "newLine", keys: ["Shift+Enter"], place: "inbox", on: ".composer textarea" },
	{ word: "scan", keys: ["f2"], place: "till" },
	{ word: "times", keys: ["*3"], place: "till", on: till },
	{ word: "walkBasket", keys: ["↑", "↓"], place: "till", on: till },
	{ word: "takeOut", keys: ["Del"], place: "till", on: till },
	{ word: "customer", keys: ["f4"], place: "till" },
	{ word: "discount", keys: ["f6"], place: "till" },
	{ word: "park", keys: ["f7"], place: "till" },
	{ word: "print", keys: ["f8"], place: "till" },
	{ word: "pay", keys: ["f9"], place: "till" },
	{ word: "lock", keys: ["f10"], place: "till" },
];

export const keyPlaces: readonly KeyPlace[] = ["anywhere", "list", "review", "stock", "matrix", "form", "inbox", "till"];

/** Whether a key does something on the page as it stands. */
export function works({ on, keys }: Key): boolean {
	if (on === "anything") return true;
	if (typeof on === "function") return on();
	return isShown(on ?? keys.map(controlOf).join());
}

const controlOf = (key: string) => `[data-key="${CSS.escape(key)}"]`;

function isShown(selector: string): boolean {
	return [...document.querySelectorAll(selector)].some((control) => control.checkVisibility());
}

/** The form that ⌘S sends: the one somebody is in, or the only one a page or dialog has to send; undefined where it would have to guess. */
export function savable(within: Element | null): HTMLFormElement | undefined {
	const forms = [...(within?.querySelectorAll<HTMLFormElement>("form.form[method=post]") ?? [])].filter((form) => form.checkVisibility());
	return forms.find((form) => form.contains(document.activeElement)) ?? (forms.length === 1 ? forms[0] : undefined);
}

type Press = Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey" | "getModifierState">;

/**
 * What was pressed: a key, and whether with ⌘ or Ctrl. Null for what is the system's: anything with Alt, but for the signs a keyboard has behind
 * it, as Danes press `[` by AltGr and 8, which Windows calls Ctrl and Alt.
 */
export function pressed(event: Press): { key: string; mod: boolean } | null {
	const key = event.key.toLowerCase();
	const mod = event.metaKey || event.ctrlKey;
	if (!event.altKey) return { key, mod };
	const isSign = [...key].length === 1 && !/[\p{L}\p{N}\s]/u.test(key);
	return isSign && (!mod || event.getModifierState("AltGraph")) ? { key, mod: false } : null;
}
