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
		// What has no name in a form is not sent with it.
		const all = element instanceof HTMLFormElement ? [...element.elements].filter((control) => control.hasAttribute("name")) : [element];
		const touched = all.filter(
			(control): control is Control =>
				(control instanceof HTMLInputElement && isFilled(control)) || (control instanceof HTMLSelectElement && isChosen(control)),
		);
		if (touched.length > 0) take(touched);
	}, []);
}

function isFilled({ type, value, defaultValue, checked, defaultChecked }: HTMLInputElement): boolean {
	return type === "checkbox" || type === "radio" ? checked !== defaultChecked : value !== defaultValue;
}

function isChosen({ options, selectedIndex }: HTMLSelectElement): boolean {
	const sent = [...options].findIndex(({ defaultSelected }) => defaultSelected);
	return selectedIndex !== Math.max(0, sent);
}
