import { History, Search } from "lucide";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { useNavigate, useSubmit } from "react-router";
import { useTranslations } from "use-intl/react";
import { useActiveOption } from "./active-option.ts";
import { Icon } from "./icon.tsx";
import { Kbd } from "./kbd.tsx";
import { keyName } from "./key-name.ts";
import { exactlyOne } from "./palette-found.ts";
import { OptionLine } from "./palette-line.tsx";
import type { PaletteGroup, PaletteOption } from "./palette-options.ts";
import { type Subjects, usePaletteGroups } from "./palette-records.ts";
import { forgetRecent, recentOf } from "./recent.ts";
import { useIsMac, useShell } from "./shell.ts";
import { usePaletteSearch } from "./use-palette-search.ts";
import "#app/styles/palette.css";

const closeKey = "Esc";

type Props = { typed: string; onClose: () => void; onKeys: () => void };

/**
 * One field over products, orders, people, pages and what can be done with them (ARIA combobox over a grouped listbox). The focus stays in the
 * field; arrows choose, Tab goes to the verbs of what is chosen, Enter takes. A scanned code opens its product.
 */
export default function Palette({ typed, onClose, onKeys }: Props) {
	const t = useTranslations("palette");
	const dialog = useRef<HTMLDialogElement>(null);
	const field = useRef<HTMLInputElement>(null);
	const [query, setQuery] = useState(typed);
	const [moved, setMoved] = useState(false);
	const [subjects, setSubjects] = useState<Subjects>({});
	const [waiting, setWaiting] = useState<{ q: string; beside: boolean } | null>(null);
	const [alert, setAlert] = useState("");
	const { answer, answered, failed } = usePaletteSearch(query, waiting !== null);
	const groups = [...useRecent(query), ...usePaletteGroups(query, answer.found, subjects)];
	const options = groups.flatMap((group) => group.options);
	const choice = useActiveOption(
		options.map(({ id }) => id),
		{ first: true, onChoose },
	);
	const chosen = options.find(({ id }) => id === choice.active);
	const take = useTaking({ onClose, onKeys });

	useEffect(() => {
		dialog.current?.showModal();
		field.current?.focus();
		field.current?.setSelectionRange(typed.length, typed.length);
	}, [typed]);
	useEffect(() => {
		if (choice.activeDescendant) document.getElementById(choice.activeDescendant)?.scrollIntoView({ block: "nearest" });
	}, [choice.activeDescendant]);

	function type(text: string) {
		setQuery(text);
		setWaiting(null);
		setAlert("");
		choice.choose(null);
	}
	/** What was chosen keeps its verbs in the list while one walks through them; a product keeps them also below. */
	function onChoose(id: string | null) {
		setMoved(id !== null);
		if (id === null) return setSubjects({});
		const kind = kindOf(id);
		if (kind === "product") setSubjects({ product: id });
		else if (kind !== "verb") setSubjects(({ product }) => ({ ...(product && { product }), other: id }));
	}
	/** From a record to what can be done with it, and back. */
	function toVerbs(back: boolean): boolean {
		const at = groups.findIndex((group) => group.options.some(({ id }) => id === choice.active));
		const group = groups[at + (back ? -1 : 1)];
		const [first] = group?.options ?? [];
		const onVerb = kindOf(choice.active ?? "") === "verb";
		if (!first || onVerb !== back || (!back && kindOf(first.id) !== "verb")) return false;
		const subject = group?.options.find(({ id }) => id === subjects.product || id === subjects.other);
		choice.choose((back && subject ? subject : first).id);
		return true;
	}

	/** What was typed is answered: a code takes its product, words the first that answers. */
	function settle(beside: boolean) {
		const exact = exactlyOne(answer.found);
		const several = !exact && answer.found.products.some((product) => product.exact === 1);
		const option = exact && !moved ? options.find(({ id }) => id === `product ${exact.id}`) : chosen;
		if (several && !moved) setAlert(t("severalHave", { code: query.trim() }));
		else if (option) take(option, beside);
		// So that the next scan is typed over this one.
		else field.current?.select();
	}
	function enter(beside: boolean) {
		const isRecord = chosen === undefined || ["product", "order", "person", "verb"].includes(kindOf(chosen.id));
		if (answered) settle(beside);
		else if (chosen && (moved || !isRecord)) take(chosen, beside);
		else setWaiting({ q: query.trim(), beside });
	}
	useEffect(() => {
		if (!waiting || !(answered || failed)) return;
		setWaiting(null);
		if (answered && waiting.q === answer.q) settle(waiting.beside);
	}, [waiting, answered, failed, answer]);

	function onKeyDown(event: KeyboardEvent) {
		if (event.nativeEvent.isComposing) return;
		const acts: Record<string, () => void> = {
			ArrowDown: () => choice.move(1),
			ArrowUp: () => choice.move(-1),
			Enter: () => enter(event.metaKey || event.ctrlKey),
		};
		const act = acts[event.key];
		if (act) act();
		else if (event.key !== "Tab" || !toVerbs(event.shiftKey)) return;
		event.preventDefault();
	}
	const nothing = failed ? t("noAnswer") : query.trim() !== "" && answered && options.length === 0 ? t("nothing", { query }) : "";
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key for it, and the browser's
		<dialog
			ref={dialog}
			className="palette"
			aria-label={t("title")}
			onClose={onClose}
			onClick={(event) => event.target === dialog.current && onClose()}
		>
			<div className="palette-field">
				<Icon of={Search} size={18} />
				<input
					ref={field}
					role="combobox"
					type="text"
					value={query}
					placeholder={t("field")}
					aria-label={t("field")}
					autoComplete="off"
					autoCapitalize="off"
					spellCheck={false}
					enterKeyHint="go"
					aria-expanded={options.length > 0}
					aria-controls={choice.listId}
					aria-autocomplete="list"
					aria-activedescendant={choice.activeDescendant}
					onChange={(event) => type(event.target.value)}
					onKeyDown={onKeyDown}
				/>
				<button type="button" className="palette-close" aria-label={t("cancel")} onClick={onClose}>
					<Kbd>{closeKey}</Kbd>
					<span className="on-phone">{t("cancel")}</span>
				</button>
			</div>
			<div role="listbox" id={choice.listId} aria-label={t("title")} className="palette-list">
				{groups.map(({ word, options }) => (
					// biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
					<div key={word} role="group" aria-labelledby={`palette-${word}`}>
						<div id={`palette-${word}`} className="palette-group">
							{t(`groups.${word}`)}
						</div>
						{options.map((option) => (
							<OptionLine
								key={option.id}
								option={option}
								query={query}
								props={choice.optionProps(option.id)}
								onTake={(event: MouseEvent) => take(option, event.metaKey || event.ctrlKey)}
							/>
						))}
					</div>
				))}
			</div>
			{nothing && <p className="palette-nothing">{nothing}</p>}
			<p role="alert" className="palette-nothing" hidden={alert === ""}>
				{alert}
			</p>
			<p role="status" className="visually-hidden">
				{query.trim() !== "" && answered ? t("found", { count: options.length }) : ""}
			</p>
			<Hints />
		</dialog>
	);
}

function kindOf(optionId: string): string {
	return optionId.split(" ")[0] ?? "";
}

/** What was opened last, before anything is typed. */
function useRecent(query: string): PaletteGroup[] {
	const { business, user } = useShell();
	const [recent] = useState(() => recentOf(business.id, user.id));
	if (query.trim() !== "" || recent.length === 0) return [];
	const option = ({ id, label, to }: (typeof recent)[number]): PaletteOption => ({
		id: `recent ${id}`,
		label,
		drawing: { icon: History },
		go: { to },
	});
	return [{ word: "recent", options: recent.slice(0, 5).map(option) }];
}

/** Takes an option: beside means a tab of its own. */
function useTaking({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
	const navigate = useNavigate();
	const submit = useSubmit();
	return ({ go }: PaletteOption, beside: boolean) => {
		if ("to" in go && beside) return void window.open(go.to, "_blank");
		onClose();
		if ("to" in go) return void navigate(go.to);
		if ("show" in go) return onKeys();
		if (go.post === "/sign-out") forgetRecent();
		void submit(go.fields, { method: "post", action: go.post, preventScrollReset: true });
	};
}

function Hints() {
	const t = useTranslations("palette.hints");
	const mac = useIsMac();
	const hints = [
		{ word: "move", keys: ["↑", "↓"] },
		{ word: "open", keys: ["↵"] },
		{ word: "verbs", keys: ["Tab"] },
		{ word: "beside", keys: [`${keyName("mod+", mac)}↵`] },
	] as const;
	return (
		<footer className="palette-hints on-desk" aria-hidden="true">
			{hints.map(({ word, keys }) => (
				<span key={word}>
					{keys.map((key) => (
						<kbd key={key}>{key}</kbd>
					))}
					{t(word)}
				</span>
			))}
		</footer>
	);
}
