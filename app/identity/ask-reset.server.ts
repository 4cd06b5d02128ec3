import { sql } from "drizzle-orm";
import { z } from "zod";
import { type CommandOptions, command, issuesOf, known } from "#app/platform/command.server.ts";
import { directoryOf, first, shardOf } from "#app/platform/database.server.ts";
import { refuseInput } from "#app/platform/errors.ts";
import { requireMail } from "#app/platform/mail/mail.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { addressOf, judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import type { LoginRow } from "./directory.server.ts";
import { ResetAsked } from "./events.server.ts";
import { AskReset } from "./input.ts";
import { newLink, openLinkIn } from "./links.server.ts";
import { settles } from "./settle.server.ts";
import { machineTenant } from "./viewer.server.ts";

const openReset = command({
	name: "identity.ask-reset",
	needs: "users:write",
	input: z.object({ userId: z.string(), email: z.string(), locale: z.enum(["en", "da"]) }),
	async run({ tenant, db, work }, { userId, email, locale }) {
		const { user } = await db.read({
			user: first(
				sql`SELECT 1 FROM users WHERE businessId = ${db.businessId} AND id = ${userId} AND email = ${email} AND state = 'active'`,
			),
		});
		if (!user) return known({ asked: true });
		const link = await newLink(tenant.scope, tenant, { userId, purpose: "reset_password", email, locale });
		openLinkIn(work, link);
		work.record(ResetAsked, { subject: { type: "user", id: userId }, data: { linkId: link.id } });
		return known({ asked: true });
	},
});

type Options = CommandOptions & { locale: "en" | "da" };

/**
 * Mails a link for a new password to whoever signs in with this e-mail. Known and unknown addresses are counted alike, cost the same round
 * trips and get the same answer: none.
 *
 * @throws Refusal `validation_failed`, `mail_not_configured`, `too_many_attempts`
 */
export async function askReset(scope: Scope, raw: unknown, { key, locale }: Options): Promise<void> {
	const parsed = AskReset.safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	requireMail(scope.cfg);
	const { email } = parsed.data;
	const [perAccount, perAddress, found] = await directoryOf(scope).write([
		reserveAttempt(scope, "resetPerAccount", email),
		reserveAttempt(scope, "resetPerAddress", addressOf(scope)),
		sql`SELECT * FROM logins WHERE name = ${email}`,
	]);
	judgeAttempt(scope, "resetPerAccount", perAccount);
	judgeAttempt(scope, "resetPerAddress", perAddress);
	const login = found?.[0] as LoginRow | undefined;
	if (!login || !(await settles(scope, login))) return pretend(scope);
	await openReset(machineTenant(scope, login, "identity.ask-reset"), { userId: login.userId, email, locale }, { key });
}

/** What `openReset` costs, for nobody: one read and one batch that changes nothing. */
async function pretend(scope: Scope): Promise<void> {
	const shard = shardOf(scope, 0);
	await shard.read({ user: first(sql`SELECT 1 FROM users WHERE businessId = '' AND id = ''`) });
	await shard.write([
		sql`UPDATE links SET closedAt = 0 WHERE businessId = '' AND userId = ''`,
		sql`DELETE FROM links WHERE businessId = '' AND id = ''`,
		sql`SELECT 1`,
	]);
}
