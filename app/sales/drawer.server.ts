import { type SQL, sql } from "drizzle-orm";

/** The id of the drawer that is open at a till, as SQL; null where none is. */
export function openDrawerAt(businessId: string, storeId: string, till: string): SQL {
	return sql`(SELECT id FROM drawers INDEXED BY drawers_open WHERE businessId = ${businessId} AND storeId = ${storeId} AND till = ${till} AND closedAt IS NULL)`;
}
