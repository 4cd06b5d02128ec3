import { sql } from "drizzle-orm";
import { z } from "zod";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { GoogleLinked, GoogleUnlinked } from "./events.server.ts";
import { claimAccount, releaseAccount } from "./provider-accounts.server.ts";
import type { GoogleIdentity } from "./input.ts";
import type { Viewer } from "./viewer.server.ts";

const Linking = z.object({ userId: z.string(), accountId: z.string(), email: z.string(), picture: z.string().nullable() });

const writeLink = command({
	name: "identity.link-google",
	needs: "account:own",
	input: Linking,
	async run({ db, work, now }, { userId, accountId, email, picture }) {
		const { user } = await db.read({
			user: first<{ providerAccountId: string | null }>(
				sql`SELECT providerAccountId FROM users WHERE businessId = ${db.businessId} AND id = ${userId} AND state = 'active'`,
			),
		});
		if (!user) refuse("not_found", "user_not_found");
		if (user.providerAccountId !== null && user.providerAccountId !== accountId) refuse("conflict", "google_linked");
		work.add(sql`UPDATE users SET loginProvider = 'GOOGLE', providerAccountId = ${accountId}, avatarUrl = COALESCE(avatarUrl, ${picture}),
			version = version + 1, updatedAt = ${now} WHERE businessId = ${work.businessId} AND id = ${userId}`);
		work.record(GoogleLinked, { subject: { type: "user", id: userId }, data: { email } });
		return known({ linked: true });
	},
});

/** Lets a person sign in with a Google account from now on, too. @throws Refusal `google_taken`, `google_linked` when they have another one */
export async function linkGoogle(tenant: Tenant, userId: string, { accountId, email, picture }: GoogleIdentity): Promise<void> {
	const { businessId, shard } = tenant;
	await claimAccount(tenant.scope, accountId, { userId, businessId, shard });
	await writeLink(tenant, { userId, accountId, email, picture });
}

const writeUnlink = command<z.ZodObject, { unlinked: true }, Viewer>({
	name: "identity.unlink-google",
	needs: "account:own",
	input: z.object({}),
	async run({ db, work, now, principal }) {
		const { user } = await principal();
		const { row } = await db.read({
			row: first<{ passwordHash: string | null; providerAccountId: string | null }>(
				sql`SELECT passwordHash, providerAccountId FROM users WHERE businessId = ${db.businessId} AND id = ${user.id}`,
			),
		});
		if (!row?.providerAccountId) refuse("conflict", "google_not_linked");
		if (row.passwordHash === null) refuse("conflict", "password_needed");
		work.add(sql`UPDATE users SET loginProvider = 'EMAIL', providerAccountId = NULL, avatarUrl = NULL, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${work.businessId} AND id = ${user.id}`);
		work.record(GoogleUnlinked, { subject: { type: "user", id: user.id }, data: { name: user.name } });
		return known({ unlinked: true });
	},
});

/** Ends signing in with Google; only for somebody who has a password to come back with. @throws Refusal `google_not_linked`, `password_needed` */
export async function unlinkGoogle(tenant: Tenant<Viewer>, raw: unknown, options?: CommandOptions): Promise<void> {
	await writeUnlink(tenant, raw, options);
	await releaseAccount(tenant.scope, (await tenant.principal()).user.id);
}
