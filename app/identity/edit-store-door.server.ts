import { sql } from "drizzle-orm";
import { type CommandOptions, command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { hashPassword } from "#app/platform/password.server.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { StoreDoorEdited } from "./events.server.ts";
import { defaultLockMinutes, defaultPinLength } from "./rules.ts";
import { claimStoreEmail, releaseStoreEmails } from "./store-emails.server.ts";
import { EditStoreDoor } from "./till-input.ts";
import { storeOf, type Viewer } from "./viewer.server.ts";

type DoorRow = { email: string | null; passwordHash: string | null; pinLength: number; lockMinutes: number; version: number };

const writeDoor = command<typeof EditStoreDoor, { storeId: string; email: string | null; version: number }, Viewer>({
	name: "identity.edit-store-door",
	needs: "devices:write",
	input: EditStoreDoor,
	async run({ tenant, db, work, principal, now }, { storeId, password, version, ...change }) {
		const { row } = await db.read({
			row: first<DoorRow>(
				sql`SELECT email, passwordHash, pinLength, lockMinutes, version FROM storeDoors WHERE businessId = ${db.businessId} AND storeId = ${storeId}`,
			),
		});
		storeOf(await principal(), storeId);
		const present = row ?? { email: null, passwordHash: null, pinLength: defaultPinLength, lockMinutes: defaultLockMinutes, version: 0 };
		if (version !== undefined && version !== present.version) refuse("conflict", "version_changed", { current: present.version });
		const email = change.email === undefined ? present.email : change.email;
		if (email !== null && password === undefined && present.passwordHash === null)
			refuseField("password", "required", "an e-mail opens nothing without a password");
		if (email === null && password !== undefined) refuseField("email", "required", "a password opens nothing without an e-mail");
		if (email !== null && email !== present.email)
			await claimStoreEmail(tenant.scope, email, { businessId: work.businessId, shard: tenant.shard, storeId });

		const passwordHash = email === null ? null : password === undefined ? present.passwordHash : await hashPassword(password);
		const pinLength = change.pinLength ?? present.pinLength;
		const lockMinutes = change.lockMinutes ?? present.lockMinutes;
		openDoorIn(work, storeId, present.version);
		work.add(sql`UPDATE storeDoors SET email = ${email}, passwordHash = ${passwordHash}, pinLength = ${pinLength}, lockMinutes = ${lockMinutes},
			version = version + 1, updatedAt = ${now} WHERE businessId = ${work.businessId} AND storeId = ${storeId}`);
		work.record(StoreDoorEdited, {
			subject: { type: "store", id: storeId },
			storeId,
			data: {
				before: { email: present.email, pinLength: present.pinLength, lockMinutes: present.lockMinutes },
				after: { email, pinLength, lockMinutes, ...(password !== undefined && { password: "changed" }) },
			},
		});
		return known({ storeId, email, version: present.version + 1 });
	},
});

/** Makes sure a store's row is there, and is the one that was read. */
export function openDoorIn(work: Work, storeId: string, version: number): void {
	if (version === 0)
		work.add(sql`INSERT INTO storeDoors (businessId, storeId, version, updatedAt) VALUES (${work.businessId}, ${storeId}, 0, ${work.now})`);
	work.guard(sql`SELECT 1 FROM storeDoors WHERE businessId = ${work.businessId} AND storeId = ${storeId} AND version = ${version}`);
}

/**
 * Says how a store's tills sign in and lock; what is not named stays. A new password ends logins that are under way, and no till there is.
 * @throws Refusal `store_not_yours`, `version_changed`, `store_email_taken`, `validation_failed`
 */
export async function editStoreDoor(
	tenant: Tenant<Viewer>,
	raw: unknown,
	options?: CommandOptions,
): Promise<{ storeId: string; version: number }> {
	const { email, ...done } = await writeDoor(tenant, raw, options);
	await releaseStoreEmails(tenant.scope, { businessId: tenant.businessId, storeId: done.storeId }, email);
	return done;
}
