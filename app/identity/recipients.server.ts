import { sql } from "drizzle-orm";
import { type Ask, many } from "#app/platform/database.server.ts";

/** Somebody a notice is mailed to, and the language the business writes in. */
export type Recipient = { id: string; email: string; name: string; locale: "en" | "da" };

/** Who is told by mail of what must not wait: owners and managers with an address. */
export function managersToTell(businessId: string): Ask<Recipient[]> {
	return many(sql`SELECT u.id, u.email, u.name, b.locale FROM users AS u JOIN businesses AS b ON b.businessId = u.businessId
		WHERE u.businessId = ${businessId} AND u.state = 'active' AND u.role IN ('owner', 'manager') AND u.email IS NOT NULL ORDER BY u.id LIMIT 50`);
}
