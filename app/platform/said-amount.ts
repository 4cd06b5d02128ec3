import { refuseField } from "./errors.ts";
import { parseAmount } from "./money.ts";

const sentences = {
	not_an_amount: () => "an amount, as 2195 or 2195.50",
	too_many_decimals: (currency: string) => `more decimals than ${currency} has`,
	too_large: () => "more than anything costs",
};

/** An amount as it was said, in minor units of a currency that is known by now. @throws Refusal `invalid / validation_failed` on the field */
export function amountOf(said: number | string, currency: string, field: string): number {
	const amount = parseAmount(said, currency);
	return typeof amount === "number" ? amount : refuseField(field, amount, sentences[amount](currency));
}
