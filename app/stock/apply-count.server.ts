import { sql } from "drizzle-orm";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { answer, command } from "#app/platform/command.server.ts";
import { refuse } from "#app/platform/errors.ts";
import type { Work } from "#app/platform/work.server.ts";
import { type Count, countAsk, type CountedLine, countedLinesAsk, countJson, mustBeThere, uncountedAsk } from "./counts.server.ts";
import { CountApplied, type Shelves } from "./events.server.ts";
import { ApplyCount } from "./input.ts";
import { correctStockIn, openLevelsIn } from "./ledger.server.ts";
import { yieldLeasesIn } from "./reservations.server.ts";
import { countActs, mostCountLines, mustAllow, mustFitShelves, type Uncounted } from "./rules.ts";

/** Lines per statement: some 300 KB of JSON, well under D1's limit for one value. */
const chunk = 2500;

/**
 * Applies a count, once: every counted shelf is corrected by the difference to what the ledger held at the instant it was counted, so what was
 * sold or came in since stays sold and stays in. What nobody counted is left as it is, or set to nothing, as the closer says.
 * @throws Refusal `count_not_found`, `act_not_possible`, `count_empty`, `too_many_lines`, `recount_needed` naming what cannot be right
 */
export const applyCount = command<typeof ApplyCount, Count, Viewer>({
	name: "stock.apply-count",
	needs: "stock:write",
	input: ApplyCount,
	async run({ db, work, principal, now }, { countId, uncounted }) {
		const { businessId } = db;
		const { head, counted, absent } = await db.read({
			head: countAsk(businessId, countId),
			counted: countedLinesAsk(businessId, countId),
			absent: uncountedAsk(businessId, uncounted === "zero" ? countId : "", now),
		});
		const count = mustBeThere(head);
		mustAllow(countActs, count.status, "apply");
		const lines = [...counted, ...absent];
		if (lines.length === 0) refuse("conflict", "count_empty");
		if (lines.length > mostCountLines) refuse("conflict", "too_many_lines", { most: mostCountLines });
		mustFitShelves(lines);
		const { actor } = await principal();
		work.guard(
			sql`SELECT 1 FROM stockCounts WHERE businessId = ${businessId} AND id = ${countId} AND status = 'counting' AND version = CAST(${count.version} AS INTEGER)`,
		);
		sayNothingIsThereIn(work, countId, absent, actor.name);
		for (let from = 0; from < lines.length; from += chunk) {
			const part = lines.slice(from, from + chunk);
			openLevelsIn(
				work,
				part.map(({ productId }) => ({ productId, storeId: count.storeId })),
			);
			yieldLeasesIn(
				work,
				count.storeId,
				part.map((line) => ({ ...line, left: line.counted + line.moved })),
			);
			correctStockIn(
				work,
				count.storeId,
				part.map(({ productId, counted: quantity, countedAt: at }) => ({ productId, quantity, at })),
				{ reason: "count", actor, reference: { type: "count", id: countId } },
			);
		}
		closeIn(work, count, uncounted, actor.name);
		return answer<Count>(countJson(businessId, countId));
	},
});

function sayNothingIsThereIn(work: Work, countId: string, absent: CountedLine[], by: string): void {
	const productIds = JSON.stringify(absent.map(({ productId }) => productId));
	work.add(sql`INSERT INTO stockCountLines (businessId, countId, productId, counted, startedAt, countedAt, countedBy)
		SELECT ${work.businessId}, ${countId}, value, 0, ${work.now}, ${work.now}, ${by} FROM json_each(${productIds}) WHERE true
		ON CONFLICT (businessId, countId, productId) DO UPDATE SET counted = 0, startedAt = excluded.startedAt, countedAt = excluded.countedAt, countedBy = excluded.countedBy`);
}

/** Writes down what each line was found to be off by, and closes the count. A corrected shelf's last movement is the count's own. */
function closeIn(work: Work, { id, storeId }: Count, uncounted: Uncounted, by: string): void {
	const { businessId, now } = work;
	const lines = sql`FROM stockCountLines WHERE businessId = ${businessId} AND countId = ${id}`;
	work.add(sql`UPDATE stockCountLines SET correction = COALESCE((SELECT m.delta FROM stockLevels AS l CROSS JOIN stockMovements AS m
				ON m.businessId = l.businessId AND m.productId = l.productId AND m.storeId = l.storeId AND m.seq = l.version AND m.referenceId = ${id}
			WHERE l.businessId = stockCountLines.businessId AND l.productId = stockCountLines.productId AND l.storeId = ${storeId}), 0)
		WHERE businessId = ${businessId} AND countId = ${id} AND counted IS NOT NULL`);
	work.add(
		sql`UPDATE stockCountLines SET expected = counted - correction WHERE businessId = ${businessId} AND countId = ${id} AND counted IS NOT NULL`,
	);
	work.add(sql`UPDATE stockCounts SET status = 'applied', uncounted = ${uncounted}, closedBy = ${by}, closedAt = ${now}, version = version + 1,
			counted = (SELECT COUNT(counted) ${lines}), off = (SELECT COUNT(NULLIF(correction, 0)) ${lines})
		WHERE businessId = ${businessId} AND id = ${id}`);
	work.record(CountApplied, {
		subject: { type: "count", id },
		storeId,
		data: sql<Shelves>`(SELECT json_object('countId', ${id}, 'storeId', ${storeId}, 'storeIds', json_array(${storeId}), 'uncounted', ${uncounted}, 'lines', COUNT(counted),
				'productIds', json_group_array(productId) FILTER (WHERE correction <> 0), 'units', COALESCE(SUM(ABS(correction)), 0)) ${lines})`,
	});
}
