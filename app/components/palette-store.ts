/** Whether the palette is open, and with which words: anything on the page may open it. */

type State = { open: boolean; typed: string };

const closed: State = { open: false, typed: "" };
let state = closed;
const listeners = new Set<() => void>();

function set(next: State): void {
	state = next;
	for (const listener of listeners) listener();
}

export function openPalette(typed = ""): void {
	set({ open: true, typed });
}

export function closePalette(): void {
	set(closed);
}

export const paletteStore = {
	subscribe(listener: () => void) {
		listeners.add(listener);
		return () => listeners.delete(listener);
	},
	now: () => state,
	onServer: () => closed,
};
