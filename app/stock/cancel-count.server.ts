import { sql } from "drizzle-orm";
import { answer, command } from "#app/platform/command.server.ts";
import { type Count, countAsk, countJson, mustBeThere } from "./counts.server.ts";
import { CountCancelled } from "./events.server.ts";
import { CountRef } from "./input.ts";
import { countActs, mustAllow } from "./rules.ts";

/** Gives a count up: no shelf changes, what was counted stays to be read. @throws Refusal `count_not_found`, `act_not_possible` */
export const cancelCount = command<typeof CountRef, Count>({
	name: "stock.cancel-count",
	needs: "stock:count",
	input: CountRef,
	async run({ db, work, principal, now }, { countId }) {
		const { businessId } = db;
		const { head } = await db.read({ head: countAsk(businessId, countId) });
		const { status, storeId } = mustBeThere(head);
		mustAllow(countActs, status, "cancel");
		const { actor } = await principal();
		work.guard(sql`SELECT 1 FROM stockCounts WHERE businessId = ${businessId} AND id = ${countId} AND status = 'counting'`);
		work.add(sql`UPDATE stockCounts SET status = 'cancelled', closedBy = ${actor.name}, closedAt = ${now}, version = version + 1
			WHERE businessId = ${businessId} AND id = ${countId}`);
		work.record(CountCancelled, { subject: { type: "count", id: countId }, storeId, data: { countId, storeId } });
		return answer<Count>(countJson(businessId, countId));
	},
});
