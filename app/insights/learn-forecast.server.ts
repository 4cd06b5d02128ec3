import { sql } from "drizzle-orm";
import { z } from "zod";
import { machineTenant } from "#app/identity/viewer.server.ts";
import { command, known } from "#app/platform/command.server.ts";
import { first, many, shardOf } from "#app/platform/database.server.ts";
import type { Scope } from "#app/platform/scope.server.ts";
import { addDays, calendarDay } from "#app/platform/time.ts";
import { learn, windowsBefore } from "./forecast/model.ts";
import { dormantAfter, horizon, type Panel } from "./forecast/panel.ts";
import { poolAt } from "./forecast/standing.ts";
import { isFarOff, judgeNight } from "./forecast/watch.ts";
import { seriesOf, type ShelfDay, weekdayOfDay } from "./forecast/series-of-facts.ts";
import { type LearntModel, shelfDays } from "./learnt-model.server.ts";
import { byShelf } from "./histories.server.ts";

/** Two years of windows, and before the eldest the same weeks of the year before it. */
const daysLearnt = 1125;
/** Products whose shelves are learnt from: some hundred say what thousands would, and a night stays a second of work. */
const productsLearnt = 200;
/** And days of theirs at most, so that a shop that sells everything every day does not fill a machine's memory: some tens of megabytes. */
const factsLearnt = 250_000;

/**
 * How a business's past is best mixed into what is to come, learnt from some of its products, drawn by the random end of their ids. Once a day;
 * twice is once. What the day itself sold so far is left out. What the night of four weeks ago foretold is held against what came.
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
		const then = addDays(day, -horizon);
		const { rows, before, night } = await db.read({
			rows: many<ShelfDay>(sql`${shelfDays(businessId, drawn, from, day)} LIMIT CAST(${factsLearnt} AS INTEGER)`),
			night: first<{ model: string }>(
				sql`SELECT model FROM forecastNights WHERE businessId = ${businessId} AND day = ${then} AND model IS NOT NULL`,
			),
			before: first<{ day: string }>(sql`SELECT day FROM forecastModels WHERE businessId = ${businessId}`),
		});
		if (before?.day === day) return known({ windows: 0 });
		const panel: Panel = {
			days: daysLearnt,
			firstWeekday: weekdayOfDay(from),
			series: [...byShelf(whole(rows)).values()].flatMap((shelf) => seriesOf(shelf, from, daysLearnt) ?? []),
		};
		const model: LearntModel = { ...learn(windowsBefore(panel, daysLearnt)), pool: poolAt(panel, daysLearnt) };
		work.add(sql`INSERT INTO forecastModels (businessId, day, learntAt, windows, model)
			VALUES (${businessId}, ${day}, ${now}, ${model.windows}, ${JSON.stringify(model)})
			ON CONFLICT (businessId) DO UPDATE SET day = excluded.day, learntAt = excluded.learntAt, windows = excluded.windows, model = excluded.model`);
		if (night) {
			const judged = judgeNight(panel, JSON.parse(night.model));
			work.add(sql`UPDATE forecastNights SET model = NULL, judgedAt = ${now}, shelves = ${judged?.shelves ?? 0}, units = ${judged?.units ?? 0},
				error = ${judged?.error ?? null}, bias = ${judged?.bias ?? null}, within80 = ${judged?.within80 ?? null}, within95 = ${judged?.within95 ?? null},
				isOff = ${judged && isFarOff(judged) ? 1 : 0} WHERE businessId = ${businessId} AND day = ${then}`);
		}
		// What stands in for a forecast foretells nothing that could be held against it.
		if (model.measured && model.pool)
			work.add(sql`INSERT INTO forecastNights (businessId, day, model) VALUES (${businessId}, ${day}, ${JSON.stringify(model)})
				ON CONFLICT (businessId, day) DO NOTHING`);
		work.add(sql`DELETE FROM forecastNights WHERE businessId = ${businessId} AND day < ${addDays(day, -nightsKept)}`);
		return known({ windows: model.windows });
	},
});

/** Nights that are kept to be looked back at. */
const nightsKept = 400;

/** Where the limit cut, the product it cut is left out. */
function whole(rows: ShelfDay[]): ShelfDay[] {
	const cut = rows.length < factsLearnt ? null : rows.at(-1)?.productId;
	return cut === null ? rows : rows.filter(({ productId }) => productId !== cut);
}

/** Businesses of one run: each is up to two seconds of work, and a run has thirty. The next one goes on with the others. */
const most = 10;

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
