import { sql } from "drizzle-orm";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { TenantDb } from "#app/platform/tenant.server.ts";

/** A letter nobody has settled yet. @throws Refusal `letter_not_found`, `letter_settled` */
export async function openLetter(db: TenantDb, letterId: string): Promise<{ eventId: string }> {
	const { letter } = await db.read({
		letter: first<{ eventId: string; state: string }>(
			sql`SELECT eventId, state FROM deadLetters WHERE businessId = ${db.businessId} AND id = ${letterId}`,
		),
	});
	if (!letter) refuse("not_found", "letter_not_found");
	if (letter.state !== "dead") refuse("conflict", "letter_settled", { state: letter.state });
	return letter;
}
