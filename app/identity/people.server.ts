import { sql } from "drizzle-orm";
import { z } from "zod";
import { mailNeeds } from "#app/platform/mail/mail.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { askVerificationIn } from "./ask-verification.server.ts";
import { type GoogleIdentity, RoleName } from "./input.ts";
import { newLink } from "./links.server.ts";
import { speaksForMailbox } from "./rules.ts";

const Link = z.object({
	id: z.string(),
	userId: z.string(),
	purpose: z.enum(["verify_email", "reset_password", "change_email"]),
	email: z.string(),
	locale: z.enum(["en", "da"]),
	tokenHash: z.string(),
});

/** A person about to be written, however they came: registered, added by hand, or invited. */
export const NewPerson = z.object({
	userId: z.string(),
	name: z.string(),
	email: z.string().nullable(),
	username: z.string().nullable(),
	role: RoleName,
	/** Null for somebody who signs in with Google only. */
	passwordHash: z.string().nullable(),
	google: z.object({ accountId: z.string(), picture: z.string().nullable() }).nullable(),
	/** The e-mail is proven by what brought them here. */
	emailProven: z.boolean(),
	/** The link that will prove it otherwise. */
	verification: Link.nullable(),
});
export type NewPerson = z.output<typeof NewPerson>;

type Coming = Omit<NewPerson, "google" | "verification"> & { google: GoogleIdentity | undefined; locale: "en" | "da" };

/** Completes a person: an address Google speaks for is proven; any other gets a link, where this deployment can mail one. */
export async function newPerson(
	scope: Scope,
	where: { businessId: string; shard: number },
	{ google, locale, ...coming }: Coming,
): Promise<NewPerson> {
	const { email, userId } = coming;
	const emailProven = coming.emailProven || (google !== undefined && google.email === email && speaksForMailbox(google));
	const asks = email !== null && !emailProven && mailNeeds(scope.cfg).length === 0;
	return {
		...coming,
		emailProven,
		google: google ? { accountId: google.accountId, picture: google.picture } : null,
		verification: asks ? await newLink(scope, where, { userId, purpose: "verify_email", email, locale }) : null,
	};
}

/** Writes a person, and asks them to prove their e-mail where nothing else did. */
export function addPersonIn(work: Work, person: NewPerson): void {
	const { userId, name, email, username, role, passwordHash, google, emailProven, verification } = person;
	work.add(sql`INSERT INTO users (businessId, id, name, email, username, role, passwordHash, loginProvider, providerAccountId, avatarUrl, emailVerifiedAt, createdAt, updatedAt)
		VALUES (${work.businessId}, ${userId}, ${name}, ${email}, ${username}, ${role}, ${passwordHash}, ${google ? "GOOGLE" : "EMAIL"},
			${google?.accountId ?? null}, ${google?.picture ?? null}, ${emailProven ? work.now : null}, ${work.now}, ${work.now})`);
	if (verification) askVerificationIn(work, verification);
}
