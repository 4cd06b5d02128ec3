import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, issuesOf, known } from "#app/platform/command.server.ts";
import { directoryOf, first, shardOf } from "#app/platform/database.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { open } from "#app/platform/keyring.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { openTenant } from "#app/platform/tenant.server.ts";
import { judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import { type DeviceLogin, type DeviceLoginRow, deviceCodeHash, deviceLoginBy, judgeLogin, pendingClaim } from "./device-logins.server.ts";
import { devicesSoFar, type EnrolledDevice, enrolDeviceIn, nameOf } from "./enrol-device.server.ts";
import { DeviceCodeRefused } from "./events.server.ts";
import { machinePermissions } from "./permissions.ts";
import { deviceCodes } from "./rules.ts";
import { VerifyDeviceCode } from "./till-input.ts";
import { deviceLifetime, mintSessionToken } from "./tokens.server.ts";
import { totpStepOf } from "./totp.server.ts";

const Enrol = z.object({
	loginId: z.string(),
	deviceId: z.string(),
	tokenHash: z.string(),
	name: z.string().optional(),
	userAgent: z.string(),
	totpStep: z.number().nullable(),
});

type Enrolled = Omit<EnrolledDevice, "token">;

const finishLogin = command<typeof Enrol, Enrolled>({
	name: "identity.finish-device-login",
	needs: "devices:write",
	input: Enrol,
	async run({ tenant, db, work, now }, { loginId, deviceId, tokenHash, name, userAgent, totpStep }) {
		const { row, business } = await db.read({
			row: first<DeviceLoginRow>(deviceLoginBy(db.businessId, sql`l.id = ${loginId}`)),
			business: first<{ locale: "en" | "da" }>(sql`SELECT locale FROM businesses WHERE businessId = ${db.businessId} AND state = 'active'`),
		});
		const login = await judgeLogin(row, now);
		if (!business) refuse("unauthenticated", "device_login_over");
		const { storeId, storeName, userId } = login;
		const { soFar } = await db.read({ soFar: devicesSoFar(db.businessId, storeId) });
		// One code opens one till, whoever else has shown it at the same instant.
		work.guard(sql`SELECT 1 FROM deviceLogins WHERE businessId = ${work.businessId} AND id = ${loginId} AND closedAt IS NULL`);
		work.add(sql`UPDATE deviceLogins SET closedAt = ${now} WHERE businessId = ${work.businessId} AND id = ${loginId}`);
		if (totpStep !== null) {
			work.guard(sql`SELECT 1 FROM storeDoors WHERE businessId = ${work.businessId} AND storeId = ${storeId} AND totpStep < ${totpStep}`);
			work.add(sql`UPDATE storeDoors SET totpStep = ${totpStep} WHERE businessId = ${work.businessId} AND storeId = ${storeId}`);
		}
		const device = { id: deviceId, name: nameOf(name, business.locale, soFar) };
		await enrolDeviceIn(work, tenant.scope, { ...device, storeId, tokenHash, enrolledBy: userId, userAgent }, "login");
		return known({ device, store: { id: storeId, name: storeName }, expiresAt: now + deviceLifetime });
	},
});

const refuseCode = command({
	name: "identity.refuse-device-code",
	needs: "devices:write",
	input: z.object({ storeId: z.string(), left: z.number() }),
	async run({ work }, { storeId, left }) {
		work.record(DeviceCodeRefused, { subject: { type: "store", id: storeId }, storeId, data: { left } });
		return known({ refused: true });
	},
});

/**
 * The third step: the code, which makes the device a till. A guess is counted before it is judged, five for a login whatever is sent again; a code
 * opens once, before it runs out, and only for the login it was made for.
 *
 * @throws Refusal `validation_failed`, `unauthenticated / device_login_over`, `wrong_code` with `left`, `too_many / device_login_locked`, `too_many_attempts`
 */
export async function verifyDeviceCode(scope: Scope, raw: unknown, { userAgent }: { userAgent: string }): Promise<EnrolledDevice> {
	const parsed = VerifyDeviceCode.safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	const { code, name } = parsed.data;
	const login = await countGuess(scope);
	const totpStep = await judgeCode(scope, login, code);
	if (totpStep === "wrong") {
		const left = deviceCodes.attempts - login.attempts;
		await refuseCode(openerTenant(scope, login), { storeId: login.storeId, left });
		refuse("unauthenticated", "wrong_code", { field: "code", left });
	}

	const { token, tokenHash } = await mintSessionToken(login);
	const enrolled = await finishLogin(openerTenant(scope, login), {
		loginId: login.id,
		deviceId: newId<"device">(scope.now),
		tokenHash,
		userAgent,
		totpStep,
		...(name !== undefined && { name }),
	});
	await directoryOf(scope).write([
		sql`UPDATE attempts SET count = 0 WHERE bucket IN ('storeLoginPerAccount', 'storeGuessesPerAccount') AND subject = ${login.email}`,
	]);
	return { ...enrolled, token };
}

/** The login the device is at, with this guess counted against it and against its e-mail. */
async function countGuess(scope: Scope): Promise<DeviceLogin> {
	const { businessId, shard, tokenHash } = await pendingClaim(scope);
	const one = deviceLoginBy(businessId, sql`l.tokenHash = ${tokenHash}`);
	const { row } = await shardOf(scope, shard).read({ row: first<DeviceLoginRow>(one) });
	const { email } = await judgeLogin(row, scope.now);
	const [perAccount] = await directoryOf(scope).write([reserveAttempt(scope, "storeGuessesPerAccount", email)]);
	judgeAttempt(scope, "storeGuessesPerAccount", perAccount);
	const [counted, rows] = await shardOf(scope, shard).write([
		sql`UPDATE deviceLogins SET attempts = attempts + 1 WHERE businessId = ${businessId} AND tokenHash = ${tokenHash}
			AND closedAt IS NULL AND expiresAt > ${scope.now} AND attempts < ${deviceCodes.attempts} RETURNING id`,
		one,
	]);
	const login = await judgeLogin(rows?.[0] as DeviceLoginRow | undefined, scope.now);
	if (!counted?.length) refuse("too_many", "device_login_locked");
	return { ...login, businessId, shard };
}

/** @returns the time step of an app's code; null for one that was mailed */
async function judgeCode(scope: Scope, login: DeviceLogin, code: string): Promise<number | null | "wrong"> {
	if (login.totpSecret === null)
		return login.codeHash !== null && login.codeHash === (await deviceCodeHash(scope, login.id, code)) ? null : "wrong";
	const place = { businessId: login.businessId, table: "storeDoors", rowId: login.storeId, column: "totpSecret" };
	const secret = await open(scope.cfg.ENCRYPTION_KEYS, place, login.totpSecret);
	return (await totpStepOf(secret, code, scope.now, login.totpStep)) ?? "wrong";
}

/** Whoever's password it was, or the store itself, for the audit. */
function openerTenant(scope: Scope, { businessId, shard, userId, userName, storeId, storeName }: DeviceLogin) {
	return openTenant(scope, {
		businessId,
		shard,
		proof: null,
		admit: () => ({
			actor: userId === null ? { kind: "system", id: storeId, name: storeName } : { kind: "user", id: userId, name: userName ?? "" },
			permissions: machinePermissions,
		}),
	});
}
