import { useState } from "react";
import { useMessages } from "use-intl/react";
import { useLiveRows } from "#app/components/live.tsx";
import { useShell } from "#app/components/shell.ts";
import type { Cell, CellProblem } from "#app/stock/matrix-cells.ts";
import { type CellValue, type MatrixFact, matrixFacts, readCell } from "#app/stock/matrix-values.ts";
import { type At, blockOf, type Size, within, type Write } from "./grid-moves.ts";
import { isOfShelf } from "./layers.ts";
import { cellOf, openedIn, shownText } from "./matrix-cells.ts";
import {
	type Edit,
	type Edits,
	isOvertaken,
	keyOf,
	noEdits,
	type Reader,
	rebased,
	redone,
	settled,
	type,
	undone,
	without,
} from "./matrix-edits.ts";
import type { StyleAnswer, StyleData } from "./style.tsx";
import { useSaving } from "./use-saving.ts";

export type Variant = StyleData["variants"][number] & { changed: boolean };

/** A cell as it is drawn. `was`: what stands there, where it says something else. */
export type Shown = { text: string; was?: string; problem?: string; overtaken: boolean };

/**
 * The matrix of a style as somebody works on it: what stands there by now, what they typed over it, and what became of saving that.
 * Facts of several layers are typed and saved together.
 */
export function useMatrix(data: StyleData, fact: MatrixFact | undefined, answered: StyleAnswer) {
	const { locale } = useShell();
	const statusWords = useMessages().status.product;
	const reader = { language: locale, statusWords };
	const { rows, columns, may, store } = data;
	const size: Size = { rows: rows.length, columns: columns.length };
	const variants = useLive(data);
	const [edits, setEdits] = useState<Edits>(() => seeded(answered, data, reader));
	const [draft, setDraft] = useState<{ id: string; text: string } | null>(null);
	const layer = fact ?? "price";
	const mayEdit = isOfShelf(layer) ? may.stock : may.edit;

	const variantAt = ({ row, column }: At) => variants.get(rows[row]?.cells[column] ?? "");
	const there = ({ id, fact }: { id: string; fact: MatrixFact }): CellValue => variants.get(id)?.[fact] ?? null;
	const editOf = (id: string): Edit | undefined => edits.now.get(keyOf({ id, fact: layer }));
	const textOf = (variant: Variant) =>
		draft?.id === variant.id ? draft.text : (editOf(variant.id)?.text ?? shownText(layer, variant[layer], variant.currency, locale));

	/** With what is being typed right now. */
	function committed(): Edits {
		const variant = draft && variants.get(draft.id);
		return variant ? type(edits, [{ variant, fact: layer, text: draft.text }], reader) : edits;
	}
	function become(next: Edits): void {
		setEdits(next);
		setDraft(null);
	}
	const saving = useSaving({
		answered,
		onSaved: (cells) =>
			setEdits((now) => settled(now, new Map(cells.map((cell) => [keyOf({ id: cell.productId, fact: cell.fact }), readBack(cell)])))),
	});
	/** A cell of a save, as its column holds it. */
	function readBack({ productId, fact, value }: Cell): CellValue {
		const read = readCell(fact, value, variants.get(productId)?.currency ?? "");
		return "value" in read ? read.value : value;
	}
	const cellOfEdit = ({ id, fact, value, base }: Edit) => cellOf(id, fact, value ?? null, base, variants.get(id)?.currency ?? "");
	/** What the server would not have of an edit, as long as it says that. What somebody else changed is seen by itself. */
	function refusalOf(edit: Edit): CellProblem | undefined {
		const said = saving.problems.get(keyOf(edit));
		return said && said.rule !== "changed" && said.wanted === cellOfEdit(edit).value ? said : undefined;
	}
	function write(writes: readonly Write[]): void {
		const cells = writes.flatMap(({ at, text }) => {
			const variant = variantAt(at);
			return variant ? [{ variant, fact: layer, text }] : [];
		});
		if (mayEdit) become(type(committed(), cells, reader));
	}

	const list = [...edits.now.values()];
	const overtaken = list.filter((edit) => isOvertaken(edit, there(edit)));
	const units = list.reduce(
		(sum, { id, fact, value }) => (fact === "onHand" && typeof value === "number" ? sum + value - Number(there({ id, fact })) : sum),
		0,
	);

	return {
		data,
		layer,
		mayEdit,
		rows,
		columns,
		size,
		store,
		variants,
		saving,
		variantAt,
		there,
		/** How many cells are typed over and not saved, being typed included. */
		count: committed().now.size,
		units,
		overtaken,
		/** Edits that cannot be saved as they are, and the rule. */
		wrong: list.flatMap((edit) => {
			const rule = edit.problem ?? refusalOf(edit)?.rule;
			return rule === undefined ? [] : [{ edit, rule, refusal: refusalOf(edit) }];
		}),
		canUndo: edits.past.length > 0,
		canRedo: edits.future.length > 0,
		/** What a cell says, as it would be typed; null where there is no product. */
		textAt(at: At): string | null {
			const variant = variantAt(at);
			return variant ? textOf(variant) : null;
		},
		shown(variant: Variant): Shown {
			const edit = editOf(variant.id);
			const problem = edit && (edit.problem ?? refusalOf(edit)?.rule);
			return {
				text: textOf(variant),
				...(edit && { was: shownText(layer, variant[layer], variant.currency, locale) }),
				...(problem && { problem }),
				overtaken: edit !== undefined && isOvertaken(edit, variant[layer]),
			};
		},
		isTyping: draft !== null,
		type(id: string, text: string): void {
			setDraft({ id, text });
		},
		commit: () => draft && become(committed()),
		cancel: () => setDraft(null),
		write,
		/** Empties a block, where nothing may stand; shelves to none. */
		clear(anchor: At, focus: At): void {
			if (layer === "sku" || layer === "status") return;
			write(within(blockOf({ anchor, focus })).map((at) => ({ at, text: isOfShelf(layer) ? "0" : "" })));
		},
		undo: () => become(undone(committed())),
		redo: () => become(redone(committed())),
		keepMine: (edit: Edit) => become(rebased(edits, [keyOf(edit)], () => there(edit))),
		takeTheirs(edit: Edit): void {
			become(without(edits, [keyOf(edit)]));
		},
		/** Saves everything that was typed; nothing while something of it cannot be, which is said instead. */
		save(reason: string) {
			const now = committed();
			become(now);
			const all = [...now.now.values()];
			if (all.some((edit) => edit.problem !== undefined || isOvertaken(edit, there(edit)))) return saving.stop();
			saving.save(all.map(cellOfEdit), { storeId: store?.id ?? "", reason });
		},
	};
}

export type MatrixState = ReturnType<typeof useMatrix>;

/** The products as their shelves are by now. */
function useLive({ variants, store }: StyleData): ReadonlyMap<string, Variant> {
	const newer = useLiveRows(variants, store?.id ?? null, ({ onHand, reserved, incoming, reorderPoint, version }) => ({
		onHand,
		reserved,
		incoming,
		reorderPoint,
		version,
	}));
	return new Map(
		variants.map((variant) => {
			const { onHand, reserved, incoming, reorderPoint, version } = newer(variant) ?? variant;
			return [variant.id, { ...variant, onHand, reserved, incoming, reorderPoint, version, changed: version !== variant.version }];
		}),
	);
}

/** Without scripts the page comes back with what had been typed into it, and knows what had stood there. */
function seeded(answered: StyleAnswer, { variants }: StyleData, reader: Reader): Edits {
	if (!answered || answered.ok) return noEdits;
	const { values } = answered;
	const fact = matrixFacts.find((each) => each === values.fact);
	const opened = openedIn(values.opened);
	if (!fact || !opened) return noEdits;
	const typed = variants.flatMap((variant) => {
		const text = values[`c.${variant.id}`];
		return text === undefined ? [] : [{ variant, fact, text }];
	});
	const { now } = type(noEdits, typed, reader);
	return {
		...noEdits,
		now: new Map([...now].map(([key, edit]) => [key, { ...edit, base: opened[edit.id]?.[0] ?? null }])),
	};
}
