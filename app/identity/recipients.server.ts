import { sql } from "drizzle-orm";
import { type Ask, many } from "#app/platform/database.server.ts";
import { type Permission, permissionsOf, type Role } from "./permissions.ts";

/** Somebody a notice is mailed to, and the language the business writes in. */
export type Recipient = { id: string; email: string; name: string; locale: "en" | "da" };

/** Who is told by mail of what must not wait: owners and managers with an address. */
export function managersToTell(businessId: string): Ask<Recipient[]> {
	return inRoles(businessId, ["owner", "manager"]);
}

/** Who is told by mail of what waits for somebody who may do it: those with an address whose role carries the permission. */
export function whoMay(businessId: string, permission: Permission): Ask<Recipient[]> {
	return inRoles(
		businessId,
		roles.filter((role) => permissionsOf[role].has(permission)),
	);
}

const roles = ["owner", "manager", "agent", "employee"] as const satisfies readonly Role[];

function inRoles(businessId: string, wanted: readonly Role[]): Ask<Recipient[]> {
	return many(sql`SELECT u.id, u.email, u.name, b.locale FROM users AS u JOIN businesses AS b ON b.businessId = u.businessId
		WHERE u.businessId = ${businessId} AND u.state = 'active' AND u.role IN (SELECT value FROM json_each(${JSON.stringify(wanted)})) AND u.email IS NOT NULL ORDER BY u.id LIMIT 50`);
}
