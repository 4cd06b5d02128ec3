import { scaleLinear } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import { type Width, widths } from "#app/components/charts/drawn.tsx";
import type { Outlook } from "#app/insights/prediction.server.ts";
import type { CalendarDay } from "#app/platform/time.ts";

/** A product's runway as shapes: thirty days back as a step, thirty ahead as a line in its cone. Worked out here, so no charting code is sent. */

export type RunwayDrawing = {
	width: number;
	height: number;
	left: number;
	right: number;
	bottom: number;
	grid: { y: number; units: number }[];
	days: { x: number; day: CalendarDay }[];
	stock: string;
	stockArea: string;
	expected: string;
	cone: string;
	now: { x: number; y: number };
	reorderY: number | null;
	out: { x: number } | null;
};
export type RunwayDrawings = Record<Width, RunwayDrawing>;

const heights = { phone: 190, desk: 220, wide: 240 };
const margin = { top: 14, right: 14, bottom: 22, left: 34 };

export function drawRunway({ runway, currentStock, stockOutDate }: Outlook, reorderPoint: number): RunwayDrawings {
	const draw = (width: Width) => drawAt(runway, currentStock, stockOutDate, reorderPoint, width);
	return { phone: draw("phone"), desk: draw("desk"), wide: draw("wide") };
}

function drawAt(
	{ past, ahead }: Outlook["runway"],
	onHand: number,
	stockOutDate: CalendarDay | null,
	reorderPoint: number,
	width: Width,
): RunwayDrawing {
	const height = heights[width];
	const [left, right, bottom] = [margin.left, widths[width] - margin.right, height - margin.bottom];
	const last = past.length - 1;
	const x = scaleLinear()
		.domain([0, last + past.length])
		.range([left, right]);
	const y = scaleLinear()
		.domain([0, Math.max(4, reorderPoint, ...past.map((day) => day.onHand), onHand)])
		.range([bottom, margin.top])
		.nice(4);
	const steps = past.map((day, index) => [x(index), y(day.onHand)] as [number, number]);
	const cone = [{ low: onHand, high: onHand }, ...ahead].map((day, index) => ({ at: x(last + index), low: y(day.low), high: y(day.high) }));
	const expected = [onHand, ...ahead.map((day) => day.expected)].map((units, index) => [x(last + index), y(units)] as [number, number]);
	// The line ends where it meets the ground.
	const ground = ahead.findIndex((day) => day.expected <= 0);
	const outAt = ground >= 0 && stockOutDate ? x(last + 1 + ground) : null;
	const rounded = { step: line().curve(curveStepAfter).digits(1), straight: line().digits(1) };
	return {
		width: widths[width],
		height,
		left,
		right,
		bottom,
		grid: y
			.ticks(4)
			.filter(Number.isInteger)
			.map((units) => ({ y: Math.round(y(units)), units })),
		days: past
			.filter((_, index) => index % 14 === 1 && index < last - 6)
			.map(({ day }) => ({ x: Math.round(x(past.findIndex((each) => each.day === day))), day })),
		stock: rounded.step(steps) ?? "",
		stockArea: area().curve(curveStepAfter).y0(bottom).digits(1)(steps) ?? "",
		expected: ahead.length === 0 ? "" : (rounded.straight(ground >= 0 ? expected.slice(0, ground + 2) : expected) ?? ""),
		cone:
			ahead.length === 0
				? ""
				: (area<(typeof cone)[number]>()
						.x((each) => each.at)
						.y0((each) => each.low)
						.y1((each) => each.high)
						.digits(1)(cone) ?? ""),
		now: { x: Math.round(x(last)), y: Math.round(y(onHand)) },
		reorderY: reorderPoint > 0 ? Math.round(y(reorderPoint)) : null,
		out: outAt === null ? null : { x: Math.round(outAt) },
	};
}
