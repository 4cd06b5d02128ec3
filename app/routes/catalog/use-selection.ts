import { type MouseEvent, useEffect, useRef, useState } from "react";

const ticks = "input[data-select]";

/**
 * Which rows of a list are ticked. The boxes hold it themselves, as they do before scripts; this only counts them, and fills in the range
 * between two when the second is ticked with Shift. `rows`: what the list shows, for when that changes.
 */
export function useSelection(rows: unknown) {
	const list = useRef<HTMLDivElement>(null);
	const last = useRef<HTMLInputElement>(null);
	const [count, setCount] = useState(0);
	const boxes = () => [...(list.current?.querySelectorAll<HTMLInputElement>(ticks) ?? [])];
	const recount = () => setCount(boxes().filter(({ checked }) => checked).length);

	useEffect(recount, [rows]);

	function onClick(event: MouseEvent) {
		const box = event.target;
		if (!(box instanceof HTMLInputElement) || !box.matches(ticks)) return;
		const all = boxes();
		const [from, to] = [last.current ? all.indexOf(last.current) : -1, all.indexOf(box)];
		if (event.shiftKey && from >= 0) for (const each of all.slice(Math.min(from, to), Math.max(from, to) + 1)) each.checked = box.checked;
		last.current = box;
		recount();
	}
	function setAll(checked: boolean) {
		for (const box of boxes()) box.checked = checked;
		recount();
	}
	return { list, count, onClick, setAll };
}
