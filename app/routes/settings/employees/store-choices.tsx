import { CircleAlert } from "lucide";
import { useTranslations } from "use-intl/react";
import { Icon } from "#app/components/icon.tsx";

/** In which stores somebody works. */
export function StoreChoices({
	stores,
	chosen,
	problems,
}: {
	stores: { id: string; name: string }[];
	chosen: string[];
	problems: string[];
}) {
	const t = useTranslations("tills.employees");
	return (
		<fieldset className="field" aria-describedby={problems[0] && "stores-problem"}>
			<legend className="label">{t("stores")}</legend>
			{stores.map(({ id, name }) => (
				<label key={id} className="check">
					<input
						type="checkbox"
						name="storeIds"
						value={id}
						defaultChecked={chosen.includes(id)}
						aria-invalid={problems[0] ? true : undefined}
					/>
					<span>{name}</span>
				</label>
			))}
			{problems[0] && (
				<span className="problem" id="stores-problem">
					<Icon of={CircleAlert} size={14} />
					<span>{problems[0]}</span>
				</span>
			)}
		</fieldset>
	);
}
