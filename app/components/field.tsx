import { CircleAlert } from "lucide";
import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId } from "react";
import { Icon } from "./icon.tsx";
import { type Problem, useProblemWords } from "./problems.ts";

type Frame = {
	label: ReactNode;
	name: string;
	/** What belongs in here; a problem takes its place. */
	hint?: ReactNode;
	/** Broken rules of this field: issues of a refusal, conform's error strings, or ready words. The first is shown. */
	problems?: readonly Problem[] | undefined;
	/** Beside the label, on the right ("Forgot it?"). */
	aside?: ReactNode;
	optional?: boolean;
};

type Wiring = { id: string; name: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

/** Label above, hint below, problem instead of the hint: the frame of every control. `children` gets what ties them together. */
export function Field({
	label,
	name,
	hint,
	problems,
	aside,
	optional,
	id,
	children,
}: Frame & { id?: string; children: (wiring: Wiring) => ReactNode }) {
	const ownId = useId();
	const words = useProblemWords();
	const fieldId = id ?? ownId;
	const problem = problems?.[0];
	const below = problem ? `${fieldId}-problem` : hint ? `${fieldId}-hint` : undefined;
	return (
		<div className="field">
			<span className="label-row">
				<label htmlFor={fieldId} className="label">
					{label} {optional && <span className="meta">{words.optional}</span>}
				</label>
				{aside}
			</span>
			{children({ id: fieldId, name, "aria-describedby": below, "aria-invalid": problem ? true : undefined })}
			{problem ? (
				<span className="problem" id={below}>
					<Icon of={CircleAlert} size={14} />
					<span>{words.of(problem)}</span>
				</span>
			) : (
				hint && (
					<span className="hint" id={below}>
						{hint}
					</span>
				)
			)}
		</div>
	);
}

type InputProps = Frame & Omit<InputHTMLAttributes<HTMLInputElement>, keyof Frame | "className"> & { mono?: boolean };

/** A line of text, a date, an e-mail… */
export function TextField({ label, name, hint, problems, aside, optional, id, mono, ...input }: InputProps) {
	return (
		<Field label={label} name={name} hint={hint} problems={problems} aside={aside} optional={optional} id={id}>
			{(wiring) => <input {...input} {...wiring} className={mono ? "input mono" : "input"} />}
		</Field>
	);
}

/** A few lines of text. */
export function TextArea({
	label,
	name,
	hint,
	problems,
	aside,
	optional,
	id,
	...area
}: Frame & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof Frame | "className">) {
	return (
		<Field label={label} name={name} hint={hint} problems={problems} aside={aside} optional={optional} id={id}>
			{(wiring) => <textarea rows={3} {...area} {...wiring} className="input" />}
		</Field>
	);
}

type SelectProps = Frame & Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof Frame | "className">;

/** A choice out of a few; `children` are the options. */
export function SelectField({ label, name, hint, problems, aside, optional, id, children, ...select }: SelectProps) {
	return (
		<Field label={label} name={name} hint={hint} problems={problems} aside={aside} optional={optional} id={id}>
			{(wiring) => (
				<select {...select} {...wiring} className="input">
					{children}
				</select>
			)}
		</Field>
	);
}

/** An amount as people write it, currency as its suffix: "2195", "2.195,00". `defaultValue` is the decimal string. */
export function MoneyField({ label, name, hint, problems, aside, optional, id, currency, ...input }: InputProps & { currency: string }) {
	return (
		<Field label={label} name={name} hint={hint} problems={problems} aside={aside} optional={optional} id={id}>
			{(wiring) => (
				<span className="affixed">
					<input inputMode="decimal" autoComplete="off" {...input} {...wiring} className="input" />
					<span aria-hidden="true">{currency}</span>
				</span>
			)}
		</Field>
	);
}
