import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { requireMail } from "#app/platform/mail/mail.server.ts";
import { UserInvited } from "./events.server.ts";
import { OneInvite } from "./input.ts";
import { countInvite } from "./invite-user.server.ts";
import { type InviteFacts, mintInviteToken, sentInviteJson } from "./invites.server.ts";
import { inviteLifetime } from "./rules.ts";

type Row = { email: string; role: string; state: string; sends: number };

/** Mails an invite again, with a week from now; the link of the mail before opens nothing any more. @throws Refusal `invite_not_found`, `invite_settled`, `mail_not_configured`, `too_many_attempts` */
export const resendInvite = command<typeof OneInvite, InviteFacts>({
	name: "identity.resend-invite",
	needs: "users:write",
	input: OneInvite,
	async run({ tenant, db, work, now }, { inviteId }) {
		const { invite } = await db.read({
			invite: first<Row>(sql`SELECT email, role, state, sends FROM invites WHERE businessId = ${db.businessId} AND id = ${inviteId}`),
		});
		if (!invite) refuse("not_found", "invite_not_found");
		if (invite.state !== "open") refuse("conflict", "invite_settled", { state: invite.state });
		requireMail(tenant.scope.cfg);
		await countInvite(tenant.scope, work.businessId);
		const sends = invite.sends + 1;
		const { tokenHash } = await mintInviteToken(tenant, inviteId, sends);
		const mine = sql`businessId = ${work.businessId} AND id = ${inviteId}`;
		work.guard(sql`SELECT 1 FROM invites WHERE ${mine} AND state = 'open' AND sends = ${invite.sends}`);
		work.add(
			sql`UPDATE invites SET sends = ${sends}, tokenHash = ${tokenHash}, sentAt = ${now}, expiresAt = ${now + inviteLifetime} WHERE ${mine}`,
		);
		work.record(UserInvited, { subject: { type: "invite", id: inviteId }, data: { email: invite.email, role: invite.role, sends } });
		return answer<InviteFacts>(sentInviteJson(work.businessId, inviteId));
	},
});
