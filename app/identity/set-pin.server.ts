import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse, refuseField } from "#app/platform/errors.ts";
import { PinSet } from "./events.server.ts";
import { sealedPin } from "./pin-guesses.server.ts";
import { defaultPinLength } from "./rules.ts";
import { SetPin } from "./till-input.ts";

/** Gives somebody another PIN: they begin anew, and are out wherever they were signed in with the old one. @throws Refusal `employee_not_found`, `pin_too_short` */
export const setPin = command({
	name: "identity.set-pin",
	needs: "employees:write",
	input: SetPin,
	async run({ tenant, db, work, now }, { employeeId, pin }) {
		const { employee } = await db.read({
			employee: first<{ userId: string; name: string; pinLength: number | null }>(sql`SELECT e.userId, u.name,
				(SELECT max(o.pinLength) FROM employeeStores w JOIN storeDoors o ON o.businessId = w.businessId AND o.storeId = w.storeId
					WHERE w.businessId = e.businessId AND w.employeeId = e.id) AS pinLength
				FROM employees e JOIN users u ON u.businessId = e.businessId AND u.id = e.userId WHERE e.businessId = ${db.businessId} AND e.id = ${employeeId}`),
		});
		if (!employee) refuse("not_found", "employee_not_found");
		requireLength(pin, employee.pinLength);
		const pinHash = await sealedPin(tenant.scope, work.businessId, employeeId, pin);
		const mine = sql`businessId = ${work.businessId} AND id = ${employeeId}`;
		work.add(
			sql`UPDATE employees SET pinHash = ${pinHash}, pinLength = ${pin.length}, version = version + 1, updatedAt = ${now} WHERE ${mine}`,
		);
		work.add(
			sql`DELETE FROM employeeSessions INDEXED BY employeeSessions_of_employee WHERE businessId = ${work.businessId} AND employeeId = ${employeeId}`,
		);
		work.add(
			sql`UPDATE pinGuards SET tries = 0, lockedUntil = 0 WHERE businessId = ${work.businessId} AND subject = ${`employee:${employeeId}`}`,
		);
		work.record(PinSet, { subject: { type: "user", id: employee.userId }, data: { name: employee.name } });
		return known({ employeeId });
	},
});

/** @throws Refusal `invalid / validation_failed` on `pin`, when a store they work in asks for more digits */
export function requireLength(pin: string, longest: number | null | undefined): void {
	const digits = longest ?? defaultPinLength;
	if (pin.length < digits) refuseField("pin", "pin_too_short", `${digits} digits`, { digits });
}
