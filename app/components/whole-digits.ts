import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/**
 * A field of so many digits, the last of which sends its form. It has the focus; what was typed before scripts ran counts.
 *
 * @param attempt something that is another one after each refusal: the field is then empty again, unless there is another try in it already
 * @returns the field's ref, and what to call with it as its value has changed
 */
export function useWholeDigits(length: number, attempt: unknown): { input: RefObject<HTMLInputElement | null>; changed: () => void } {
	const input = useRef<HTMLInputElement>(null);
	const judged = useRef(attempt);
	const sent = useRef<string>(undefined);

	function changed(): void {
		const field = input.current;
		if (!field) return;
		const digits = field.value.replace(/\D/g, "").slice(0, length);
		if (field.value !== digits) field.value = digits;
		if (digits.length < length) sent.current = undefined;
		// A digit too many is no second try.
		else if (digits !== sent.current) field.form?.requestSubmit();
	}
	useEffect(() => {
		const field = input.current;
		const form = field?.form;
		const onSubmit = () => {
			sent.current = field?.value;
		};
		form?.addEventListener("submit", onSubmit);
		if (field?.value) changed();
		field?.focus();
		return () => form?.removeEventListener("submit", onSubmit);
	}, []);
	// As the refusal is shown, not after it: whoever reads it may be typing already.
	useLayoutEffect(() => {
		if (judged.current === attempt) return;
		judged.current = attempt;
		const field = input.current;
		if (!field) return;
		if (field.value === sent.current) field.value = "";
		sent.current = undefined;
		field.focus();
	}, [attempt]);
	return { input, changed };
}
