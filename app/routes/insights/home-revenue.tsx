import { Link, useSearchParams } from "react-router";
import { useFormatter, useTranslations } from "use-intl/react";
import { Drawn } from "#app/components/charts/drawn.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Money } from "#app/components/money.tsx";
import { Percent } from "#app/components/quantity.tsx";
import type { Home } from "#app/insights/home.server.ts";
import { chartDays } from "#app/insights/rules.ts";
import { decimalsOf } from "#app/platform/money.ts";
import { changeOf } from "./compare.ts";
import type { RevenueDrawings } from "./draw-revenue.server.ts";

type Revenue = NonNullable<Home["revenue"]>;

/** Net revenue of each day by channel, and of the period before as a dashed step. */
export function RevenueByDay({ revenue, drawings, channels }: { revenue: Revenue; drawings: RevenueDrawings; channels: string[] }) {
	const t = useTranslations("home.revenue");
	const format = useFormatter();
	const { days, total, before, currency } = revenue;
	const dayOf = (day: string) => format.dateTime(new Date(`${day}T12:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" });
	const unit = 10 ** decimalsOf(currency);
	// Axis figures stand in thousands when there are any; the head says which.
	const thousands = Math.max(...days.map((day) => Math.max(day.total, day.before))) >= 10_000 * unit;
	const axis = (amount: number) => format.number(amount / unit / (thousands ? 1000 : 1), { maximumFractionDigits: 1 });
	const best = days.reduce((most, day) => (day.total > most.total ? day : most), days[0] ?? { day: "", total: 0 });
	const money = (amount: number) => format.number(amount / unit, { style: "currency", currency, maximumFractionDigits: 0 });
	const ratio = changeOf(total, before);
	return (
		<section className="section" aria-labelledby="revenue">
			<header>
				<h2 id="revenue">{t("title")}</h2>
				<span className="legend">
					{channels.map((channel, index) => (
						<span key={channel}>
							<svg aria-hidden="true">
								<rect className={`c${index + 1}`} width="10" height="10" rx="2" />
							</svg>
							{t.has(`channels.${channel}` as "channels.counter") ? t(`channels.${channel}` as "channels.counter") : channel}
						</span>
					))}
					<span>
						<svg aria-hidden="true" className="dash">
							<path d="M0 5H14" />
						</svg>
						{t("before", { count: days.length })}
					</span>
				</span>
				<DaysSegments days={days.length} />
			</header>
			<p className="sum">
				<b>
					<Money amount={total} currency={currency} whole />
				</b>{" "}
				<span className="meta">
					{ratio === null ? (
						t("nothingBefore", { count: days.length })
					) : (
						<>
							<Percent ratio={ratio} /> {t("onBefore", { count: days.length })}
						</>
					)}
					{` · ${t(thousands ? "inThousands" : "in", { currency })}`}
				</span>
			</p>
			<Drawn
				drawings={drawings}
				sentence={t("sentence", { count: days.length, total: money(total), best: money(best.total), day: best.day && dayOf(best.day) })}
				draw={(drawing) => (
					<>
						{drawing.grid.map(({ y, amount }) => (
							<g key={amount}>
								<line className="grid" x1={drawing.left} x2={drawing.right} y1={y} y2={y} />
								<text x={drawing.left - 8} y={y + 4} textAnchor="end">
									{axis(amount)}
								</text>
							</g>
						))}
						{drawing.bars.map((bar) => (
							<rect
								key={`${bar.channel} ${bar.x}`}
								className={`bar c${channels.indexOf(bar.channel) + 1}`}
								x={bar.x}
								y={bar.y}
								width={bar.width}
								height={bar.height}
							/>
						))}
						<path className="before" d={drawing.before} />
						{drawing.days.map(({ x, day, last }) => (
							<text
								key={day}
								className={last ? "strong" : undefined}
								x={last ? drawing.right : x}
								y={drawing.height - 4}
								textAnchor={last ? "end" : "middle"}
							>
								{last ? t("today") : dayOf(day)}
							</text>
						))}
					</>
				)}
				table={
					<Table
						label={t("title")}
						bleed
						density="compact"
						head={
							<>
								<Column>{t("day")}</Column>
								<Column number>{currency}</Column>
								<Column number>{t("before", { count: days.length })}</Column>
							</>
						}
					>
						{days.toReversed().map((day) => (
							<Row key={day.day}>
								<Cell>{dayOf(day.day)}</Cell>
								<Cell number>
									<Money amount={day.total} currency={currency} bare />
								</Cell>
								<Cell number>
									<Money amount={day.before} currency={currency} bare />
								</Cell>
							</Row>
						))}
					</Table>
				}
			/>
		</section>
	);
}

function DaysSegments({ days }: { days: number }) {
	const t = useTranslations("home.revenue");
	const [params] = useSearchParams();
	const to = (count: number) => {
		const next = new URLSearchParams(params);
		next.set("days", String(count));
		return `?${next}`;
	};
	return (
		<nav className="segments" aria-label={t("period")}>
			{chartDays.map((count) => (
				<Link key={count} to={to(count)} aria-current={count === days ? "true" : undefined} preventScrollReset>
					{t("days", { count })}
				</Link>
			))}
		</nav>
	);
}
