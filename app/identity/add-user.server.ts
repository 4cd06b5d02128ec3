import { z } from "zod";
import { answer, type CommandOptions, command } from "#app/platform/command.server.ts";
import { fingerprint } from "#app/platform/digest.server.ts";
import { newId } from "#app/platform/ids.ts";
import { hashPassword } from "#app/platform/password.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { confirm, reserveUser } from "./directory.server.ts";
import { UserAdded } from "./events.server.ts";
import { AddUser } from "./input.ts";
import { addPersonIn, newPerson } from "./people.server.ts";
import { type UserFacts, userJson } from "./queries.server.ts";
import type { Viewer } from "./viewer.server.ts";

/** `act`: the caller's key, or one of this call's own; what is reserved for it is found again by its repeat. */
const NewUser = AddUser.extend({ act: z.string() });

const writeUser = command<typeof NewUser, UserFacts, Viewer>({
	name: "identity.add-user",
	needs: "users:write",
	input: NewUser,
	async run({ tenant, db, work, principal }, input) {
		// The key first: a repeat is answered before it reserves anything.
		await db.read({});
		const { scope, businessId, shard } = tenant;
		const { business } = await principal();
		const { email, username, name, role, password, act } = input;
		const names = [email, ...(username ? [username] : [])];
		const request = await fingerprint(scope.cfg.SESSION_SECRET, `add-user ${businessId}`, act);
		const { userId } = await reserveUser(scope, { businessId, shard, names, request });
		const person = {
			userId,
			name,
			email,
			username: username ?? null,
			role,
			emailProven: false,
			google: undefined,
			locale: business.locale,
		};
		addPersonIn(work, await newPerson(scope, tenant, { ...person, passwordHash: await hashPassword(password) }));
		work.record(UserAdded, { subject: { type: "user", id: userId }, data: { name, role } });
		return answer<UserFacts>(userJson(businessId, userId));
	},
});

/**
 * Adds a person to the business: the directory reserves their names, the shard writes them, the directory confirms (as a registration does).
 * What a kill leaves pending is finished by the repeat, by the next sign-in, or by the sweeper.
 * @throws Refusal `validation_failed`, `missing_permission`, `email_taken`, `username_taken`, `idempotency_key_reused`
 */
export async function addUser(tenant: Tenant<Viewer>, raw: unknown, options: CommandOptions = {}): Promise<UserFacts> {
	const added = await writeUser(tenant, { ...Object(raw), act: options.key ?? newId() }, options);
	await confirm(tenant.scope, added.id, tenant.businessId);
	return added;
}
