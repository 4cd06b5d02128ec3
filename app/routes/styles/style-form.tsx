import { useTranslations } from "use-intl/react";
import { SelectField, TextArea, TextField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { knownAttributes } from "../catalog/attributes.ts";
import { categoryOptions } from "../catalog/category-options.ts";
import type { Refused } from "../door.server.ts";
import { useRefused } from "../refused.ts";

export type StyleValues = { name: string; vendor: string; categoryId: string; description: string; rowAxis: string; columnAxis: string };

const fields = ["name", "vendor", "categoryId", "description", "rowAxis", "columnAxis"] as const;

type Props = {
	values: StyleValues;
	refused: Refused | undefined;
	categories: { id: string; parentId: string | null; name: string }[];
	vendors: readonly string[];
};

/** What is named of a style, and by which attributes its products differ. */
export function StyleFields({ values, refused, categories, vendors }: Props) {
	const t = useTranslations("styles.form");
	const { at, typed, whole } = useRefused(refused, fields);
	const wired = (name: (typeof fields)[number], hint?: string) => ({
		name,
		hint,
		defaultValue: typed(name) ?? values[name],
		problems: refused?.problems[name]?.some(({ rule }) => rule === "same_axis") ? [t("problems.same_axis")] : at(name),
	});
	return (
		<>
			{whole && (
				<div className="section">
					<Notice tone="bad">{whole}</Notice>
				</div>
			)}
			<section className="section settings">
				<div>
					<h2>{t("what")}</h2>
				</div>
				<div className="form">
					<TextField label={t("name")} {...wired("name")} maxLength={200} required autoComplete="off" />
					<div className="two">
						<TextField label={t("vendor")} {...wired("vendor")} optional list="style-vendors" maxLength={120} autoComplete="off" />
						<SelectField label={t("category")} {...wired("categoryId")} optional>
							<option value="">{t("noCategory")}</option>
							{categoryOptions(categories).map(({ value, label }) => (
								<option key={value} value={value}>
									{label}
								</option>
							))}
						</SelectField>
					</div>
					<TextArea label={t("description")} {...wired("description")} optional maxLength={10_000} />
					<Suggestions id="style-vendors" values={vendors} />
				</div>
			</section>
			<section className="section settings">
				<div>
					<h2>{t("axesTitle")}</h2>
					<p>{t("axesLead")}</p>
				</div>
				<div className="form">
					<div className="two">
						<TextField label={t("rowAxis")} {...wired("rowAxis", t("rowAxisHint"))} list="style-axes" maxLength={60} autoComplete="off" />
						<TextField
							label={t("columnAxis")}
							{...wired("columnAxis", t("columnAxisHint"))}
							list="style-axes"
							maxLength={60}
							autoComplete="off"
						/>
					</div>
					<Suggestions id="style-axes" values={knownAttributes} />
				</div>
			</section>
		</>
	);
}

function Suggestions({ id, values }: { id: string; values: readonly string[] }) {
	return (
		<datalist id={id}>
			{values.map((value) => (
				<option key={value} value={value} />
			))}
		</datalist>
	);
}
