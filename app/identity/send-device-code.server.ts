import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, issuesOf, known } from "#app/platform/command.server.ts";
import { directoryOf, first, shardOf } from "#app/platform/database.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { log } from "#app/platform/log.server.ts";
import { requireMail } from "#app/platform/mail/mail.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { second } from "#app/platform/time.ts";
import { addressOf, judgeAttempt, reserveAttempt } from "./attempts.server.ts";
import {
	type DeviceLoginRow,
	deviceCode,
	deviceLoginBy,
	judgeLogin,
	type PendingDevice,
	pendingClaim,
	pendingOf,
} from "./device-logins.server.ts";
import { DeviceCodeAsked } from "./events.server.ts";
import { deviceCodes } from "./rules.ts";
import { SendDeviceCode } from "./till-input.ts";
import { machineTenant } from "./viewer.server.ts";

const Send = SendDeviceCode.extend({ tokenHash: z.string() });

const sendCode = command<typeof Send, { loginId: string; sends: number }>({
	name: "identity.send-device-code",
	needs: "devices:write",
	input: Send,
	async run({ tenant, db, work, now }, { tokenHash, storeId, to }) {
		const { scope } = tenant;
		const { row, store } = await db.read({
			row: first<DeviceLoginRow>(deviceLoginBy(db.businessId, sql`l.tokenHash = ${tokenHash}`)),
			store: first<{ totpSecret: string | null }>(sql`SELECT o.totpSecret FROM stores s
				LEFT JOIN storeDoors o ON o.businessId = s.businessId AND o.storeId = s.id WHERE s.businessId = ${db.businessId} AND s.id = ${storeId ?? ""}`),
		});
		const login = await judgeLogin(row, now);
		if (login.attempts >= deviceCodes.attempts) refuse("too_many", "device_login_locked");
		const moves = storeId !== undefined && storeId !== login.storeId;
		// A store's own login opens that store; an owner's any of theirs.
		if (moves && (login.userId === null || !store)) refuse("forbidden", "store_not_yours", { storeId });
		const mine = sql`businessId = ${work.businessId} AND id = ${login.id}`;
		if (moves) work.add(sql`UPDATE deviceLogins SET storeId = ${storeId} WHERE ${mine}`);
		if (moves ? store?.totpSecret : login.totpSecret) return known({ loginId: login.id, sends: 0 });

		const wait = login.sentAt === null ? 0 : login.sentAt + deviceCodes.resendAfter - now;
		if (wait > 0) refuse("too_many", "code_just_sent", { retryAfter: Math.ceil(wait / second) });
		if (login.sends >= deviceCodes.sends) refuse("too_many", "too_many_codes");
		requireMail(scope.cfg);
		const [perAccount, perAddress] = await directoryOf(scope).write([
			reserveAttempt(scope, "storeCodesPerAccount", login.email),
			reserveAttempt(scope, "storeCodesPerAddress", addressOf(scope)),
		]);
		judgeAttempt(scope, "storeCodesPerAccount", perAccount);
		judgeAttempt(scope, "storeCodesPerAddress", perAddress);

		const sends = login.sends + 1;
		const { codeHash } = await deviceCode(scope, { id: login.id, sends });
		// Of two at once one code is made.
		work.guard(sql`SELECT 1 FROM deviceLogins WHERE ${mine} AND sends = ${login.sends} AND closedAt IS NULL`);
		work.add(sql`UPDATE deviceLogins SET sends = ${sends}, sentAt = ${now}, codeHash = ${codeHash}, sentTo = ${to ?? null} WHERE ${mine}`);
		const subject = { type: "store", id: storeId ?? login.storeId };
		work.record(DeviceCodeAsked, { subject, storeId: subject.id, data: { loginId: login.id, sends } });
		return known({ loginId: login.id, sends });
	},
});

/**
 * The second step: mails a code to the address on file. A new code overwrites the one before, and gives no guess back. With a code from an app
 * expected nothing is sent.
 *
 * @throws Refusal `validation_failed`, `unauthenticated / device_login_over`, `forbidden / code_goes_to_address_on_file`, `store_not_yours`,
 * `too_many / code_just_sent`, `too_many_codes`, `device_login_locked`, `too_many_attempts`, `unavailable / mail_not_configured`
 */
export async function sendDeviceCode(scope: Scope, raw: unknown): Promise<PendingDevice> {
	const parsed = SendDeviceCode.safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	const { to } = parsed.data;
	const isLocal = scope.cfg.ENVIRONMENT === "local";
	if (to !== undefined && !isLocal && to !== scope.cfg.RESEND_TEST_TO?.toLowerCase()) refuse("forbidden", "code_goes_to_address_on_file");
	const { tokenHash, ...where } = await pendingClaim(scope);
	const tenant = machineTenant(scope, where, "identity.store-login");
	const { loginId, sends } = await sendCode(tenant, { ...parsed.data, tokenHash });
	if (sends > 0 && isLocal && !scope.cfg.RESEND_API_KEY) {
		const { code } = await deviceCode(scope, { id: loginId, sends });
		log("info", "development.device_code", { requestId: scope.requestId, code });
	}
	const { row } = await shardOf(scope, where.shard).read({
		row: first<DeviceLoginRow>(deviceLoginBy(where.businessId, sql`l.id = ${loginId}`)),
	});
	return pendingOf(await judgeLogin(row, scope.now));
}
