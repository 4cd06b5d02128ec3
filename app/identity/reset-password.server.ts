import { sql } from "drizzle-orm";
import { z } from "zod";
import { type CommandOptions, command, issuesOf, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuseInput } from "#app/platform/errors.ts";
import { hashPassword } from "#app/platform/password.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { forgiveAttempts } from "./attempts.server.ts";
import { PasswordChanged } from "./events.server.ts";
import { Password, ResetPassword } from "./input.ts";
import { closeLinksIn, judgeLink, shownLink, spendLinkIn } from "./links.server.ts";
import { type SignedIn, startSession } from "./start-session.server.ts";
import { userTenant } from "./viewer.server.ts";

const setPassword = command({
	name: "identity.reset-password",
	needs: "account:own",
	input: z.object({ linkId: z.string(), newPassword: Password }),
	async run({ db, work, now }, { linkId, newPassword }) {
		const { link } = await db.read({
			link: first<{ userId: string; email: string; expiresAt: number; closedAt: number | null }>(
				sql`SELECT userId, email, expiresAt, closedAt FROM links WHERE businessId = ${db.businessId} AND id = ${linkId}`,
			),
		});
		judgeLink(link, now);
		const { userId, email } = link;
		const passwordHash = await hashPassword(newPassword);
		const mine = sql`businessId = ${work.businessId} AND id = ${userId}`;
		spendLinkIn(work, linkId);
		closeLinksIn(work, userId);
		// Whoever read that mail has the mailbox.
		work.add(sql`UPDATE users SET passwordHash = ${passwordHash}, emailVerifiedAt = iif(email = ${email}, COALESCE(emailVerifiedAt, ${now}), emailVerifiedAt),
			version = version + 1, updatedAt = ${now} WHERE ${mine}`);
		work.add(sql`DELETE FROM sessions WHERE businessId = ${work.businessId} AND userId = ${userId}`);
		work.record(PasswordChanged, { subject: { type: "user", id: userId }, data: { sessionsEnded: "all" } });
		return known({ changed: true });
	},
});

type Options = CommandOptions & { userAgent: string };

/**
 * Sets a new password by a mailed link: every session of the person ends, their other links die, and a fresh session begins here.
 * @throws Refusal `validation_failed`, `link_unknown`, `link_used`, `link_expired`, `too_many_attempts`
 */
export async function resetPassword(scope: Scope, raw: unknown, { key, userAgent }: Options): Promise<SignedIn> {
	const parsed = ResetPassword.safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	const { token, newPassword } = parsed.data;
	const link = await shownLink(scope, token, "reset_password");
	await setPassword(userTenant(scope, link, link.user), { linkId: link.id, newPassword }, { key });
	await forgiveAttempts(scope, link.email);
	return startSession(scope, { ...link, userId: link.user.id }, userAgent);
}
