import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first, many } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { newId } from "#app/platform/ids.ts";
import type { Work } from "#app/platform/work.server.ts";
import { EmployeeAdded } from "./events.server.ts";
import { addPersonIn } from "./people.server.ts";
import { sealedPin } from "./pin-guesses.server.ts";
import { requireLength } from "./set-pin.server.ts";
import { freeSlug, slugOf } from "./rules.ts";
import { AddEmployee } from "./till-input.ts";
import { storeOf, type Viewer } from "./viewer.server.ts";

type Somebody = { name: string; role: string; employeeId: string | null };

/**
 * Somebody who works at the tills of some stores: with a user of their own behind them, who has no password, or as a person who is here already.
 * @throws Refusal `store_not_yours`, `not_found / user_not_found`, `conflict / employee_exists`, `slug_taken`, `invalid / pin_too_short`
 */
export const addEmployee = command<typeof AddEmployee, { employeeId: string }, Viewer>({
	name: "identity.add-employee",
	needs: "employees:write",
	input: AddEmployee,
	async run({ tenant, db, work, principal, now }, { userId: present, role, storeIds, slug, pin, ...input }) {
		const wanted = JSON.stringify(storeIds);
		const { person, taken, longest } = await db.read({
			person: first<Somebody>(sql`SELECT u.name, u.role, e.id AS employeeId FROM users u
				LEFT JOIN employees e ON e.businessId = u.businessId AND e.userId = u.id
				WHERE u.businessId = ${db.businessId} AND u.id = ${present ?? ""} AND u.state = 'active'`),
			taken: slugsOf(db.businessId, wanted),
			longest: pinLengthOf(db.businessId, wanted),
		});
		const viewer = await principal();
		for (const storeId of storeIds) storeOf(viewer, storeId);
		if (present !== undefined && !person) refuse("not_found", "user_not_found");
		if (person?.employeeId) refuse("conflict", "employee_exists", { field: "userId", current: person.employeeId });
		if (pin !== undefined) requireLength(pin, longest?.pinLength);

		const employeeId = newId<"employee">(now);
		const userId = present ?? newId<"user">(now);
		const name = person?.name ?? input.name ?? "";
		if (!person) {
			const nothing = { email: null, username: null, passwordHash: null, google: null, verification: null };
			addPersonIn(work, { userId, name, role, emailProven: false, ...nothing });
		}
		const pinHash = pin === undefined ? null : await sealedPin(tenant.scope, work.businessId, employeeId, pin);
		work.add(sql`INSERT INTO employees (businessId, id, userId, pinHash, pinLength, onlyHere, createdAt, updatedAt)
			VALUES (${work.businessId}, ${employeeId}, ${userId}, ${pinHash}, ${pin?.length ?? null}, ${person ? 0 : 1}, ${now}, ${now})`);
		placeIn(work, employeeId, storeIds, slugFor(slug, name, taken));
		work.record(EmployeeAdded, { subject: { type: "user", id: userId }, data: { name, role: person?.role ?? role, employeeId } });
		return known({ employeeId });
	},
});

/** The slugs of some stores, and whose they are. */
export function slugsOf(businessId: string, storeIds: string) {
	return many<{ slug: string; employeeId: string }>(sql`SELECT slug, employeeId FROM employeeStores
		WHERE businessId = ${businessId} AND storeId IN (SELECT value FROM json_each(${storeIds}))`);
}

/** The longest PIN any of some stores asks for. */
export function pinLengthOf(businessId: string, storeIds: string) {
	return first<{ pinLength: number | null }>(sql`SELECT max(pinLength) AS pinLength FROM storeDoors
		WHERE businessId = ${businessId} AND storeId IN (SELECT value FROM json_each(${storeIds}))`);
}

/** The slug that was asked for, or the first free one after the name. @throws Refusal `conflict / slug_taken` */
export function slugFor(wanted: string | undefined, name: string, taken: { slug: string }[]): string {
	const slugs = new Set(taken.map(({ slug }) => slug));
	if (wanted !== undefined && slugs.has(wanted)) refuse("conflict", "slug_taken", { field: "slug", current: wanted });
	return wanted ?? freeSlug(slugOf(name.split(" ")[0] ?? name), slugs);
}

/** Says where somebody works. */
export function placeIn(work: Work, employeeId: string, storeIds: string[], slug: string): void {
	work.add(sql`INSERT INTO employeeStores (businessId, storeId, slug, employeeId)
		SELECT ${work.businessId}, value, ${slug}, ${employeeId} FROM json_each(${JSON.stringify([...new Set(storeIds)])})`);
}
