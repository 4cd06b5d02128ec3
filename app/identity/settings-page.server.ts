import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import type { SessionFacts, UserFacts } from "./queries.server.ts";
import type { Viewer } from "./viewer.server.ts";

/** What the settings page shows beside the viewer: one's own sessions, and the people for those who may see them. */
export type SettingsPage = { sessions: SessionFacts[]; people: UserFacts[] | null; businessVersion: number };

/** The settings page in one read. People are null for those who may not see them. */
export const settingsPage = query<z.ZodObject, SettingsPage, Viewer>({
	name: "identity.settings-page",
	needs: "account:own",
	input: z.object({}),
	async run({ tenant, db, now }) {
		const { user, session, permissions } = await tenant.principal();
		const { sessions, people, business } = await db.read({
			sessions: many<Omit<SessionFacts, "isThis">>(sql`SELECT id, createdAt, seenAt, expiresAt, ip, userAgent FROM sessions
				WHERE businessId = ${db.businessId} AND userId = ${user.id} AND expiresAt > ${now} ORDER BY id DESC LIMIT 100`),
			people: many<UserFacts>(sql`SELECT id, name, email, username, role, version, createdAt FROM users
				WHERE businessId = ${db.businessId} AND state = 'active' ORDER BY name COLLATE NOCASE, id LIMIT 200`),
			business: first<{ version: number }>(sql`SELECT version FROM businesses WHERE businessId = ${db.businessId}`),
		});
		return {
			sessions: sessions.map((row) => ({ ...row, isThis: row.id === session.id })),
			people: permissions.has("users:read") ? people : null,
			businessVersion: business?.version ?? 1,
		};
	},
});
