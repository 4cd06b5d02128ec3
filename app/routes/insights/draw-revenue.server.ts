import { scaleBand, scaleLinear } from "d3-scale";
import { type Width, widths } from "#app/components/charts/drawn.tsx";
import type { RevenueDay } from "#app/insights/rules.ts";
import type { CalendarDay } from "#app/platform/time.ts";

/** The revenue chart as shapes, worked out here so that no charting code is sent to a browser. Figures are minor units; words are the page's. */

export type RevenueDrawing = {
	width: number;
	height: number;
	bars: { x: number; y: number; width: number; height: number; channel: string }[];
	/** The period before, as one dashed step. */
	before: string;
	grid: { y: number; amount: number }[];
	days: { x: number; day: CalendarDay; last: boolean }[];
	right: number;
	left: number;
	bottom: number;
};
export type RevenueDrawings = Record<Width, RevenueDrawing>;

const heights = { phone: 210, desk: 250, wide: 300 };
const margin = { top: 10, right: 4, bottom: 22, left: 34 };
/** Days between two labels, so that they never meet. */
const roomForLabel = { phone: 62, desk: 74, wide: 84 };

export function drawRevenue(days: RevenueDay[], channels: string[]): RevenueDrawings {
	const draw = (width: Width) => drawAt(days, channels, width);
	return { phone: draw("phone"), desk: draw("desk"), wide: draw("wide") };
}

function drawAt(days: RevenueDay[], channels: string[], width: Width): RevenueDrawing {
	const height = heights[width];
	const [left, right, bottom] = [margin.left, widths[width] - margin.right, height - margin.bottom];
	const most = Math.max(1, ...days.map(({ total, before, byChannel }) => Math.max(total, before, ...Object.values(byChannel))));
	const least = Math.min(0, ...days.map(({ total, before }) => Math.min(total, before)));
	const y = scaleLinear().domain([least, most]).range([bottom, margin.top]).nice(4);
	const x = scaleBand<number>()
		.domain(days.map((_, index) => index))
		.range([left, right])
		.paddingInner(days.length > 40 ? 0.15 : 0.24)
		.paddingOuter(0.1);
	const bars = days.flatMap(({ byChannel }, index) => {
		// A day that gave more back than it took stands below the line.
		let [up, down] = [0, 0];
		return channels.flatMap((channel) => {
			const amount = byChannel[channel] ?? 0;
			if (amount === 0) return [];
			const from = amount > 0 ? up : down;
			if (amount > 0) up += amount;
			else down += amount;
			const [top, low] = [y(Math.max(from, from + amount)), y(Math.min(from, from + amount))];
			return [{ x: round(x(index) ?? 0), y: round(top), width: round(x.bandwidth()), height: round(low - top), channel }];
		});
	});
	const step = x.step();
	const before = days
		.map(({ before }, index) => {
			const start = (x(index) ?? 0) - (step - x.bandwidth()) / 2;
			return `${index === 0 ? "M" : "L"}${round(Math.max(left, start))},${round(y(before))}H${round(Math.min(right, start + step))}`;
		})
		.join("");
	const every = Math.max(1, Math.ceil(roomForLabel[width] / step));
	return {
		width: widths[width],
		height,
		bars,
		before,
		left,
		right,
		bottom: round(y(0)),
		grid: y.ticks(4).map((amount) => ({ y: round(y(amount)), amount })),
		days: days
			.map(({ day }, index) => ({
				x: round((x(index) ?? 0) + x.bandwidth() / 2),
				day,
				last: index === days.length - 1,
				ago: days.length - 1 - index,
			}))
			.filter(({ ago }) => ago % every === 0)
			.map(({ ago: _, ...label }) => label),
	};
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
