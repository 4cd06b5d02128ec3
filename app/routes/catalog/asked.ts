import { productStatuses } from "#app/catalog/rules.ts";
import { attributeParameter } from "./attributes.ts";

/** The address of the product list: what it asks for, and what it shows. A word it does not know is as if it were not there: people edit addresses. */

export const stocks = ["low", "out"] as const;
export const sorts = ["name", "newest"] as const;

const statuses = [...productStatuses, "any"] as const;

/** What of an address is only about how one looks at the list right now. */
const passing = ["cursor", "peek", "said", "view", "ids", "all", "do", "commandId", "change", "rounding", "intent"];

export type Asked = ReturnType<typeof askedFor>;

export function askedFor(query: URLSearchParams) {
	const oneOf = <Word extends string>(name: string, words: readonly Word[]) => words.find((word) => word === query.get(name));
	const text = (name: string) => query.get(name)?.trim() || undefined;
	return {
		q: text("q")?.slice(0, 200),
		status: oneOf("status", statuses),
		stock: oneOf("stock", stocks),
		priced: oneOf("priced", ["false"]),
		sort: oneOf("sort", sorts) ?? "name",
		categoryId: text("category")?.slice(0, 64),
		vendor: text("vendor")?.slice(0, 120),
		attributes: attributesIn(query),
		cursor: text("cursor"),
	};
}

/** `attr.colour=Black`: as many as a list is filtered by at once. */
function attributesIn(query: URLSearchParams): Record<string, string> | undefined {
	const wanted = [...query].filter(
		([name, value]) =>
			name.startsWith(attributeParameter) && name.length > attributeParameter.length && name.length <= 65 && value.trim() !== "",
	);
	if (wanted.length === 0) return undefined;
	return Object.fromEntries(
		wanted.slice(0, 10).map(([name, value]) => [name.slice(attributeParameter.length), value.trim().slice(0, 400)]),
	);
}

/** All that says what list this is, in one order: two addresses of the same list are the same text. */
export function lastingQuery(query: URLSearchParams): string {
	const lasting = new URLSearchParams([...query].filter(([name, value]) => !passing.includes(name) && value.trim() !== ""));
	if (lasting.get("sort") === "name") lasting.delete("sort");
	lasting.sort();
	return lasting.toString();
}

/** The fields of that, for a form that must say which list it means. */
export function lastingFields(query: URLSearchParams): [name: string, value: string][] {
	return [...new URLSearchParams(lastingQuery(query))];
}
