import { sql } from "drizzle-orm";
import { z } from "zod";
import { type CommandOptions, command, known, query } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Tenant } from "#app/platform/tenant.server.ts";
import { hour } from "#app/platform/time.ts";
import type { Work } from "#app/platform/work.server.ts";
import { KeyMade, KeyRevoked, KeyRotated } from "./events.server.ts";
import { MakeKey, OneKey, RotateKey } from "./key-input.ts";
import type { Permission } from "./permissions.ts";
import { keyMode, mintKey } from "./tokens.server.ts";
import type { Viewer } from "./viewer.server.ts";

/** Keys of programs: made, rotated, revoked. The key itself is shown once, by the call that made it, and kept nowhere. */

export type KeyFacts = {
	id: string;
	name: string;
	mode: "live" | "test";
	/** Its last four characters. */
	hint: string;
	scopes: Permission[];
	madeBy: string;
	createdAt: number;
	expiresAt: number | null;
	lastUsedAt: number | null;
	lastUsedIp: string | null;
	/** Its successor, where it was rotated and goes on for a while. */
	replacedBy: string | null;
};

/** The keys that work, newest first. */
export const listKeys = query<z.ZodObject, KeyFacts[], Viewer>({
	name: "identity.list-keys",
	needs: "keys:write",
	input: z.object({}),
	async run({ db, now }) {
		const { rows } = await db.read({
			rows: many<
				Omit<KeyFacts, "scopes"> & { scopes: string }
			>(sql`SELECT k.id, k.name, k.mode, k.hint, k.scopes, u.name AS madeBy, k.createdAt, k.expiresAt,
				k.lastUsedAt, k.lastUsedIp, k.replacedBy FROM apiKeys k JOIN users u ON u.businessId = k.businessId AND u.id = k.madeBy
				WHERE k.businessId = ${db.businessId} AND k.revokedAt IS NULL AND (k.expiresAt IS NULL OR k.expiresAt > ${now}) ORDER BY k.id DESC LIMIT 500`),
		});
		return rows.map((row) => ({ ...row, scopes: JSON.parse(row.scopes) as Permission[] }));
	},
});

/** A key just made. `key` is null for the repeat of a call: it was shown then. */
export type MadeKey = { keyId: string; key: string | null };

/**
 * The key never passes through a command's input or answer, where it would be kept: its run hands it to the caller of this very call. With its id,
 * because a run may lose to one under the same Idempotency-Key, and what it made is then no key.
 */
const minted = new WeakMap<Tenant, { keyId: string; key: string }>();

type NewKey = { name: string; scopes: Permission[]; expiresAt: number | null };

async function addKeyIn(work: Work, tenant: Tenant<Viewer>, { name, scopes, expiresAt }: NewKey): Promise<string> {
	const id = newId<"key">(work.now);
	const { key, keyHash } = await mintKey(tenant.scope, tenant);
	const { user } = await tenant.principal();
	work.add(sql`INSERT INTO apiKeys (businessId, id, name, mode, hint, secretHash, scopes, madeBy, createdAt, expiresAt)
		VALUES (${work.businessId}, ${id}, ${name}, ${keyMode(tenant.scope)}, ${key.slice(-4)}, ${keyHash}, ${JSON.stringify(scopes)}, ${user.id}, ${work.now}, ${expiresAt})`);
	minted.set(tenant, { keyId: id, key });
	return id;
}

const writeKey = command<typeof MakeKey, { keyId: string }, Viewer>({
	name: "identity.make-key",
	needs: "keys:write",
	input: MakeKey,
	async run({ tenant, db, work, now }, { name, scopes, days }) {
		await db.read({});
		const keyId = await addKeyIn(work, tenant, { name, scopes, expiresAt: days === undefined ? null : now + days * 24 * hour });
		work.record(KeyMade, { subject: { type: "key", id: keyId }, data: { name, scopes } });
		return known({ keyId });
	},
});

const writeSuccessor = command<typeof RotateKey, { keyId: string }, Viewer>({
	name: "identity.rotate-key",
	needs: "keys:write",
	input: RotateKey,
	async run({ tenant, db, work, now }, { keyId, graceHours }) {
		const { key } = await db.read({ key: first<KeyRow>(standing(db.businessId, keyId, now)) });
		if (!key) refuse("not_found", "key_not_found");
		if (key.replacedBy !== null) refuse("conflict", "key_rotated", { current: key.replacedBy });
		const lived = key.expiresAt === null ? null : key.expiresAt - key.createdAt;
		const scopes = JSON.parse(key.scopes) as Permission[];
		const successor = await addKeyIn(work, tenant, { name: key.name, scopes, expiresAt: lived === null ? null : now + lived });
		const until = Math.min(key.expiresAt ?? Number.MAX_SAFE_INTEGER, now + graceHours * hour);
		const mine = sql`businessId = ${work.businessId} AND id = ${keyId}`;
		work.guard(sql`SELECT 1 FROM apiKeys WHERE ${mine} AND replacedBy IS NULL AND revokedAt IS NULL`);
		work.add(sql`UPDATE apiKeys SET replacedBy = ${successor}, expiresAt = ${until} WHERE ${mine}`);
		work.record(KeyRotated, { subject: { type: "key", id: keyId }, data: { name: key.name, successor } });
		return known({ keyId: successor });
	},
});

type KeyRow = { name: string; scopes: string; createdAt: number; expiresAt: number | null; replacedBy: string | null };

function standing(businessId: string, keyId: string, now: number) {
	return sql`SELECT name, scopes, createdAt, expiresAt, replacedBy FROM apiKeys
		WHERE businessId = ${businessId} AND id = ${keyId} AND revokedAt IS NULL AND (expiresAt IS NULL OR expiresAt > ${now})`;
}

/** Makes a key with some scopes, for some days or for good. @throws Refusal `validation_failed` */
export async function makeKey(tenant: Tenant<Viewer>, raw: unknown, options?: CommandOptions): Promise<MadeKey> {
	return shown(tenant, await writeKey(tenant, raw, options));
}

/** A new key in the place of one, which goes on for some hours. @throws Refusal `not_found / key_not_found`, `conflict / key_rotated` */
export async function rotateKey(tenant: Tenant<Viewer>, raw: unknown, options?: CommandOptions): Promise<MadeKey> {
	return shown(tenant, await writeSuccessor(tenant, raw, options));
}

function shown(tenant: Tenant, { keyId }: { keyId: string }): MadeKey {
	const made = minted.get(tenant);
	minted.delete(tenant);
	return { keyId, key: made?.keyId === keyId ? made.key : null };
}

/** Ends a key at once. @throws Refusal `not_found / key_not_found` */
export const revokeKey = command({
	name: "identity.revoke-key",
	needs: "keys:write",
	input: OneKey,
	async run({ db, work, now }, { keyId }) {
		const { key } = await db.read({ key: first<KeyRow>(standing(db.businessId, keyId, now)) });
		if (!key) refuse("not_found", "key_not_found");
		work.add(sql`UPDATE apiKeys SET revokedAt = ${now} WHERE businessId = ${work.businessId} AND id = ${keyId}`);
		work.record(KeyRevoked, { subject: { type: "key", id: keyId }, data: { name: key.name } });
		return known({ revoked: keyId });
	},
});
