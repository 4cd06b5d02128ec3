import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { LetterDiscarded } from "./events.server.ts";
import { Letter } from "./input.ts";
import { openLetter } from "./letters.server.ts";

/** Lets a dead letter rest. It stays in the list of the discarded. @throws Refusal `letter_not_found`, `letter_settled` */
export const discardLetter = command({
	name: "audit.discard-letter",
	needs: "operations:write",
	input: Letter,
	async run({ db, work, now }, { letterId }) {
		const { eventId } = await openLetter(db, letterId);
		work.guard(sql`SELECT 1 FROM deadLetters WHERE businessId = ${work.businessId} AND id = ${letterId} AND state = 'dead'`);
		work.add(
			sql`UPDATE deadLetters SET state = 'discarded', settledAt = ${now} WHERE businessId = ${work.businessId} AND id = ${letterId}`,
		);
		work.record(LetterDiscarded, { subject: { type: "letter", id: letterId }, data: { eventId } });
		return known({ discarded: letterId });
	},
});
