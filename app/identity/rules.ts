import { day, hour, minute, second } from "#app/platform/time.ts";
import type { GoogleIdentity } from "./input.ts";

/** A name as it stands in a URL: lower case, Danish letters spelt out, dashes. Never empty. */
export function slugOf(name: string): string {
	const slug = name
		.toLowerCase()
		.replaceAll("æ", "ae")
		.replaceAll("ø", "oe")
		.replaceAll("å", "aa")
		.replaceAll("&", " og ")
		.normalize("NFKD")
		.replace(/[\u0300-\u036f]/g, "")
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "")
		.slice(0, 48);
	return slug || "shop";
}

/** The first of `anna`, `anna-2`, `anna-3`… that nobody has. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
	for (let number = 1; ; number++) {
		const free = number === 1 ? slug : `${slug}-${number}`;
		if (!taken.has(free)) return free;
	}
}

/** Whether removing or demoting this owner would leave the business without one. */
export function isLastOwner(user: { role: string }, owners: number): boolean {
	return user.role === "owner" && owners <= 1;
}

/** How long the link of a mail opens anything, ms. */
export const linkLifetimes = { verify_email: 24 * hour, reset_password: 1 * hour, change_email: 24 * hour } as const;
export const inviteLifetime = 7 * day;

export type LinkPurpose = keyof typeof linkLifetimes;

/** What has become of a link: `used` also when a newer one took its place. */
export function linkState(link: { expiresAt: number; closedAt: number | null }, now: number): "open" | "used" | "expired" {
	if (link.closedAt !== null) return "used";
	return link.expiresAt > now ? "open" : "expired";
}

export type InviteState = "open" | "accepted" | "revoked" | "expired";

/** What has become of an invite. One that ran out can be sent again. */
export function inviteState(invite: { state: "open" | "accepted" | "revoked"; expiresAt: number }, now: number): InviteState {
	return invite.state === "open" && invite.expiresAt <= now ? "expired" : invite.state;
}

/** Whether Google itself hands out this address, so that having the account is having the mailbox. Elsewhere it was true once, at most. */
export function speaksForMailbox({ email, emailVerified, hd }: GoogleIdentity): boolean {
	const domain = email.split("@")[1] ?? "";
	return emailVerified && (domain === "gmail.com" || (hd !== null && hd.toLowerCase() === domain));
}

/** Minutes without a touch until a till asks for the PIN again, where a store has not said otherwise. */
export const defaultLockMinutes = 10;
export const defaultPinLength = 4;

/**
 * How PINs may be guessed at: five times for an employee, then once after each wait, which doubles; after ten in a row somebody must let them in
 * again. Twenty in an hour at one device, whoever they were for, and that device waits, longer each time. A hundred in an hour at all tills of a store, and
 * they all wait until that hour is over.
 */
export const pinGuesses = { free: 5, most: 10, firstLock: 15 * minute } as const;
export const storeGuesses = { perHour: 100 } as const;
export const deviceGuesses = { perHour: 20, firstLock: 15 * minute, longestLock: 8 * hour } as const;

/** Whether a PIN is among the first anybody would try: one digit, a row of them, two that repeat, a mirror, a year, a column of the pad. */
export function isWeakPin(pin: string): boolean {
	const digits = [...pin].map(Number);
	const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
	if (steps.every((step) => step === steps[0] && [0, 1, 9].includes(step))) return true;
	const half = pin.length / 2;
	const [front, back] = [pin.slice(0, half), pin.slice(half)];
	if (front === back || front === [...back].reverse().join("")) return true;
	if (new Set(digits).size <= 2) return true;
	if (/^(19[3-9]\d|20[0-4]\d)$/.test(pin)) return true;
	return ["2580", "0852", "1379", "147258", "258369", "159357", "112233", "123321", "102030"].includes(pin);
}

/** An address as somebody may see it who has not proven that it is theirs: `n•••@lundoglys.dk`. */
export function maskedEmail(email: string): string {
	const [name = "", domain = ""] = email.split("@");
	return `${name.slice(0, 1)}•••@${domain}`;
}

/** How a device may be guessing at its code: five times whatever is sent again, a new code a minute after the last, five of them. */
export const deviceCodes = { attempts: 5, sends: 5, resendAfter: 1 * minute } as const;

/** How long somebody's leave for a risky act lasts. */
export const approvalLifetime = 60 * second;
