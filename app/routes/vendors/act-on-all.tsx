import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import type { Comparison } from "#app/catalog/vendors/compare-snapshots.server.ts";
import type { Change } from "#app/catalog/vendors/differences.ts";
import { Button } from "#app/components/button.tsx";
import { useMay } from "#app/components/shell.ts";
import type { Told } from "./change-meaning.tsx";

/** A price as the act that takes it over is told of it: `TakePrices`. */
type TakenPrice = { productId: string; version: number; price: number; theirs: number };

/** What taking the vendor's price over would make of ours; null where nothing is to be taken. */
export function takenPriceOf({ after }: Change, { meaning, ours }: Told): TakenPrice | null {
	const act = meaning.acts.find((one) => one.act === "price");
	if (act?.act !== "price" || !ours || after?.price == null) return null;
	return { productId: ours.productId, version: ours.version, price: act.price, theirs: after.price };
}

type Props = { compared: Comparison; told: Record<string, Told>; commandId: string };

/** The same done about every change that is shown: all prices taken over, all that is new added. */
export function ActOnAll({ compared: { changes }, told, commandId }: Props) {
	const t = useTranslations("vendors.changes.together");
	const mayWrite = useMay()("catalog:write");
	const sent = useNavigation().formData?.get("intent");
	const each = changes.flatMap((change) => {
		const one = told[change.catalogId];
		return one ? [{ change, told: one }] : [];
	});
	const prices = each.flatMap((one) => takenPriceOf(one.change, one.told) ?? []);
	const fresh = each.flatMap((one) => (one.told.meaning.acts.some(({ act }) => act === "add") ? [one.change.catalogId] : []));
	if (!mayWrite || (prices.length < 2 && fresh.length < 2)) return null;
	return (
		<Form method="post" preventScrollReset className="section row wrap" aria-label={t("title")}>
			<input type="hidden" name="commandId" value={commandId} />
			<input type="hidden" name="prices" value={JSON.stringify(prices)} />
			<input type="hidden" name="items" value={JSON.stringify(fresh)} />
			{prices.length > 1 && (
				<Button type="submit" name="intent" value="prices" busy={sent === "prices"}>
					{t("prices", { count: prices.length })}
				</Button>
			)}
			{fresh.length > 1 && (
				<Button type="submit" name="intent" value="add-all" busy={sent === "add-all"}>
					{t("add", { count: fresh.length })}
				</Button>
			)}
		</Form>
	);
}
