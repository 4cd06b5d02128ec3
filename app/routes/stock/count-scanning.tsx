import { ScanBarcode, TriangleAlert, X } from "lucide";
import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { Icon } from "#app/components/icon.tsx";
import { Delta } from "#app/components/quantity.tsx";
import { useTimeWords } from "#app/components/when.tsx";
import { useClock } from "#app/components/clock.ts";
import { type CountData, ReviewLink } from "./count.tsx";
import { LineQuantity } from "./line-quantity.tsx";
import { ProductCell } from "./product-cell.tsx";
import { useRefusalWords } from "./refusal-words.ts";
import { ScanField } from "./scan-field.tsx";
import { useScanWords } from "./scan-words.tsx";
import { useScans } from "./use-scans.ts";

/** Scan, scan, scan: what was counted last stands on top, each with how many, ready to be corrected. */
export function CountScanning({ data }: { data: CountData }) {
	const t = useTranslations("counts");
	const { count, lines, wanted, may, commandId } = data;
	const scans = useScans(
		`/api/counts/${count.id}/lines`,
		({ product, counted }: { product: { id: string; name: string }; counted: number }) => ({
			product,
			quantity: counted,
		}),
	);
	const { told, field } = useScanWords(scans, "count");
	return (
		<>
			{may.count && (
				<div className="section">
					<ScanField {...field} told={told} commandId={commandId} />
				</div>
			)}
			{lines.length === 0 ? (
				<Empty icon={ScanBarcode} title={t("page.empty")} />
			) : (
				<CountedLines data={data} newest={scans.heard?.ok ? scans.heard.product.id : undefined} />
			)}
			{wanted.length > 0 && (
				<section className="section ruled" aria-labelledby="wanted">
					<header>
						<h2 id="wanted">{t("page.wanted")}</h2>
					</header>
					<ul className="stack">
						{wanted.map((product) => (
							<li key={product.productId}>
								<ProductCell product={product} />
							</li>
						))}
					</ul>
				</section>
			)}
			{may.count && (
				<Form method="post" className="section ruled act-row sticky-acts">
					<input type="hidden" name="commandId" value={commandId} />
					<Button type="submit" name="intent" value="cancel" kind="quiet">
						{t("page.cancel")}
					</Button>
					{may.apply && (
						<span className="on-phone">
							<ReviewLink />
						</span>
					)}
				</Form>
			)}
		</>
	);
}

function CountedLines({ data: { lines, maySee, may }, newest }: { data: CountData; newest: string | undefined }) {
	const t = useTranslations("counts");
	const refusal = useRefusalWords("count");
	const times = useTimeWords();
	const now = useClock();
	return (
		<Table
			label={t("page.lines")}
			folds
			density="picture"
			head={
				<>
					<Column fold="subject">{t("columns.product")}</Column>
					{maySee && <Column number>{t("columns.expected")}</Column>}
					{maySee && <Column number>{t("columns.difference")}</Column>}
					<Column number>{t("columns.found")}</Column>
					<Column hidden>{t("columns.what")}</Column>
				</>
			}
		>
			{lines.map((line) => (
				<Row key={line.productId} changed={line.productId === newest}>
					<Cell fold="subject">
						<ProductCell product={line}>
							<small suppressHydrationWarning>{t("page.by", { name: line.countedBy, when: times.auto(line.countedAt, now) })}</small>
							{line.again && (
								<small className="problem">
									<Icon of={TriangleAlert} size={14} />
									{t(`page.${line.again}`)}
								</small>
							)}
						</ProductCell>
					</Cell>
					{maySee && (
						<Cell number fold="hide">
							{line.expected}
						</Cell>
					)}
					{maySee && (
						<Cell number fold="line">
							{line.expected === line.counted ? (
								<span className="zero">{t("page.right")}</span>
							) : (
								<>
									<span className="on-phone">{`${t("page.expected", { count: line.expected ?? 0 })} `}</span>
									<b>
										<Delta value={line.counted - (line.expected ?? 0)} />
									</b>
								</>
							)}
						</Cell>
					)}
					<Cell number fold="act">
						{may.count ? (
							<LineQuantity
								productId={line.productId}
								quantity={line.counted}
								label={t("page.recount", { name: line.name })}
								save={t("page.save")}
								say={refusal}
							/>
						) : (
							line.counted
						)}
					</Cell>
					<Cell number fold="figure">
						{may.count && (
							<Form method="post" preventScrollReset>
								<input type="hidden" name="intent" value="put" />
								<input type="hidden" name="productId" value={line.productId} />
								<input type="hidden" name="quantity" value="" />
								<Button type="submit" kind="quiet" icon={X} iconOnly>
									{t("page.forget", { name: line.name })}
								</Button>
							</Form>
						)}
					</Cell>
				</Row>
			))}
		</Table>
	);
}
