import { sql } from "drizzle-orm";
import { z } from "zod";
import { type CommandOptions, command, issuesOf, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { fingerprint } from "#app/platform/digest.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { hashPassword } from "#app/platform/password.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { confirm, reserveUser } from "./directory.server.ts";
import { InviteAccepted } from "./events.server.ts";
import { AcceptInvite, AcceptInviteWithGoogle, GoogleIdentity, Password } from "./input.ts";
import { findInvite, type InviteRow, judgeInvite } from "./invites.server.ts";
import { countToken } from "./links.server.ts";
import { addPersonIn, newPerson } from "./people.server.ts";
import { claimAccount } from "./provider-accounts.server.ts";
import { type SignedIn, startSession } from "./start-session.server.ts";
import { machineTenant } from "./viewer.server.ts";

const Joining = z.object({
	inviteId: z.string(),
	name: z.string(),
	password: Password.nullable(),
	google: GoogleIdentity.optional(),
});

const join = command({
	name: "identity.accept-invite",
	needs: "users:write",
	input: Joining,
	async run({ tenant, db, work, now }, { inviteId, name, password, google }) {
		const { scope, businessId, shard } = tenant;
		const mine = sql`businessId = ${businessId} AND id = ${inviteId}`;
		const { invite } = await db.read({
			invite: first<Pick<InviteRow, "email" | "role" | "state" | "expiresAt">>(
				sql`SELECT email, role, state, expiresAt FROM invites WHERE ${mine}`,
			),
		});
		judgeInvite(invite, now);
		const { email, role } = invite;
		// Two who accept at once reserve the same user, and the batch of one of them goes through.
		const request = await fingerprint(scope.cfg.SESSION_SECRET, `invite ${businessId}`, inviteId);
		const { userId } = await reserveUser(scope, { businessId, shard, names: [email], request });
		if (google) await claimAccount(scope, google.accountId, { userId, businessId, shard });
		const passwordHash = password === null ? null : await hashPassword(password);
		// Whoever holds the link has the mailbox it was sent to.
		const coming = { userId, name, email, username: null, role, passwordHash, emailProven: true, google, locale: "en" } as const;
		work.guard(sql`SELECT 1 FROM invites WHERE ${mine} AND state = 'open' AND expiresAt > ${now}`);
		addPersonIn(work, await newPerson(scope, tenant, coming));
		work.add(sql`UPDATE invites SET state = 'accepted', userId = ${userId}, settledAt = ${now} WHERE ${mine}`);
		work.record(InviteAccepted, { subject: { type: "invite", id: inviteId }, data: { email, role, userId } });
		return known({ userId });
	},
});

type Options = CommandOptions & { userAgent: string; google?: GoogleIdentity };

/**
 * Joins the business an invite came from, with a password or by Google, and signs in. As any act across both databases: the directory reserves
 * the e-mail, the shard writes the person and uses the invite up in one batch, the directory confirms.
 *
 * @throws Refusal `validation_failed`, `link_unknown`, `link_expired`, `invite_accepted`, `invite_revoked`, `email_taken`, `google_taken`, `too_many_attempts`
 */
export async function acceptInvite(scope: Scope, raw: unknown, { key, userAgent, google }: Options): Promise<SignedIn> {
	const parsed = (google ? AcceptInviteWithGoogle : AcceptInvite).safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	const { token, name, password = null } = { password: undefined, ...parsed.data };
	await countToken(scope);
	const invite = (await findInvite(scope, token)) ?? refuse("not_found", "link_unknown");
	const tenant = machineTenant(scope, invite, "identity.accept-invite");
	const { userId } = await join(tenant, { inviteId: invite.id, name, password, google }, { key });
	await confirm(scope, userId, invite.businessId);
	return startSession(scope, { ...invite, userId }, userAgent);
}
