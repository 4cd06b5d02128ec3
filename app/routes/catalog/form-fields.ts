import { useTranslations } from "use-intl/react";
import { useProblemWords } from "#app/components/problems.ts";
import type { FieldIssue } from "#app/platform/errors.ts";
import type { Refused } from "../door.server.ts";
import type { FormValues } from "./product-form.server.ts";

/** Beside a field after somebody else saved first: what they wrote, or what the field said before they did. */
export type Beside = { kind: "theirs" | "before"; value: string };

type Fields = {
	value(name: string): string;
	problems(name: string): string[] | undefined;
	beside(name: string): Beside | undefined;
	/** Whether somebody else's version is being shown beside this one. */
	conflict: boolean;
};

/**
 * What stands in each field: what was typed last, if the form was refused, else what the product is. When somebody saved in between, their
 * change is taken over where this person changed nothing, and shown beside where both did.
 */
export function useFormFields(values: FormValues, refused: Refused | undefined, version: number | undefined): Fields {
	const problemOf = useFieldProblems();
	const typed = refused?.values;
	const opened = openedValues(typed?.opened);
	const conflict = refused?.code === "version_changed" && version !== undefined && typed?.version !== String(version);

	const beside = (name: string): Beside | undefined => {
		const [before, theirs, mine] = [opened[name] ?? "", values[name] ?? "", typed?.[name] ?? ""];
		if (!conflict || theirs === before || theirs === mine) return undefined;
		return mine === before ? { kind: "before", value: before } : { kind: "theirs", value: theirs };
	};
	return {
		conflict,
		beside,
		value: (name) => (beside(name)?.kind === "before" ? values[name] : (typed?.[name] ?? values[name])) ?? "",
		problems(name) {
			const issue = refused?.problems[name]?.[0];
			return issue && [problemOf(name, issue)];
		},
	};
}

/** What a field must hold, in the reader's words: a sentence for the field, or for the rule where a field has several. */
function useFieldProblems(): (name: string, issue: FieldIssue) => string {
	const t = useTranslations("productForm.problems");
	const words = useProblemWords();
	return (name, issue) => {
		if (name === "price" || name === "cost") return isAmountRule(issue.rule) ? t(`amounts.${issue.rule}`) : t("amounts.not_an_amount");
		if (issue.rule === "attribute_unnamed" || issue.rule === "attribute_twice") return t(issue.rule);
		if (name.startsWith("attributes")) return t("attributes");
		return isField(name) ? t(`fields.${name}`) : words.of(issue);
	};
}

const amountRules = ["not_an_amount", "ambiguous_amount", "other_currency", "too_many_decimals", "too_large"] as const;
const fieldNames = [
	"name",
	"description",
	"style",
	"vendor",
	"sku",
	"barcode",
	"unit",
	"taxRate",
	"imageUrl",
	"initialStock",
	"reorderPoint",
	"storeId",
] as const;

function isAmountRule(rule: string): rule is (typeof amountRules)[number] {
	return amountRules.some((known) => known === rule);
}

function isField(name: string): name is (typeof fieldNames)[number] {
	return fieldNames.some((known) => known === name);
}

/** What the form said when it was opened, which it carries with it. */
function openedValues(json: string | undefined): FormValues {
	try {
		const values: unknown = JSON.parse(json ?? "{}");
		if (typeof values !== "object" || values === null) return {};
		return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
	} catch {
		return {};
	}
}
