import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { query } from "#app/platform/command.server.ts";
import { pageOf, readCursor } from "#app/platform/cursor.ts";
import { type Ask, first, many } from "#app/platform/database.server.ts";
import { Refusal, refuse } from "#app/platform/errors.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { type AtDevice, atDevice } from "./at-device.server.ts";
import { approvable, type Role, rolesWith } from "./permissions.ts";
import { pinGuesses } from "./rules.ts";
import { ListApprovers, ListEmployees, OneEmployee } from "./till-input.ts";
import { type Viewer, viewerOf } from "./viewer.server.ts";

export type EmployeeFacts = {
	id: string;
	userId: string;
	name: string;
	role: Role;
	state: "active" | "disabled";
	/** Where they work, and under which slug they sign in there. */
	stores: { storeId: string; name: string; slug: string }[];
	/** Digits of their PIN; null without one. */
	pinLength: number | null;
	/** Whether they have another way in than the PIN. */
	hasAccount: boolean;
	/** Wrong guesses in a row have made them wait: until when (ms UTC), or `blocked` until somebody lets them in. */
	lockedUntil: number | null;
	blocked: boolean;
	seenAt: number | null;
	version: number;
};

export type EmployeeRow = Omit<EmployeeFacts, "stores" | "hasAccount" | "blocked"> & {
	stores: string;
	hasAccount: number;
	blocked: number;
};

/** Employees by a condition on `e` and `u`, in the order of their names. */
export function employeesBy(businessId: string, which: SQL, now: number): SQL {
	return sql`SELECT e.id, e.userId, u.name, u.role, e.state, e.pinLength, 1 - e.onlyHere AS hasAccount, e.version,
			(SELECT json_group_array(json_object('storeId', w.storeId, 'name', s.name, 'slug', w.slug) ORDER BY s.position, s.id) FROM employeeStores w
				JOIN stores s ON s.businessId = w.businessId AND s.id = w.storeId WHERE w.businessId = e.businessId AND w.employeeId = e.id) AS stores,
			iif(g.lockedUntil > ${now}, g.lockedUntil, NULL) AS lockedUntil, COALESCE(g.tries >= ${pinGuesses.most}, 0) AS blocked,
			(SELECT max(seenAt) FROM employeeSessions WHERE businessId = e.businessId AND employeeId = e.id) AS seenAt
		FROM employees e JOIN users u ON u.businessId = e.businessId AND u.id = e.userId
		LEFT JOIN pinGuards g ON g.businessId = e.businessId AND g.subject = 'employee:' || e.id
		WHERE e.businessId = ${businessId} AND ${which} ORDER BY u.sortKey, e.id`;
}

export function employeeFacts({ stores, hasAccount, blocked, ...row }: EmployeeRow): EmployeeFacts {
	return { ...row, stores: JSON.parse(stores) as EmployeeFacts["stores"], hasAccount: hasAccount === 1, blocked: blocked === 1 };
}

/** Who works at the tills, by name; those who are disabled too. */
export const listEmployees = query({
	name: "identity.list-employees",
	needs: "employees:read",
	input: ListEmployees,
	async run({ db, now }, { limit, cursor, storeId }) {
		const after = readCursor(cursor, 2);
		const inStore = storeId
			? sql`EXISTS (SELECT 1 FROM employeeStores w WHERE w.businessId = e.businessId AND w.employeeId = e.id AND w.storeId = ${storeId})`
			: sql`1`;
		const behind = after ? sql`(u.name COLLATE NOCASE, e.id) > (${after[0]} COLLATE NOCASE, ${after[1]})` : sql`1`;
		const { rows } = await db.read({
			rows: many<EmployeeRow>(sql`${employeesBy(db.businessId, sql`${inStore} AND ${behind}`, now)} LIMIT ${limit + 1}`),
		});
		const page = pageOf(rows, limit, (row) => [row.name, row.id]);
		return { ...page, items: page.items.map(employeeFacts) };
	},
});

/** One employee. @throws Refusal `not_found / employee_not_found` */
export const oneEmployee = query({
	name: "identity.one-employee",
	needs: "employees:read",
	input: OneEmployee,
	async run({ db, now }, { employeeId }) {
		const { row } = await db.read({ row: first<EmployeeRow>(employeesBy(db.businessId, sql`e.id = ${employeeId}`, now)) });
		return row ? employeeFacts(row) : refuse("not_found", "employee_not_found");
	},
});

export type PersonAtDoor = { id: string; slug: string; name: string; pinLength: number; lockedUntil: number | null; blocked: boolean };

/** Everybody who may sign in at a till of a store. */
export function peopleOfStore(
	businessId: string,
	storeId: SQL,
	now: number,
	who: SQL = sql`1`,
): Ask<(Omit<PersonAtDoor, "blocked"> & { blocked: number })[]> {
	return many(sql`SELECT e.id, w.slug, u.name, e.pinLength, iif(g.lockedUntil > ${now}, g.lockedUntil, NULL) AS lockedUntil, COALESCE(g.tries >= ${pinGuesses.most}, 0) AS blocked
		FROM employeeStores w JOIN employees e ON e.businessId = w.businessId AND e.id = w.employeeId AND e.state = 'active' AND e.pinHash IS NOT NULL
		JOIN users u ON u.businessId = e.businessId AND u.id = e.userId AND u.state = 'active'
		LEFT JOIN pinGuards g ON g.businessId = e.businessId AND g.subject = 'employee:' || e.id
		WHERE w.businessId = ${businessId} AND w.storeId = ${storeId} AND ${who} ORDER BY u.sortKey, e.id LIMIT 200`);
}

/** The faces at the door of this device's store. */
export const peopleAtDoor = query<z.ZodObject, PersonAtDoor[], AtDevice>({
	name: "identity.people-at-door",
	needs: "till:use",
	input: z.object({}),
	async run({ tenant, db, now }) {
		const { store } = await tenant.principal();
		const { people } = await db.read({ people: peopleOfStore(db.businessId, sql`${store.id}`, now) });
		return people.map((person) => ({ ...person, blocked: person.blocked === 1 }));
	},
});

/** Who may allow an act at the till somebody is at; nobody where they are at none. */
export const approversAt = query<typeof ListApprovers, PersonAtDoor[], Viewer>({
	name: "identity.approvers",
	needs: "till:use",
	input: ListApprovers,
	async run({ tenant, db, now }, { act }) {
		const able = JSON.stringify(rolesWith(approvable[act]));
		const { device } = await tenant.principal();
		const store = sql`(SELECT storeId FROM devices WHERE businessId = ${db.businessId} AND id = ${device?.id ?? ""})`;
		const { people } = await db.read({
			people: peopleOfStore(db.businessId, store, now, sql`u.role IN (SELECT value FROM json_each(${able}))`),
		});
		return people.map((person) => ({ ...person, blocked: person.blocked === 1 }));
	},
});

/** The PIN door of this request's device: where it stands, who may come in, and who is in already. Null for a device that is no till. */
export async function tillDoor(scope: Scope): Promise<{ at: AtDevice; people: PersonAtDoor[]; viewer: Viewer | null } | null> {
	try {
		const tenant = await atDevice(scope);
		const [people, viewer] = await Promise.all([peopleAtDoor(tenant, {}), viewerOf(scope)]);
		const sells = viewer?.business.id === tenant.businessId && viewer.permissions.has("sales:write");
		return { at: await tenant.principal(), people, viewer: sells ? viewer : null };
	} catch (error) {
		if (error instanceof Refusal && error.kind === "unauthenticated") return null;
		throw error;
	}
}
