import { useFormatter, useTranslations } from "use-intl/react";
import { Drawn } from "#app/components/charts/drawn.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Quantity } from "#app/components/quantity.tsx";
import { useShell } from "#app/components/shell.ts";
import type { Outlook } from "#app/insights/prediction.server.ts";
import type { RunwayDrawings } from "./draw-runway.server.ts";

type Props = { outlook: Outlook; drawings: RunwayDrawings; reorderPoint: number; unit: string };

/** How fast it sells and how long that lasts, in the store people look at or in all; drawn, and in words. */
export function ProductOutlook({ outlook, drawings, reorderPoint, unit }: Props) {
	const t = useTranslations("product.outlook");
	const nav = useTranslations("nav");
	const format = useFormatter();
	const { store } = useShell();
	const {
		daysLeft,
		avgDailySales,
		inStockDailySales,
		inStockDays,
		stockOutDate,
		suggestedOrder,
		currentStock,
		rate,
		runway,
		basis,
		advice,
	} = outlook;
	const dayOf = (day: string) => format.dateTime(new Date(`${day}T12:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" });
	const perDay = (units: number) => (
		<>
			{format.number(units, { maximumFractionDigits: 2 })} <span className="meta">{t("aDay")}</span>
		</>
	);
	const between =
		runway.out &&
		(runway.out.until
			? t("between", { from: dayOf(runway.out.from), until: dayOf(runway.out.until) })
			: t("notBefore", { from: dayOf(runway.out.from) }));
	const lasts = stockOutDate ? t("sentenceOut", { day: dayOf(stockOutDate) }) : t("sentenceLasts");
	return (
		<section className="section">
			<header>
				<h2>{t("title", { store: store?.name ?? nav("allStores") })}</h2>
			</header>
			<dl className="figures">
				<div>
					<dt>{t("lasts")}</dt>
					<dd>{daysLeft === null ? t("nothingSold") : t("days", { count: Math.floor(daysLeft) })}</dd>
				</div>
				<div>
					<dt>{t("sells")}</dt>
					<dd>{perDay(avgDailySales)}</dd>
				</div>
				{inStockDays > 0 && inStockDays < 30 && (
					<div>
						<dt>{t("sellsInStock", { count: inStockDays })}</dt>
						<dd>{perDay(inStockDailySales)}</dd>
					</div>
				)}
				{stockOutDate && (
					<div>
						<dt>{t("outOn")}</dt>
						<dd>
							{dayOf(stockOutDate)} {between && <span className="meta">{between}</span>}
						</dd>
					</div>
				)}
				<div>
					<dt>{t("order")}</dt>
					<dd>
						<Quantity value={suggestedOrder} /> {unit !== "unit" && <span className="meta">{unit}</span>}
					</dd>
				</div>
				{advice.reorderPoint > 0 && (
					<div>
						<dt>{t("reorderAdvice")}</dt>
						<dd>
							<Quantity value={advice.reorderPoint} /> <span className="meta">{t("reorderAdviceWhy", { days: advice.leadDays })}</span>
						</dd>
					</div>
				)}
			</dl>
			{(currentStock > 0 || runway.past.some(({ onHand }) => onHand > 0)) && (
				<Drawn
					drawings={drawings}
					sentence={`${t("sentence", { count: currentStock, rate: format.number(rate, { maximumFractionDigits: 2 }) })} ${lasts}`}
					draw={(drawing) => (
						<>
							{drawing.grid.map(({ y, units }) => (
								<g key={units}>
									<line className="grid" x1={drawing.left} x2={drawing.right} y1={y} y2={y} />
									<text x={drawing.left - 8} y={y + 4} textAnchor="end">
										{units}
									</text>
								</g>
							))}
							{drawing.days.map(({ x, day }) => (
								<text key={day} x={x} y={drawing.height - 4} textAnchor="middle">
									{dayOf(day)}
								</text>
							))}
							<path className="stock-area" d={drawing.stockArea} />
							<path className="cone" d={drawing.cone} />
							<path className="stock" d={drawing.stock} />
							<path className="expected" d={drawing.expected} />
							{drawing.reorderY !== null && (
								<>
									<line className="reorder" x1={drawing.left} x2={drawing.right} y1={drawing.reorderY} y2={drawing.reorderY} />
									<text className="reorder-word" x={drawing.left + 6} y={drawing.reorderY - 5}>
										{t("reorderAt", { count: reorderPoint })}
									</text>
								</>
							)}
							<line className="now" x1={drawing.now.x} x2={drawing.now.x} y1={8} y2={drawing.bottom} />
							<text className="strong" x={drawing.now.x} y={drawing.height - 4} textAnchor="middle">
								{t("today")}
							</text>
							{drawing.out && stockOutDate && (
								<>
									<circle className="out" cx={drawing.out.x} cy={drawing.bottom} r="4" />
									<text className="strong" x={Math.min(drawing.out.x, drawing.right - 24)} y={drawing.height - 4} textAnchor="middle">
										{dayOf(stockOutDate)}
									</text>
								</>
							)}
						</>
					)}
					table={<RunwayTable runway={runway} dayOf={dayOf} />}
				/>
			)}
			{suggestedOrder > 0 && <p className="meta">{advice.shelves === 1 ? <Arithmetic outlook={outlook} /> : t("addedUp")}</p>}
			{rate > 0 && (
				<p className="meta">
					{basis.measured
						? t("basis", { windows: basis.windows, error: basis.measured.error, within: basis.measured.within95 })
						: t("basisPlain")}
				</p>
			)}
		</section>
	);
}

/** How one shelf's suggestion comes about. */
function Arithmetic({ outlook: { advice, available, incoming, suggestedOrder } }: { outlook: Outlook }) {
	const t = useTranslations("product.outlook");
	const { upTo, leadDays, coverDays, packSize } = advice;
	return (
		<>
			{t("arithmetic", { days: leadDays + coverDays, upTo, available, incoming, missing: upTo - available - incoming })}
			{packSize > 1 && ` ${t("packs", { pack: packSize, order: suggestedOrder })}`}
		</>
	);
}

function RunwayTable({ runway, dayOf }: { runway: Outlook["runway"]; dayOf: (day: string) => string }) {
	const t = useTranslations("product.outlook");
	const format = useFormatter();
	const round = (units: number) => format.number(units, { maximumFractionDigits: 1 });
	return (
		<Table
			label={t("table")}
			density="compact"
			head={
				<>
					<Column>{t("day")}</Column>
					<Column number>{t("onHand")}</Column>
					<Column number>{t("range")}</Column>
				</>
			}
		>
			{runway.past.map(({ day, onHand }) => (
				<Row key={day}>
					<Cell>{dayOf(day)}</Cell>
					<Cell number>{format.number(onHand)}</Cell>
					<Cell number>{""}</Cell>
				</Row>
			))}
			{runway.ahead.map(({ day, expected, low, high }) => (
				<Row key={day}>
					<Cell>{dayOf(day)}</Cell>
					<Cell number>{round(expected)}</Cell>
					<Cell number>{`${round(low)}–${round(high)}`}</Cell>
				</Row>
			))}
		</Table>
	);
}
