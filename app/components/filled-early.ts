import { type RefObject, useEffect } from "react";

type Control = HTMLInputElement | HTMLSelectElement;

/**
 * Fingers are faster than scripts, and what they did then no handler heard: calls `take` once, as scripts begin, where a field, or any field of a form, holds
 * something else than the page was sent with; those come along. Not for forms that change something: a browser that puts a page back fills its fields in too.
 */
export function useFilledEarly(place: RefObject<Control | HTMLFormElement | null>, take: (touched: Control[]) => void): void {
	useEffect(() => {
		const element = place.current;
		if (!element) return;
		const touched: Control[] = [];
		for (const control of element instanceof HTMLFormElement ? element.elements : [element]) {
			if (control instanceof HTMLInputElement && control.value !== control.defaultValue) touched.push(control);
			if (control instanceof HTMLSelectElement && isChosen(control)) touched.push(control);
		}
		if (touched.length > 0) take(touched);
	}, []);
}

function isChosen({ options, selectedIndex }: HTMLSelectElement): boolean {
	const sent = [...options].findIndex(({ defaultSelected }) => defaultSelected);
	return selectedIndex !== Math.max(0, sent);
}
