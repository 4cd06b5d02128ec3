import { Delete } from "lucide";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Problem } from "./problems.ts";
import { useWholeDigits } from "./whole-digits.ts";

type Props = {
	label: ReactNode;
	/** How many digits it has; the last one sends the form. */
	length: number;
	problems?: readonly Problem[] | undefined;
	/** Something that is another one after each refusal: the field is empty again and has the focus. */
	attempt?: unknown;
};

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"] as const;

/** A PIN, by keyboard, by finger, or pasted; the last digit sends it. Without scripts it is a field, and the form has its button. */
export function PinPad({ label, length, problems, attempt }: Props) {
	const t = useTranslations("pin");
	const { input, changed } = useWholeDigits(length, attempt);

	function press(digit: string): void {
		const field = input.current;
		if (!field || field.value.length >= length) return;
		field.value += digit;
		changed();
	}
	return (
		<div className="pin-pad">
			<Field label={label} name="pin" problems={problems}>
				{(wiring) => (
					<input
						{...wiring}
						ref={input}
						type="password"
						className="input pin-field"
						inputMode="numeric"
						autoComplete="off"
						data-1p-ignore=""
						maxLength={length}
						pattern="[0-9]*"
						required
						onInput={changed}
					/>
				)}
			</Field>
			{/* The keys are for fingers; a keyboard types into the field. */}
			<div className="keypad needs-script" aria-hidden="true">
				{digits.map((digit) => (
					<button key={digit} type="button" tabIndex={-1} onClick={() => press(digit)}>
						{digit}
					</button>
				))}
				<button
					type="button"
					tabIndex={-1}
					onClick={() => {
						if (input.current) input.current.value = input.current.value.slice(0, -1);
					}}
				>
					<Icon of={Delete} size={20} />
					<span className="visually-hidden">{t("back")}</span>
				</button>
			</div>
		</div>
	);
}
