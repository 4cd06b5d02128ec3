import { type SQL, sql } from "drizzle-orm";

/**
 * What a platform says of a message it would not send ("131009 Parameter value is not valid …") may repeat what stands in it. Where what is said is sealed,
 * only the code is kept: it says why, and nobody can read more out of it.
 */

/** The number it begins with, as text; "" where there is none. */
export function codeOf(said: SQL): SQL {
	return sql`COALESCE(CAST(NULLIF(CAST(${said} AS INTEGER), 0) AS TEXT), '')`;
}

/** It as it is to be kept, decided where it is written: whole, or of a business that seals its code. */
export function saidAs(businessId: string, said: SQL): SQL {
	return sql`iif(EXISTS (SELECT 1 FROM messageSealing WHERE businessId = ${businessId} AND isSealed = 1), ${codeOf(said)}, ${said})`;
}
