import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { directoryOf, first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { requireMail } from "#app/platform/mail/mail.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import { VerificationAsked } from "./events.server.ts";
import { AskVerification } from "./input.ts";
import { type NewLink, newLink, openLinkIn } from "./links.server.ts";
import type { Viewer } from "./viewer.server.ts";

/** Asks a person to prove their e-mail, in the batch that gave it to them: a link, and the event whose reaction mails it. */
export function askVerificationIn(work: Work, link: NewLink): void {
	openLinkIn(work, link);
	work.record(VerificationAsked, { subject: { type: "user", id: link.userId }, data: { linkId: link.id } });
}

/** Mails one's own verification link again; the one before opens nothing any more. @throws Refusal `mail_not_configured`, `no_email`, `email_verified`, `too_many_attempts` */
export const askVerification = command<typeof AskVerification, { asked: true }, Viewer>({
	name: "identity.ask-verification",
	needs: "account:own",
	input: AskVerification,
	async run({ tenant, db, work, principal }, { locale }) {
		const { user, business } = await principal();
		const { row } = await db.read({
			row: first<{ email: string | null; emailVerifiedAt: number | null }>(
				sql`SELECT email, emailVerifiedAt FROM users WHERE businessId = ${db.businessId} AND id = ${user.id}`,
			),
		});
		if (!row?.email) refuse("conflict", "no_email");
		if (row.emailVerifiedAt !== null) refuse("conflict", "email_verified", { current: row.email });
		requireMail(tenant.scope.cfg);
		const [counted] = await directoryOf(tenant.scope).write([reserveAttempt(tenant.scope, "verificationPerUser", user.id)]);
		judgeAttempt(tenant.scope, "verificationPerUser", counted);
		const about = { userId: user.id, purpose: "verify_email", email: row.email, locale: locale ?? business.locale } as const;
		askVerificationIn(work, await newLink(tenant.scope, tenant, about));
		return known({ asked: true });
	},
});
