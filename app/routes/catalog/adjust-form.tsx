import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { SelectField, TextField } from "#app/components/field.tsx";
import { QuantityField } from "#app/components/quantity-field.tsx";
import { adjustReasons } from "#app/stock/rules.ts";
import { useScripts } from "#app/components/before-scripts.tsx";
import type { ProductData } from "./product.tsx";
import { ActForm } from "./product-dialogs.tsx";
import { firstStore, StoreField } from "./receive-form.tsx";
import type { Acts } from "./use-acts.ts";

const ways = ["set", "change"] as const;
/** Where a quantity is set, the reason can only be that somebody looked. */
const reasonsToSet = ["count", "adjustment"] as const;

/**
 * Corrects a shelf: what stands there now, or by how much it changed. What was on the screen when it was counted travels along
 * (`seen.<store>`), so that a sale in between is not counted away; then the shelf says what it holds and that is filled in instead.
 */
export function AdjustForm({ data, acts }: { data: ProductData; acts: Acts }) {
	const t = useTranslations("product");
	const refused = acts.refused("adjust");
	const values = refused?.values;
	const [way, setWay] = useState<(typeof ways)[number]>(values?.how === "change" ? "change" : "set");
	const [storeId, setStoreId] = useState(values?.storeId ?? firstStore(data));
	// As they stood when the form was opened: fresher ones must not slip under a count that was made before.
	const [shelves] = useState(data.shelves);
	const moved = refused?.code === "quantity_changed" ? { storeId: values?.storeId, holds: Number(refused.details.current) } : undefined;
	const [later, setLater] = useState<Record<string, number>>({});
	const seen = (id: string) =>
		moved?.storeId === id ? moved.holds : (later[id] ?? shelves.find((shelf) => shelf.storeId === id)?.onHand ?? 0);
	const scripts = useScripts();
	const form = useRef<HTMLDivElement>(null);

	// People come with a number: it has the focus at the start and after a refusal. A frame later, when the dialog has placed its own.
	useEffect(() => {
		const frame = requestAnimationFrame(() => form.current?.querySelector<HTMLInputElement>("input[name=number]")?.focus());
		return () => cancelAnimationFrame(frame);
	}, [refused]);

	// What the shelf was found to hold stays known if the next try is refused for something else.
	useEffect(() => {
		if (refused?.code !== "quantity_changed") return;
		const holds = Number(refused.details.current);
		setLater((known) => ({ ...known, [refused.values.storeId ?? ""]: holds }));
	}, [refused]);

	const typed = values?.how === way && values.storeId === storeId ? values.number : undefined;
	const number = moved ? undefined : typed;
	const problem = refused?.problems[way === "set" ? "quantity" : "delta"];
	return (
		<ActForm
			acts={acts}
			intent="adjust"
			commandId={data.commandId}
			verb={t("adjust.verb")}
			next={moved && t("adjust.moved", { typed: values?.number ?? "", holds: moved.holds })}
		>
			<StoreField data={data} chosen={storeId} onChoose={setStoreId} problem={refused?.problems.storeId && t("problems.store")} />
			<WaySwitch way={way} onChoose={setWay} />
			{shelves.map((shelf) => (
				<input key={shelf.storeId} type="hidden" name={`seen.${shelf.storeId}`} value={seen(shelf.storeId)} />
			))}
			<div ref={form}>
				<QuantityField
					key={`${way} ${storeId} ${moved?.holds}`}
					label={t(scripts ? `adjust.ways.${way}` : "adjust.number")}
					name="number"
					min={way === "set" && scripts ? 0 : -1_000_000}
					max={1_000_000}
					defaultValue={number ?? (way === "set" ? seen(storeId) : "")}
					hint={
						!scripts
							? t("adjust.numberHint")
							: moved
								? t("adjust.nowHint", { holds: moved.holds })
								: t(`adjust.${way}Hint`, { holds: seen(storeId) })
					}
					problems={problem && [t(problem[0]?.rule === "sign" ? "problems.sign" : `problems.${way}`)]}
				/>
			</div>
			<div className="two">
				<SelectField
					label={t("reason")}
					name="reason"
					key={way}
					defaultValue={values?.reason ?? (way === "set" ? "count" : "adjustment")}
					problems={refused?.problems.reason && [t("problems.reason")]}
				>
					{(way === "set" && scripts ? reasonsToSet : adjustReasons).map((reason) => (
						<option key={reason} value={reason}>
							{t(`reasons.${reason}`)}
						</option>
					))}
				</SelectField>
				<TextField
					label={t("note")}
					name="note"
					optional
					maxLength={500}
					defaultValue={values?.note}
					problems={refused?.problems.note && [t("problems.note")]}
				/>
			</div>
		</ActForm>
	);
}

/** Two radios that look like a switch. */
function WaySwitch({ way, onChoose }: { way: (typeof ways)[number]; onChoose: (way: (typeof ways)[number]) => void }) {
	const t = useTranslations("product.adjust");
	const id = useId();
	return (
		<fieldset className="segments" aria-label={t("how")}>
			{ways.map((each) => (
				<label key={each} htmlFor={`${id}-${each}`}>
					<input id={`${id}-${each}`} type="radio" name="how" value={each} defaultChecked={each === way} onChange={() => onChoose(each)} />
					{t(`switch.${each}`)}
				</label>
			))}
		</fieldset>
	);
}
