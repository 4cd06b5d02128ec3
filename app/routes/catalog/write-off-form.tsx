import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { TextField } from "#app/components/field.tsx";
import { useMoneyWords } from "#app/components/money.tsx";
import { QuantityField } from "#app/components/quantity-field.tsx";
import { useScripts } from "#app/components/before-scripts.tsx";
import type { ProductData } from "./product.tsx";
import { ActForm } from "./product-dialogs.tsx";
import { firstStore, StoreField } from "./receive-form.tsx";
import type { Acts } from "./use-acts.ts";

/** Goods are gone: how many, where, and what happened. It says what leaves the shelf and what it cost before it is pressed. */
export function WriteOffForm({ data, acts }: { data: ProductData; acts: Acts }) {
	const t = useTranslations("product");
	const money = useMoneyWords();
	const scripts = useScripts();
	const refused = acts.refused("write-off");
	const [count, setCount] = useState(Number(refused?.values.quantity) || 1);
	const { name, cost, currency } = data.product;
	return (
		<ActForm
			acts={acts}
			intent="write-off"
			commandId={data.commandId}
			verb={scripts ? t("writeOff.confirm", { count }) : t("writeOff.verb")}
			danger
		>
			<QuantityField
				label={t("writeOff.quantity")}
				name="quantity"
				min={1}
				max={1_000_000}
				value={count}
				onChange={setCount}
				problems={refused?.problems.quantity && [t("problems.quantity")]}
			/>
			<StoreField
				data={data}
				chosen={refused?.values.storeId ?? firstStore(data)}
				problem={refused?.problems.storeId && t("problems.store")}
			/>
			<TextField
				label={t("writeOff.note")}
				name="note"
				required
				maxLength={500}
				hint={t("writeOff.noteHint")}
				defaultValue={refused?.values.note}
				problems={refused?.problems.note && [t("problems.writeOffNote")]}
			/>
			{scripts && (
				<p role="status">
					{cost === null
						? t("writeOff.lose", { count, name })
						: t("writeOff.worth", { count, name, value: money({ amount: cost * count, currency }) })}
				</p>
			)}
		</ActForm>
	);
}
