import { type RefObject, useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { useProblemWords } from "#app/components/problems.ts";
import type { Refused } from "./door.server.ts";

type Rules = Record<string, string>;
const name: Rules = { invalid_type: "required", too_small: "required", too_big: "tooLong" };
const password: Rules = { invalid_type: "passwordShort", too_small: "passwordShort", too_big: "tooLong", custom: "passwordWeak" };
const percent: Rules = { invalid_type: "percent", too_small: "percent", too_big: "percent", custom: "percent" };

/** What a broken rule of a field is called under `problems` in the catalogs, where zod's own name for it says too little. */
const sharper: Record<string, Rules> = {
	email: { invalid_format: "email", too_big: "tooLong", custom: "signInName", same: "emailSame" },
	username: { invalid_format: "username" },
	password,
	newPassword: password,
	currentPassword: { invalid_type: "required", too_small: "required", too_big: "tooLong", wrong: "passwordWrong" },
	name,
	businessName: name,
	storeName: name,
	currency: { custom: "currency" },
	timeZone: { custom: "timeZone", too_big: "timeZone" },
	taxRate: percent,
	code: { invalid_type: "sixDigits", invalid_format: "sixDigits" },
	pin: { invalid_type: "pinDigits", invalid_format: "pinDigits", custom: "pinWeak", pin_too_short: "pinTooShort" },
	slug: { invalid_format: "slug", invalid_type: "slug" },
	scopes: { invalid_type: "oneScope", too_small: "oneScope" },
	storeIds: { invalid_type: "oneStore", too_small: "oneStore" },
	lockMinutes: { invalid_type: "minutes", too_small: "minutes", too_big: "minutes" },
};

/** The catalog's name for a broken rule of a field, or the rule itself. `here` ("field.rule") is for a form that means it otherwise. */
export function problemName(field: string, rule: string, here: Rules = {}): string {
	return here[`${field}.${rule}`] ?? sharper[field]?.[rule] ?? rule;
}

/** How long to wait, in the unit people would say: seconds up to a minute and a half, then whole minutes, rounded up. */
export function waitOf(seconds: number): { unit: "waitSeconds" | "waitMinutes"; count: number } {
	return seconds <= 90 ? { unit: "waitSeconds", count: seconds } : { unit: "waitMinutes", count: Math.ceil(seconds / 60) };
}

type RefusedForm = {
	/** Goes on the form: its first wrong field gets the focus. */
	form: RefObject<HTMLFormElement | null>;
	/** What is wrong with a field, as ready sentences. */
	at(field: string): string[];
	/** What had been typed. */
	typed(field: string): string | undefined;
	/** What no field of the form can say. */
	whole: string | null;
};

/** A refused form in the reader's words: beside each of its `fields`, and for all of it. `here` as in `problemName`. */
export function useRefused(refused: Refused | undefined, fields: readonly string[], here: Rules = {}): RefusedForm {
	const words = useProblemWords();
	const t = useTranslations("refused");
	const form = useRef<HTMLFormElement>(null);

	useEffect(() => {
		if (refused) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
	}, [refused]);

	function at(field: string): string[] {
		return (refused?.problems[field] ?? []).map(({ rule, message }) =>
			refused && rule === refused.code ? words.refusal(rule, refused.details) : words.of({ rule: problemName(field, rule, here), message }),
		);
	}
	function sayWhole({ code, details, problems }: Refused): string | null {
		if (Object.keys(problems).length > 0 && Object.keys(problems).every((field) => fields.includes(field))) return null;
		if (typeof details.retryAfter !== "number") return words.refusal(code, details);
		const { unit, count } = waitOf(details.retryAfter);
		if (code === "too_many_attempts") return t(unit, { count });
		return `${words.refusal(code, details)} ${t(unit === "waitSeconds" ? "againSeconds" : "againMinutes", { count })}`;
	}
	return { form, at, typed: (field) => refused?.values[field], whole: refused ? sayWhole(refused) : null };
}
