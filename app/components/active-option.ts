import { useId, useState } from "react";

type Wiring = {
	/** Of the option that Enter takes; null while none is chosen. */
	active: string | null;
	choose: (id: string | null) => void;
	/** To the next or the one before, round the ends. */
	move: (by: 1 | -1) => void;
	listId: string;
	/** For the field: which option is read out. */
	activeDescendant: string | undefined;
	/** For each option: what makes it one. */
	optionProps: (id: string) => { id: string; role: "option"; "aria-selected": boolean };
};

type Options = { first?: boolean; onChoose?: (id: string | null) => void };

/**
 * The focus model of every list under a field (ARIA combobox): the focus stays in the field, arrows move the option Enter takes. An option that is
 * gone is no longer chosen; with `first`, the first one is then.
 */
export function useActiveOption(ids: readonly string[], { first = false, onChoose }: Options = {}): Wiring {
	const listId = useId();
	const [chosen, setChosen] = useState<string | null>(null);
	const active = chosen !== null && ids.includes(chosen) ? chosen : first ? (ids[0] ?? null) : null;
	const at = active === null ? -1 : ids.indexOf(active);
	const domId = (id: string) => `${listId}-${ids.indexOf(id)}`;
	function choose(id: string | null): void {
		setChosen(id);
		onChoose?.(id);
	}
	return {
		active,
		choose,
		move(by) {
			if (ids.length === 0) return;
			const from = at < 0 && by < 0 ? 0 : at;
			choose(ids[(from + by + ids.length) % ids.length] ?? null);
		},
		listId,
		activeDescendant: active === null ? undefined : domId(active),
		optionProps: (id) => ({ id: domId(id), role: "option", "aria-selected": id === active }),
	};
}
