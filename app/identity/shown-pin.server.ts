import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, known } from "#app/platform/command.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { openTenant, type Principal, type Tenant } from "#app/platform/tenant.server.ts";
import type { Work } from "#app/platform/work.server.ts";
import { PinRefused } from "./events.server.ts";
import { permissionsAtTill } from "./permissions.ts";
import { type Candidate, forgivePinGuess, type Guess } from "./pin-guesses.server.ts";

/** What the right guess gives back rides in the batch of what it was shown for. */
const guesses = new WeakMap<Tenant, Guess>();

/** Somebody who has just shown their PIN at a device; without one, the device itself. Named so in the audit. */
export function shownPin(scope: Scope, guess: Guess, who: Candidate | undefined): Tenant {
	const { businessId, shard, at } = guess;
	const tenant = openTenant<Principal>(scope, {
		businessId,
		shard,
		proof: null,
		admit: () => ({
			actor: who ? { kind: "user", id: who.userId, name: who.name } : { kind: "system", id: at.device.id, name: at.device.name },
			permissions: who ? permissionsAtTill(who.role) : at.permissions,
			device: at.device,
		}),
	});
	guesses.set(tenant, guess);
	return tenant;
}

/** In the batch of what a PIN was shown for: the guess is given back, and a PIN or till that is another by now undoes it all. */
export function acceptPinIn(work: Work, tenant: Tenant, who: Pick<Candidate, "employeeId" | "pinHash">): void {
	const guess = guesses.get(tenant);
	if (!guess) throw new Error("nobody has shown a PIN");
	const { businessId } = work;
	work.guard(
		sql`SELECT 1 FROM employees WHERE businessId = ${businessId} AND id = ${who.employeeId} AND pinHash = ${who.pinHash} AND state = 'active'`,
	);
	work.guard(sql`SELECT 1 FROM devices WHERE businessId = ${businessId} AND id = ${guess.at.device.id} AND revokedAt IS NULL`);
	work.add(forgivePinGuess(guess, who.employeeId));
}

const refusePin = command({
	name: "identity.refuse-pin",
	needs: "till:use",
	input: z.object({ userId: z.string(), name: z.string(), tries: z.number(), storeId: z.string() }),
	async run({ work }, { userId, name, tries, storeId }) {
		work.record(PinRefused, { subject: { type: "user", id: userId }, storeId, data: { name, tries } });
		return known({ refused: true });
	},
});

/** Notes wrong guesses for the audit: at whose PIN, at which till; what was guessed is nowhere. */
export async function noteWrongPin(scope: Scope, guess: Guess): Promise<void> {
	for (const { userId, name, tries } of guess.candidates)
		await refusePin(shownPin(scope, guess, undefined), { userId, name, tries, storeId: guess.at.store.id });
}
