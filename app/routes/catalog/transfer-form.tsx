import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { SelectField, TextField } from "#app/components/field.tsx";
import { QuantityField } from "#app/components/quantity-field.tsx";
import type { ProductData } from "./product.tsx";
import { ActForm } from "./product-dialogs.tsx";
import { firstStore, StoreField } from "./receive-form.tsx";
import type { Acts } from "./use-acts.ts";

/** Some of this product to another store, at once. Several products go by a transfer of their own. */
export function TransferForm({ data, acts }: { data: ProductData; acts: Acts }) {
	const t = useTranslations("product");
	const refused = acts.refused("transfer");
	const [fromStoreId, setFrom] = useState(refused?.values.storeId ?? firstStore(data));
	const others = data.shelves.filter(({ storeId }) => storeId !== fromStoreId);
	return (
		<ActForm acts={acts} intent="transfer" commandId={data.commandId} verb={t("transfer.send")}>
			<QuantityField
				label={t("transfer.quantity")}
				name="quantity"
				min={1}
				max={1_000_000}
				defaultValue={refused?.values.quantity ?? 1}
				hint={t("transfer.hint")}
				problems={Object.keys(refused?.problems ?? {}).some((name) => name.startsWith("lines")) ? [t("problems.quantity")] : undefined}
			/>
			<div className="two">
				<StoreField data={data} chosen={fromStoreId} onChoose={setFrom} problem={refused?.problems.fromStoreId && t("problems.store")} />
				<SelectField
					key={fromStoreId}
					label={t("transfer.to")}
					name="toStoreId"
					defaultValue={refused?.values.toStoreId ?? others[0]?.storeId}
					problems={refused?.problems.toStoreId && [t("problems.destination")]}
				>
					{/* Before scripts the other list may be changed under this one, so it holds every store. */}
					{data.shelves.map(({ storeId, storeName, onHand }) => (
						<option key={storeId} value={storeId}>
							{t("storeHolds", { store: storeName, onHand })}
						</option>
					))}
				</SelectField>
			</div>
			<TextField
				label={t("note")}
				name="note"
				optional
				maxLength={500}
				hint={t("transfer.noteHint")}
				defaultValue={refused?.values.note}
				problems={refused?.problems.note && [t("problems.note")]}
			/>
		</ActForm>
	);
}
