import { useEffect } from "react";

/** Fingers raise a keyboard with every focus, so only a mouse sends it on its own. */
export function usesMouse(): boolean {
	return window.matchMedia("(pointer: fine)").matches;
}

/** The scan field is where everything starts: what is typed outside a field lands in it, and a click that leaves the focus nowhere gives it back. */
export function useFocusLandsIn(field: { current: HTMLInputElement | null }): void {
	useEffect(() => {
		function onKeyDown(event: KeyboardEvent) {
			const { key, target } = event;
			if (key.length !== 1 || key === " " || key === "?" || event.ctrlKey || event.metaKey || event.altKey) return;
			if (target instanceof HTMLElement && target.matches("input, textarea, select")) return;
			if (document.querySelector("dialog[open]")) return;
			field.current?.focus();
			// Not a shortcut on the way: a scanned "gh" would leave the till.
			event.stopImmediatePropagation();
		}
		function onClick() {
			if (!usesMouse()) return;
			// After the click has had its effect: an Undo that was pressed is gone by then.
			requestAnimationFrame(() => {
				const nowhere = document.activeElement === null || document.activeElement === document.body;
				if (nowhere && document.getSelection()?.isCollapsed !== false) field.current?.focus();
			});
		}
		document.addEventListener("keydown", onKeyDown, { capture: true });
		document.addEventListener("click", onClick);
		return () => {
			document.removeEventListener("keydown", onKeyDown, { capture: true });
			document.removeEventListener("click", onClick);
		};
	}, [field]);
}
