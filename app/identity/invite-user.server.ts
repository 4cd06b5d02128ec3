import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { directoryOf, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { requireMail } from "#app/platform/mail/mail.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import { findLogin } from "./directory.server.ts";
import { UserInvited } from "./events.server.ts";
import { InviteUser } from "./input.ts";
import { type InviteFacts, mintInviteToken, sentInviteJson } from "./invites.server.ts";
import { inviteLifetime } from "./rules.ts";
import { grace, settles } from "./settle.server.ts";
import type { Viewer } from "./viewer.server.ts";

/**
 * Asks somebody by mail to join with a role. The e-mail stays theirs: it is reserved when they accept. An earlier invite of theirs that ran
 * out is withdrawn. @throws Refusal `mail_not_configured`, `email_taken`, `invite_exists`, `too_many_attempts`
 */
export const inviteUser = command<typeof InviteUser, InviteFacts, Viewer>({
	name: "identity.invite-user",
	needs: "users:write",
	input: InviteUser,
	async run({ tenant, db, work, now, principal }, { email, role, name }) {
		const { scope } = tenant;
		const { earlier } = await db.read({
			earlier: first<{ id: string; expiresAt: number }>(
				sql`SELECT id, expiresAt FROM invites WHERE businessId = ${db.businessId} AND email = ${email} AND state = 'open'`,
			),
		});
		const { user } = await principal();
		requireMail(scope.cfg);
		if (earlier && earlier.expiresAt > now) refuse("conflict", "invite_exists", { field: "email", current: email, inviteId: earlier.id });
		if (await signsIn(scope, email)) refuse("conflict", "email_taken", { field: "email", current: email });
		await countInvite(scope, work.businessId);
		const inviteId = newId<"invite">(now);
		const { tokenHash } = await mintInviteToken(tenant, inviteId, 1);
		work.add(sql`UPDATE invites SET state = 'revoked', settledAt = ${now}
			WHERE businessId = ${work.businessId} AND email = ${email} AND state = 'open' AND expiresAt <= ${now}`);
		work.add(sql`INSERT INTO invites (businessId, id, email, name, role, invitedBy, state, sends, tokenHash, createdAt, sentAt, expiresAt)
			VALUES (${work.businessId}, ${inviteId}, ${email}, ${name ?? null}, ${role}, ${user.id}, 'open', 1, ${tokenHash}, ${now}, ${now}, ${now + inviteLifetime})`);
		work.record(UserInvited, { subject: { type: "invite", id: inviteId }, data: { email, role, sends: 1 } });
		return answer<InviteFacts>(sentInviteJson(work.businessId, inviteId));
	},
});

/** Whether somebody signs in with this e-mail, or is about to. What was begun and left is settled. */
async function signsIn(scope: Scope, email: string): Promise<boolean> {
	const login = await findLogin(scope, email);
	if (!login) return false;
	return scope.now - login.createdAt <= grace || (await settles(scope, login));
}

/** Counts one mail of invitation. @throws Refusal `too_many_attempts` */
export async function countInvite(scope: Scope, businessId: string): Promise<void> {
	const [counted] = await directoryOf(scope).write([reserveAttempt(scope, "invitesPerBusiness", businessId)]);
	judgeAttempt(scope, "invitesPerBusiness", counted);
}
