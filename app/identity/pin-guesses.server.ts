import { type SQL, sql } from "drizzle-orm";
import { shardOf } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import { open, seal } from "#app/platform/keyring.server.ts";
import { hashPassword, isPassword } from "#app/platform/password.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { hour, second } from "#app/platform/time.ts";
import { type AtDevice, deviceCredential } from "./at-device.server.ts";
import { standingDevice } from "./credentials.server.ts";
import type { Role } from "./permissions.ts";
import { deviceGuesses, pinGuesses, storeGuesses } from "./rules.ts";

/**
 * A guess at a PIN is counted before it is judged, against the employee and against the device, in the one batch that also proves the device and
 * finds the hash. So a thousand at once are judged no oftener than the limits say, and whoever waits is not judged at all.
 */

export type Candidate = {
	employeeId: string;
	slug: string;
	userId: string;
	name: string;
	role: Role;
	pinHash: string;
	tries: number;
	lockedUntil: number;
	lastTry: string | null;
};

/** What one guess found: whose PIN it may be, who `waits` and is not judged, and how to give the guess back once it turned out right. */
export type Guess = { at: AtDevice; businessId: string; shard: number; candidates: Candidate[]; waits: Candidate[]; tryId: string };

type DeviceGuard = { lockedUntil: number; lastTry: string | null; storeUntil: number };

/**
 * Counts a guess at the PINs of `who` (a condition on employees `e`, their stores `w` and users `u`) at this request's device.
 * @throws Refusal `unauthenticated / device_unknown`, `too_many / pin_locked`, `device_locked`, `store_locked` with `retryAfter`, `forbidden / pin_blocked`
 */
export async function countPinGuess(scope: Scope, who: SQL): Promise<Guess> {
	const credential = (await deviceCredential(scope)) ?? refuse("unauthenticated", "device_unknown");
	const { businessId, shard, deviceHash } = credential;
	const { now } = scope;
	const tryId = newId<"try">(now);
	const atThisDevice = sql`FROM devices d
		JOIN employeeStores w ON w.businessId = d.businessId AND w.storeId = d.storeId
		JOIN employees e ON e.businessId = w.businessId AND e.id = w.employeeId AND e.state = 'active' AND e.pinHash IS NOT NULL
		JOIN users u ON u.businessId = e.businessId AND u.id = e.userId AND u.state = 'active'`;
	const here = sql`d.businessId = ${businessId} AND ${standingDevice(deviceHash, now)} AND (${who})`;
	const storeWaits = sql`EXISTS (SELECT 1 FROM pinGuards g WHERE g.businessId = ${businessId} AND g.subject = 'store:' || d.storeId AND g.lockedUntil > ${now})`;
	const [proof, , , , rows, guards] = await shardOf(scope, shard).write([
		credential.proof!,
		// Nobody is counted at while the device or the store waits: a stolen till could lock the whole shop out.
		sql`INSERT INTO pinGuards (businessId, subject, tries, lastTry)
			SELECT ${businessId}, 'employee:' || e.id, 1, ${tryId} ${atThisDevice} WHERE ${here}
				AND NOT EXISTS (SELECT 1 FROM pinGuards g WHERE g.businessId = ${businessId} AND g.subject = 'device:' || d.id AND g.lockedUntil > ${now})
				AND NOT ${storeWaits}
			ON CONFLICT (businessId, subject) DO UPDATE SET tries = tries + 1, lastTry = excluded.lastTry,
				lockedUntil = iif(tries + 1 < ${pinGuesses.free}, 0, CAST(${now} + ${pinGuesses.firstLock} * (1 << (tries + 1 - ${pinGuesses.free})) AS INTEGER))
			WHERE pinGuards.lockedUntil <= ${now} AND pinGuards.tries < ${pinGuesses.most}`,
		sql`INSERT INTO pinGuards (businessId, subject, tries, resetsAt, lastTry)
			SELECT ${businessId}, 'device:' || d.id, 1, ${now + 1 * hour}, ${tryId} FROM devices d
			WHERE d.businessId = ${businessId} AND ${standingDevice(deviceHash, now)} AND NOT ${storeWaits} AND (NOT EXISTS (SELECT 1 ${atThisDevice} WHERE ${here})
				OR EXISTS (SELECT 1 ${atThisDevice} JOIN pinGuards g ON g.businessId = e.businessId AND g.subject = 'employee:' || e.id AND g.lastTry = ${tryId} WHERE ${here}))
			ON CONFLICT (businessId, subject) DO UPDATE SET lastTry = excluded.lastTry,
				tries = iif(resetsAt <= ${now}, 1, tries + 1),
				resetsAt = iif(resetsAt <= ${now}, ${now + 1 * hour}, resetsAt),
				lockedUntil = iif(iif(resetsAt <= ${now}, 1, tries + 1) < ${deviceGuesses.perHour}, 0,
					CAST(${now} + min(${deviceGuesses.longestLock}, ${deviceGuesses.firstLock} * (1 << min(locks, 8))) AS INTEGER)),
				locks = iif(iif(resetsAt <= ${now}, 1, tries + 1) < ${deviceGuesses.perHour}, iif(resetsAt <= ${now - 24 * hour}, 0, locks), locks + 1)
			WHERE pinGuards.lockedUntil <= ${now}`,
		// What was counted at the device is counted at its store.
		sql`INSERT INTO pinGuards (businessId, subject, tries, resetsAt, lastTry)
			SELECT ${businessId}, 'store:' || d.storeId, 1, ${now + 1 * hour}, ${tryId} FROM devices d
			JOIN pinGuards g ON g.businessId = d.businessId AND g.subject = 'device:' || d.id AND g.lastTry = ${tryId}
			WHERE d.businessId = ${businessId} AND ${standingDevice(deviceHash, now)}
			ON CONFLICT (businessId, subject) DO UPDATE SET lastTry = excluded.lastTry,
				tries = iif(resetsAt <= ${now}, 1, tries + 1),
				resetsAt = iif(resetsAt <= ${now}, ${now + 1 * hour}, resetsAt),
				lockedUntil = iif(iif(resetsAt <= ${now}, 1, tries + 1) < ${storeGuesses.perHour}, 0, resetsAt)`,
		sql`SELECT e.id AS employeeId, w.slug, u.id AS userId, u.name, u.role, e.pinHash, COALESCE(g.tries, 0) AS tries, COALESCE(g.lockedUntil, 0) AS lockedUntil, g.lastTry
			${atThisDevice} LEFT JOIN pinGuards g ON g.businessId = e.businessId AND g.subject = 'employee:' || e.id WHERE ${here} ORDER BY e.id LIMIT 20`,
		sql`SELECT COALESCE(g.lockedUntil, 0) AS lockedUntil, g.lastTry, COALESCE(s.lockedUntil, 0) AS storeUntil FROM devices d
			LEFT JOIN pinGuards g ON g.businessId = d.businessId AND g.subject = 'device:' || d.id
			LEFT JOIN pinGuards s ON s.businessId = d.businessId AND s.subject = 'store:' || d.storeId
			WHERE d.businessId = ${businessId} AND ${standingDevice(deviceHash, now)}`,
	]);
	const at = credential.admit(proof ?? [], now);
	const all = (rows ?? []) as Candidate[];
	const device = guards?.[0] as DeviceGuard | undefined;
	if (device?.lastTry !== tryId) refuseWait(all, device, now);
	const isCounted = ({ lastTry }: Candidate) => lastTry === tryId;
	return { at, businessId, shard, tryId, candidates: all.filter(isCounted), waits: all.filter((each) => !isCounted(each)) };
}

/** Says why nothing was counted. */
function refuseWait(candidates: Candidate[], device: DeviceGuard | undefined, now: number): never {
	const wait = (until: number) => ({ retryAfter: Math.max(1, Math.ceil((until - now) / second)) });
	if (device && device.storeUntil > now) refuse("too_many", "store_locked", wait(device.storeUntil));
	if (device && device.lockedUntil > now) refuse("too_many", "device_locked", wait(device.lockedUntil));
	if (candidates.every(({ tries }) => tries >= pinGuesses.most)) refuse("forbidden", "pin_blocked", { tries: pinGuesses.most });
	refuse("too_many", "pin_locked", wait(Math.max(now, Math.min(...candidates.map(({ lockedUntil }) => lockedUntil)))));
}

/** Whose PIN it is, of those it may be: PINs are one in a store by chance only. With nobody to judge it costs as much as with one. */
export async function whosePin(
	scope: Scope,
	{ businessId, candidates }: Pick<Guess, "businessId" | "candidates">,
	pin: string,
): Promise<Candidate[]> {
	if (candidates.length === 0) await isPassword(pin, undefined);
	const found: Candidate[] = [];
	for (const candidate of candidates) {
		const hash = await open(scope.cfg.ENCRYPTION_KEYS, pinPlace(businessId, candidate.employeeId), candidate.pinHash);
		if (await isPassword(pin, hash)) found.push(candidate);
	}
	return found;
}

/**
 * Gives the guess back after it turned out right: the employee begins anew, everybody else it was counted at loses one. Guesses of other tills may
 * have been counted since, so a wait ends where this guess began it, or where there are too few for one without it.
 */
export function forgivePinGuess({ businessId, tryId, at, candidates }: Guess, employeeId: string): SQL {
	const mine = `employee:${employeeId}`;
	const subjects = [...candidates.map((candidate) => `employee:${candidate.employeeId}`), `device:${at.device.id}`, `store:${at.store.id}`];
	const fewest = sql`CASE substr(subject, 1, instr(subject, ':') - 1) WHEN 'store' THEN ${storeGuesses.perHour} WHEN 'device' THEN ${deviceGuesses.perHour} ELSE ${pinGuesses.free} END`;
	const free = sql`(subject = ${mine} OR lastTry = ${tryId} OR tries - 1 < ${fewest})`;
	return sql`UPDATE pinGuards SET tries = iif(subject = ${mine}, 0, max(0, tries - 1)),
			locks = iif(lockedUntil > 0 AND locks > 0 AND ${free}, locks - 1, locks), lockedUntil = iif(${free}, 0, lockedUntil)
		WHERE businessId = ${businessId} AND subject IN (${sql.join(
			subjects.map((subject) => sql`${subject}`),
			sql`, `,
		)})`;
}

/** A PIN as it is kept: Argon2id, and sealed, because four digits are soon tried out by whoever holds the hash. */
export async function sealedPin(scope: Scope, businessId: string, employeeId: string, pin: string): Promise<string> {
	return seal(scope.cfg.ENCRYPTION_KEYS, pinPlace(businessId, employeeId), await hashPassword(pin));
}

function pinPlace(businessId: string, employeeId: string) {
	return { businessId, table: "employees", rowId: employeeId, column: "pinHash" };
}
