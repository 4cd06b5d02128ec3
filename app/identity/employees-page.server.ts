import { sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { type EmployeeFacts, type EmployeeRow, employeeFacts, employeesBy } from "./employees.server.ts";

/** The employees page in one read: who works at the tills, and who is here and could. */
export const employeesPage = query<z.ZodObject, { employees: EmployeeFacts[]; people: { id: string; name: string }[] }>({
	name: "identity.employees-page",
	needs: "employees:read",
	input: z.object({}),
	async run({ db, now }) {
		const { employees, people } = await db.read({
			employees: many<EmployeeRow>(sql`${employeesBy(db.businessId, sql`1`, now)} LIMIT 500`),
			people: many<{
				id: string;
				name: string;
			}>(sql`SELECT u.id, u.name FROM users u WHERE u.businessId = ${db.businessId} AND u.state = 'active'
				AND NOT EXISTS (SELECT 1 FROM employees e WHERE e.businessId = u.businessId AND e.userId = u.id) ORDER BY u.sortKey, u.id LIMIT 200`),
		});
		return { employees: employees.map(employeeFacts), people };
	},
});
