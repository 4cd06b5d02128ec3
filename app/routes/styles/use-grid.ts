import {
	type ClipboardEvent,
	type FocusEvent,
	type FormEvent,
	type KeyboardEvent,
	type PointerEvent,
	useEffect,
	useRef,
	useState,
} from "react";
import { useTranslations } from "use-intl/react";
import { showToast } from "#app/components/toasts.ts";
import {
	type At,
	type Block,
	blockOf,
	copied,
	countOf,
	draggedTo,
	extended,
	filled,
	moved,
	pasted,
	pastedRows,
	type Selection,
	tabbed,
} from "./grid-moves.ts";
import type { MatrixState } from "./use-matrix.ts";

/** Walking over cells; typing over one (arrows still walk on); or inside of one, where arrows move the caret. */
type Mode = "walk" | "type" | "inside";

const origin: Selection = { anchor: { row: 0, column: 0 }, focus: { row: 0, column: 0 } };

/**
 * The keyboard, pointer and clipboard of a spreadsheet, over a table of real fields. One cell is in the tab order; `Escape` and then `Tab`
 * leaves the grid from anywhere in it.
 */
export function useGrid(matrix: MatrixState) {
	const t = useTranslations("styles");
	const table = useRef<HTMLTableElement>(null);
	const [selection, setSelection] = useState(origin);
	const [mode, setMode] = useState<Mode>("walk");
	const [filling, setFilling] = useState<Block>();
	const now = useRef({ selection: origin, drag: "none" as "none" | "choose" | "fill", leaves: false });
	const { size } = matrix;
	const block = blockOf(selection);

	function choose(next: Selection, focus = true): void {
		now.current.selection = next;
		now.current.leaves = false;
		setSelection(next);
		setMode("walk");
		if (focus) controlAt(next.focus)?.focus();
	}
	const goTo = (at: At) => choose({ anchor: at, focus: at });
	function controlAt({ row, column }: At): HTMLElement | null {
		return table.current?.querySelector(`[data-at="${row} ${column}"]`) ?? null;
	}
	function fill(direction: "down" | "right"): void {
		matrix.write(filled(blockOf(now.current.selection), direction, matrix.textAt));
		controlAt(now.current.selection.focus)?.focus();
	}

	const { added } = matrix.saving;
	const place = placeOf(matrix, added);
	useEffect(() => {
		if (added && place) goTo(place);
		// Once, when it is there.
	}, [added]);

	// What was typed is done with (saved, say): the next letter writes over again.
	useEffect(() => {
		if (mode !== "type" || matrix.isTyping) return;
		setMode("walk");
		selectAll(document.activeElement);
	});

	function onKeyDown(event: KeyboardEvent) {
		const at = atOf(event.target);
		if (!at || event.nativeEvent.isComposing || event.altKey) return;
		const { key, shiftKey } = event;
		const mod = event.metaKey || event.ctrlKey;
		if (mod && !(key.startsWith("Arrow") || key === "Home" || key === "End")) return withModifier(event, key.toLowerCase());
		if (key === "Escape") {
			event.preventDefault();
			if (matrix.isTyping) matrix.cancel();
			else if (countOf(block) > 1) return goTo(at);
			else now.current.leaves = true;
			setMode("walk");
			return selectAll(event.target);
		}
		const isButton = event.target instanceof HTMLButtonElement;
		if (key === "Enter" && !isButton)
			return stepTo(event, { row: Math.max(0, Math.min(size.rows - 1, at.row + (shiftKey ? -1 : 1))), column: at.column });
		if (key === "Tab" && !now.current.leaves) {
			const to = tabbed(at, shiftKey, size);
			return to ? stepTo(event, to) : undefined;
		}
		if (mode === "inside") return;
		if (key === "F2") return goInside(event);
		const far = moved(at, key, mod, size);
		if (far && shiftKey) {
			event.preventDefault();
			matrix.commit();
			return choose({ anchor: now.current.selection.anchor, focus: far });
		}
		if (far) return stepTo(event, far);
		if (mode === "walk" && (key === "Delete" || key === "Backspace")) {
			event.preventDefault();
			matrix.clear(now.current.selection.anchor, now.current.selection.focus);
		}
	}
	function stepTo(event: KeyboardEvent, to: At): void {
		event.preventDefault();
		matrix.commit();
		goTo(to);
	}
	function goInside(event: KeyboardEvent): void {
		if (!(event.target instanceof HTMLInputElement)) return;
		event.preventDefault();
		setMode("inside");
		event.target.setSelectionRange(event.target.value.length, event.target.value.length);
	}
	function withModifier(event: KeyboardEvent, key: string) {
		const does = (run: () => void) => {
			event.preventDefault();
			run();
		};
		if (mode !== "walk") return;
		const last = { row: size.rows - 1, column: size.columns - 1 };
		if (key === "a") return does(() => choose({ anchor: last, focus: { row: 0, column: 0 } }));
		if (key === "d") return does(() => fill("down"));
		if (key === "r" && !event.shiftKey) return does(() => fill("right"));
		if (key === "y" || (key === "z" && event.shiftKey)) return does(matrix.redo);
		if (key === "z") does(matrix.canUndo ? matrix.undo : matrix.saving.takeBack);
	}

	function onPaste(event: ClipboardEvent): void {
		if (mode !== "walk" || !atOf(event.target)) return;
		const text = event.clipboardData.getData("text/plain");
		if (text === "") return;
		event.preventDefault();
		const { writes, outside } = pasted(pastedRows(text), block, size);
		const kept = writes.filter(({ at }) => matrix.textAt(at) !== null);
		matrix.write(kept);
		const last = writes.at(-1);
		if (last) choose({ anchor: last.at, focus: { row: block.top, column: block.left } });
		const lost = outside + writes.length - kept.length;
		if (lost > 0) showToast({ text: t("pastedOutside", { count: lost }) });
	}
	function onCopy(event: ClipboardEvent): void {
		if (mode !== "walk" || !atOf(event.target)) return;
		event.preventDefault();
		event.clipboardData.setData("text/plain", copied(block, matrix.textAt));
		if (event.type === "cut") matrix.clear(selection.anchor, selection.focus);
	}

	function onPointerDown(event: PointerEvent) {
		if (event.button !== 0 || event.pointerType === "touch") return;
		if (event.target instanceof Element && event.target.closest("[data-handle]")) {
			event.preventDefault();
			matrix.commit();
			now.current.drag = "fill";
			return;
		}
		const at = atNear(event.target);
		if (!at) return;
		now.current.drag = "choose";
		if (event.shiftKey) {
			event.preventDefault();
			matrix.commit();
			choose({ anchor: now.current.selection.anchor, focus: at });
		}
	}
	function onPointerMove(event: PointerEvent) {
		const { drag, selection } = now.current;
		if (drag === "none") return;
		if (event.buttons === 0) return onPointerUp();
		const at = atNear(document.elementFromPoint(event.clientX, event.clientY));
		if (!at) return;
		if (drag === "fill") return setFilling(draggedTo(blockOf(selection), at));
		if (at.row !== selection.focus.row || at.column !== selection.focus.column) {
			matrix.commit();
			choose({ anchor: selection.anchor, focus: at });
		}
	}
	function onPointerUp() {
		if (now.current.drag === "fill" && filling) {
			const from = blockOf(now.current.selection);
			matrix.write(extended(from, filling, matrix.textAt));
			choose({ anchor: { row: filling.bottom, column: filling.right }, focus: { row: filling.top, column: filling.left } });
		}
		now.current.drag = "none";
		setFilling(undefined);
	}

	return {
		table,
		mode,
		block,
		filling,
		focus: selection.focus,
		goTo,
		fill,
		/** Puts the focus on a product's cell, once its layer is shown. */
		goToProduct(id: string): void {
			const row = matrix.rows.findIndex(({ cells }) => cells.includes(id));
			if (row >= 0) goTo({ row, column: matrix.rows[row]?.cells.indexOf(id) ?? 0 });
		},
		handlers: {
			onKeyDown,
			onPaste,
			onCopy,
			onCut: onCopy,
			onPointerDown,
			onPointerMove,
			onPointerUp,
			onDoubleClick: (event: { target: EventTarget }) => atOf(event.target) && setMode("inside"),
			onFocus(event: FocusEvent): void {
				const at = atOf(event.target);
				if (!at) return;
				const { focus } = now.current.selection;
				if (at.row !== focus.row || at.column !== focus.column) choose({ anchor: at, focus: at }, false);
				selectAll(event.target);
			},
			onBlur(): void {
				matrix.commit();
				setMode("walk");
			},
			onChange(event: FormEvent) {
				const { target } = event;
				if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement) || !target.dataset.product) return;
				if (target instanceof HTMLSelectElement) {
					const at = atOf(target);
					return at ? matrix.write([{ at, text: target.value }]) : undefined;
				}
				matrix.type(target.dataset.product, target.value);
				if (mode === "walk") setMode("type");
			},
		},
	};
}

export type Grid = ReturnType<typeof useGrid>;

function atOf(target: EventTarget | null): At | null {
	const said = target instanceof HTMLElement ? target.dataset.at : undefined;
	if (said === undefined) return null;
	const [row, column] = said.split(" ").map(Number);
	return { row: row ?? 0, column: column ?? 0 };
}

function atNear(target: EventTarget | null): At | null {
	return target instanceof Element ? atOf(target.closest("td")?.querySelector("[data-at]") ?? null) : null;
}

function selectAll(target: EventTarget | null): void {
	if (target instanceof HTMLInputElement) target.select();
}

function placeOf({ rows, columns }: MatrixState, added: { row: string; column: string } | undefined): At | null {
	if (!added) return null;
	const row = rows.findIndex(({ label }) => label.toLowerCase() === added.row.toLowerCase());
	const column = columns.findIndex((label) => label.toLowerCase() === added.column.toLowerCase());
	return row < 0 || column < 0 ? null : { row, column };
}
