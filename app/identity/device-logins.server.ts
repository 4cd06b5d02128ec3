import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { first, many, shardOf } from "#app/platform/database.server.ts";
import { fingerprint, sha256 } from "#app/platform/digest.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { bytesOf } from "#app/platform/ids.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { day } from "#app/platform/time.ts";
import { deviceCodes, maskedEmail } from "./rules.ts";
import { placeOf } from "./tokens.server.ts";

/** A device on its way in: how far it is, and the code that is expected of it. */

export type DeviceLoginRow = {
	id: string;
	tokenHash: string;
	storeId: string;
	userId: string | null;
	passwordMark: string;
	email: string;
	locale: "en" | "da";
	codeHash: string | null;
	sends: number;
	sentAt: number | null;
	sentTo: string | null;
	attempts: number;
	createdAt: number;
	expiresAt: number;
	closedAt: number | null;
	storeName: string;
	/** Sealed; with one, codes come from an app and not by mail. */
	totpSecret: string | null;
	totpStep: number;
	userName: string | null;
	/** What the password would be judged by now. */
	passwordHash: string | null;
};

export type DeviceLogin = DeviceLoginRow & { businessId: string; shard: number };

/** What somebody may know of it who has shown the password and nothing else. */
export type PendingDevice = {
	store: { id: string; name: string };
	/** Where the code comes from. */
	method: "email" | "app";
	/** Masked. */
	email: string;
	sent: boolean;
	triesLeft: number;
	/** When a code can be sent again; ms UTC. */
	resendAt: number;
	expiresAt: number;
};

export function pendingOf({ storeId, storeName, totpSecret, email, sends, sentAt, attempts, expiresAt }: DeviceLoginRow): PendingDevice {
	return {
		store: { id: storeId, name: storeName },
		method: totpSecret ? "app" : "email",
		email: maskedEmail(email),
		sent: sends > 0,
		triesLeft: deviceCodes.attempts - attempts,
		resendAt: sentAt === null ? 0 : sentAt + deviceCodes.resendAfter,
		expiresAt,
	};
}

/** One by a condition on its row `l`, with what is judged beside it. */
export function deviceLoginBy(businessId: string, which: SQL): SQL {
	return sql`SELECT l.*, s.name AS storeName, o.totpSecret, COALESCE(o.totpStep, 0) AS totpStep,
			u.name AS userName, iif(l.userId IS NULL, o.passwordHash, u.passwordHash) AS passwordHash
		FROM deviceLogins l JOIN stores s ON s.businessId = l.businessId AND s.id = l.storeId
		LEFT JOIN users u ON u.businessId = l.businessId AND u.id = l.userId AND u.state = 'active'
		LEFT JOIN storeDoors o ON o.businessId = l.businessId AND o.storeId = l.storeId
		WHERE l.businessId = ${businessId} AND ${which}`;
}

/** What a device's pending cookie names: where it is, and the hash it is kept under. @throws Refusal `unauthenticated / device_login_over` */
export async function pendingClaim(scope: Scope): Promise<{ businessId: string; shard: number; tokenHash: string }> {
	const { pending } = scope.device;
	const place = pending && placeOf(pending);
	if (!pending || !place) refuse("unauthenticated", "device_login_over");
	return { ...place, tokenHash: await sha256(pending) };
}

/** Whether it can still be finished. @throws Refusal `unauthenticated / device_login_over`, `too_many / device_login_locked` */
export async function judgeLogin<Row extends DeviceLoginRow>(row: Row | undefined, now: number): Promise<Row> {
	if (!row || row.closedAt !== null || row.expiresAt <= now) refuse("unauthenticated", "device_login_over");
	// A password that was changed meanwhile opens nothing any more.
	if (row.passwordHash === null || (await sha256(row.passwordHash)) !== row.passwordMark) refuse("unauthenticated", "device_login_over");
	return row;
}

/** This request's, if it can still be finished; null otherwise. `address` is where its code goes, in full. */
export async function pendingLogin(scope: Scope): Promise<(Omit<DeviceLogin, "email"> & PendingDevice & { address: string }) | null> {
	const { pending } = scope.device;
	if (!pending || !placeOf(pending)) return null;
	const { businessId, shard, tokenHash } = await pendingClaim(scope);
	const { row } = await shardOf(scope, shard).read({
		row: first<DeviceLoginRow>(deviceLoginBy(businessId, sql`l.tokenHash = ${tokenHash}`)),
	});
	if (!row || row.closedAt !== null || row.expiresAt <= scope.now) return null;
	return { ...row, businessId, shard, ...pendingOf(row), address: scope.cfg.RESEND_TEST_TO ?? row.sentTo ?? row.email };
}

/** The stores a login may open: an owner's are all there are. */
export async function choicesOf(
	scope: Scope,
	{ businessId, shard, userId, store }: { businessId: string; shard: number; userId: string | null; store: { id: string; name: string } },
): Promise<{ id: string; name: string }[]> {
	if (userId === null) return [store];
	const { stores } = await shardOf(scope, shard).read({
		stores: many<{ id: string; name: string }>(sql`SELECT id, name FROM stores WHERE businessId = ${businessId} ORDER BY position, id`),
	});
	return stores;
}

/**
 * The code of one sending: six digits out of the HMAC of what it opens. Whoever holds the deployment's secret can make it again, as the reaction
 * does that mails it; so the code is kept nowhere, and only its hash is on the shard.
 */
export async function deviceCode(scope: Scope, login: { id: string; sends: number }): Promise<{ code: string; codeHash: string }> {
	const mark = await fingerprint(scope.cfg.SESSION_SECRET, "device code", `${login.id} ${login.sends}`);
	const number = new DataView(bytesOf(mark).buffer).getBigUint64(0) % 1_000_000n;
	const code = String(number).padStart(6, "0");
	return { code, codeHash: await deviceCodeHash(scope, login.id, code) };
}

export function deviceCodeHash(scope: Scope, loginId: string, code: string): Promise<string> {
	return fingerprint(scope.cfg.SESSION_SECRET, "device code hash", `${loginId} ${code}`);
}

export type CodeToMail = { id: string; sends: number; to: string; locale: "en" | "da"; storeName: string; businessName: string };

/** A code that may still be mailed: the last one, of a login that is open. */
export const codeToMail = query({
	name: "identity.device-code-to-mail",
	needs: "devices:write",
	input: z.object({ loginId: z.string() }),
	async run({ db, now }, { loginId }) {
		const { row } = await db.read({
			row: first<CodeToMail>(sql`SELECT l.id, l.sends, COALESCE(l.sentTo, l.email) AS "to", l.locale, s.name AS storeName, b.name AS businessName
				FROM deviceLogins l JOIN stores s ON s.businessId = l.businessId AND s.id = l.storeId JOIN businesses b ON b.businessId = l.businessId
				WHERE l.businessId = ${db.businessId} AND l.id = ${loginId} AND l.closedAt IS NULL AND l.expiresAt > ${now}`),
		});
		return row ?? null;
	},
});

/** Forgets logins a day after they ran out, and employees' sessions that are over. @returns how many */
export async function forgetTillSessions(scope: Scope, shard: number): Promise<number> {
	const gone = await shardOf(scope, shard).write([
		sql`DELETE FROM deviceLogins WHERE (businessId, id) IN (SELECT businessId, id FROM deviceLogins WHERE expiresAt <= ${scope.now - 1 * day} LIMIT 5000) RETURNING id`,
		sql`DELETE FROM employeeSessions WHERE (businessId, id) IN (SELECT businessId, id FROM employeeSessions WHERE expiresAt <= ${scope.now} LIMIT 5000) RETURNING id`,
	]);
	return gone.reduce((sum, rows) => sum + rows.length, 0);
}
