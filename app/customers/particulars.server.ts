import type { z } from "zod";
import { refuseField } from "#app/platform/errors.ts";
import type { customerFields } from "./input.ts";
import { type Particulars, phoneOf } from "./rules.ts";

type Wish = z.output<z.ZodObject<typeof customerFields>>;

/**
 * What a person is after what was said of them: what is not named stays as it was.
 * @throws Refusal `validation_failed` on `phone` for what is no number, on `name` where nothing is left to call them by
 */
export function saidOf(
	before: Particulars,
	{ mailConsent, ...wish }: Wish,
	{ timeZone, now }: { timeZone: string; now: number },
): Particulars {
	const after: Particulars = {
		name: wish.name ?? before.name,
		email: wish.email === undefined ? before.email : wish.email || null,
		phone: wish.phone === undefined ? before.phone : numberOf(wish.phone, timeZone),
		street: wish.street ?? before.street,
		postcode: wish.postcode ?? before.postcode,
		city: wish.city ?? before.city,
		country: wish.country ?? before.country,
		language: wish.language === undefined ? before.language : wish.language,
		note: wish.note ?? before.note,
		mailConsentAt: consentAt(before.mailConsentAt, mailConsent, now),
	};
	if (after.name === "" && after.email === null && after.phone === null)
		refuseField("name", "required", "a name, an e-mail or a telephone number");
	return after;
}

/** Consent counts from when it was given first. */
function consentAt(before: number | null, said: boolean | undefined, now: number): number | null {
	if (said === undefined) return before;
	return said ? (before ?? now) : null;
}

function numberOf(typed: string | null, timeZone: string): string | null {
	if (!typed) return null;
	return phoneOf(typed, timeZone) ?? refuseField("phone", "not_a_phone", "a telephone number, as 20 12 34 56 or +45 20 12 34 56");
}
