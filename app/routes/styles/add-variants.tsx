import { Plus } from "lucide";
import { useState } from "react";
import { Form } from "react-router";
import { useTranslations } from "use-intl/react";
import { missingOf } from "#app/catalog/variants.ts";
import { Button } from "#app/components/button.tsx";
import { MoneyField, TextField } from "#app/components/field.tsx";
import { useAttributeNames } from "../catalog/attributes.ts";
import { useScripts } from "#app/components/before-scripts.tsx";
import { combined, listed } from "./combinations.ts";
import { useCellWords } from "./problem-words.ts";
import type { MatrixState } from "./use-matrix.ts";

/** Values of two axes in, products out: all combinations there are not yet, as drafts, in one act. */
export function AddVariants({ matrix }: { matrix: MatrixState }) {
	const t = useTranslations("styles.generate");
	const nameOf = useAttributeNames();
	const scripted = useScripts();
	const [wanted, setWanted] = useState({ rows: "", columns: "" });
	const { data, saving } = matrix;
	const { style, store, currency, commandId } = data;
	const isEmpty = data.variants.length === 0;
	const gaps = missingOf({ columns: data.columns, rows: data.rows });
	const count = combined({ rows: listed(wanted.rows), columns: listed(wanted.columns) }, data).length;
	const words = useCellWords();
	const problems = (name: string) => words.all(saving.refused?.problems[name]);
	const hidden = (intent: string) => (
		<>
			<input type="hidden" name="intent" value={intent} />
			<input type="hidden" name="storeId" value={store?.id ?? ""} />
			<input type="hidden" name="currency" value={currency} />
			<input type="hidden" name="commandId" value={`${intent} ${commandId}`} />
		</>
	);
	function add(event: { preventDefault(): void; currentTarget: HTMLFormElement }): void {
		event.preventDefault();
		const fields = new FormData(event.currentTarget);
		fields.delete("commandId");
		saving.add(Object.fromEntries([...fields].map(([name, value]) => [name, String(value)])));
		setWanted({ rows: "", columns: "" });
	}
	return (
		<section className="section generate">
			<details open={isEmpty || problemsIn(saving.refused?.problems)}>
				<summary>{isEmpty ? t("first") : t("title")}</summary>
				<Form method="post" className="form" onSubmit={add}>
					{hidden("generate")}
					<p className="meta">{isEmpty ? t("leadFirst") : t("lead")}</p>
					<div className="two">
						{(["rows", "columns"] as const).map((name) => (
							<TextField
								key={name}
								label={nameOf(name === "rows" ? style.rowAxis : style.columnAxis)}
								name={name}
								hint={t(`${name}Hint`)}
								problems={problems(name)}
								maxLength={4000}
								autoComplete="off"
								{...(scripted && {
									value: wanted[name],
									onChange: (event) => setWanted({ ...wanted, [name]: event.target.value }),
								})}
							/>
						))}
						<TextField
							label={t("skuPattern")}
							name="skuPattern"
							hint={t("skuPatternHint")}
							problems={problems("skuPattern")}
							optional
							mono
							maxLength={64}
							autoComplete="off"
							spellCheck={false}
						/>
						<MoneyField
							label={t("price")}
							name="price"
							hint={isEmpty ? undefined : t("priceHint")}
							problems={problems("price")}
							optional
							currency={currency}
						/>
					</div>
					<div className="submit">
						<Button type="submit" kind={isEmpty ? "primary" : "plain"} busy={saving.busy}>
							{t("make")}
						</Button>
						<span className="meta" role="status">
							{scripted && (wanted.rows || wanted.columns) ? t("preview", { count }) : ""}
						</span>
					</div>
				</Form>
			</details>
			{gaps.length > 0 && (
				<Form method="post" onSubmit={add}>
					{hidden("gaps")}
					<Button type="submit" size="s" icon={Plus} busy={saving.busy}>
						{t("gaps", { count: gaps.length })}
					</Button>
				</Form>
			)}
		</section>
	);
}

function problemsIn(problems: object | undefined): boolean {
	return Object.keys(problems ?? {}).length > 0;
}
