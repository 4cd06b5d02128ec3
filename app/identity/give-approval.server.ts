import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, issuesOf, known } from "#app/platform/command.server.ts";
import { refuse, refuseInput } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { ActApproved } from "./events.server.ts";
import { type Approvable, approvable, permissionsAtTill, rolesWith } from "./permissions.ts";
import { countPinGuess, whosePin } from "./pin-guesses.server.ts";
import { approvalLifetime, pinGuesses } from "./rules.ts";
import { acceptPinIn, noteWrongPin, shownPin } from "./shown-pin.server.ts";
import { ApprovableAct, GiveApproval } from "./till-input.ts";
import { someone } from "./viewer.server.ts";

/** Leave to do one risky act: by whom it was asked for, at this till, for a minute, once. */
export type GivenApproval = { approvalId: string; act: Approvable; approvedBy: { id: string; name: string }; expiresAt: number };

const Give = z.object({
	approvalId: z.string(),
	act: ApprovableAct,
	storeId: z.string(),
	deviceId: z.string(),
	askedBy: z.object({ id: z.string(), name: z.string() }),
	employeeId: z.string(),
	pinHash: z.string(),
});

const writeApproval = command({
	name: "identity.give-approval",
	needs: "till:use",
	input: Give,
	async run({ tenant, work, principal, now }, { approvalId, act, storeId, deviceId, askedBy, ...who }) {
		const { actor } = await principal();
		acceptPinIn(work, tenant, who);
		work.add(sql`INSERT INTO approvals (businessId, id, act, storeId, deviceId, askedBy, approvedBy, at, expiresAt)
			VALUES (${work.businessId}, ${approvalId}, ${act}, ${storeId}, ${deviceId}, ${askedBy.id}, ${actor.id}, ${now}, ${now + approvalLifetime})`);
		work.record(ActApproved, { subject: { type: "approval", id: approvalId }, storeId, data: { act, askedBy: askedBy.name } });
		return known({ approvalId });
	},
});

/**
 * Somebody allows, by their own PIN, one risky act of whoever is at the till. Without a slug the PIN may be that of anybody who may do the act; it then
 * counts as a guess at each of them, and where two have the same one, somebody must be named. Guesses are counted as at the door.
 *
 * @throws Refusal `validation_failed`, `unauthenticated / device_unknown`, `wrong_pin` with `left`, `too_many / pin_locked`, `device_locked`,
 * `forbidden / pin_blocked`, `conflict / pin_of_several`, `missing_permission` when the PIN is of somebody who may not do it either
 */
export async function giveApproval(scope: Scope, raw: unknown): Promise<GivenApproval> {
	const asker = await (await someone(scope)).principal();
	const parsed = GiveApproval.safeParse(raw);
	if (!parsed.success) refuseInput(issuesOf(parsed.error));
	const { act, pin, slug } = parsed.data;
	const permission = approvable[act];
	const able = JSON.stringify(rolesWith(permission));
	if (!asker.device) refuse("unauthenticated", "device_unknown");
	const guess = await countPinGuess(
		scope,
		slug === undefined ? sql`u.role IN (SELECT value FROM json_each(${able}))` : sql`w.slug = ${slug}`,
	);
	const { at } = guess;
	const [found, another] = await whosePin(scope, guess, pin);
	if (!found || guess.businessId !== asker.business.id) {
		await noteWrongPin(scope, guess);
		const left = pinGuesses.free - Math.max(0, ...guess.candidates.map(({ tries }) => tries));
		refuse("unauthenticated", "wrong_pin", { field: "pin", left: Math.max(0, left) });
	}
	// Whoever allowed it is named for ever: of two nobody is guessed at, nor where one of them has to wait. It counts as a try, and tells only whoever knows the PIN.
	const [alike] = another || guess.waits.length === 0 ? [another] : await whosePin(scope, { ...guess, candidates: guess.waits }, pin);
	if (alike) refuse("conflict", "pin_of_several", { field: "slug" });
	if (!permissionsAtTill(found.role).has(permission)) refuse("forbidden", "missing_permission", { permission });
	const approvalId = newId<"approval">(scope.now);
	await writeApproval(shownPin(scope, guess, found), {
		approvalId,
		act,
		storeId: at.store.id,
		deviceId: at.device.id,
		askedBy: { id: asker.actor.id, name: asker.actor.name },
		employeeId: found.employeeId,
		pinHash: found.pinHash,
	});
	return { approvalId, act, approvedBy: { id: found.userId, name: found.name }, expiresAt: scope.now + approvalLifetime };
}
