import { Form, Link, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { type Act, type Meaning, type OurProduct, takenPriceOf } from "#app/insights/change-meaning.ts";
import { Button } from "#app/components/button.tsx";
import { Money } from "#app/components/money.tsx";
import { useMay } from "#app/components/shell.ts";
import type { Change } from "#app/catalog/vendors/differences.ts";

export type Told = { meaning: Meaning; ours: OurProduct | null };
type Props = { told: Told; change: Change; commandId: string; kept: Record<string, string> };

/** What a change means for our product and its shelf, and what may be done about it. */
export function ChangeMeaning({ told, change, commandId, kept }: Props) {
	const { meaning, ours } = told;
	const { catalogId } = change;
	const price = takenPriceOf(change, meaning, ours);
	const t = useTranslations("vendors.changes.means");
	const may = useMay();
	const acts = meaning.acts.filter(({ act }) => may(act === "order" ? "purchasing:write" : "catalog:write"));
	if (!ours && meaning.facts.length === 0) return <span className="meta">{t("notOurs")}</span>;
	return (
		<div className="means">
			{ours && (
				<p>
					<Link to={`/products/${ours.productId}`} className="plain-link">
						{ours.name}
					</Link>{" "}
					<small className="meta">{t("shelf", { count: ours.available })}</small>
				</p>
			)}
			{meaning.facts.map((fact) => (
				<p key={fact.fact} data-warn={fact.fact === "underCost" || undefined}>
					<Fact fact={fact} currency={ours?.currency ?? ""} />
				</p>
			))}
			{acts.length > 0 && (
				<div className="row wrap">
					{acts.map((act) => (
						<ActForm
							key={act.act}
							act={act}
							ours={ours}
							catalogId={catalogId}
							commandId={commandId}
							kept={{ ...kept, ...(act.act === "price" && price && { prices: JSON.stringify([price]) }) }}
						/>
					))}
				</div>
			)}
		</div>
	);
}

function Fact({ fact, currency }: { fact: Meaning["facts"][number]; currency: string }) {
	const t = useTranslations("vendors.changes.means");
	const money = (amount: number) => <Money amount={amount} currency={currency} />;
	if (fact.fact === "underCost") return t.rich("underCost", { price: () => money(fact.price), cost: () => money(fact.cost) });
	if (fact.fact === "costMoves") return t.rich("costMoves", { from: () => money(fact.from), to: () => money(fact.to) });
	if (fact.fact === "priceStands") return t.rich("priceStands", { price: () => money(fact.price) });
	if (fact.fact === "goneLeft") return t("goneLeft", { left: fact.left });
	if (fact.fact === "goneRunsOut")
		return t(fact.days >= 14 ? "goneWeeks" : "goneDays", { left: fact.left, days: fact.days, weeks: Math.round(fact.days / 7) });
	if (fact.fact === "called") return t("called", { name: fact.name });
	return t(fact.fact);
}

function ActForm({
	act,
	ours,
	catalogId,
	commandId,
	kept,
}: {
	act: Act;
	ours: OurProduct | null;
	catalogId: string;
	commandId: string;
	kept: Record<string, string>;
}) {
	const t = useTranslations("vendors.changes.means.act");
	const sent = useNavigation().formData;
	const busy = sent?.get("catalogId") === catalogId && sent.get("intent") === act.act;
	const value = act.act === "barcode" ? act.barcode : act.act === "sku" ? act.sku : act.act === "order" ? String(act.quantity) : "";
	const hidden = {
		...kept,
		...{
			commandId,
			catalogId,
			value,
			productId: ours?.productId ?? "",
			version: String(ours?.version ?? ""),
			vendorName: ours?.vendor ?? "",
		},
	};
	return (
		<Form method="post" preventScrollReset>
			{Object.entries(hidden).map(([name, held]) => (
				<input key={name} type="hidden" name={name} value={held} />
			))}
			<Button type="submit" name="intent" value={act.act} size="s" busy={busy}>
				{act.act === "price" && t.rich("price", { price: () => <Money amount={act.price} currency={ours?.currency ?? ""} /> })}
				{act.act === "barcode" && t("barcode")}
				{act.act === "sku" && t("sku")}
				{act.act === "order" && t("order", { quantity: act.quantity })}
				{act.act === "archive" && t("archive")}
				{act.act === "add" && t("add")}
				{ours && <span className="visually-hidden"> {ours.name}</span>}
			</Button>
		</Form>
	);
}
