import { Form, useNavigation } from "react-router";
import { useTranslations } from "use-intl/react";
import { Button } from "#app/components/button.tsx";
import { SelectField } from "#app/components/field.tsx";
import { importFields, isAttributeName } from "#app/imports/columns.ts";
import { decimalStyles } from "#app/imports/dialect.ts";
import { emptyChoices, existingChoices, newStatuses, quantityChoices } from "#app/imports/rules.ts";
import type { Shown } from "./import.tsx";
import { columnLetter, useImportWords } from "./issue-words.ts";

type Props = { found: Shown; stores: readonly { id: string; name: string }[]; commandId: string; mayAdjust: boolean };

/** What the columns are and what the file is to do; any change is previewed again. */
export function ReadingForm({ found, stores, commandId, mayAdjust }: Props) {
	const t = useTranslations("imports.read");
	const imports = useTranslations("imports");
	const { choices, decimals, headers } = found;
	const busy = useNavigation().formData?.get("intent") === "change";
	const choose = <Word extends string>(label: string, name: string, value: Word, words: readonly Word[], say: (word: Word) => string) => (
		<SelectField label={label} name={name} defaultValue={value}>
			{words.map((word) => (
				<option key={word} value={word}>
					{say(word)}
				</option>
			))}
		</SelectField>
	);
	return (
		<section className="section ruled">
			<header>
				<h2>{t("title")}</h2>
			</header>
			<Form method="post" className="form import-form">
				<input type="hidden" name="intent" value="change" />
				<input type="hidden" name="commandId" value={commandId} />
				<input type="hidden" name="columns" value={headers.length} />
				<div className="choosing">
					<SelectField label={t("store")} name="storeId" defaultValue={choices.storeId} hint={t("storeHint")}>
						{stores.map(({ id, name }) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
					</SelectField>
					{choose(
						t("quantities"),
						"quantities",
						choices.quantities,
						quantityChoices.filter((word) => word !== "all" || mayAdjust),
						(word) => t(`quantity.${word}`),
					)}
					{choose(t("existing"), "existing", choices.existing, existingChoices, (word) => t(`exist.${word}`))}
					{choose(t("empty"), "empty", choices.empty, emptyChoices, (word) => t(`empties.${word}`))}
					{choose(t("status"), "newStatus", choices.newStatus, newStatuses, (word) => t(`statuses.${word}`))}
					{choose(t("decimals"), "decimals", decimals, decimalStyles, (word) => imports(`decimals.${word}`))}
				</div>
				<label className="check">
					<input type="checkbox" name="makeCategories" defaultChecked={choices.makeCategories} />
					<span>{t("makeCategories")}</span>
				</label>
				<label className="check">
					<input type="checkbox" name="makeSkus" defaultChecked={choices.makeSkus} />
					<span>{t("makeSkus")}</span>
				</label>
				<p className="meta">{t("known")}</p>
				<fieldset>
					<legend>{t("columns")}</legend>
					<div className="mapping">
						{headers.map((header, column) => (
							<ColumnField key={`${column} ${header}`} header={header} column={column} target={found.mapping[column] ?? ""} />
						))}
					</div>
				</fieldset>
				<div className="submit">
					<Button type="submit" busy={busy}>
						{imports("acts.previewAgain")}
					</Button>
				</div>
			</Form>
		</section>
	);
}

/** One column: left out, a field, or an attribute of its own name. */
function ColumnField({ header, column, target }: { header: string; column: number; target: string }) {
	const t = useTranslations("imports.read");
	const words = useImportWords();
	const named = header.replace(/^attr(ibute)?:\s*/i, "");
	const own = target.startsWith("attr:") ? target : isAttributeName(named) ? `attr:${named}` : null;
	return (
		<SelectField label={`${columnLetter(column)} · ${header || t("unnamed")}`} name={`column-${column}`} defaultValue={target}>
			<option value="">{t("leftOut")}</option>
			{own && <option value={own}>{t("asAttribute", { name: own.slice(5) })}</option>}
			{importFields.map((field) => (
				<option key={field} value={field}>
					{words.field(field)}
				</option>
			))}
		</SelectField>
	);
}
