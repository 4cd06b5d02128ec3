import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { directoryOf, first } from "#app/platform/database.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { requireMail } from "#app/platform/mail/mail.server.ts";
import { isPassword } from "#app/platform/password.server.ts";
import { judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import { findLogin, refuseTaken } from "./directory.server.ts";
import { EmailChangeAsked } from "./events.server.ts";
import { AskEmailChange } from "./input.ts";
import { newLink, openLinkIn } from "./links.server.ts";
import { settles } from "./settle.server.ts";
import type { Viewer } from "./viewer.server.ts";

/**
 * Asks for another e-mail to sign in with: a link goes to the new address, a notice to the one of now. Nothing changes until the link is used.
 * @throws Refusal `validation_failed` on `currentPassword` or `email`, `password_needed`, `email_taken`, `mail_not_configured`, `too_many_attempts`
 */
export const askEmailChange = command<typeof AskEmailChange, { asked: true }, Viewer>({
	name: "identity.ask-email-change",
	needs: "account:own",
	input: AskEmailChange,
	async run({ tenant, db, work, principal }, { email, currentPassword }) {
		const { user, business } = await principal();
		const { row } = await db.read({
			row: first<{ email: string | null; passwordHash: string | null }>(
				sql`SELECT email, passwordHash FROM users WHERE businessId = ${db.businessId} AND id = ${user.id}`,
			),
		});
		const { scope } = tenant;
		const [guesses, mails] = await directoryOf(scope).write([
			reserveAttempt(scope, "passwordPerUser", user.id),
			reserveAttempt(scope, "verificationPerUser", user.id),
		]);
		judgeAttempt(scope, "passwordPerUser", guesses);
		judgeAttempt(scope, "verificationPerUser", mails);
		if (!row?.passwordHash) refuse("conflict", "password_needed");
		if (!(await isPassword(currentPassword, row.passwordHash))) refuseField("currentPassword", "wrong", "not your present password");
		if (email === row.email) refuseField("email", "same", "your e-mail already");
		requireMail(scope.cfg);
		const holder = await findLogin(scope, email);
		if (holder && holder.userId !== user.id && (await settles(scope, holder))) refuseTaken(email);
		const link = await newLink(scope, tenant, { userId: user.id, purpose: "change_email", email, locale: business.locale });
		openLinkIn(work, link);
		work.record(EmailChangeAsked, { subject: { type: "user", id: user.id }, data: { linkId: link.id } });
		return known({ asked: true });
	},
});
