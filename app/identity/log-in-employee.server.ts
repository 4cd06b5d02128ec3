import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, issuesOf, known } from "#app/platform/command.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { EmployeeLoggedIn } from "./events.server.ts";
import type { Role } from "./permissions.ts";
import { countPinGuess, whosePin } from "./pin-guesses.server.ts";
import { pinGuesses } from "./rules.ts";
import { acceptPinIn, noteWrongPin, shownPin } from "./shown-pin.server.ts";
import { EmployeeLogIn } from "./till-input.ts";
import { employeeLifetime, mintSessionToken } from "./tokens.server.ts";
import type { BusinessFacts, StoreFacts } from "./viewer.server.ts";

/** Somebody at a till from now on. `token` goes into the cookie and is stored nowhere. */
export type EmployeeAtTill = {
	token: string;
	employee: { id: string; slug: string; name: string; role: Role };
	userId: string;
	device: { id: string; name: string };
	store: StoreFacts;
	business: BusinessFacts;
	expiresAt: number;
};

const Begin = z.object({
	sessionId: z.string(),
	tokenHash: z.string(),
	userId: z.string(),
	employeeId: z.string(),
	pinHash: z.string(),
	deviceId: z.string(),
	storeId: z.string(),
});

const beginEmployeeSession = command({
	name: "identity.employee-log-in",
	needs: "till:use",
	input: Begin,
	async run({ tenant, work, now }, { sessionId, tokenHash, userId, employeeId, pinHash, deviceId, storeId }) {
		const { businessId } = work;
		acceptPinIn(work, tenant, { employeeId, pinHash });
		// One person at a till at a time.
		work.add(
			sql`DELETE FROM employeeSessions INDEXED BY employeeSessions_of_device WHERE businessId = ${businessId} AND deviceId = ${deviceId}`,
		);
		work.add(sql`INSERT INTO employeeSessions (businessId, id, tokenHash, employeeId, deviceId, createdAt, seenAt, expiresAt)
			VALUES (${businessId}, ${sessionId}, ${tokenHash}, ${employeeId}, ${deviceId}, ${now}, ${now}, ${now + employeeLifetime})`);
		work.record(EmployeeLoggedIn, { subject: { type: "user", id: userId }, storeId, data: { sessionId } });
		return known({ sessionId });
	},
});

/**
 * Signs somebody in at a till with their PIN; whoever was at it is out. An unknown slug costs as much time as a known one.
 * @throws Refusal `validation_failed`, `unauthenticated / device_unknown`, `wrong_pin` with `left`, `too_many / pin_locked`, `device_locked`, `forbidden / pin_blocked`
 */
export async function logInEmployee(scope: Scope, raw: unknown): Promise<EmployeeAtTill> {
	const parsed = EmployeeLogIn.safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	const { slug, pin } = parsed.data;
	const guess = await countPinGuess(scope, sql`w.slug = ${slug}`);
	const [found] = await whosePin(scope, guess, pin);
	if (!found) {
		await noteWrongPin(scope, guess);
		refuse("unauthenticated", "wrong_pin", { field: "pin", left: Math.max(0, pinGuesses.free - (guess.candidates[0]?.tries ?? 0)) });
	}
	const { at } = guess;
	const { employeeId, userId, name, role, pinHash } = found;
	const { token, tokenHash } = await mintSessionToken(guess);
	await beginEmployeeSession(shownPin(scope, guess, found), {
		sessionId: newId<"session">(),
		tokenHash,
		userId,
		employeeId,
		pinHash,
		deviceId: at.device.id,
		storeId: at.store.id,
	});
	return {
		token,
		employee: { id: employeeId, slug: found.slug, name, role },
		userId,
		device: { id: at.device.id, name: at.device.name },
		store: at.store,
		business: at.business,
		expiresAt: scope.now + employeeLifetime,
	};
}
