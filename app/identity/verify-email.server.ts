import { sql } from "drizzle-orm";
import { z } from "zod";
import { type CommandOptions, command, issuesOf, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuseInput } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { EmailVerified } from "./events.server.ts";
import { VerifyEmail } from "./input.ts";
import { judgeLink, shownLink, spendLinkIn } from "./links.server.ts";
import { userTenant } from "./viewer.server.ts";

const markVerified = command({
	name: "identity.verify-email",
	needs: "account:own",
	input: z.object({ linkId: z.string() }),
	async run({ db, work, now }, { linkId }) {
		const { link } = await db.read({
			link: first<{ userId: string; email: string; expiresAt: number; closedAt: number | null }>(
				sql`SELECT userId, email, expiresAt, closedAt FROM links WHERE businessId = ${db.businessId} AND id = ${linkId}`,
			),
		});
		judgeLink(link, now);
		spendLinkIn(work, linkId);
		// Of the address the mail went to, and of no other the person may have by now.
		work.add(sql`UPDATE users SET emailVerifiedAt = ${now}, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${work.businessId} AND id = ${link.userId} AND email = ${link.email} AND emailVerifiedAt IS NULL`);
		work.record(EmailVerified, { subject: { type: "user", id: link.userId }, data: { email: link.email } });
		return known({ email: link.email });
	},
});

/** Proves an e-mail by the link that was mailed to it. Nobody need be signed in, and nobody becomes so. @throws Refusal `link_unknown`, `link_used`, `link_expired`, `too_many_attempts` */
export async function verifyEmail(scope: Scope, raw: unknown, options?: CommandOptions): Promise<{ email: string }> {
	const parsed = VerifyEmail.safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	const link = await shownLink(scope, parsed.data.token, "verify_email");
	return markVerified(userTenant(scope, link, link.user), { linkId: link.id }, options);
}
