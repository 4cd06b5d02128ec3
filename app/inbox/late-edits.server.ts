import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { many } from "#app/platform/database.server.ts";
import { type EarlyRow, forgetToldIn, openEarly } from "./early-news.server.ts";
import { AnyRound } from "./input.ts";
import { sealingAsk } from "./sealed-words.server.ts";
import { type ChangedMessage, changeWordsIn } from "./take-change.server.ts";

/** Looked at in one batch. */
const atOnce = 20;

/**
 * Takes edits that were kept for a message and could not be opened when it came, now that the ring has their key again. They wait two days at most, like
 * whatever else was told too early. What still cannot be opened stays.
 */
export const takeLateEdits = command<typeof AnyRound, { taken: number }>({
	name: "inbox.take-late-edits",
	needs: "inbox:write",
	input: AnyRound,
	async run({ tenant, db, work }) {
		const { businessId } = db;
		const ring = tenant.scope.cfg.ENCRYPTION_KEYS;
		const keys = JSON.stringify(ring.map(([keyId]) => `v1.${keyId}.`));
		const { rows, isSealed } = await db.read({
			rows: many<EarlyRow & ChangedMessage>(sql`SELECT e.connectionId, e.platformMessageId, e.kind, e.body,
					m.id, m.chatId, m.text, m.details, m.template, m.sealed, m.isDeleted, m.editedAt, m.at, m.version
				FROM earlyNews AS e CROSS JOIN messages AS m ON m.businessId = e.businessId AND m.connectionId = e.connectionId AND m.platformMessageId = e.platformMessageId
				WHERE e.businessId = ${businessId} AND e.kind = 'edited' AND EXISTS (SELECT 1 FROM json_each(${keys}) AS k WHERE instr(e.body ->> 'sealed', k.value) = 1)
				LIMIT CAST(${atOnce} AS INTEGER)`),
			isSealed: sealingAsk(businessId),
		});
		let taken = 0;
		for (const row of rows) {
			const told = await openEarly(ring, businessId, [row]);
			for (const each of told) {
				if (each.kind !== "edited" || !(await changeWordsIn(tenant, work, row, each, isSealed))) continue;
				forgetToldIn(work, row, [row], told);
				taken += 1;
			}
		}
		return known({ taken });
	},
});
