import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { PinUnlocked } from "./events.server.ts";
import { OneEmployee } from "./till-input.ts";
import type { Viewer } from "./viewer.server.ts";

/** Lets somebody try their PIN again at once, and the till one is at with them. @throws Refusal `not_found / employee_not_found`, `forbidden / not_your_own` */
export const unlockPin = command<typeof OneEmployee, { unlocked: string }, Viewer>({
	name: "identity.unlock-pin",
	needs: "employees:unlock",
	input: OneEmployee,
	async run({ db, work, principal }, { employeeId }) {
		const { employee } = await db.read({
			employee: first<{ userId: string; name: string }>(sql`SELECT e.userId, u.name FROM employees e
				JOIN users u ON u.businessId = e.businessId AND u.id = e.userId WHERE e.businessId = ${db.businessId} AND e.id = ${employeeId}`),
		});
		if (!employee) refuse("not_found", "employee_not_found");
		const { device, kind, user } = await principal();
		// Whoever got in with a PIN cannot have its guesses counted anew.
		if (kind === "employee" && user.id === employee.userId) refuse("forbidden", "not_your_own");
		const subjects = JSON.stringify([`employee:${employeeId}`, ...(device ? [`device:${device.id}`] : [])]);
		work.add(sql`UPDATE pinGuards SET tries = 0, locks = 0, lockedUntil = 0
			WHERE businessId = ${work.businessId} AND subject IN (SELECT value FROM json_each(${subjects}))`);
		work.record(PinUnlocked, { subject: { type: "user", id: employee.userId }, data: { name: employee.name } });
		return known({ unlocked: employeeId });
	},
});
