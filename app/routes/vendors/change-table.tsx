import { GitCompareArrows } from "lucide";
import { useTranslations } from "use-intl/react";
import type { Comparison } from "#app/catalog/vendors/compare-snapshots.server.ts";
import { type Change, type ChangeKind, raisedBy } from "#app/catalog/vendors/differences.ts";
import { Badge } from "#app/components/badge.tsx";
import { Cell, Column, Row, Table } from "#app/components/data-table.tsx";
import { Empty } from "#app/components/empty.tsx";
import { ChangeMeaning, type Told } from "./change-meaning.tsx";
import { Money } from "#app/components/money.tsx";
import { Percent } from "#app/components/quantity.tsx";

const tones = { created: "ok", gone: "bad", dearer: "warn", cheaper: "ok", renamed: "info", barcode: "info", sku: "info" } as const;

/** What happened to each item between two readings. */
type Props = { compared: Comparison; kind: ChangeKind | null; told: Record<string, Told>; commandId: string };

export function ChangeTable({ compared: { changes, found, from, to }, kind, told, commandId }: Props) {
	const kept = { from: from.hash, to: to.hash, ...(kind !== null && { kind }) };
	const t = useTranslations("vendors.changes");
	if (changes.length === 0) return <Empty icon={GitCompareArrows} title={t(kind === null ? "none" : "noneOfKind")} />;
	return (
		<>
			<Table
				label={t("title")}
				folds
				head={
					<>
						<Column fold="subject">{t("item")}</Column>
						<Column>{t("what")}</Column>
						<Column>{t("was")}</Column>
						<Column>{t("means.column")}</Column>
						<Column number>{t("price")}</Column>
					</>
				}
			>
				{changes.map((change) => (
					<Row key={change.catalogId}>
						<Cell fold="subject">
							<b>{change.after?.title ?? change.before?.title}</b> <small className="mono">{change.after?.sku ?? change.before?.sku}</small>
						</Cell>
						<Cell fold="line">
							<span className="row wrap">
								{change.kinds.map((word) => (
									<Badge key={word} tone={tones[word]}>
										{t(`kind.${word}`)}
									</Badge>
								))}
							</span>
						</Cell>
						<Cell fold="line">
							<Was change={change} />
						</Cell>
						<Cell fold="line">
							<Means told={told[change.catalogId]} change={change} commandId={commandId} kept={kept} />
						</Cell>
						<Cell number fold="figure">
							<Prices change={change} />
						</Cell>
					</Row>
				))}
			</Table>
			{found > changes.length && <p className="section meta">{t("more", { shown: changes.length, found })}</p>}
		</>
	);
}

function Means({ told, ...rest }: { told: Told | undefined; change: Change; commandId: string; kept: Record<string, string> }) {
	return told && <ChangeMeaning told={told} {...rest} />;
}

/** What stood there before, of what is another now. */
function Was({ change: { kinds, before, after } }: { change: Change }) {
	const t = useTranslations("vendors.changes");
	const parts = [
		kinds.includes("renamed") && before?.title,
		kinds.includes("barcode") && t("wasBarcode", { was: before?.barcode ?? t("nothing"), is: after?.barcode ?? t("nothing") }),
		kinds.includes("sku") && t("wasSku", { was: before?.sku ?? t("nothing"), is: after?.sku ?? t("nothing") }),
	];
	return <span className="meta">{parts.filter(Boolean).join(" · ")}</span>;
}

function Prices({ change }: { change: Change }) {
	const t = useTranslations("vendors.changes");
	const { kinds, before, after } = change;
	const shown = after ?? before;
	if (shown?.price == null) return null;
	const moved = kinds.includes("dearer") || kinds.includes("cheaper");
	return (
		<>
			{moved && before?.price != null && (
				<>
					<s className="meta">
						<span className="visually-hidden">{t("before")} </span>
						<Money amount={before.price} currency={before.currency} bare />
					</s>{" "}
				</>
			)}
			<Money amount={shown.price} currency={shown.currency} />
			{moved && (
				<small className="meta below">
					<Percent ratio={raisedBy(change)} />
				</small>
			)}
		</>
	);
}
