import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { placeIn, slugFor } from "./add-employee.server.ts";
import { EmployeeEdited } from "./events.server.ts";
import type { Role } from "./permissions.ts";
import { EditEmployee } from "./till-input.ts";
import { storeOf, type Viewer } from "./viewer.server.ts";

type Row = {
	userId: string;
	name: string;
	role: Role;
	state: "active" | "disabled";
	onlyHere: number;
	version: number;
	slug: string;
	storeIds: string;
};

/**
 * Changes who somebody is at the tills: name and role where their user is only for the till, stores, slug, and whether they may come in at all. What is
 * not named stays; they are out wherever they were signed in, and show their PIN again.
 *
 * @throws Refusal `employee_not_found`, `version_changed`, `store_not_yours`, `slug_taken`, `conflict / has_account` for name or role of somebody with an account
 */
export const editEmployee = command<typeof EditEmployee, { employeeId: string }, Viewer>({
	name: "identity.edit-employee",
	needs: "employees:write",
	input: EditEmployee,
	async run({ db, work, principal, now }, { employeeId, version, ...change }) {
		const wanted = JSON.stringify(change.storeIds ?? []);
		const { row, taken } = await db.read({
			row: first<Row>(sql`SELECT e.userId, u.name, u.role, e.state, e.onlyHere, e.version,
				COALESCE((SELECT slug FROM employeeStores WHERE businessId = e.businessId AND employeeId = e.id LIMIT 1), '') AS slug,
				(SELECT json_group_array(storeId) FROM employeeStores WHERE businessId = e.businessId AND employeeId = e.id) AS storeIds
				FROM employees e JOIN users u ON u.businessId = e.businessId AND u.id = e.userId WHERE e.businessId = ${db.businessId} AND e.id = ${employeeId}`),
			taken: many<{ slug: string }>(sql`SELECT slug FROM employeeStores WHERE businessId = ${db.businessId} AND employeeId <> ${employeeId}
				AND storeId IN (SELECT value FROM json_each(${wanted}) UNION SELECT storeId FROM employeeStores WHERE businessId = ${db.businessId} AND employeeId = ${employeeId})`),
		});
		if (!row) refuse("not_found", "employee_not_found");
		const viewer = await principal();
		for (const storeId of change.storeIds ?? []) storeOf(viewer, storeId);
		if (version !== undefined && version !== row.version) refuse("conflict", "version_changed", { current: row.version });
		const renames = (change.name ?? row.name) !== row.name || (change.role ?? row.role) !== row.role;
		if (renames && row.onlyHere === 0) refuse("conflict", "has_account", { field: "role" });

		const before = { name: row.name, role: row.role, state: row.state, slug: row.slug, storeIds: JSON.parse(row.storeIds) as string[] };
		const { name = before.name, role = before.role, state = before.state, storeIds = before.storeIds } = change;
		const slug = slugFor(change.slug ?? before.slug, name, taken);
		const mine = sql`businessId = ${work.businessId} AND id = ${employeeId}`;
		work.guard(sql`SELECT 1 FROM employees WHERE ${mine} AND version = ${row.version}`);
		work.add(sql`UPDATE employees SET state = ${state}, version = version + 1, updatedAt = ${now} WHERE ${mine}`);
		if (row.onlyHere === 1)
			work.add(sql`UPDATE users SET name = ${name}, role = ${role}, state = ${state}, version = version + 1, updatedAt = ${now}
				WHERE businessId = ${work.businessId} AND id = ${row.userId}`);
		work.add(sql`DELETE FROM employeeStores WHERE businessId = ${work.businessId} AND employeeId = ${employeeId}`);
		placeIn(work, employeeId, storeIds, slug);
		work.add(
			sql`DELETE FROM employeeSessions INDEXED BY employeeSessions_of_employee WHERE businessId = ${work.businessId} AND employeeId = ${employeeId}`,
		);
		const data = { before, after: { name, role, state, slug, storeIds } };
		work.record(EmployeeEdited, { subject: { type: "user", id: row.userId }, data });
		return known({ employeeId });
	},
});
