import { sql } from "drizzle-orm";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { UserRemoved } from "./events.server.ts";
import { RemoveUser } from "./input.ts";
import { isLastOwner } from "./rules.ts";
import { settle } from "./settle.server.ts";
import type { Viewer } from "./viewer.server.ts";

const disableUser = command({
	name: "identity.remove-user",
	needs: "users:write",
	input: RemoveUser,
	async run({ db, work, now }, { userId, version }) {
		const { user } = await db.read({
			user: first<{ name: string; role: string; version: number; owners: number }>(sql`SELECT name, role, version,
				(SELECT COUNT(*) FROM users WHERE businessId = ${db.businessId} AND role = 'owner' AND state = 'active') AS owners
				FROM users WHERE businessId = ${db.businessId} AND id = ${userId} AND state = 'active'`),
		});
		if (!user) refuse("not_found", "user_not_found");
		if (version !== undefined && version !== user.version) refuse("conflict", "version_changed", { current: user.version });
		if (isLastOwner(user, user.owners)) refuse("conflict", "last_owner");
		if (version !== undefined)
			work.guard(
				sql`SELECT 1 FROM users WHERE businessId = ${work.businessId} AND id = ${userId} AND version = CAST(${version} AS INTEGER)`,
			);
		// Audit and orders still name them, so the row stays; their way in goes.
		work.add(sql`UPDATE users SET state = 'disabled', email = NULL, username = NULL, passwordHash = NULL,
			loginProvider = 'EMAIL', providerAccountId = NULL, avatarUrl = NULL, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${work.businessId} AND id = ${userId}`);
		work.add(sql`DELETE FROM sessions WHERE businessId = ${work.businessId} AND userId = ${userId}`);
		// Nor do they come in at a till. Whoever lets them in there again lets in somebody with a PIN and nothing else.
		work.add(sql`UPDATE employees SET state = 'disabled', onlyHere = 1, version = version + 1, updatedAt = ${now}
			WHERE businessId = ${work.businessId} AND userId = ${userId}`);
		work.guard(sql`SELECT 1 FROM users WHERE businessId = ${work.businessId} AND role = 'owner' AND state = 'active'`);
		work.record(UserRemoved, { subject: { type: "user", id: userId }, data: { name: user.name } });
		return known({ removed: userId });
	},
});

/**
 * Removes a person: their sessions end at once, their names are free again (by the event's reaction, should this be cut off here), what they did
 * keeps their name. @throws Refusal `user_not_found`, `version_changed`, `last_owner`
 */
export async function removeUser(tenant: Tenant<Viewer>, raw: unknown, options?: CommandOptions): Promise<{ removed: string }> {
	const removed = await disableUser(tenant, raw, options);
	await settle(tenant.scope, { businessId: tenant.businessId, shard: tenant.shard, userId: removed.removed });
	return removed;
}
