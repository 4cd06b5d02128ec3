import { Minus, Plus } from "lucide";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Field } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Problem } from "./problems.ts";

type Props = {
	name: string;
	defaultValue?: number | string;
	/** Controlled use: the till. */
	value?: number;
	onChange?: (value: number) => void;
	min?: number;
	max?: number;
	disabled?: boolean;
	autoFocus?: boolean;
	required?: boolean;
};

/** Minus, a number, plus. Arrows move by one, with Shift by ten; before scripts it is a plain field. */
export function Stepper({
	label,
	id,
	describedBy,
	invalid,
	...props
}: Props & { label?: string; id?: string; describedBy?: string; invalid?: true }) {
	const t = useTranslations("common");
	const { name, defaultValue, value, onChange, min = 0, max = 999_999, ...rest } = props;
	const input = useRef<HTMLInputElement>(null);

	function move(by: number) {
		const field = input.current;
		if (!field) return;
		const next = Math.min(max, Math.max(min, (Number.parseInt(field.value, 10) || 0) + by));
		if (value === undefined) field.value = String(next);
		onChange?.(next);
	}
	function onKeyDown(event: KeyboardEvent) {
		const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
		if (direction === 0) return;
		event.preventDefault();
		move(direction * (event.shiftKey ? 10 : 1));
	}
	return (
		<span className="stepper">
			<button type="button" className="needs-script" tabIndex={-1} disabled={rest.disabled} onClick={() => move(-1)}>
				<Icon of={Minus} size={15} />
				<span className="visually-hidden">{t("oneFewer")}</span>
			</button>
			<input
				{...rest}
				ref={input}
				id={id}
				name={name}
				inputMode="numeric"
				autoComplete="off"
				aria-label={label}
				aria-describedby={describedBy}
				aria-invalid={invalid}
				{...(value === undefined ? { defaultValue } : { value })}
				onChange={(event) => {
					const next = Number.parseInt(event.target.value, 10);
					if (Number.isSafeInteger(next)) onChange?.(Math.min(max, Math.max(min, next)));
				}}
				onFocus={(event) => event.target.select()}
				onKeyDown={onKeyDown}
			/>
			<button type="button" className="needs-script" tabIndex={-1} disabled={rest.disabled} onClick={() => move(1)}>
				<Icon of={Plus} size={15} />
				<span className="visually-hidden">{t("oneMore")}</span>
			</button>
		</span>
	);
}

/** The stepper with label, hint and problem. */
export function QuantityField({
	label,
	hint,
	problems,
	...props
}: Props & { label: ReactNode; hint?: ReactNode; problems?: readonly Problem[] }) {
	const id = useId();
	return (
		<Field id={id} label={label} name={props.name} hint={hint} problems={problems}>
			{(wiring) => <Stepper {...props} id={wiring.id} describedBy={wiring["aria-describedby"]} invalid={wiring["aria-invalid"]} />}
		</Field>
	);
}
