import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { useTranslations } from "use-intl/react";
import { Dialog } from "./dialog.tsx";
import { keyName } from "./key-name.ts";
import { keymap, keyPlaces, pressed, savable, works } from "./keymap.ts";
import { usePlaces } from "./nav.ts";
import { PaletteDoor } from "./palette-door.tsx";
import { openPalette } from "./palette-store.ts";
import { useIsMac } from "./shell.ts";

const storageKey = "letter-keys";
const sequenceFor = 1_200;

/**
 * The keyboard. Anything on the page that carries `data-key` ("r", "/", "f9", "mod+z") is pressed by that key, or focused when it is a
 * field, so a page declares its keys on its own controls; `keymap.ts` lists them. Letters are for outside fields and can be turned off
 * (WCAG 2.1.4); function keys and ⌘ work everywhere.
 */
export function Keys({ sheet, onSheet, onSidebar }: { sheet: boolean; onSheet: (open: boolean) => void; onSidebar?: () => void }) {
	const navigate = useNavigate();
	const places = usePlaces();
	/** When g was pressed; long ago until then, for a page's clock begins at 0. */
	const pendingGo = useRef(Number.NEGATIVE_INFINITY);
	const now = useRef({ places, onSheet, onSidebar });
	now.current = { places, onSheet, onSidebar };

	useEffect(() => {
		function onKeyDown(event: KeyboardEvent) {
			if (event.defaultPrevented || event.isComposing) return;
			const what = pressed(event);
			if (!what) return;
			const { places, onSheet, onSidebar } = now.current;
			const { key, mod } = what;
			const named = key.length > 1;
			if (mod) return withModifier(event, key);
			if (/^f\d+$/.test(key)) return void press(event, key);
			if (key === "arrowdown" || key === "arrowup") return walk(event, key === "arrowdown" ? 1 : -1, ".row-link:focus");
			if (named || inField(event.target) || localStorage.getItem(storageKey) === "off") return;
			if (event.timeStamp - pendingGo.current < sequenceFor) {
				pendingGo.current = Number.NEGATIVE_INFINITY;
				const place = places.find(({ go }) => go === key);
				if (place) return act(event, () => navigate(place.to));
			}
			if (key === "g") pendingGo.current = event.timeStamp;
			else if (key === "?") act(event, () => onSheet(true));
			else if (key === "[" && onSidebar) act(event, onSidebar);
			else if (key === "j" || key === "k") walk(event, key === "j" ? 1 : -1);
			else if (key === "x") select(event);
			else if (!press(event, key) && key === "/") act(event, () => openPalette());
		}
		document.addEventListener("keydown", onKeyDown);
		return () => document.removeEventListener("keydown", onKeyDown);
	}, [navigate]);

	return (
		<>
			<PaletteDoor onKeys={() => onSheet(true)} />
			<KeySheet open={sheet} onClose={() => onSheet(false)} />
		</>
	);
}

function withModifier(event: KeyboardEvent, key: string): void {
	if (event.shiftKey) return;
	// Whatever is typed is undone by the browser; what was done, by the page.
	if (key === "z" && inField(event.target) && !isEmptyField(event.target)) return;
	if (key === "k") act(event, () => openPalette());
	else if (!press(event, `mod+${key}`) && key === "s") save(event);
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

function isEmptyField(target: EventTarget | null): boolean {
	return (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value === "";
}

/** Presses the nearest control that names this key: in the open dialog if there is one, and only if it can be seen. */
function press(event: KeyboardEvent, key: string): boolean {
	const within = document.querySelector("dialog[open]") ?? document;
	// The page's own control before the frame's (its search field wins over the sidebar's), and of several toasts the newest, which stands last.
	const candidates = [...within.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]:not([disabled])`)].filter((element) =>
		element.checkVisibility(),
	);
	const control = candidates.find((element) => element.closest("main")) ?? candidates.at(-1);
	if (!control) return false;
	event.preventDefault();
	if (control instanceof HTMLTextAreaElement) control.focus();
	else if (control instanceof HTMLInputElement && control.type !== "checkbox") {
		control.focus();
		control.select();
	} else {
		control.click();
	}
	return true;
}

/** ⌘S sends a form; never the page to the disk. */
function save(event: KeyboardEvent): void {
	const mine = savable(document.querySelector("dialog[open]") ?? document.querySelector("main"));
	if (!mine) return;
	event.preventDefault();
	mine.requestSubmit();
}

/** j and k, and arrows once one is in it, walk the links of the list on the page. */
function walk(event: KeyboardEvent, by: number, onlyFrom?: string): void {
	if (document.querySelector("dialog[open]")) return;
	if (onlyFrom && !document.querySelector(onlyFrom)) return;
	const links = [...document.querySelectorAll<HTMLElement>("main [data-rows] .row-link")].filter((link) => link.checkVisibility());
	if (links.length === 0) return;
	const focused = links.findIndex((link) => link.matches(":focus"));
	// Beside a list, what is open is where one is in it.
	const at = focused < 0 ? links.findIndex((link) => link.matches("[aria-current]")) : focused;
	event.preventDefault();
	links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + by))]?.focus();
}

/** x ticks the row one is in; with Shift, all from the last one ticked. */
function select(event: KeyboardEvent): void {
	const tick = document.activeElement?.closest("tr")?.querySelector<HTMLElement>("[data-select]");
	if (!tick) return;
	event.preventDefault();
	tick.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: event.shiftKey }));
}

/** Every key that does something here, by place, and the switch that turns letters off. */
function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
	const t = useTranslations("keys");
	return (
		<Dialog open={open} onClose={onClose} title={t("title")} size="l">
			<KeyGroups />
			<LetterSwitch />
		</Dialog>
	);
}

function KeyGroups() {
	const t = useTranslations("keys");
	const nav = useTranslations("nav");
	const places = usePlaces();
	return (
		<>
			{keyPlaces.map((place) => {
				const here = keymap.filter((key) => key.place === place && works(key));
				if (here.length === 0) return null;
				return (
					<section key={place} className="key-group" aria-labelledby={`keys-${place}`}>
						<h3 id={`keys-${place}`}>{t(`places.${place}`)}</h3>
						<dl className="key-list">
							{here.map(({ word, keys }) => (
								<KeyLine key={word} words={t(word)} keys={keys} />
							))}
						</dl>
					</section>
				);
			})}
			<section className="key-group" aria-labelledby="keys-go">
				<h3 id="keys-go">{t("go")}</h3>
				<dl className="key-list">
					{places.map(({ word, go }) => (
						<KeyLine key={word} words={nav(word)} keys={["g", go]} />
					))}
				</dl>
			</section>
		</>
	);
}

function KeyLine({ words, keys }: { words: string; keys: readonly string[] }) {
	const mac = useIsMac();
	return (
		<div>
			<dt>{words}</dt>
			<dd>
				{keys.map((key) => (
					<kbd key={key}>{keyName(key, mac)}</kbd>
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
