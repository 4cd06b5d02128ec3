import type { IconNode } from "lucide";
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { useActiveOption } from "./active-option.ts";
import { useFilledEarly } from "./filled-early.ts";
import { Icon } from "./icon.tsx";
import { Kbd } from "./kbd.tsx";

type Props<Option extends { id: string }> = {
	label: string;
	name: string;
	placeholder: string;
	icon: IconNode;
	options: readonly Option[];
	query: string;
	onQuery: (query: string) => void;
	onPick: (option: Option) => void;
	/** Enter with no option chosen: a scanner ends with Enter before any answer is here. */
	onEnter?: (query: string) => void;
	children: (option: Option) => ReactNode;
	/** Shown instead of options when there are none for a query. */
	nothing?: ReactNode;
	/** How many were found, for the live region. */
	status?: string;
	keyName?: string;
	autoFocus?: boolean;
	look?: "find" | "find scan";
	inputRef?: RefObject<HTMLInputElement | null>;
};

/** Search as you type (ARIA combobox with a listbox): arrows choose, Enter takes, Escape closes; the field keeps the focus. */
export function Combobox<Option extends { id: string }>(props: Props<Option>) {
	const {
		label,
		name,
		placeholder,
		icon,
		options,
		query,
		onQuery,
		onPick,
		onEnter,
		children,
		nothing,
		status,
		keyName,
		autoFocus,
		look = "find",
		inputRef,
	} = props;
	const own = useRef<HTMLInputElement>(null);
	const input = inputRef ?? own;
	const [open, setOpen] = useState(false);
	const choice = useActiveOption(options.map(({ id }) => id));
	const { active, choose } = choice;
	const asked = open && query.trim() !== "";
	const shown = asked && options.length > 0;
	const none = asked && options.length === 0 && nothing !== undefined;

	useFilledEarly(input, () => {
		setOpen(true);
		onQuery(input.current?.value ?? "");
	});
	// New answers, new choice: the first is ready for Enter only after an arrow has been pressed.
	useEffect(() => choose(null), [options]);

	function pick(option: Option) {
		setOpen(false);
		choose(null);
		onPick(option);
	}
	function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
		if (event.nativeEvent.isComposing) return;
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			event.preventDefault();
			setOpen(true);
			choice.move(event.key === "ArrowDown" ? 1 : -1);
		}
		if (event.key === "Enter") {
			const chosen = shown ? options.find(({ id }) => id === active) : undefined;
			if (chosen) {
				event.preventDefault();
				pick(chosen);
			} else if (onEnter) {
				event.preventDefault();
				onEnter(query);
			}
		}
		if (event.key === "Escape" && open) {
			event.stopPropagation();
			setOpen(false);
			choose(null);
		}
	}
	return (
		<div className="combobox">
			<label className={look}>
				<span className="visually-hidden">{label}</span>
				<Icon of={icon} size={look === "find" ? 16 : 20} />
				<input
					ref={input}
					role="combobox"
					type="text"
					name={name}
					value={query}
					placeholder={placeholder}
					autoComplete="off"
					spellCheck={false}
					// biome-ignore lint/a11y/noAutofocus: on the till the scan field is where everything starts
					autoFocus={autoFocus}
					aria-expanded={shown}
					aria-controls={choice.listId}
					aria-autocomplete="list"
					aria-activedescendant={shown ? choice.activeDescendant : undefined}
					data-key={keyName?.toLowerCase()}
					aria-keyshortcuts={keyName}
					onChange={(event) => {
						setOpen(true);
						onQuery(event.target.value);
					}}
					onFocus={() => setOpen(true)}
					onBlur={() => setOpen(false)}
					onKeyDown={onKeyDown}
				/>
				{keyName && <Kbd>{keyName}</Kbd>}
			</label>
			<div id={choice.listId} role="listbox" aria-label={label} className="listbox" hidden={!shown}>
				{shown &&
					options.map((option) => (
						// biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: focus stays in the field, which moves aria-activedescendant
						<div
							key={option.id}
							{...choice.optionProps(option.id)}
							onPointerDown={(event) => event.preventDefault()}
							onClick={() => pick(option)}
						>
							{children(option)}
						</div>
					))}
			</div>
			{/* A listbox holds options and nothing else; that there are none is said beside it. */}
			<div className="listbox" role="status" hidden={!none}>
				{none && <div className="nothing">{nothing}</div>}
			</div>
			<span className="visually-hidden" role="status">
				{shown ? status : ""}
			</span>
		</div>
	);
}

/** The part of `text` that was typed, in bold. */
export function Match({ text, query }: { text: string; query: string }) {
	const at = query ? text.toLowerCase().indexOf(query.trim().toLowerCase()) : -1;
	if (at < 0) return text;
	const end = at + query.trim().length;
	return (
		<>
			{text.slice(0, at)}
			<mark>{text.slice(at, end)}</mark>
			{text.slice(end)}
		</>
	);
}
