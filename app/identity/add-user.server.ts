import { sql } from "drizzle-orm";
import { z } from "zod";
import { type CommandOptions, command, issuesOf, known } from "#app/platform/command.server.ts";
import { refuseInput } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { hashPassword } from "#app/platform/password.server.ts";
import { requirePermission, type Tenant } from "#app/platform/tenant.server.ts";
import { confirm, release, reserveNames } from "./directory.server.ts";
import { UserAdded } from "./events.server.ts";
import { AddUser, RoleName } from "./input.ts";
import type { Viewer } from "./viewer.server.ts";

const NewUser = z.object({
	userId: z.string(),
	email: z.string(),
	username: z.string().nullable(),
	name: z.string(),
	role: RoleName,
	passwordHash: z.string(),
});

const writeUser = command({
	name: "identity.add-user",
	needs: "users:write",
	input: NewUser,
	async run({ work, now }, { userId, email, username, name, role, passwordHash }) {
		work.add(sql`INSERT INTO users (businessId, id, name, email, username, role, passwordHash, createdAt, updatedAt)
			VALUES (${work.businessId}, ${userId}, ${name}, ${email}, ${username}, ${role}, ${passwordHash}, ${now}, ${now})`);
		work.record(UserAdded, { subject: { type: "user", id: userId }, data: { name, role } });
		return known({ userId });
	},
});

/**
 * Adds a person to the business: the directory reserves their names, the shard writes them, the directory confirms (as a registration does).
 * @throws Refusal `validation_failed`, `missing_permission`, `email_taken`, `username_taken`
 */
export async function addUser(tenant: Tenant<Viewer>, raw: unknown, _options: CommandOptions = {}): Promise<{ userId: string }> {
	requirePermission(await tenant.principal(), writeUser.spec.needs);
	const parsed = AddUser.safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	const { email, username, name, role, password } = parsed.data;
	const userId = newId<"user">();
	const passwordHash = await hashPassword(password);
	await reserveNames(tenant.scope, {
		businessId: tenant.businessId,
		shard: tenant.shard,
		userId,
		names: [email, ...(username ? [username] : [])],
	});
	try {
		await writeUser(tenant, { userId, email, username: username ?? null, name, role, passwordHash });
	} catch (error) {
		await release(tenant.scope, userId);
		throw error;
	}
	await confirm(tenant.scope, userId, tenant.businessId);
	return { userId };
}
