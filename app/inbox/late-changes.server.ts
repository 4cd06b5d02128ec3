import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { type EarlyRow, forgetToldIn, openEarly, worded } from "./early-news.server.ts";
import { AnyRound } from "./input.ts";
import { sealedWithin } from "./sealed-marks.server.ts";
import { sealingAsk } from "./sealed-words.server.ts";
import { type ChangedMessage, changeMessageIn, changeWordsIn } from "./take-change.server.ts";

/** Looked at in one batch. */
const atOnce = 20;

/**
 * Takes edits and reactions that were kept for a message and could not be opened when it came, now that the ring has their key again. They wait two days at most, like
 * whatever else was told too early. What still cannot be opened stays.
 */
export const takeLateChanges = command<typeof AnyRound, { taken: number }>({
	name: "inbox.take-late-changes",
	needs: "inbox:write",
	input: AnyRound,
	async run({ tenant, db, work }) {
		const { businessId } = db;
		const ring = tenant.scope.cfg.ENCRYPTION_KEYS;
		const { rows, isSealed } = await db.read({
			rows: many<EarlyRow & ChangedMessage>(sql`SELECT e.connectionId, e.platformMessageId, e.kind, e.body,
					m.id, m.chatId, m.text, m.details, m.template, m.sealed, m.isDeleted, m.editedAt, m.at, m.version
				FROM earlyNews AS e CROSS JOIN messages AS m ON m.businessId = e.businessId AND m.connectionId = e.connectionId AND m.platformMessageId = e.platformMessageId
				WHERE e.businessId = ${businessId} AND e.kind IN (${worded}) AND ${sealedWithin(ring, sql`e.body ->> 'sealed'`)}
				LIMIT CAST(${atOnce} AS INTEGER)`),
			isSealed: sealingAsk(businessId),
		});
		let taken = 0;
		for (const row of rows) {
			const told = await openEarly(ring, businessId, [row]);
			for (const each of told) {
				if (each.kind === "edited" && !(await changeWordsIn(tenant, work, row, each, isSealed))) continue;
				if (each.kind === "reaction") await changeMessageIn(tenant, work, row, each, isSealed);
				forgetToldIn(work, row, [each]);
				taken += 1;
			}
		}
		return known({ taken });
	},
});
