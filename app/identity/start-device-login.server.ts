import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, issuesOf, known } from "#app/platform/command.server.ts";
import { directoryOf, first, many, shardOf } from "#app/platform/database.server.ts";
import { sha256 } from "#app/platform/digest.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { isPassword } from "#app/platform/password.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { addressOf, judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import { type DeviceLoginRow, deviceLoginBy, type PendingDevice, pendingOf } from "./device-logins.server.ts";
import type { LoginRow } from "./directory.server.ts";
import { DeviceLoginRefused, DeviceLoginStarted } from "./events.server.ts";
import { permissionsOf, type Role } from "./permissions.ts";
import { settles } from "./settle.server.ts";
import { StartDeviceLogin } from "./till-input.ts";
import { mintSessionToken, pendingLifetime } from "./tokens.server.ts";
import { machineTenant } from "./viewer.server.ts";

type Where = { businessId: string; shard: number };
type Store = { id: string; name: string; kind: "shop" | "web" };
type Opener = Where & { userId: string | null; email: string; passwordHash: string; stores: Store[] };

/** A login begun. `token` goes into the cookie and is stored nowhere; several `stores` where an owner may choose. */
export type BegunLogin = PendingDevice & { token: string; stores: { id: string; name: string }[] };

const Begin = z.object({
	id: z.string(),
	tokenHash: z.string(),
	storeId: z.string(),
	userId: z.string().nullable(),
	passwordMark: z.string(),
	email: z.string(),
	locale: z.enum(["en", "da"]),
});

const beginLogin = command({
	name: "identity.start-device-login",
	needs: "devices:write",
	input: Begin,
	async run({ work, now }, { id, tokenHash, storeId, userId, passwordMark, email, locale }) {
		work.add(sql`INSERT INTO deviceLogins (businessId, id, tokenHash, storeId, userId, passwordMark, email, locale, createdAt, expiresAt)
			VALUES (${work.businessId}, ${id}, ${tokenHash}, ${storeId}, ${userId}, ${passwordMark}, ${email}, ${locale}, ${now}, ${now + pendingLifetime})`);
		work.record(DeviceLoginStarted, { subject: { type: "store", id: storeId }, storeId, data: { email } });
		return known({ id });
	},
});

/**
 * The first step of a device that wants to become a till: the store's e-mail and password, or those of an owner. Nothing is sent yet. The attempt
 * is counted before the password is judged; an unknown e-mail costs the same time and gets the same answer as a wrong password.
 *
 * @throws Refusal `validation_failed`, `unauthenticated / wrong_credentials`, `forbidden / missing_permission`, `store_not_yours`, `too_many_attempts`
 */
export async function startDeviceLogin(scope: Scope, raw: unknown, { locale }: { locale: "en" | "da" }): Promise<BegunLogin> {
	const parsed = StartDeviceLogin.safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	const { email, password, storeId } = parsed.data;
	const opener = await openerOf(scope, email, password);
	if (!opener) refuse("unauthenticated", "wrong_credentials");

	const shops = opener.stores.filter(({ kind }) => kind === "shop");
	const store = storeId === undefined ? (shops[0] ?? opener.stores[0]) : opener.stores.find(({ id }) => id === storeId);
	if (!store) refuse("forbidden", "store_not_yours", { storeId });
	const { businessId, shard, userId, passwordHash } = opener;
	const { token, tokenHash } = await mintSessionToken(opener);
	const id = newId<"deviceLogin">(scope.now);
	await beginLogin(machineTenant(scope, opener, "identity.store-login"), {
		id,
		tokenHash,
		storeId: store.id,
		userId,
		passwordMark: await sha256(passwordHash),
		email: opener.email,
		locale,
	});
	const { row } = await shardOf(scope, shard).read({ row: first<DeviceLoginRow>(deviceLoginBy(businessId, sql`l.id = ${id}`)) });
	if (!row) throw new Error("a login just begun is not there");
	return { token, ...pendingOf(row), stores: opener.stores.map(({ id, name }) => ({ id, name })) };
}

const refuseLogin = command({
	name: "identity.refuse-device-login",
	needs: "devices:write",
	input: z.object({ storeId: z.string(), email: z.string() }),
	async run({ work }, { storeId, email }) {
		work.record(DeviceLoginRefused, { subject: { type: "store", id: storeId }, storeId, data: { email } });
		return known({ refused: true });
	},
});

/** Notes a wrong password for the audit of the business whose address was tried; whoever may open several stores is noted at the first. */
async function noteRefused(scope: Scope, { stores, email, ...where }: Opener): Promise<void> {
	const storeId = stores[0]?.id;
	if (storeId !== undefined) await refuseLogin(machineTenant(scope, where, "identity.store-login"), { storeId, email });
}

/** Whose e-mail and password these are. A store and an owner may share an e-mail; the password says who is meant. */
async function openerOf(scope: Scope, name: string, password: string): Promise<Opener | null> {
	const [perAccount, perAddress, doors, logins] = await directoryOf(scope).write([
		reserveAttempt(scope, "storeLoginPerAccount", name),
		reserveAttempt(scope, "storeLoginPerAddress", addressOf(scope)),
		sql`SELECT businessId, shard, storeId FROM storeDoors WHERE email = ${name}`,
		sql`SELECT * FROM logins WHERE name = ${name}`,
	]);
	judgeAttempt(scope, "storeLoginPerAccount", perAccount);
	judgeAttempt(scope, "storeLoginPerAddress", perAddress);
	const door = doors?.[0] as (Where & { storeId: string }) | undefined;
	const row = logins?.[0] as LoginRow | undefined;
	const login = row && (await settles(scope, row)) ? row : undefined;

	// Nobody is looked up and judged as somebody is.
	const nobody = { businessId: "", shard: 0, storeId: "", userId: "" };
	const [store, user] = await Promise.all([storeOpener(scope, door ?? nobody, name), userOpener(scope, login ?? nobody)]);
	const isStore = await isPassword(password, store?.passwordHash);
	const isUser = await isPassword(password, user?.passwordHash);
	if (store && isStore) return store;
	if (!user || !isUser) {
		// Behind the answer, which must not take longer where somebody has that address.
		for (const known of [store, user]) if (known) scope.waitUntil(noteRefused(scope, known));
		return null;
	}
	if (!permissionsOf[user.role].has("devices:write")) refuse("forbidden", "missing_permission", { permission: "devices:write" });
	return user;
}

async function storeOpener(
	scope: Scope,
	{ businessId, shard, storeId }: Where & { storeId: string },
	email: string,
): Promise<Opener | null> {
	const { row } = await shardOf(scope, shard).read({
		row: first<{ passwordHash: string; name: string; kind: "shop" | "web" }>(sql`SELECT o.passwordHash, s.name, s.kind
			FROM storeDoors o JOIN stores s ON s.businessId = o.businessId AND s.id = o.storeId
			WHERE o.businessId = ${businessId} AND o.storeId = ${storeId} AND o.email = ${email}`),
	});
	return row ? { businessId, shard, userId: null, email, passwordHash: row.passwordHash, stores: [{ id: storeId, ...row }] } : null;
}

async function userOpener(
	scope: Scope,
	{ businessId, shard, userId }: Where & { userId: string },
): Promise<(Opener & { role: Role }) | null> {
	const { user, stores } = await shardOf(scope, shard).read({
		user: first<{ passwordHash: string | null; email: string | null; role: Role }>(
			sql`SELECT passwordHash, email, role FROM users WHERE businessId = ${businessId} AND id = ${userId} AND state = 'active'`,
		),
		stores: many<Store>(sql`SELECT id, name, kind FROM stores WHERE businessId = ${businessId} ORDER BY position, id`),
	});
	// Without an address there is nowhere to send a code.
	if (!user?.passwordHash || user.email === null) return null;
	return { businessId, shard, userId, email: user.email, passwordHash: user.passwordHash, stores, role: user.role };
}
