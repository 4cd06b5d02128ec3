import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { UserEdited } from "./events.server.ts";
import { EditUser } from "./input.ts";
import { type UserFacts, userJson } from "./queries.server.ts";
import { isLastOwner } from "./rules.ts";

type UserRow = { name: string; role: string; version: number; owners: number };

/** Changes a person's name or role. Their sessions see the new role at their next request. @throws Refusal `user_not_found`, `version_changed`, `last_owner` */
export const editUser = command<typeof EditUser, UserFacts>({
	name: "identity.edit-user",
	needs: "users:write",
	input: EditUser,
	async run({ db, work, now }, { userId, version, ...change }) {
		const { user } = await db.read({
			user: first<UserRow>(sql`SELECT name, role, version,
				(SELECT COUNT(*) FROM users WHERE businessId = ${db.businessId} AND role = 'owner' AND state = 'active') AS owners
				FROM users WHERE businessId = ${db.businessId} AND id = ${userId} AND state = 'active'`),
		});
		if (!user) refuse("not_found", "user_not_found");
		if (version !== undefined && version !== user.version) refuse("conflict", "version_changed", { current: user.version });
		const name = change.name ?? user.name;
		const role = change.role ?? user.role;
		if (role !== "owner" && isLastOwner(user, user.owners)) refuse("conflict", "last_owner");
		work.guard(
			sql`SELECT 1 FROM users WHERE businessId = ${work.businessId} AND id = ${userId} AND state = 'active' AND version = ${user.version}`,
		);
		work.add(
			sql`UPDATE users SET name = ${name}, role = ${role}, version = version + 1, updatedAt = ${now} WHERE businessId = ${work.businessId} AND id = ${userId}`,
		);
		work.guard(sql`SELECT 1 FROM users WHERE businessId = ${work.businessId} AND role = 'owner' AND state = 'active'`);
		work.record(UserEdited, {
			subject: { type: "user", id: userId },
			data: { before: { name: user.name, role: user.role }, after: { name, role } },
		});
		return answer<UserFacts>(userJson(work.businessId, userId));
	},
});
