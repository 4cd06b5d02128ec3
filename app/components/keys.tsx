import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { useTranslations } from "use-intl/react";
import { Dialog } from "./dialog.tsx";
import { places } from "./nav.ts";

const storageKey = "letter-keys";
const sequenceFor = 1_200;

/**
 * The keyboard. Anything on the page that carries `data-key` ("r", "/", "f9", "mod+z") is pressed by that key, or focused when it is a
 * field, so a page declares its keys on its own controls. Letters are for outside fields and can be turned off (WCAG 2.1.4);
 * function keys and ⌘ work everywhere.
 */
export function Keys({ sheet, onSheet, onSidebar }: { sheet: boolean; onSheet: (open: boolean) => void; onSidebar?: () => void }) {
	const navigate = useNavigate();
	const pendingGo = useRef(0);

	useEffect(() => {
		function onKeyDown(event: KeyboardEvent) {
			if (event.defaultPrevented || event.isComposing || event.altKey) return;
			const key = event.key.toLowerCase();
			const mod = event.metaKey || event.ctrlKey;
			const named = key.length > 1;
			if (mod || /^f\d+$/.test(key)) return press(event, mod ? `mod+${key}` : key);
			if (named || inField(event.target) || localStorage.getItem(storageKey) === "off") return;
			if (event.timeStamp - pendingGo.current < sequenceFor) {
				pendingGo.current = 0;
				const place = places.find(({ go }) => go === key);
				if (place) {
					event.preventDefault();
					return navigate(place.to);
				}
			}
			if (key === "g") pendingGo.current = event.timeStamp;
			else if (key === "?") act(event, () => onSheet(true));
			else if (key === "[" && onSidebar) act(event, onSidebar);
			else if (key === "j" || key === "k") step(event, key === "j" ? 1 : -1);
			else press(event, key);
		}
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, [navigate, onSheet, onSidebar]);

	return <KeySheet open={sheet} onClose={() => onSheet(false)} />;
}

function act(event: KeyboardEvent, run: () => void) {
	if (document.querySelector("dialog[open]")) return;
	event.preventDefault();
	run();
}

function inField(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
	);
}

/** Presses the nearest control that names this key: in the open dialog if there is one, and only if it can be seen. */
function press(event: KeyboardEvent, key: string) {
	const within = document.querySelector("dialog[open]") ?? document;
	// The page's own control before the frame's (its search field wins over the sidebar's), and of several toasts the newest, which stands last.
	const candidates = [...within.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]:not([disabled])`)].filter((element) =>
		element.checkVisibility(),
	);
	const control = candidates.find((element) => element.closest("main")) ?? candidates.at(-1);
	if (!control) return;
	event.preventDefault();
	if (control instanceof HTMLInputElement && control.type !== "checkbox") {
		control.focus();
		control.select();
	} else {
		control.click();
	}
}

/** j and k walk the links of the list on the page. */
function step(event: KeyboardEvent, by: number) {
	const links = [...document.querySelectorAll<HTMLElement>("main [data-rows] .row-link")];
	if (links.length === 0) return;
	const at = links.findIndex((link) => link.matches(":focus"));
	event.preventDefault();
	links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + by))]?.focus();
}

/** Every key, and the switch that turns letters off. */
function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
	const t = useTranslations("keys");
	const nav = useTranslations("nav");
	return (
		<Dialog open={open} onClose={onClose} title={t("title")} size="l">
			<dl className="key-list">
				{places.map(({ word, go }) => (
					<KeyLine key={word} words={nav(word)} keys={["g", go]} />
				))}
				<KeyLine words={t("search")} keys={["/"]} />
				<KeyLine words={t("list")} keys={["j", "k"]} />
				<KeyLine words={t("open")} keys={["Enter"]} />
				<KeyLine words={t("filter")} keys={["f"]} />
				<KeyLine words={t("new")} keys={["n"]} />
				<KeyLine words={t("receive")} keys={["r"]} />
				<KeyLine words={t("adjust")} keys={["a"]} />
				<KeyLine words={t("scan")} keys={["F2"]} />
				<KeyLine words={t("pay")} keys={["F9"]} />
				<KeyLine words={t("undo")} keys={["⌘Z"]} />
				<KeyLine words={t("sidebar")} keys={["["]} />
				<KeyLine words={t("keys")} keys={["?"]} />
			</dl>
			<LetterSwitch />
		</Dialog>
	);
}

function KeyLine({ words, keys }: { words: string; keys: string[] }) {
	return (
		<div>
			<dt>{words}</dt>
			<dd>
				{keys.map((key) => (
					<kbd key={key}>{key}</kbd>
				))}
			</dd>
		</div>
	);
}

function LetterSwitch() {
	const t = useTranslations("keys");
	return (
		<label className="check ruled">
			<input
				type="checkbox"
				defaultChecked={localStorage.getItem(storageKey) !== "off"}
				onChange={(event) => localStorage.setItem(storageKey, event.target.checked ? "on" : "off")}
			/>
			<span>{t("letters")}</span>
		</label>
	);
}
