import type { ReactNode } from "react";
import { Field } from "./field.tsx";
import type { Problem } from "./problems.ts";
import { useWholeDigits } from "./whole-digits.ts";

type Props = {
	label: ReactNode;
	name: string;
	hint?: ReactNode;
	problems?: readonly Problem[] | undefined;
	/** Something that is another one after each refusal: the field is empty again and has the focus. */
	attempt?: unknown;
};

/** Six digits that were sent to somebody: one real field over six drawn cells, so that autofill, paste and a page without scripts work. */
export function CodeField({ label, name, hint, problems, attempt }: Props) {
	const { input, changed } = useWholeDigits(6, attempt);
	return (
		<Field label={label} name={name} hint={hint} problems={problems}>
			{(wiring) => (
				<input
					{...wiring}
					ref={input}
					className="input code-cells"
					inputMode="numeric"
					autoComplete="one-time-code"
					// Codes are copied with the spaces in and around them.
					maxLength={12}
					pattern="[0-9]{6}"
					required
					onInput={changed}
				/>
			)}
		</Field>
	);
}
