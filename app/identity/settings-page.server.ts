import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { day } from "#app/platform/time.ts";
import { type InviteFacts, type InviteRow, inviteColumns, inviteFacts } from "./invites.server.ts";
import type { SessionFacts, UserFacts } from "./queries.server.ts";
import type { Viewer } from "./viewer.server.ts";

/** How one signs in: whether the e-mail is verified, whether there is a password, whether Google is linked. */
export type AccountFacts = { isVerified: boolean; hasPassword: boolean; hasGoogle: boolean };

/** What the settings page shows beside the viewer: one's own account and sessions, and the people for those who may see them. */
type SettingsPage = {
	account: AccountFacts;
	sessions: SessionFacts[];
	people: UserFacts[] | null;
	invites: InviteFacts[];
	businessVersion: number;
};

/** Accepted invites are people by now; what else became of one stays in sight for a while. */
const lately = 14 * day;

/** The settings page in one read. People are null for those who may not see them. */
export const settingsPage = query<z.ZodObject, SettingsPage, Viewer>({
	name: "identity.settings-page",
	needs: "account:own",
	input: z.object({}),
	async run({ tenant, db, now }) {
		const { user, session, permissions } = await tenant.principal();
		const { account, sessions, people, invites, business } = await db.read({
			account: first<{ emailVerifiedAt: number | null; hasPassword: number; providerAccountId: string | null }>(
				sql`SELECT emailVerifiedAt, passwordHash IS NOT NULL AS hasPassword, providerAccountId FROM users WHERE businessId = ${db.businessId} AND id = ${user.id}`,
			),
			sessions: many<
				Omit<SessionFacts, "isThis">
			>(sql`SELECT id, createdAt, seenAt, expiresAt, ip, userAgent FROM sessions INDEXED BY sessions_of_user
				WHERE businessId = ${db.businessId} AND userId = ${user.id} AND expiresAt > ${now} ORDER BY id DESC LIMIT 100`),
			people: many<UserFacts>(sql`SELECT id, name, email, username, role, version, createdAt FROM users
				WHERE businessId = ${db.businessId} AND state = 'active' ORDER BY sortKey, id LIMIT 200`),
			invites: many<InviteRow>(sql`SELECT ${inviteColumns} WHERE i.businessId = ${db.businessId} AND i.state <> 'accepted'
				AND (i.state = 'open' OR i.settledAt > ${now - lately}) ORDER BY i.id DESC LIMIT 100`),
			business: first<{ version: number }>(sql`SELECT version FROM businesses WHERE businessId = ${db.businessId}`),
		});
		const mayRead = permissions.has("users:read");
		return {
			account: {
				isVerified: account?.emailVerifiedAt !== null,
				hasPassword: account?.hasPassword === 1,
				hasGoogle: account?.providerAccountId !== null,
			},
			sessions: sessions.map((row) => ({ ...row, isThis: row.id === session.id })),
			people: mayRead ? people : null,
			invites: mayRead ? invites.map((row) => inviteFacts(row, now)) : [],
			businessVersion: business?.version ?? 1,
		};
	},
});
