import { isOfThisRelease, measureOf, type Measured, type Model, windowsAt } from "./model.ts";
import { chainOf, horizon, type Panel } from "./panel.ts";
import type { Pool } from "./standing.ts";

/** What a night's forecast came to: how far off it was on how many shelves, which sold so many units. */
export type Judged = Measured & { shelves: number; units: number };

/**
 * Forecasts the last four weeks of a panel as the night before them did, by what it had learnt, and holds that against what came.
 * @returns null when nothing could be forecast then, or nothing was sold since
 */
export function judgeNight(panel: Panel, model: Model & { pool: Pool | null }): Judged | null {
	const origin = panel.days - horizon;
	if (!model.pool || origin <= 0 || !isOfThisRelease(model)) return null;
	const windows = windowsAt(panel, origin, chainOf(panel), model.pool);
	const measured = measureOf(windows, model);
	return measured && { ...measured, shelves: windows.length, units: windows.reduce((sum, { actual }) => sum + actual, 0) };
}

/** Shares of shelves that may sell no more than their 95 % figure, and how far expectations may be off one way. */
const may = { within: [0.92, 0.98], bias: 0.2 } as const;

/**
 * Whether it was further off than it may be. Few shelves, or few units, miss by chance: they are given twice what chance alone would move them by.
 */
export function isFarOff({ within95, bias, shelves, units }: Pick<Judged, "within95" | "bias" | "shelves" | "units">): boolean {
	const slack = 2 * Math.sqrt((0.95 * 0.05) / Math.max(1, shelves));
	const lean = may.bias + 2 / Math.sqrt(Math.max(1, units));
	return within95 < may.within[0] - slack || within95 > may.within[1] + slack || Math.abs(bias) > lean;
}
