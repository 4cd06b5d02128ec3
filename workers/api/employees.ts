import { z } from "zod";
import { addEmployee } from "#app/identity/add-employee.server.ts";
import { editEmployee } from "#app/identity/edit-employee.server.ts";
import { type EmployeeFacts, listEmployees, oneEmployee } from "#app/identity/employees.server.ts";
import { setPin } from "#app/identity/set-pin.server.ts";
import { AddEmployee, EditEmployee, ListEmployees, SetPin } from "#app/identity/till-input.ts";
import { unlockPin } from "#app/identity/unlock-pin.server.ts";
import { isoInstant } from "#app/platform/time.ts";
import { type Api, endpoint, versionOf } from "./endpoint.ts";
import { pageBody } from "./shapes.ts";

const EmployeeBody = z
	.object({
		id: z.string(),
		userId: z.string().describe("The user behind them, whom audit and orders name"),
		name: z.string(),
		role: z.enum(["owner", "manager", "agent", "employee"]),
		state: z.enum(["active", "disabled"]),
		stores: z.array(z.object({ storeId: z.string(), name: z.string(), slug: z.string() })),
		hasPin: z.boolean(),
		pinLength: z.int().nullable(),
		hasAccount: z.boolean().describe("They have another way in than the PIN"),
		lockedUntil: z.iso.datetime().nullable(),
		blocked: z.boolean().describe("Ten wrong PINs in a row: somebody has to unlock them"),
		seenAt: z.iso.datetime().nullable(),
		version: z.int(),
	})
	.meta({ id: "Employee" });

function employeeBody({ lockedUntil, seenAt, ...employee }: EmployeeFacts): z.output<typeof EmployeeBody> {
	return {
		...employee,
		hasPin: employee.pinLength !== null,
		lockedUntil: lockedUntil === null ? null : isoInstant(lockedUntil),
		seenAt: seenAt === null ? null : isoInstant(seenAt),
	};
}

/** Who works at the tills. */
export function mountEmployees(api: Api, base: string): void {
	const tag = "Employees";
	endpoint(
		api,
		base,
		{
			method: "get",
			path: "/employees",
			tag,
			summary: "Who works at the tills, by name",
			query: ListEmployees,
			answers: { 200: pageBody(EmployeeBody) },
			refusals: [400],
		},
		async (call) => {
			const { items, nextCursor } = await listEmployees(await call.tenant(), call.query);
			return { body: { items: items.map(employeeBody), nextCursor } };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/employees",
			tag,
			summary: "Add an employee, or let a person in at the tills",
			description: "With a name: somebody new, with a user of their own who has no password. With a userId: a person who is here already.",
			body: AddEmployee,
			answers: { 201: EmployeeBody },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			const { employeeId } = await addEmployee(tenant, call.body, { key: call.key });
			return { status: 201, body: employeeBody(await oneEmployee(tenant, { employeeId })) };
		},
	);
	endpoint(
		api,
		base,
		{ method: "get", path: "/employees/{id}", tag, summary: "One employee", answers: { 200: EmployeeBody }, refusals: [404] },
		async (call) => {
			const employee = await oneEmployee(await call.tenant(), { employeeId: call.params.id ?? "" });
			return { body: employeeBody(employee), version: employee.version };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "patch",
			path: "/employees/{id}",
			tag,
			summary: "Change an employee; what is not named stays",
			body: EditEmployee.omit({ employeeId: true }),
			answers: { 200: EmployeeBody },
			versioned: true,
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => {
			const tenant = await call.tenant();
			const wanted = { ...call.body, ...versionOf(call), employeeId: call.params.id };
			const { employeeId } = await editEmployee(tenant, wanted, { key: call.key });
			const employee = await oneEmployee(tenant, { employeeId });
			return { body: employeeBody(employee), version: employee.version };
		},
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/employees/{id}/pin",
			tag,
			summary: "Give somebody a PIN",
			description: "It is kept as a hash, and never shown again. Whoever was signed in with the old one is out.",
			body: SetPin.omit({ employeeId: true }),
			answers: { 200: z.object({ employeeId: z.string() }) },
			refusals: [400, 404, 409, 413, 415],
		},
		async (call) => ({ body: await setPin(await call.tenant(), { ...call.body, employeeId: call.params.id }, { key: call.key }) }),
	);
	endpoint(
		api,
		base,
		{
			method: "post",
			path: "/employees/{id}/unlock",
			tag,
			summary: "Let somebody try their PIN again",
			answers: { 200: z.object({ unlocked: z.string() }) },
			refusals: [404, 409],
		},
		async (call) => ({ body: await unlockPin(await call.tenant(), { employeeId: call.params.id }, { key: call.key }) }),
	);
}
