import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import type { Comparison } from "#app/catalog/vendors/compare-snapshots.server.ts";
import type { ChangeKind } from "#app/catalog/vendors/differences.ts";
import { Button } from "#app/components/button.tsx";
import { useMay } from "#app/components/shell.ts";
import { takenPriceOf } from "#app/insights/change-meaning.ts";
import type { Told } from "./change-meaning.tsx";

type Props = { compared: Comparison; kind: ChangeKind | null; told: Record<string, Told>; commandId: string };

/** The same done about every change: all prices taken over, all that is new added. Of those that are shown, and where there are more of all that were found. */
export function ActOnAll({ compared: { changes, found, counts, from, to }, kind, told, commandId }: Props) {
	const t = useTranslations("vendors.changes.together");
	const mayWrite = useMay()("catalog:write");
	const sent = useNavigation().formData?.get("intent");
	const each = changes.flatMap((change) => {
		const one = told[change.catalogId];
		return one ? [{ change, ...one }] : [];
	});
	const prices = each.flatMap(({ change, meaning, ours }) => takenPriceOf(change, meaning, ours) ?? []);
	const fresh = each.flatMap(({ change, meaning }) => (meaning.acts.some(({ act }) => act === "add") ? [change.catalogId] : []));
	const isCut = found > changes.length;
	const [priced, created] = kind === null ? [counts.dearer + counts.cheaper, counts.created] : [found, found];
	const offers = [
		{ intent: "prices", words: t("prices", { count: prices.length }), isOffered: prices.length > 1 },
		{ intent: "add-all", words: t("add", { count: fresh.length }), isOffered: fresh.length > 1 },
		{
			...{ intent: "prices-found", words: t("pricesFound", { found: priced }) },
			isOffered: isCut && counts.dearer + counts.cheaper > 0 && (kind === null || kind === "dearer" || kind === "cheaper"),
		},
		{
			...{ intent: "add-found", words: t("addFound", { found: created }) },
			// Of what waits for an answer nothing is in the catalog yet.
			isOffered: isCut && !to.waits && counts.created > 0 && (kind === null || kind === "created"),
		},
	].filter(({ isOffered }) => isOffered);
	if (!mayWrite || offers.length === 0) return null;
	const hidden = {
		commandId,
		prices: JSON.stringify(prices),
		items: JSON.stringify(fresh),
		from: from.hash,
		to: to.hash,
		kind: kind ?? "",
	};
	return (
		<Form method="post" preventScrollReset className="section row wrap" aria-label={t("title")}>
			{Object.entries(hidden).map(([name, value]) => (
				<input key={name} type="hidden" name={name} value={value} />
			))}
			{offers.map(({ intent, words }) => (
				<Button key={intent} type="submit" name="intent" value={intent} busy={sent === intent}>
					{words}
				</Button>
			))}
		</Form>
	);
}
