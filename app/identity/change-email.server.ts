import { sql } from "drizzle-orm";
import { z } from "zod";
import { type CommandOptions, command, issuesOf, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { fingerprint } from "#app/platform/digest.server.ts";
import { refuseInput } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { reserveName } from "./directory.server.ts";
import { EmailChanged } from "./events.server.ts";
import { ChangeEmail } from "./input.ts";
import { closeLinksIn, judgeLink, shownLink, spendLinkIn } from "./links.server.ts";
import { settle } from "./settle.server.ts";
import { userTenant } from "./viewer.server.ts";

type Row = { userId: string; before: string | null; email: string; expiresAt: number; closedAt: number | null };

const writeEmail = command({
	name: "identity.change-email",
	needs: "account:own",
	input: z.object({ linkId: z.string() }),
	async run({ tenant, db, work, now }, { linkId }) {
		const { scope, businessId, shard } = tenant;
		const { link } = await db.read({
			link: first<Row>(sql`SELECT l.userId, u.email AS before, l.email, l.expiresAt, l.closedAt FROM links l
				JOIN users u ON u.businessId = l.businessId AND u.id = l.userId AND u.state = 'active'
				WHERE l.businessId = ${businessId} AND l.id = ${linkId} AND l.changesEmail = 1`),
		});
		judgeLink(link, now);
		const { userId, before, email } = link;
		const request = await fingerprint(scope.cfg.SESSION_SECRET, `change-email ${businessId}`, linkId);
		await reserveName(scope, { businessId, shard, userId, name: email, request });
		spendLinkIn(work, linkId);
		// A link to a new password that went to the old address opens nothing any more.
		closeLinksIn(work, userId);
		// Whoever holds the link has the mailbox it was sent to.
		work.add(sql`UPDATE users SET email = ${email}, emailVerifiedAt = ${now}, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${businessId} AND id = ${userId}`);
		work.guard(sql`SELECT 1 FROM users WHERE businessId = ${businessId} AND id = ${userId} AND state = 'active'`);
		work.record(EmailChanged, { subject: { type: "user", id: userId }, data: { before: { email: before }, after: { email } } });
		return known({ email });
	},
});

/**
 * Makes an address the e-mail a person signs in with, by the link that was mailed to it. As any act across both databases: the directory
 * reserves the new name, the shard changes the person and uses the link up, the directory follows; cut off in between, the event's reaction
 * sees to it. Their sessions stay, and nobody becomes signed in by it.
 *
 * @throws Refusal `link_unknown`, `link_used`, `link_expired`, `email_taken`, `too_many_attempts`
 */
export async function changeEmail(scope: Scope, raw: unknown, options?: CommandOptions): Promise<{ email: string }> {
	const parsed = ChangeEmail.safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	const link = await shownLink(scope, parsed.data.token, "change_email");
	const changed = await writeEmail(userTenant(scope, link, link.user), { linkId: link.id }, options);
	await settle(scope, { ...link, userId: link.user.id });
	return changed;
}
