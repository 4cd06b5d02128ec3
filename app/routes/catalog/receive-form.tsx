import { useTranslations } from "use-intl/react";
import { SelectField, TextField } from "#app/components/field.tsx";
import { QuantityField } from "#app/components/quantity-field.tsx";
import type { ProductData } from "./product.tsx";
import { ActForm } from "./product-dialogs.tsx";
import type { Acts } from "./use-acts.ts";

/** What came in: how many, and to which shelf. */
export function ReceiveForm({ data, acts }: { data: ProductData; acts: Acts }) {
	const t = useTranslations("product");
	const refused = acts.refused("receive");
	return (
		<ActForm acts={acts} intent="receive" commandId={data.commandId} verb={t("receive.verb")}>
			<QuantityField
				label={t("receive.quantity")}
				name="quantity"
				min={1}
				max={1_000_000}
				defaultValue={refused?.values.quantity ?? 1}
				problems={refused?.problems.quantity && [t("problems.quantity")]}
			/>
			<StoreField
				data={data}
				chosen={refused?.values.storeId ?? firstStore(data)}
				problem={refused?.problems.storeId && t("problems.store")}
			/>
			<TextField
				label={t("note")}
				name="note"
				optional
				maxLength={500}
				hint={t("receive.noteHint")}
				defaultValue={refused?.values.note}
				problems={refused?.problems.note && [t("problems.note")]}
			/>
		</ActForm>
	);
}

type Choice = { data: ProductData; chosen: string; onChoose?: (storeId: string) => void; problem?: string | undefined };

/** Which shelf, with what stands there; no question where there is one store. */
export function StoreField({ data, chosen, onChoose, problem }: Choice) {
	const t = useTranslations("product");
	const { shelves } = data;
	if (shelves.length === 1) return <input type="hidden" name="storeId" value={shelves[0]?.storeId} />;
	return (
		<SelectField
			label={t("store")}
			name="storeId"
			defaultValue={chosen}
			onChange={onChoose && ((event) => onChoose(event.target.value))}
			problems={problem ? [problem] : undefined}
		>
			{shelves.map(({ storeId, storeName, onHand }) => (
				<option key={storeId} value={storeId}>
					{t("storeHolds", { store: storeName, onHand })}
				</option>
			))}
		</SelectField>
	);
}

/** The store people are looking at, else the first that has the product. */
export function firstStore({ storeId, shelves }: ProductData): string {
	return storeId ?? (shelves.find(({ opened }) => opened) ?? shelves[0])?.storeId ?? "";
}
