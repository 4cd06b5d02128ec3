import { Plus, X } from "lucide";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { Attribute } from "#app/catalog/attributes.server.ts";
import { Button } from "#app/components/button.tsx";
import { TextField } from "#app/components/field.tsx";
import { useAttributeNames } from "./attributes.ts";
import type { FormValues } from "./product-form.server.ts";

type Wired = Pick<Parameters<typeof TextField>[0], "name" | "defaultValue" | "problems" | "hint" | "aside">;
type Props = { attributes: Attribute[]; values: FormValues; typed: FormValues | undefined; wired: (name: string) => Wired };

/** How many empty rows stand there before scripts; with them, as many as are asked for. */
const empty = 2;

/**
 * A row for each attribute the business keeps and each the product carries already, and rows for others: a name and what it says. An emptied
 * row is an attribute the product no longer has.
 */
export function AttributeRows({ attributes, values, typed, wired }: Props) {
	const t = useTranslations("productForm");
	const attributeName = useAttributeNames();
	const kept = attributes.filter(({ isKept }) => isKept).map(({ name }) => name);
	const carried = [...Object.keys(values), ...Object.keys(typed ?? {})]
		.filter((key) => key.startsWith("attributes."))
		.map((key) => key.slice(11));
	// As the product writes it, in the business's order; then what only the product carries.
	const asked = kept.map((name) => carried.find((other) => isSame(other, name)) ?? name);
	const fields = [...new Set([...asked, ...carried])];
	const filled = Object.keys(typed ?? {}).filter((key) => /^more\.\d+\.name$/.test(key)).length;
	const [rows, setRows] = useState(() => Array.from({ length: Math.max(empty, filled) }, (_, place) => place));
	const valuesOf = (name: string) => attributes.find((each) => isSame(each.name, name))?.values ?? [];
	return (
		<>
			<div className="two">
				{fields.map((name, place) => (
					<span key={name}>
						<TextField
							label={attributeName(name)}
							{...wired(`attributes.${name}`)}
							optional
							maxLength={400}
							autoComplete="off"
							{...(valuesOf(name).length > 0 && { list: `values-${place}` })}
						/>
						<datalist id={`values-${place}`}>
							{valuesOf(name).map((value) => (
								<option key={value} value={value} />
							))}
						</datalist>
					</span>
				))}
			</div>
			<fieldset className="more-attributes">
				<legend className="label">{t("more.title")}</legend>
				{rows.map((row, place) => (
					<div key={row} className="attribute-row">
						<TextField label={t("more.name")} {...wired(`more.${row}.name`)} list="attribute-names" maxLength={60} autoComplete="off" />
						<TextField label={t("more.value")} {...wired(`more.${row}.value`)} maxLength={400} autoComplete="off" />
						<span className="needs-script">
							<Button
								kind="quiet"
								icon={X}
								iconOnly
								onClick={() => setRows(rows.length > 1 ? rows.filter((other) => other !== row) : [Math.max(...rows) + 1])}
							>
								{t("more.remove", { number: place + 1 })}
							</Button>
						</span>
					</div>
				))}
				<datalist id="attribute-names">
					{attributes
						.filter(({ name }) => !fields.includes(name))
						.map(({ name }) => (
							<option key={name} value={name} />
						))}
				</datalist>
				<span className="needs-script">
					<Button size="s" icon={Plus} onClick={() => setRows([...rows, Math.max(-1, ...rows) + 1])}>
						{t("more.add")}
					</Button>
				</span>
			</fieldset>
		</>
	);
}

function isSame(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}
