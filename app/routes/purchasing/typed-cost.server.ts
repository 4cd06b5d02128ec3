import { localeOf } from "#app/i18n.ts";
import { refuseField } from "#app/platform/errors.ts";
import { typedAmount } from "#app/platform/typed-amount.ts";
import { field } from "../door.server.ts";

/** The amount somebody typed into a field, in their own notation, as commands take it. @throws Refusal `validation_failed` on the field */
export function typedCost(request: Request, fields: FormData, name: string, currency: string): string | undefined {
	const text = field(fields, name);
	if (text === undefined) return undefined;
	const typed = typedAmount(text, localeOf(request), currency);
	return "decimal" in typed ? typed.decimal : refuseField(name, typed.problem, typed.problem);
}
