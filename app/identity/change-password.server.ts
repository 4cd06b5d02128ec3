import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { directoryOf, first } from "#app/platform/database.server.ts";
import { refuseField } from "#app/platform/errors.ts";
import { hashPassword, isPassword } from "#app/platform/password.server.ts";
import { judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import { PasswordChanged } from "./events.server.ts";
import { ChangePassword } from "./input.ts";
import { closeLinksIn } from "./links.server.ts";
import type { Viewer } from "./viewer.server.ts";

/** Changes one's own password and ends every other session. @throws Refusal `validation_failed` on `currentPassword`, `too_many_attempts` */
export const changePassword = command<typeof ChangePassword, { changed: true }, Viewer>({
	name: "identity.change-password",
	needs: "account:own",
	input: ChangePassword,
	async run({ tenant, db, work, principal, now }, input) {
		const { user, session } = await principal();
		const [counted] = await directoryOf(tenant.scope).write([reserveAttempt(tenant.scope, "passwordPerUser", user.id)]);
		judgeAttempt(tenant.scope, "passwordPerUser", counted);
		const { row } = await db.read({
			row: first<{ passwordHash: string | null }>(
				sql`SELECT passwordHash FROM users WHERE businessId = ${db.businessId} AND id = ${user.id}`,
			),
		});
		if (!(await isPassword(input.currentPassword, row?.passwordHash ?? undefined)))
			refuseField("currentPassword", "wrong", "not your present password");
		const passwordHash = await hashPassword(input.newPassword);
		work.add(
			sql`UPDATE users SET passwordHash = ${passwordHash}, version = version + 1, updatedAt = ${now} WHERE businessId = ${work.businessId} AND id = ${user.id}`,
		);
		work.add(sql`DELETE FROM sessions WHERE businessId = ${work.businessId} AND userId = ${user.id} AND id <> ${session.id}`);
		// Whoever knew the old one may have asked for another e-mail with it.
		closeLinksIn(work, user.id, "change_email");
		work.record(PasswordChanged, { subject: { type: "user", id: user.id }, data: { sessionsEnded: "others" } });
		return known({ changed: true });
	},
});
