import { sortKeyOf } from "#app/platform/sort-key.ts";

/** Who is who, and how they are found. Pure, browser-safe. */

export const customerStates = ["active", "archived", "merged", "erased"] as const;
export type CustomerState = (typeof customerStates)[number];
export const languages = ["en", "da"] as const;

/** What a person says of themselves. Empty text and null: nothing. */
export type Particulars = {
	name: string;
	email: string | null;
	phone: string | null;
	street: string;
	postcode: string;
	city: string;
	country: string;
	language: (typeof languages)[number] | null;
	note: string;
	mailConsentAt: number | null;
};
export const nobody: Particulars = {
	name: "",
	email: null,
	phone: null,
	street: "",
	postcode: "",
	city: "",
	country: "",
	language: null,
	note: "",
	mailConsentAt: null,
};
export type Particular = keyof Particulars;
export const particulars = [
	"name",
	"email",
	"phone",
	"street",
	"postcode",
	"city",
	"country",
	"language",
	"note",
	"mailConsentAt",
] as const satisfies readonly Particular[];

/** What somebody is called where one line must do. */
export function calledOf({ name, email, phone }: Pick<Particulars, "name" | "email" | "phone">): string {
	return name || email || phone || "";
}

/** The countries a number without its own belongs to, by where the business is. */
const dialCodes: Record<string, string> = {
	"Europe/Copenhagen": "45",
	"Atlantic/Faroe": "298",
	"America/Nuuk": "299",
	"Europe/Stockholm": "46",
	"Europe/Oslo": "47",
	"Europe/Helsinki": "358",
	"Europe/Berlin": "49",
	"Europe/Amsterdam": "31",
	"Europe/Brussels": "32",
	"Europe/Paris": "33",
	"Europe/Madrid": "34",
	"Europe/London": "44",
	"Europe/Dublin": "353",
	"America/New_York": "1",
	"America/Chicago": "1",
	"America/Denver": "1",
	"America/Los_Angeles": "1",
};

/**
 * A telephone number as it is kept: `+` and digits where its country is known, else the digits. Spaces, dashes, dots and brackets do not count.
 * @returns null for what is no number
 */
export function phoneOf(typed: string, timeZone: string): string | null {
	const text = typed.trim().replace(/\(0\)/g, "");
	if (!/^\+?[\d\s().\-/]+$/.test(text)) return null;
	const digits = text.replace(/\D/g, "");
	const abroad = text.startsWith("+") ? digits : digits.startsWith("00") ? digits.slice(2) : null;
	if (abroad !== null) return /^[1-9]\d{5,14}$/.test(abroad) ? `+${abroad}` : null;
	const code = dialCodes[timeZone];
	const national = digits.replace(/^0/, "");
	if (national.length < 5 || digits.length > 15) return null;
	return code ? `+${code}${national}` : digits;
}

/**
 * What was typed, as a search of people: every word begins a word of name, e-mail or place; a row of digits begins a number, wherever its
 * country or the zero before it was left out. Everything is quoted, so nothing typed is read as syntax.
 * @returns null when there is no letter or digit to look for
 */
export function peopleExpression(businessId: string, typed: string): string | null {
	const scope = `scope : "${businessId.replaceAll("-", "")}"`;
	const text = typed.normalize("NFC").trim();
	if (/^\+?[\d\s().\-/]{2,}$/.test(text)) {
		const digits = text.replace(/\D/g, "").replace(/^0{1,2}/, "");
		return digits === "" ? null : `${scope} AND {phone place} : ("${digits}" *)`;
	}
	const words = text
		.split(/\s+/)
		.filter((word) => /[\p{L}\p{N}]/u.test(word))
		.slice(0, 12)
		.map((word) => `"${word.replaceAll('"', '""')}" *`);
	return words.length === 0 ? null : `${scope} AND {name email phone place} : (${words.join(" AND ")})`;
}

/** The particulars that are others in `after`. */
export function changedParticulars(before: Particulars, after: Particulars): Particular[] {
	return particulars.filter((each) => before[each] !== after[each]);
}

/** What whoever stays takes over from whoever goes: only what they have nothing of. Consent goes with the mailbox it was given for. */
export function fillFrom(kept: Particulars, gone: Particulars): { after: Particulars; filled: Particular[] } {
	const isNothing = (value: unknown) => value === "" || value === null;
	const taken = particulars.filter((each) => isNothing(kept[each]) && !isNothing(gone[each]));
	const filled = taken.filter((each) => each !== "mailConsentAt" || kept.email === gone.email || taken.includes("email"));
	return { after: { ...kept, ...pick(gone, filled) }, filled };
}

/** What was taken over is given back, where it still stands as it was taken. */
export function unfill(kept: Particulars, gone: Particulars, filled: readonly string[]): Particulars {
	const back = particulars.filter((each) => filled.includes(each) && kept[each] === gone[each]);
	return { ...kept, ...pick(nobody, back) };
}

function pick(from: Particulars, which: readonly Particular[]): Partial<Particulars> {
	return Object.fromEntries(which.map((each) => [each, from[each]]));
}

export type MergeDoubt = "other_name" | "other_email" | "other_phone" | "same_connection";

/** What speaks against two being one person. Empty: nothing does. */
export function doubtsOf(
	kept: Particulars & { connections: readonly string[] },
	gone: Particulars & { connections: readonly string[] },
): MergeDoubt[] {
	const differ = (one: string | null, other: string | null) => Boolean(one && other && one !== other);
	const doubts: [MergeDoubt, boolean][] = [
		["other_name", !isOneName(kept.name, gone.name)],
		["other_email", differ(kept.email, gone.email)],
		["other_phone", differ(kept.phone, gone.phone)],
		["same_connection", kept.connections.some((each) => gone.connections.includes(each))],
	];
	return doubts.filter(([, speaks]) => speaks).map(([doubt]) => doubt);
}

/** Whether two names may be one: every word of the shorter is, or begins, a word of the other ("M. Holm", "Mette Holm"). */
function isOneName(one: string, other: string): boolean {
	const words = (name: string) =>
		sortKeyOf(name)
			.split(/[^\p{L}\p{N}{]+/u)
			.filter(Boolean);
	const [few, many] = [words(one), words(other)].sort((a, b) => a.length - b.length);
	return (few ?? []).every((word) => (many ?? []).some((each) => each.startsWith(word) || word.startsWith(each)));
}
