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
	on?: "anything" | string;
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
	{ word: "save", keys: ["mod+s"], place: "form", on: "main form[method=post]:not([action^='/preferences'])" },
	{ word: "undo", keys: ["mod+z"], place: "form", on: "anything" },
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
	const selector = on ?? keys.map((key) => `[data-key="${CSS.escape(key)}"]`).join();
	return [...document.querySelectorAll(selector)].some((control) => control.checkVisibility());
}

/** How a key is called on this machine: ⌘ on a Mac, Ctrl elsewhere. */
export function keyName(key: string): string {
	const mac = /Mac|iPhone|iPad/.test(navigator.platform);
	return key
		.replace("mod+", mac ? "⌘" : "Ctrl ")
		.replace(/(^|\s|⌘)([a-z])$/, (_, before: string, letter: string) => before + (before ? letter.toUpperCase() : letter))
		.replace(/^f(\d)/, "F$1");
}
