import { type ReactNode, useEffect, useRef } from "react";
import { Field } from "./field.tsx";
import type { Problem } from "./problems.ts";

type Props = { label: ReactNode; name: string; hint?: ReactNode; problems?: readonly Problem[] | undefined };

/** Six digits that were sent to somebody: one real field over six drawn cells, so that autofill, paste and a page without scripts work. */
export function CodeField({ label, name, hint, problems }: Props) {
	const input = useRef<HTMLInputElement>(null);
	useEffect(() => input.current?.focus(), []);
	return (
		<Field label={label} name={name} hint={hint} problems={problems}>
			{(wiring) => (
				<input
					{...wiring}
					ref={input}
					className="input code-cells"
					inputMode="numeric"
					autoComplete="one-time-code"
					maxLength={6}
					pattern="[0-9]{6}"
					required
					onInput={({ currentTarget }) => {
						currentTarget.value = currentTarget.value.replace(/\D/g, "");
						if (currentTarget.value.length === 6) currentTarget.form?.requestSubmit();
					}}
				/>
			)}
		</Field>
	);
}
