import { useTranslations } from "use-intl/react";
import { TextField } from "#app/components/field.tsx";
import type { Refused } from "../door.server.ts";

/** Lines a form has before scripts; a longer order is changed afterwards. */
const rows = Array.from({ length: 8 }, (_, index) => index);
const shownAtOnce = 3;

/** The goods of an order by their codes, in plain fields: what stands there until scripts run. */
export function GoodsRows({ refused }: { refused: Refused | undefined }) {
	const t = useTranslations("desk");
	const typed = (name: string) => ({ name, defaultValue: refused?.values[name] });
	const row = (row: number) => (
		<div key={row} className="order-row">
			<TextField
				label={t("codeOfLine", { line: row + 1 })}
				mono
				maxLength={100}
				autoComplete="off"
				{...typed(`code.${row}`)}
				problems={refused?.problems[`code.${row}`]?.map(({ rule }) => t(rule === "unknownCode" ? "unknownCode" : "oneLine"))}
			/>
			<TextField label={t("quantityOfLine", { line: row + 1 })} inputMode="numeric" maxLength={6} optional {...typed(`quantity.${row}`)} />
			<TextField label={t("priceOfLine", { line: row + 1 })} inputMode="decimal" maxLength={20} optional {...typed(`price.${row}`)} />
		</div>
	);
	return (
		<fieldset className="order-rows">
			<legend className="label">{t("goods")}</legend>
			{rows.slice(0, shownAtOnce).map(row)}
			<details open={rows.slice(shownAtOnce).some((row) => refused?.values[`code.${row}`])}>
				<summary>{t("moreLines")}</summary>
				{rows.slice(shownAtOnce).map(row)}
			</details>
			<p className="meta">{t("priceHint")}</p>
		</fieldset>
	);
}
