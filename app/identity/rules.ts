import { day, hour } from "#app/platform/time.ts";
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

/** Whether removing or demoting this owner would leave the business without one. */
export function isLastOwner(user: { role: string }, owners: number): boolean {
	return user.role === "owner" && owners <= 1;
}

/** How long the link of a mail opens anything, ms. */
export const linkLifetimes = { verify_email: 24 * hour, reset_password: 1 * hour } as const;
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
