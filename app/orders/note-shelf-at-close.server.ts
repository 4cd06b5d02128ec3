import { sql } from "drizzle-orm";
import { command, known } from "#app/platform/command.server.ts";
import { first } from "#app/platform/database.server.ts";
import { refuse } from "#app/platform/errors.ts";
import { type CalendarDay, calendarDay } from "#app/platform/time.ts";
import { noteShelfIn } from "./daily.server.ts";
import { NoteShelf } from "./input.ts";
import { endOfDay } from "./rules.ts";

/**
 * Writes down what stood on some shelves when the store's calendar day of `at` closed (so far). It reads the ledger as it is now, so it may come late,
 * twice and in any order. It causes nothing new, and so records no event: the movement it follows from has one.
 */
export const noteShelfAtClose = command<typeof NoteShelf, { day: CalendarDay }>({
	name: "orders.note-shelf-at-close",
	needs: "stock:write",
	input: NoteShelf,
	async run({ db, work }, { storeId, productIds, at }) {
		const { store } = await db.read({
			store: first<{ timeZone: string }>(sql`SELECT timeZone FROM stores WHERE businessId = ${db.businessId} AND id = ${storeId}`),
		});
		if (!store) refuse("forbidden", "store_not_yours", { storeId });
		const day = calendarDay(at, store.timeZone);
		noteShelfIn(work, { storeId, day }, productIds, endOfDay(day, store.timeZone));
		return known({ day });
	},
});
