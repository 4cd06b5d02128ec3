import { sql } from "drizzle-orm";
import { z } from "zod";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first, many, shardOf } from "#app/platform/database.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { addDays, calendarDay } from "#app/platform/time.ts";
import { learn, windowsBefore } from "./forecast/model.ts";
import { dormantAfter, type Panel } from "./forecast/panel.ts";
import { poolAt } from "./forecast/standing.ts";
import { seriesOf, type ShelfDay, weekdayOfDay } from "./forecast/series-of-facts.ts";
import { type LearntModel, shelfDays } from "./learnt-model.server.ts";
import { byShelf } from "./histories.server.ts";

/** Two years, and the year before the oldest of their windows is not needed: what is learnt is how the recent past foretells. */
const daysLearnt = 754;
/** Products whose shelves are learnt from: some hundred say what thousands would, and a night stays a second of work. */
const productsLearnt = 200;

/**
 * How a business's past is best mixed into what is to come, learnt from some of its products, drawn by the random end of their ids. Once a day;
 * twice is once. What the day itself sold so far is left out.
 */
const learnForecastOf = command({
	name: "insights.learn-forecast",
	needs: "insights:read",
	input: z.object({ day: z.iso.date() }),
	async run({ db, work, now }, { day }) {
		const { businessId } = work;
		const from = addDays(day, -daysLearnt);
		const drawn = sql`SELECT productId AS id FROM outlooks WHERE businessId = ${businessId} AND lastSoldDay >= ${addDays(day, -dormantAfter)}
			GROUP BY productId ORDER BY substr(productId, -8), productId LIMIT CAST(${productsLearnt} AS INTEGER)`;
		const { rows, before } = await db.read({
			rows: many<ShelfDay>(shelfDays(businessId, drawn, from, day)),
			before: first<{ day: string }>(sql`SELECT day FROM forecastModels WHERE businessId = ${businessId}`),
		});
		if (before?.day === day) return known({ windows: 0 });
		const panel: Panel = {
			days: daysLearnt,
			firstWeekday: weekdayOfDay(from),
			series: [...byShelf(rows).values()].flatMap((shelf) => seriesOf(shelf, from, daysLearnt) ?? []),
		};
		const model: LearntModel = { ...learn(windowsBefore(panel, daysLearnt)), pool: poolAt(panel, daysLearnt) };
		work.add(sql`INSERT INTO forecastModels (businessId, day, learntAt, windows, model)
			VALUES (${businessId}, ${day}, ${now}, ${model.windows}, ${JSON.stringify(model)})
			ON CONFLICT (businessId) DO UPDATE SET day = excluded.day, learntAt = excluded.learntAt, windows = excluded.windows, model = excluded.model`);
		return known({ windows: model.windows });
	},
});

/** Businesses of one run: each is up to a second of work, and a run has thirty. The next one goes on with the others. */
const most = 15;

/** Learns for every business of a shard whose calendar day has turned since it last did. @returns how many were learnt for */
export async function learnForecasts(scope: Scope, shard: number): Promise<number> {
	const { due } = await shardOf(scope, shard).read({
		due: many<{ businessId: string; timeZone: string; day: string | null }>(sql`SELECT b.businessId, b.timeZone, m.day
			FROM businesses AS b LEFT JOIN forecastModels AS m ON m.businessId = b.businessId WHERE b.state = 'active' ORDER BY m.day, b.businessId`),
	});
	let learnt = 0;
	for (const { businessId, timeZone, day: last } of due) {
		const day = calendarDay(scope.now, timeZone);
		if (last === day || learnt >= most) continue;
		await learnForecastOf(machineTenant(scope, { businessId, shard }, "forecast"), { day });
		learnt += 1;
	}
	return learnt;
}
