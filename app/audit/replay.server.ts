import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { LetterReplayed } from "./events.server.ts";
import { Letter } from "./input.ts";
import { openLetter } from "./letters.server.ts";

/** Puts a dead letter's event back on the outbox; the next sweep delivers it, and its tries are counted anew. What its reactions had done already they do not do again. @throws Refusal `letter_not_found`, `letter_settled` */
export const replayLetter = command({
	name: "audit.replay-letter",
	needs: "operations:write",
	input: Letter,
	async run({ db, work, now }, { letterId }) {
		const { eventId } = await openLetter(db, letterId);
		work.guard(sql`SELECT 1 FROM deadLetters WHERE businessId = ${work.businessId} AND id = ${letterId} AND state = 'dead'`);
		work.add(sql`UPDATE deadLetters SET state = 'replayed', settledAt = ${now} WHERE businessId = ${work.businessId} AND id = ${letterId}`);
		work.add(
			sql`UPDATE events SET dueAt = ${now}, deliveries = 0, lastError = NULL WHERE businessId = ${work.businessId} AND id = ${eventId}`,
		);
		work.record(LetterReplayed, { subject: { type: "letter", id: letterId }, data: { eventId } });
		return known({ replayed: letterId });
	},
});
