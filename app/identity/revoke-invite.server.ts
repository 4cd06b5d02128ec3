import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { InviteRevoked } from "./events.server.ts";
import { OneInvite } from "./input.ts";

/** Takes an invite back: its link opens nothing any more. @throws Refusal `invite_not_found`, `invite_settled` */
export const revokeInvite = command({
	name: "identity.revoke-invite",
	needs: "users:write",
	input: OneInvite,
	async run({ db, work, now }, { inviteId }) {
		const { invite } = await db.read({
			invite: first<{ email: string; state: string }>(
				sql`SELECT email, state FROM invites WHERE businessId = ${db.businessId} AND id = ${inviteId}`,
			),
		});
		if (!invite) refuse("not_found", "invite_not_found");
		if (invite.state !== "open") refuse("conflict", "invite_settled", { state: invite.state });
		const mine = sql`businessId = ${work.businessId} AND id = ${inviteId}`;
		work.guard(sql`SELECT 1 FROM invites WHERE ${mine} AND state = 'open'`);
		work.add(sql`UPDATE invites SET state = 'revoked', settledAt = ${now} WHERE ${mine}`);
		work.record(InviteRevoked, { subject: { type: "invite", id: inviteId }, data: { email: invite.email } });
		return known({ revoked: inviteId });
	},
});
