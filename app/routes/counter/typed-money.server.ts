import { localeOf } from "#app/i18n.ts";
import type { Viewer } from "#app/identity/viewer.server.ts";
import { typedAmount } from "#app/platform/typed-amount.ts";
import { field } from "../door.server.ts";

/** Reads amounts typed into a form, in the reader's language: the decimal a command takes, or what was typed, so that the rule can name it. */
export function typedMoney(request: Request, { stores }: Viewer, storeId: string): (fields: FormData, name: string) => string | undefined {
	const currency = stores.find(({ id }) => id === storeId)?.currency ?? "";
	return (fields, name) => {
		const text = field(fields, name);
		if (text === undefined) return undefined;
		const typed = typedAmount(text, localeOf(request), currency);
		return "decimal" in typed ? typed.decimal : text;
	};
}
